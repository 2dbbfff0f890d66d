const meant = (name: string | null): string => (name === null ? '' : ` Did you mean "${name}"?`);
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** What the first `return` of a program gives instead of items. */
const given = { text: 'a text', value: 'a single value', values: 'a list of single values' };
export type BareReturn = keyof typeof given;

/** Findings about expressions, and about programs in steps. */
export const expressions = {
  'expression-unclosed': ({ node }: { node: string }) => `An expression in "${node}" is not closed: "}}" is missing.`,
  /** `written` null: nothing. `problem`: what the parser says, in English. */
  'expression-syntax': ({ node, written, problem }: { node: string; written: string | null; problem: string }) =>
    written === null
      ? `An expression in "${node}" is empty: n8n cannot read {{ }}.`
      : `An expression in "${node}" cannot be read: ${written}. ${sentence(problem)}`,
  'unknown-variable': ({ node, name }: { node: string; name: string }) =>
    `"${node}" uses ${name}, which n8n does not know; it would be empty.`,
  'from-ai-outside-tool': ({ node }: { node: string }) =>
    `"${node}" lets a model fill in a value with $fromAI, but it is not a tool of an agent.`,
  'expression-method': ({ node, method }: { node: string; method: string }) =>
    `"${node}" calls .${method}() on a time of n8n, which has no such method and gives nothing.${method === 'toISOString' ? ' Use .toISO().' : ''}`,
  'expression-without-prefix': ({ node, code }: { node: string; code: string }) =>
    `"${node}" would send "{{${code}}}" as it stands: an expression has to start with "=".`,
  /** `whole`: the value is nothing else. */
  'expression-bare': ({ node, code, whole }: { node: string; code: string; whole: boolean }) =>
    `"${node}" would send "${code}" as it stands: an expression is written ${whole ? '=' : ''}{{ … }}.`,
  'item-without-json': ({ node, field }: { node: string; field: string }) =>
    `"${node}" takes "${field}" off an item itself, where it is empty: its fields are in .json.${field}.`,
  /** `gives` null: a webhook, which puts what it was sent elsewhere; else the first few fields. */
  'unknown-field': ({
    node,
    field,
    source,
    gives,
  }: {
    node: string;
    field: string;
    source: string;
    gives: readonly string[] | null;
  }) =>
    gives === null
      ? `"${node}" reads "${field}", but "${source}" puts what it was sent into body, query, params and headers, e.g. $json.body.${field}.`
      : `"${node}" reads "${field}", but "${source}" only gives ${gives.map((name) => `"${name}"`).join(', ') || 'no field'}; it would be empty.`,
  'unknown-node-reference': ({ node, name, suggestion }: { node: string; name: string; suggestion: string | null }) =>
    `"${node}" uses data of "${name}", but there is no such step.${meant(suggestion)}`,
  /** `name` null: itself. */
  'reference-not-upstream': ({ node, name }: { node: string; name: string | null }) =>
    name === null
      ? `"${node}" uses data of itself, which are not there while it runs.`
      : `"${node}" uses data of "${name}", which does not come before it.`,
  'code-empty': ({ node }: { node: string }) => `"${node}" has no code.`,
  /** `problem` null: JavaScript where Python should be; else what the parser says, in English. */
  'code-syntax': ({
    node,
    problem,
    line,
    braces,
  }: {
    node: string;
    problem: string | null;
    line: number;
    braces: boolean;
  }) =>
    problem === null
      ? `The code of "${node}" is JavaScript, but its language is Python.`
      : `The code of "${node}" cannot be read, line ${line}: ${problem}.${braces ? ' In code, data are read without {{ }}.' : ''}`,
  'code-network': ({ node, name }: { node: string; name: string }) =>
    `The code of "${node}" calls ${name}, which n8n's Code node does not have. Use an HTTP Request step.`,
  'code-module': ({ node, module }: { node: string; module: string }) =>
    `The code of "${node}" loads "${module}", which n8n does not allow in code.`,
  'code-require': ({ node, module }: { node: string; module: string }) =>
    `The code of "${node}" loads "${module}"; n8n only allows modules its operator has released.`,
  'code-process': ({ node }: { node: string }) =>
    `The code of "${node}" uses process, which n8n's Code node does not have. Use $vars.`,
  'expression-in-code': ({ node }: { node: string }) =>
    `The code of "${node}" holds {{ … }} inside a text; n8n does not fill it in there. Use \${…} or +.`,
  /** `mode` null: no program has it; else the way of running that lacks it. */
  'code-name-lacking': ({ node, name, mode }: { node: string; name: string; mode: 'perItem' | 'allAtOnce' | null }) => {
    const when = { perItem: ' when it runs once for each item', allAtOnce: ' when it runs once for all items' };
    return `The code of "${node}" uses "${name}", which n8n does not give it${mode === null ? '' : when[mode]}; it would stop there.`;
  },
  'code-input-access': ({ node, method }: { node: string; method: string }) =>
    `The code of "${node}" runs once for each item, where n8n does not allow $input.${method}(). Use $input.item.`,
  'env-blocked': ({ node, name }: { node: string; name: string }) =>
    `"${node}" reads ${name}, which n8n blocks unless its operator allows it.`,
  'code-undeclared': ({ node, name }: { node: string; name: string }) =>
    `The code of "${node}" uses "${name}", which is declared nowhere; it would stop there.`,
  /** `each`: it runs for each item, so one is wanted. */
  'code-return': ({ node, each, got }: { node: string; each: boolean; got: BareReturn | 'list' | 'nothing' }) => {
    if (got === 'nothing') return `The code of "${node}" returns nothing.`;
    if (got === 'list')
      return `The code of "${node}" runs for each item and has to return one item such as { json: { … } }, not a list.`;
    const shape = each ? 'an item such as { json: { … } }' : 'items such as [{ json: { … } }]';
    return `The code of "${node}" has to return ${shape}, not ${given[got]}.`;
  },
};
