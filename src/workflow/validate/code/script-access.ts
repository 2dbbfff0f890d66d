import type { AnyNode, Expression, MemberExpression, Super } from 'acorn';

/** A field that a program takes off an item: of the item it is given, or of what a named step put out. */
export interface FieldRead {
  /** Undefined for the item the step itself is given. */
  step: string | undefined;
  field: string;
}

/** What an item of n8n holds. */
const ofItem = new Set(['json', 'binary', 'pairedItem', 'index', 'error', 'metadata', 'evaluationData', 'redaction']);

/** `$json.name`, `$('Step').item.json.name` and their like; undefined for any other access. */
export function fieldRead(node: MemberExpression): FieldRead | undefined {
  const field = memberName(node);
  if (field === undefined || node.optional) return undefined;
  const { object } = node;
  if (object.type === 'Identifier') return object.name === '$json' ? { step: undefined, field } : undefined;
  if (object.type !== 'MemberExpression' || memberName(object) !== 'json') return undefined;
  const holder = object.object;
  if (isInput(itemOwner(holder))) return { step: undefined, field };
  const step = namedStep(itemOwner(holder)) ?? stepOfNode(holder);
  return step === undefined ? undefined : { step, field };
}

/** The name taken off an item where only `json`, `binary` and the like are: `$('Step').item.name`. */
export function wrongItemAccess(node: MemberExpression): string | undefined {
  const name = node.computed ? undefined : memberName(node);
  if (name === undefined || node.optional || ofItem.has(name)) return undefined;
  const owner = itemOwner(node.object);
  return isInput(owner) || namedStep(owner) !== undefined ? name : undefined;
}

/** What `.item`, `.first()` or `.last()` is called on. */
function itemOwner(node: Expression | Super): Expression | Super | undefined {
  if (node.type === 'MemberExpression') return memberName(node) === 'item' ? node.object : undefined;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(node.callee);
  return method === 'first' || method === 'last' ? node.callee.object : undefined;
}

const isInput = (node: Expression | Super | undefined): boolean =>
  node?.type === 'Identifier' && node.name === '$input';

/** The step that `$('Step')` names. */
function namedStep(node: Expression | Super | undefined): string | undefined {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== '$')
    return undefined;
  return literal(node.arguments[0]);
}

/** The step that `$node["Step"]` names. */
function stepOfNode(node: Expression | Super): string | undefined {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return undefined;
  return node.object.name === '$node' ? memberName(node) : undefined;
}

function memberName({ computed, property }: MemberExpression): string | undefined {
  if (computed) return literal(property);
  return property.type === 'Identifier' ? property.name : undefined;
}

const literal = (node: AnyNode | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
