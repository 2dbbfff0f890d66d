import type { Fix, Issue } from '#src/model/issue.ts';
import { type At, error, warning } from '#src/workflow/issues.ts';
import { readExpression } from '../code/script.ts';
import type { ScriptFacts, ScriptReference } from '../code/script-facts.ts';
import { isGlobal } from '../code/script-globals.ts';
import { codeKeys, type Text, textsOf } from '../strings.ts';
import { nodeFix, type Rule, type View, type ViewNode } from '../view.ts';
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
  '$ $json $binary $node $input $items $now $today $workflow $execution $itemIndex $vars $env $prevNode $fromAI $fromAi $fromai'.split(
    ' ',
  ),
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
      const key = JSON.stringify([issue.code, issue.params]);
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
    return (harmless ? warning : error)('expression-unclosed', { node: node.name }, fix ? { ...at, fix } : at);
  }
  const fix = spellFix(block, text, node);
  const written = block.code.trim() === '' ? null : `{{${excerpt(block.code)}}}`;
  const params = { node: node.name, written, problem: problem ?? '' };
  // Words in braces or angle brackets, such as {{ your id }} or <your id>, are blanks for whoever gets the workflow.
  const blank =
    view.shared && !isCode(block.code) && /^[^$]*\p{L}{2}[^$]*$|<\p{L}[\p{L}\d _-]{1,80}>/u.test(block.code);
  return (blank ? warning : error)('expression-syntax', params, fix ? { ...at, fix } : at);
}

/** A method called on something is no blank in words, whatever else is wrong with it. */
const isCode = (text: string): boolean => /["'`\w)\]]\.\w+\(/.test(text);

function checkVariables({ variables, globals }: ScriptFacts, text: Text, node: ViewNode, view: View): Issue[] {
  const at = { node: node.name, path: text.path };
  const issues: Issue[] = [];
  const unknown = [...variables].find((name) => !known.has(name)) ?? [...globals].find((name) => !isGlobal(name));
  if (unknown !== undefined) {
    issues.push(warning('unknown-variable', { node: node.name, name: unknown.slice(0, 60) }, at));
  }
  const env = variables.has('$env') ? '$env' : globals.has('process') && /\bprocess\s*\??\.\s*env\b/.test(text.value);
  if (env) issues.push(warning('env-blocked', { node: node.name, name: env === true ? 'process.env' : env }, at));
  if (fromAi.some((name) => variables.has(name)) && !isTool(node, view)) {
    issues.push(error('from-ai-outside-tool', { node: node.name }, at));
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
  const at = { node: node.name, path: text.path, ...(fix ? { fix } : {}) };
  return error('expression-method', { node: node.name, method }, at);
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
  const params = { node: node.name, code: excerpt(meant.code) };
  return [error('expression-without-prefix', params, fix ? { ...at, fix } : at)];
}

/** `$json.name` alone, with or without `=`, is sent as these very letters. */
function checkBare(text: Text, node: ViewNode): Issue[] {
  const literal = /^=[^`]*?(\$\{\s*\$(?:json|node|input|now|\()[^}]{0,200}\})/.exec(text.value)?.[1];
  if (literal && node.described) return [unfilled(literal, text, node)];
  const code = text.value.replace(/^=/, '').trim();
  if (!node.described || !/^\$(?:json|node|input|\()[\w$.[\]()'" -]{1,200}$/.test(code) || !isOfN8n(code)) return [];
  const fix = nodeFix(node, 'Makes it an expression.', { path: text.steps, value: `={{ ${code} }}` });
  const params = { node: node.name, code: excerpt(code), whole: true };
  return [warning('expression-bare', params, { node: node.name, path: text.path, fix })];
}

/** What JavaScript writes in its own texts means nothing outside of `{{ }}`. */
function unfilled(literal: string, text: Text, node: ViewNode): Issue {
  const params = { node: node.name, code: excerpt(literal), whole: false };
  return warning('expression-bare', params, { node: node.name, path: text.path });
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
