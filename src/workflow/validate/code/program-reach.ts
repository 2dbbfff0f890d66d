import type { AnyNode, MemberExpression } from 'acorn';
import { full } from 'acorn-walk';
import { pythonReach } from './python-reach.ts';
import { readProgram } from './script.ts';
import { isGlobal } from './script-globals.ts';

/** One program as somebody wrote it into a node. */
export interface ProgramText {
  text: string;
  language: 'javaScript' | 'python';
}

/**
 * What a program reaches beside the data it is given, in its own words (`this.helpers.httpRequest`, `require`,
 * `import os`), or in brackets why that cannot be told: `(expression)`,
 * `(unreadable)`, `(computed)` by the run. Undefined for one that only computes. Pure; nothing is run.
 *
 * It goes by what is allowed, not by what is forbidden: every name it does not know counts as reaching out. n8n 2.40.7
 * gives programs `helpers.httpRequest`, and `require` as far as its operator lets them; its runner turns text into code
 * nowhere, so what only `eval` could do stays undone even where it is not seen here.
 */
export function programReach({ text, language }: ProgramText): string | undefined {
  // Only the run knows what n8n puts in its place.
  if (text.startsWith('=')) return '(expression)';
  return language === 'python' ? pythonReach(text) : scriptReach(text);
}

const unreadable = '(unreadable)';

/** What n8n's runner adds to JavaScript, and calls nothing with. */
const harmless = new Set(
  `$ $input $json $binary $node $items $item $now $today $workflow $execution $prevNode $runIndex $itemIndex $vars
  $jmespath $jmesPath $fromAI $fromAi $fromai $if $ifEmpty $max $min $not $average $position $parameter $rawParameter
  $nodeId $nodeVersion $mode $data $self $webhookId $getPairedItem $pageCount $request $response $customData
  $getWorkflowStaticData getWorkflowStaticData items item module exports query setTimeout clearTimeout setInterval
  clearInterval setImmediate clearImmediate queueMicrotask FormData performance AggregateError Atomics SharedArrayBuffer
  FinalizationRegistry luxon`.split(/\s+/),
);
/** Known to every expression or program, but ways out of it. A declaration of the same name is not looked into. */
const waysOut = new Set(
  `Function eval window global globalThis document process require self helpers $helpers fetch XMLHttpRequest
  WebSocket EventSource importScripts`.split(/\s+/),
);
/** Helpers of n8n that work on data in hand. */
const ownHelpers = new Set(
  `assertBinaryData getBinaryDataBuffer prepareBinaryData setBinaryDataBuffer binaryToString binaryToBuffer
  returnJsonArray normalizeItems constructExecutionMetaData copyInputItems`.split(/\s+/),
);
const ownOfThis = new Set('getWorkflowStaticData getNodeParameter getInputData getNode getMode getWorkflow'.split(' '));
/** From any value they lead to the constructor of functions, and with it to a program nobody has read. */
const leadsToCode = new Set(['constructor', '__proto__', '__defineGetter__', '__lookupGetter__']);

function scriptReach(text: string): string | undefined {
  const program = readProgram(text);
  if (!program) return unreadable;
  const walk: Walk = { found: undefined, used: [], declared: new Set(), picked: new Set(), allowed: new Set() };
  try {
    full(program, (node) => inspect(node as AnyNode, walk), undefined, undefined);
    // A callback of acorn-walk comes after those of the node's children: what is allowed is only known at the end.
    for (const node of walk.used) judge(node, walk);
  } catch {
    return unreadable;
  }
  return walk.found;
}

interface Walk {
  found: string | undefined;
  /** Names and `this` where they are read, and calls, in the order of the source. */
  used: AnyNode[];
  declared: Set<string>;
  /** Names that hold what was taken out of a value under a name only the run knows. */
  picked: Set<string>;
  /** Places where `this` and `helpers` stand for something harmless. */
  allowed: Set<AnyNode>;
}

function inspect(node: AnyNode, walk: Walk): void {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      walk.used.push(node);
      return;
    case 'VariableDeclarator':
      declare(node.id, walk);
      if (isDynamic(node.init)) for (const name of namesIn(node.id)) walk.picked.add(name);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type !== 'VariableDeclaration') declare(node.left, walk);
      return;
    case 'AssignmentExpression':
      declare(node.left, walk);
      if (isDynamic(node.right)) for (const name of namesIn(node.left)) walk.picked.add(name);
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.id) walk.declared.add(node.id.name);
      for (const parameter of node.params) declare(parameter, walk);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (node.id) walk.declared.add(node.id.name);
      return;
    // Inside a class `this` is the object it makes.
    case 'MethodDefinition':
    case 'PropertyDefinition':
      if (node.value) allowThis(node.value, walk);
      return;
    case 'StaticBlock':
      allowThis(node, walk);
      return;
    case 'Literal':
      if (typeof node.value === 'string' && leadsToCode.has(node.value)) walk.found ??= node.value;
      return;
    case 'CatchClause':
      if (node.param) declare(node.param, walk);
      return;
    case 'ImportExpression':
      walk.found ??= 'import()';
      return;
    case 'MetaProperty':
      if (node.meta.name === 'import') walk.found ??= 'import.meta';
      return;
    case 'WithStatement':
      walk.found ??= 'with';
      return;
    case 'MemberExpression':
      inspectMember(node, walk);
      return;
    case 'ObjectPattern':
      for (const each of node.properties) {
        if (each.type !== 'Property') continue;
        const name = each.computed ? textOf(each.key) : each.key.type === 'Identifier' ? each.key.name : undefined;
        if (name !== undefined && leadsToCode.has(name)) walk.found ??= `.${name}`;
        if (each.computed && name === undefined) for (const one of namesIn(each.value)) walk.picked.add(one);
      }
      return;
    default:
      return;
  }
}

function allowThis(within: AnyNode, walk: Walk): void {
  full(within, (inner) => {
    if (inner.type === 'ThisExpression') walk.allowed.add(inner as AnyNode);
  });
}

function inspectMember(node: MemberExpression, walk: Walk): void {
  const name = memberName(node);
  if (name !== undefined && leadsToCode.has(name)) walk.found ??= `.${name}`;
  const holder = node.object;
  if (holder.type === 'ThisExpression' && name !== undefined && ownOfThis.has(name)) walk.allowed.add(holder);
  if (name === undefined || !ownHelpers.has(name)) return;
  if (holder.type === 'Identifier' && (holder.name === 'helpers' || holder.name === '$helpers'))
    walk.allowed.add(holder);
  if (holder.type === 'MemberExpression' && holder.object.type === 'ThisExpression' && memberName(holder) === 'helpers')
    walk.allowed.add(holder.object);
}

function judge(node: AnyNode, walk: Walk): void {
  if (node.type === 'ThisExpression') {
    if (!walk.allowed.has(node)) walk.found ??= 'this';
  } else if (node.type === 'Identifier') {
    if (walk.allowed.has(node)) return;
    const known = isGlobal(node.name) || harmless.has(node.name) || walk.declared.has(node.name);
    if (!known || waysOut.has(node.name)) walk.found ??= node.name;
  } else {
    const callee = node.type === 'TaggedTemplateExpression' ? node.tag : (node as { callee: AnyNode }).callee;
    if (isDynamic(callee)) walk.found ??= '(computed)';
    else if (callee.type === 'Identifier' && walk.picked.has(callee.name)) walk.found ??= callee.name;
  }
}

/** `row[field]`, but neither `row['field']` nor `rows[0]` nor `rows[i + 1]`. */
function isDynamic(node: AnyNode | null | undefined): boolean {
  if (node?.type === 'ChainExpression') return isDynamic(node.expression);
  if (node?.type !== 'MemberExpression' || !node.computed) return false;
  const key = node.property;
  if (key.type === 'Literal' || textOf(key) !== undefined || key.type === 'UpdateExpression') return false;
  return !(key.type === 'BinaryExpression' && /^[-*/%]$/.test(key.operator));
}

function memberName({ computed, property }: MemberExpression): string | undefined {
  return computed ? textOf(property) : property.type === 'Identifier' ? property.name : undefined;
}

/** A text written there; parts that are put together with `+` count as well. */
function textOf(node: AnyNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

const declare = (pattern: AnyNode, walk: Walk): void => {
  for (const name of namesIn(pattern)) walk.declared.add(name);
};

/** The names that a pattern binds. */
function namesIn(pattern: AnyNode): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each ? namesIn(each) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => namesIn(each.type === 'Property' ? each.value : each));
    default:
      return [];
  }
}
