import type { Expression } from 'acorn';
import type { BareReturn } from '#src/language/en/issues/expressions.ts';

/** What a value that is no item is, where a program gives one back; undefined for anything else. */
export function bareValue(node: Expression): BareReturn | undefined {
  if (node.type === 'ArrayExpression') {
    const [first] = node.elements;
    return first?.type === 'Literal' || first?.type === 'TemplateLiteral' ? 'values' : undefined;
  }
  if (node.type === 'TemplateLiteral') return 'text';
  if (node.type === 'UnaryExpression' && (node.operator === '!' || node.operator === '-')) return 'value';
  if (node.type !== 'Literal' || node.value === null || node.value instanceof RegExp) return undefined;
  return typeof node.value === 'string' ? 'text' : 'value';
}
