import { describe, expect, it } from 'vitest';
import { repairParameters } from '#src/workflow/shapes/repair.ts';
import { catalog } from '../documents.ts';

const repaired = (type: string, parameters: Record<string, unknown>) =>
  repairParameters({ type: `n8n-nodes-base.${type}`, parameters }, catalog.get(`n8n-nodes-base.${type}`), () => 'id');

describe('what is not recognised', () => {
  it.each<[string, object]>([
    ['set', { fields: [{ type: { name: 'kept1' }, id: { value: 'kept2' } }] }],
    ['set', { fields: [{ name: 'a', key: 'kept1', field: 'kept2', value: 1 }] }],
    ['if', { conditions: [{ left: 'a', operator: { name: 'kept1' }, right: 'kept2' }] }],
    ['if', { conditions: [{ left: 'a', operator: ['kept1'], id: { value: 'kept2' } }] }],
    ['if', { conditions: [{ left: 'a', op: 'is', right: 'b', type: { value: 'kept1' } }] }],
    ['if', { conditions: { conditions: [], combinator: 'and', logic: 'kept1', combineOperation: 'kept2' } }],
    ['scheduleTrigger', { rule: [{ field: 'days', unit: 'kept1', every: 'kept2' }] }],
    ['scheduleTrigger', { rule: [{ field: 'days', at: '09:30', time: 'kept1', triggerAtHour: 'kept2' }] }],
    ['scheduleTrigger', { rule: [{ triggerAtHour: 5, hour: 'kept1', minute: 'kept2' }] }],
    ['scheduleTrigger', { rule: [{ cronExpression: '0 9 * * *', cron: 'kept1', expression: 'kept2' }] }],
    ['scheduleTrigger', { rule: [{ cron: { value: 'kept1' }, field: 'kept2' }] }],
    ['scheduleTrigger', { cronExpression: '0 9 * * *', cron: 'kept1', interval: 'kept2' }],
    ['httpRequest', { headers: { a: 'kept1' }, headerParameters: { parameters: [{ name: 'b', value: 'kept2' }] } }],
    ['httpRequest', { query: { a: 'kept1' }, params: { b: 'kept2' } }],
    ['googleSheets', { operation: 'append', columns: { value: { a: 'kept1' }, schema: 'kept2' } }],
    ['googleSheets', { operation: 'append', columns: { value: { a: 'kept1' }, values: { b: 'kept2' } } }],
  ])('is kept: %s %j', (type, parameters) => {
    const once = repaired(type, parameters as Record<string, unknown>);
    const wanted = new Set(JSON.stringify(parameters).match(/kept\d/g));
    expect(new Set(JSON.stringify(once).match(/kept\d/g))).toEqual(wanted);
    expect(repaired(type, once as Record<string, unknown>)).toEqual(once);
  });

  const rule = { leftValue: '={{ $json.a }}', rightValue: 'b', operator: { type: 'string', operation: 'equals' } };
  it.each<[string, object, object]>([
    [
      'options that are none',
      { conditions: {}, options: 'https://a.example' },
      { conditions: {}, options: 'https://a.example' },
    ],
    ['a combinator nobody knows', { conditions: [rule], combinator: 'xor' }, { combinator: 'xor' }],
    [
      'what stands beside the conditions in the shape of version 1',
      { conditions: [rule], string: 'x' },
      { combinator: 'and', string: 'x' },
    ],
    [
      'options and combinator of conditions inside conditions',
      { conditions: { conditions: [rule], combinator: 'or', options: { caseSensitive: false } } },
      { combinator: 'or', options: { caseSensitive: false, leftValue: '' }, conditions: [rule] },
    ],
  ])('keeps %s', (_what, conditions, kept) => {
    expect(repaired('if', { conditions })).toMatchObject({ conditions: kept });
  });

  it('keeps the column to match by, also when it is no list', () => {
    const columns = { value: { id: 1 }, matchingColumns: 'id' };
    expect(repaired('googleSheets', { operation: 'update', columns })).toMatchObject({
      columns: { mappingMode: 'defineBelow', matchingColumns: ['id'] },
    });
  });
});
