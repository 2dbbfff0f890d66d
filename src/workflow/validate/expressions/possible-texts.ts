import type { AnyNode, Expression } from 'acorn';
import { unknownLabel, unknownPart } from '#src/policy/addresses.ts';
import { readExpressionTree } from '../code/script.ts';
import { type FieldRead, fieldRead } from '../code/script-access.ts';
import { blocksOf } from './expression-blocks.ts';

/** Texts that a field of an earlier step may hold; undefined where nobody can know. */
export type FieldTexts = (read: FieldRead) => readonly string[] | undefined;

const mostTexts = 32;
const unknown = [unknownPart];

/**
 * What a value may be once n8n has filled in its expressions, as far as that can be read: branches give several texts,
 * and what only the run knows stands in them as `unknownPart`. At most 32 texts, else one that is unknown.
 */
export function possibleTexts(value: string, fieldTexts: FieldTexts = () => undefined): readonly string[] {
  if (!value.startsWith('=')) return [value];
  const template = value.slice(1);
  let texts: readonly string[] = [''];
  let from = 0;
  for (const { code, start, closed } of blocksOf(template)) {
    if (!closed) return unknown;
    const tree = readExpressionTree(code);
    texts = join(texts, [template.slice(from, start)]);
    texts = join(texts, tree ? evaluate(tree, fieldTexts) : unknown);
    from = template.indexOf('}}', start + 2 + code.length) + 2;
  }
  return join(texts, [template.slice(from)]);
}

function join(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length * right.length > mostTexts) return unknown;
  return left.flatMap((one) => right.map((other) => one + other));
}

function either(left: readonly string[], right: readonly string[]): readonly string[] {
  const all = [...new Set([...left, ...right])];
  return all.length > mostTexts ? unknown : all;
}

/** Methods that may change the case or the edges of a text, and nothing that matters for where it leads. */
const harmless = new Set(['toString', 'trim', 'toLowerCase', 'valueOf']);

/** Bounded by the parser's own depth. */
function evaluate(node: Expression, fieldTexts: FieldTexts): readonly string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' ? [String(node.value)] : unknown;
    case 'TemplateLiteral':
      return node.quasis.reduce<readonly string[]>(
        (texts, quasi, index) => {
          const inserted = node.expressions[index];
          const here = join(texts, [quasi.value.cooked ?? unknownPart]);
          return inserted ? join(here, evaluate(inserted, fieldTexts)) : here;
        },
        [''],
      );
    case 'BinaryExpression':
      if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return unknown;
      return join(evaluate(node.left, fieldTexts), evaluate(node.right, fieldTexts));
    case 'ConditionalExpression':
      return either(evaluate(node.consequent, fieldTexts), evaluate(node.alternate, fieldTexts));
    case 'LogicalExpression':
      return either(evaluate(node.left, fieldTexts), evaluate(node.right, fieldTexts));
    case 'CallExpression':
      return evaluateCall(node.callee as AnyNode, node.arguments[0], fieldTexts);
    case 'MemberExpression': {
      const read = fieldRead(node);
      return (read && fieldTexts(read)) ?? unknown;
    }
    default:
      return unknown;
  }
}

function evaluateCall(callee: AnyNode, first: AnyNode | undefined, fieldTexts: FieldTexts): readonly string[] {
  if (callee.type === 'MemberExpression') {
    const { object, property, computed } = callee;
    const named = !computed && property.type === 'Identifier' && harmless.has(property.name);
    return named && first === undefined && object.type !== 'Super' ? evaluate(object, fieldTexts) : unknown;
  }
  if (callee.type !== 'Identifier' || first === undefined || first.type === 'SpreadElement') return unknown;
  const texts = evaluate(first as Expression, fieldTexts);
  if (callee.name === 'String') return texts;
  if (callee.name !== 'encodeURIComponent') return unknown;
  return texts.map((text) => (text.includes(unknownPart) ? unknownLabel : encodeURIComponent(text)));
}
