import { describe, expect, it } from 'vitest';
import { compile } from '#src/workflow/compile.ts';
import { comparisons } from '#src/workflow/shapes/comparisons.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { noOperators, operators } from '#test/contract/conditions.ts';
import { catalog, chain, draft, draftNode, hourly, next, node } from '../documents.ts';

type Json = Record<string, unknown>;

/** The first condition of an If as it is compiled out of what a model wrote. */
function compiled(condition: Json): Json {
  const { nodes } = compile(draft([draftNode('N', 'if', { conditions: { conditions: [condition] } })]), { catalog });
  const filter = nodes[0]?.parameters['conditions'] as { conditions: Json[] };
  return filter.conditions[0] ?? {};
}
const codesOf = (condition: Json, options: Json = {}): string[] => {
  const conditions = { combinator: 'and', options, conditions: [{ id: '1', ...condition }] };
  const found = validateWorkflow(chain(hourly, node('If', 'if', { conditions }), next), { catalog });
  return found.filter(({ severity }) => severity === 'error').map(({ code }) => code);
};
const sides = (type: string, right: string | null): Json =>
  right === null ? { singleValue: true } : right === type ? {} : { rightType: right };

describe('how n8n compares', () => {
  it('is the table', () => {
    const table = Object.entries(comparisons).flatMap(([type, all]) =>
      Object.entries(all).map(([operation, right]) => [type, operation, right].join()),
    );
    expect(table.toSorted()).toEqual(
      operators.map(([type, operation, right]) => [type, operation, right].join()).sort(),
    );
  });

  it.each(operators)('%s %s: the right side is told, and taken', (type, operation, right, [, value = '']) => {
    const operator = { type, operation, ...sides(type, right) };
    const left = '={{ $json.a }}';
    const full = { leftValue: left, rightValue: value, operator: { type, operation } };
    expect(compiled(full)['operator']).toEqual(operator);
    const turned = { ...full, operator: { type, operation, rightType: 'boolean', singleValue: right !== null } };
    expect(compiled(turned)['operator']).toEqual(operator);
    expect(compiled({ left, operation, type, right: value })['operator']).toMatchObject(
      type === 'boolean' && right !== null ? { type } : operator,
    );
    for (const typeValidation of ['strict', 'loose']) {
      expect(codesOf({ ...full, operator }, { typeValidation, version: 3 })).toEqual([]);
    }
    const silent = right !== null && right !== type ? ['condition-right-type'] : undefined;
    if (silent) expect(codesOf({ ...full, operator: { type, operation } })).toEqual(silent);
  });

  it.each(noOperators)('%s %s is none', (type, operation) => {
    expect(codesOf({ leftValue: '={{ $json.a }}', rightValue: 1, operator: { type, operation } })).toEqual([
      'unknown-operator',
    ]);
  });

  it.each([
    ['number', 'gt', '5', 5],
    ['number', 'gt', ' 5.5 ', 5.5],
    ['boolean', 'equals', 'TRUE', true],
    ['string', 'equals', 5, '5'],
    ['array', 'lengthGt', '3', 3],
    ['array', 'contains', '3', '3'],
    ['number', 'gt', 'many', 'many'],
  ])('%s %s: %j becomes %j where nothing is lost', (type, operation, given, wanted) => {
    const condition = { leftValue: '={{ $json.a }}', rightValue: given, operator: { type, operation } };
    expect(compiled(condition)['rightValue']).toBe(wanted);
  });

  it.each([
    ['an empty left side', { leftValue: '', rightValue: 1, operator: { type: 'number', operation: 'gt' } }],
    ['a word for a number', { leftValue: 'x', rightValue: 1, operator: { type: 'number', operation: 'gt' } }],
    [
      'no date',
      { leftValue: '31.12.2026', rightValue: '2026-01-01', operator: { type: 'dateTime', operation: 'after' } },
    ],
    [
      'text around an expression',
      { leftValue: '={{ $json.a }} ', rightValue: 1, operator: { type: 'number', operation: 'gt' } },
    ],
    [
      'a pattern that is none',
      { leftValue: 'x', rightValue: '/(/i', operator: { type: 'string', operation: 'regex' } },
    ],
  ])('n8n stops at %s', (_what, condition) => {
    expect(codesOf(condition, { typeValidation: 'strict', version: 2 })).toEqual(['condition-type']);
  });
});
