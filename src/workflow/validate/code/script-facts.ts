import type { AnyNode, Expression, Program, Super } from 'acorn';
import type { BareReturn } from '#src/language/en/issues/expressions.ts';
import { bareValue } from './bare-return.ts';
import { isLuxon, notOfLuxon } from './luxon.ts';
import { type FieldRead, fieldRead, wrongItemAccess } from './script-access.ts';

/** A step named in a program, as `$('Name')`, `$node["Name"]`, `$node.Name` or `$items("Name")`. */
export interface ScriptReference {
  name: string;
  /** True when every run comes past it: in no branch, no loop, no function, no `try`. */
  sure: boolean;
}

/** What a program says about itself without being run. */
export interface ScriptFacts {
  references: ScriptReference[];
  /** Names starting with `$` that the program does not declare itself. */
  variables: Set<string>;
  /** Other names that it reads and does not declare itself. */
  globals: Set<string>;
  /** What it takes off `helpers`: `this.helpers.httpRequest` is `httpRequest`. */
  helpers: Set<string>;
  /** Modules loaded by `require('…')`. */
  modules: Set<string>;
  /** Fields it surely reads; none when it looks whether something is there at all. */
  fields: FieldRead[];
  /** What is taken off an item itself, as in `$('Step').item.name`; n8n keeps the fields in `json`. */
  wrongItemAccess: string | undefined;
  /** What it takes off `this`, `globalThis` or `global`; of `this` nothing where a class or a method may have its own. */
  offGlobals: Set<string>;
  /** Calls such as `$now.toISOString()`: Luxon has no such method, so n8n gets nothing. */
  luxonMisuse: string | undefined;
  /** True when a text in the program holds `{{ $… }}`, which n8n does not fill in there. */
  embedsExpression: boolean;
  /** True when the body itself, no function in it, returns something. */
  returns: boolean;
  throws: boolean;
  /** True when the first `return` of the body gives a list written there. */
  listReturn: boolean;
  /** What the first `return` of the body gives when it is a bare value. */
  bareReturn: BareReturn | undefined;
}

interface Walk {
  facts: ScriptFacts;
  declared: Set<string>;
  read: Set<string>;
  /** True when it looks whether something is there: `??`, `||`, `?:`, `?.`, `typeof`, `in`. */
  asks: boolean;
  /** True when something in it has a `this` of its own. */
  ownThis: boolean;
  /** Names taken off `this`. */
  offThis: Set<string>;
  /** Methods that are called, so no fields. */
  methods: Set<AnyNode>;
  /** True once a branch may have left the program, so that what follows is no longer sure to run. */
  mayHaveEnded: boolean;
}

type Child = { node: AnyNode; sure: boolean; inner: boolean };

/** Reads a parsed program. Iterates in source order; its depth is bounded by the parser. */
export function readFacts(program: Program): ScriptFacts {
  const walk: Walk = {
    facts: {
      references: [],
      variables: new Set(),
      globals: new Set(),
      helpers: new Set(),
      modules: new Set(),
      fields: [],
      wrongItemAccess: undefined,
      offGlobals: new Set(),
      luxonMisuse: undefined,
      embedsExpression: false,
      returns: false,
      throws: false,
      listReturn: false,
      bareReturn: undefined,
    },
    declared: new Set(),
    read: new Set(),
    asks: false,
    ownThis: false,
    offThis: new Set(),
    methods: new Set(),
    mayHaveEnded: false,
  };
  const stack: Child[] = [{ node: program, sure: true, inner: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const here = { ...next, sure: next.sure && !walk.mayHaveEnded };
    inspect(here, walk);
    const children = childrenOf(here);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
  if (walk.asks) walk.facts.fields = [];
  if (!walk.ownThis) for (const name of walk.offThis) walk.facts.offGlobals.add(name);
  for (const name of walk.read) {
    if (walk.declared.has(name)) continue;
    (name.startsWith('$') ? walk.facts.variables : walk.facts.globals).add(name);
  }
  return walk.facts;
}

function inspect({ node, sure, inner }: Child, walk: Walk): void {
  const { facts } = walk;
  switch (node.type) {
    case 'Identifier':
      walk.read.add(node.name);
      return;
    case 'VariableDeclarator':
      declare(node.id, walk.declared);
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.id) walk.declared.add(node.id.name);
      for (const parameter of node.params) declare(parameter, walk.declared);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      walk.ownThis = true;
      if (node.id) walk.declared.add(node.id.name);
      return;
    case 'Property':
      walk.ownThis ||= node.method || node.value.type === 'FunctionExpression';
      return;
    case 'CatchClause':
      if (node.param) declare(node.param, walk.declared);
      return;
    case 'AssignmentExpression':
      declare(node.left, walk.declared);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type !== 'VariableDeclaration') declare(node.left, walk.declared);
      return;
    case 'ReturnStatement':
      if (inner) return;
      if (!sure) walk.mayHaveEnded = true;
      if (node.argument && !facts.returns) {
        facts.bareReturn = bareValue(node.argument);
        facts.listReturn = node.argument.type === 'ArrayExpression';
      }
      facts.returns ||= node.argument !== null && node.argument !== undefined;
      return;
    case 'ThrowStatement':
      if (!inner) facts.throws = true;
      return;
    case 'Literal':
      if (typeof node.value === 'string' && holdsExpression(node.value)) facts.embedsExpression = true;
      return;
    case 'TemplateElement':
      if (holdsExpression(node.value.raw)) facts.embedsExpression = true;
      return;
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'ChainExpression':
      walk.asks = true;
      return;
    case 'UnaryExpression':
      if (node.operator === 'typeof' && node.argument.type === 'Identifier') walk.declared.add(node.argument.name);
      walk.asks ||= node.operator === 'typeof' || node.operator === '!' || node.operator === 'delete';
      return;
    case 'BinaryExpression':
      walk.asks ||= node.operator === 'in' || /^[=!]==?$/.test(node.operator);
      return;
    case 'CallExpression':
      walk.methods.add(node.callee);
      if (node.callee.type === 'Identifier' && node.callee.name.startsWith('$if')) walk.asks = true;
      inspectCall(node.callee, node.arguments[0], sure, facts);
      return;
    case 'MemberExpression': {
      if (node.object.type === 'Identifier' && node.object.name === '$node') {
        const name = node.computed ? textOf(node.property) : toName(node.property);
        if (name !== undefined) facts.references.push({ name, sure });
      }
      if (!node.computed) noteGlobal(node.object, toName(node.property) ?? '', walk);
      if (isHelpers(node.object) && !node.computed) facts.helpers.add(toName(node.property) ?? '');
      if (walk.methods.has(node)) return;
      const field = sure ? fieldRead(node) : undefined;
      if (field) facts.fields.push(field);
      facts.wrongItemAccess ??= wrongItemAccess(node);
      return;
    }
    default:
      return;
  }
}

function inspectCall(callee: Expression | Super, first: AnyNode | undefined, sure: boolean, facts: ScriptFacts): void {
  if (callee.type === 'Identifier') {
    const name = textOf(first);
    if (name === undefined) return;
    if (callee.name === '$' || callee.name === '$items') facts.references.push({ name, sure });
    if (callee.name === 'require') facts.modules.add(name);
    return;
  }
  const method = callee.type === 'MemberExpression' && !callee.computed ? toName(callee.property) : undefined;
  if (callee.type !== 'MemberExpression' || method === undefined || !notOfLuxon.has(method)) return;
  if (isLuxon(callee.object)) facts.luxonMisuse ??= method;
}

/** A program of n8n's runner has its globals as `this`, too. */
function noteGlobal(object: AnyNode, name: string, { facts, offThis }: Walk): void {
  if (object.type === 'ThisExpression') offThis.add(name);
  if (object.type === 'Identifier' && (object.name === 'globalThis' || object.name === 'global'))
    facts.offGlobals.add(name);
}

const holdsExpression = (text: string): boolean => /\{\{\s*\$(?:json|node|input|now|today|\()/.test(text);

/** `helpers`, `$helpers` or `this.helpers`. */
function isHelpers(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node.name === 'helpers' || node.name === '$helpers';
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false;
  return !node.computed && toName(node.property) === 'helpers';
}

const toName = (node: AnyNode): string | undefined => (node.type === 'Identifier' ? node.name : undefined);

function textOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** Adds the names that a pattern binds. */
function declare(pattern: AnyNode, names: Set<string>): void {
  if (pattern.type === 'Identifier') names.add(pattern.name);
  else if (pattern.type === 'AssignmentPattern') declare(pattern.left, names);
  else if (pattern.type === 'RestElement') declare(pattern.argument, names);
  else if (pattern.type === 'ArrayPattern') for (const entry of pattern.elements) entry && declare(entry, names);
  else if (pattern.type === 'ObjectPattern') {
    for (const entry of pattern.properties) declare(entry.type === 'Property' ? entry.value : entry, names);
  }
}

/** Parts that only run under a condition, by the type of the node they belong to. */
const unsure: Record<string, readonly string[]> = {
  IfStatement: ['consequent', 'alternate'],
  ConditionalExpression: ['consequent', 'alternate'],
  LogicalExpression: ['right'],
  AssignmentPattern: ['right'],
  TryStatement: ['block', 'handler'],
  SwitchStatement: ['cases'],
  WhileStatement: ['body'],
  ForStatement: ['body', 'update'],
  ForInStatement: ['body'],
  ForOfStatement: ['body'],
  ChainExpression: ['expression'],
  FunctionDeclaration: ['body', 'params'],
  FunctionExpression: ['body', 'params'],
  ArrowFunctionExpression: ['body', 'params'],
};
const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The nodes below one, in the order of the source; names of properties and labels are no reads and left out. */
function childrenOf({ node, sure, inner }: Child): Child[] {
  const children: Child[] = [];
  const conditional = Object.hasOwn(unsure, node.type) ? unsure[node.type] : undefined;
  const inside = inner || functions.has(node.type);
  for (const [key, value] of Object.entries(node)) {
    if (isBareName(node, key)) continue;
    const child = { sure: sure && conditional?.includes(key) !== true, inner: inside };
    if (Array.isArray(value)) {
      for (const entry of value) if (isNode(entry)) children.push({ node: entry, ...child });
    } else if (isNode(value)) children.push({ node: value, ...child });
  }
  return children;
}

function isBareName(node: AnyNode, key: string): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return key === 'property' && !node.computed;
    case 'UnaryExpression':
      // Asking for the type of a name that is nowhere declared is allowed.
      return node.operator === 'typeof' && node.argument.type === 'Identifier';
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'key' && !node.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key === 'label';
    default:
      return false;
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
