import type { Fix, Issue } from '#src/workflow/draft.ts';
import { readExpression } from '../code/script.ts';
import type { ScriptFacts, ScriptReference } from '../code/script-facts.ts';
import { isGlobal } from '../code/script-globals.ts';
import { codeKeys, type Text, textsOf } from '../strings.ts';
import { type At, error, nodeFix, type Rule, type View, type ViewNode, warning } from '../view.ts';
import { blocksOf, type ExpressionBlock, withoutBlocks } from './expression-blocks.ts';
import { closeFix, spellFix } from './expression-fixes.ts';
import { checkFields } from './fields.ts';
import { checkReferences } from './references.ts';

/** What n8n offers to expressions; anything else with a `$` is empty. Read off the data proxy of n8n 2.40. */
const known = new Set(
  `$ $json $binary $data $env $vars $secrets $input $node $items $item $now $today $workflow $execution $executionId
  $itemIndex $runIndex $prevNode $parameter $rawParameter $self $position $mode $jmespath $jmesPath $fromAI $fromAi
  $fromai $evaluateExpression $getPairedItem $if $ifEmpty $min $max $average $not $nodeVersion $nodeId $webhookId
  $agentInfo $tool $thisItem $thisItemIndex $thisRunIndex $resumeWebhookUrl $response $responseItem $request $pageCount
  $credentials $value $version $getWorkflowStaticData $nodes $index $customData`.split(/\s+/),
);
/** Variables that only make sense when n8n evaluates the text they stand in. */
const ofN8n = new Set(
  '$ $json $binary $node $input $items $now $today $workflow $execution $itemIndex $vars $env $prevNode'.split(' '),
);
/** Nodes that fill in `{{ }}` themselves. */
const ownTemplates = new Set(['html', 'code', 'function', 'functionItem', 'htmlExtract']);
/** Parameters whose `{{ }}` the node resolves itself, or which hold a workflow of their own. */
const ownKeys = new Set(['query', 'workflowJson']);
const fromAi = ['$fromAI', '$fromAi', '$fromai'];
const longest = 100_000;

/** Expressions are marked, closed, can be read, and refer to steps that exist and come before. */
export const checkExpressions: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  const seen = new Set<string>();
  return textsOf(node)
    .flatMap((text) => checkText(text, node, view))
    .filter((issue) => {
      const key = `${issue.code} ${issue.message}`;
      return !seen.has(key) && seen.add(key);
    });
}

function checkText(text: Text, node: ViewNode, view: View): Issue[] {
  const { value, key } = text;
  if (codeKeys.has(key) || value.length > longest) return [];
  if (!value.startsWith('=')) return checkUnmarked(text, node);
  if (!value.includes('{{')) return checkBare(text, node);
  const outside = value.includes('${') ? withoutBlocks(value) : '';
  const literal = /\$\{\s*\$(?:json|node|input|now|\()[^}]{0,200}\}/.exec(outside)?.[0];
  const references: ScriptReference[] = [];
  const issues: Issue[] = literal && node.described ? [unfilled(literal, text, node)] : [];
  for (const block of blocksOf(value)) {
    const script = readExpression(block.code);
    if (!script) continue;
    if (!block.closed || 'problem' in script) {
      // What follows is read differently once this is mended.
      issues.push(problemOf(block, 'problem' in script ? script.problem : undefined, text, node, view));
      break;
    }
    references.push(...script.facts.references);
    issues.push(...checkVariables(script.facts, text, node, view));
    issues.push(...checkFields(script.facts, text, node, view));
    if (script.facts.luxonMisuse) issues.push(wrongMethod(script.facts.luxonMisuse, text, node));
  }
  return [...issues, ...checkReferences(references, text, node, view)];
}

function problemOf(block: ExpressionBlock, problem: string | undefined, text: Text, node: ViewNode, view: View): Issue {
  const at: At = { node: node.name, path: text.path };
  if (!block.closed) {
    const fix = closeFix(block, text, node);
    // n8n 2.40 evaluates a last expression without its end, older ones do not; what follows it would become code.
    const harmless = view.shared && problem === undefined && block.start === 1;
    const message = `An expression in "${node.name}" is not closed: "}}" is missing.`;
    return (harmless ? warning : error)('expression-unclosed', message, fix ? { ...at, fix } : at);
  }
  const fix = spellFix(block, text, node);
  const written = `{{${excerpt(block.code)}}}`;
  const message =
    block.code.trim() === ''
      ? `An expression in "${node.name}" is empty: n8n cannot read {{ }}.`
      : `An expression in "${node.name}" cannot be read: ${written}. ${reason(problem ?? '')}`;
  // Words in braces or angle brackets, such as {{ your id }} or <your id>, are blanks for whoever gets the workflow.
  const blank = view.shared && /^[^$]*\p{L}{2}[^$]*$|<\p{L}[\p{L}\d _-]{1,80}>/u.test(block.code);
  return (blank ? warning : error)('expression-syntax', message, fix ? { ...at, fix } : at);
}

const reason = (problem: string): string => `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;

function checkVariables({ variables, globals }: ScriptFacts, text: Text, node: ViewNode, view: View): Issue[] {
  const at = { node: node.name, path: text.path };
  const issues: Issue[] = [];
  const unknown = [...variables].find((name) => !known.has(name)) ?? [...globals].find((name) => !isGlobal(name));
  if (unknown !== undefined) {
    const message = `"${node.name}" uses ${unknown.slice(0, 60)}, which n8n does not know; it would be empty.`;
    issues.push(warning('unknown-variable', message, at));
  }
  if (fromAi.some((name) => variables.has(name)) && !isTool(node, view)) {
    const message = `"${node.name}" lets a model fill in a value with $fromAI, but it is not a tool of an agent.`;
    issues.push(error('from-ai-outside-tool', message, at));
  }
  return issues;
}

function isTool(node: ViewNode, view: View): boolean {
  if (/^tool[A-Z]|Tool$/.test(node.shortType) || !node.nodeType) return true;
  if (node.nodeType.outputs.some((output) => output.includes('ai_tool'))) return true;
  return view.edges.some((edge) => edge.from === node.name && edge.kind === 'ai_tool');
}

function wrongMethod(method: string, text: Text, node: ViewNode): Issue {
  const value = text.value.replace('.toISOString()', '.toISO()');
  const only = text.value.split(method).length === 2 && value !== text.value;
  const fix = only ? nodeFix(node, 'Writes the time with .toISO().', { path: text.steps, value }) : undefined;
  const message = `"${node.name}" calls .${method}() on a time of n8n, which has no such method and gives nothing.${method === 'toISOString' ? ' Use .toISO().' : ''}`;
  return error('expression-method', message, { node: node.name, path: text.path, ...(fix ? { fix } : {}) });
}

/** A value without `=` that is surely meant to be evaluated. */
function checkUnmarked(text: Text, node: ViewNode): Issue[] {
  const { value, key } = text;
  if (!value.includes('$') || !node.described || ownTemplates.has(node.shortType) || ownKeys.has(key)) return [];
  const at: At = { node: node.name, path: text.path };
  if (!value.includes('{{')) return checkBare(text, node);
  const blocks = blocksOf(value);
  const meant = blocks.find((block) => block.closed && isOfN8n(block.code));
  if (!meant) return [];
  const readable = blocks.every((block) => block.closed && isReadable(block.code));
  const fix: Fix | undefined = readable
    ? nodeFix(node, 'Adds the missing "=".', { path: text.steps, value: `=${value}` })
    : undefined;
  const message = `"${node.name}" would send "{{${excerpt(meant.code)}}}" as it stands: an expression has to start with "=".`;
  return [error('expression-without-prefix', message, fix ? { ...at, fix } : at)];
}

/** `$json.name` alone, with or without `=`, is sent as these very letters. */
function checkBare(text: Text, node: ViewNode): Issue[] {
  const literal = /^=[^`]*?(\$\{\s*\$(?:json|node|input|now|\()[^}]{0,200}\})/.exec(text.value)?.[1];
  if (literal && node.described) return [unfilled(literal, text, node)];
  const code = text.value.replace(/^=/, '').trim();
  if (!node.described || !/^\$(?:json|node|input|\()[\w$.[\]()'" -]{1,200}$/.test(code) || !isOfN8n(code)) return [];
  const fix = nodeFix(node, 'Makes it an expression.', { path: text.steps, value: `={{ ${code} }}` });
  const message = `"${node.name}" would send "${excerpt(code)}" as it stands: an expression is written ={{ … }}.`;
  return [warning('expression-bare', message, { node: node.name, path: text.path, fix })];
}

/** What JavaScript writes in its own texts means nothing outside of `{{ }}`. */
function unfilled(literal: string, text: Text, node: ViewNode): Issue {
  const message = `"${node.name}" would send "${excerpt(literal)}" as it stands: an expression is written {{ … }}.`;
  return warning('expression-bare', message, { node: node.name, path: text.path });
}

function isOfN8n(code: string): boolean {
  if (!code.includes('$')) return false;
  const script = readExpression(code);
  return script !== undefined && 'facts' in script && [...script.facts.variables].some((name) => ofN8n.has(name));
}

function isReadable(code: string): boolean {
  const script = readExpression(code);
  return script !== undefined && 'facts' in script;
}

const excerpt = (code: string): string => (code.length > 60 ? `${code.slice(0, 59)}…` : code);
