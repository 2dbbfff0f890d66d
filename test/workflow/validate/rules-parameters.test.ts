import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, hourly, next, node } from '../documents.ts';
import { branch, conditions, describeRules, greater, http, set, slack } from './rules.ts';

const field = { id: '1', name: 'a', value: 'b', type: 'string' };
const setOf = (version: number, parameters: object) => ({
  ...chain(hourly, { ...set(parameters as Record<string, unknown>), typeVersion: version }, next),
});

describeRules('fields that are set', [
  [
    'nothing-set',
    'warning',
    chain(hourly, set({}), next),
    chain(hourly, set({ assignments: { assignments: [field] } }), next),
  ],
  [
    'nothing-set',
    'warning',
    chain(hourly, set({ assignments: { assignments: [] }, includeOtherFields: true }), next),
    chain(hourly, set({ includeOtherFields: true, include: 'selected', includeFields: 'a' }), next),
  ],
  [
    'nothing-set',
    'warning',
    setOf(3.2, { fields: { values: [] } }),
    setOf(3.2, { fields: { values: [{ name: 'a', stringValue: 'b' }] } }),
  ],
  [
    'nothing-set',
    'warning',
    setOf(2, { values: {}, keepOnlySet: true }),
    setOf(2, { values: { string: [{ name: 'a', value: 'b' }] } }),
  ],
  // Many copies of one item, as for a test, or what an expression sets.
  [
    'nothing-set',
    'warning',
    chain(hourly, set({ options: {} }), next),
    chain(hourly, set({ duplicateItem: true }), next),
  ],
]);

describeRules('parameters', [
  [
    'missing-parameter',
    'error',
    chain(hourly, slack({ channelId: { __rl: true, mode: 'list', value: '' } })),
    chain(hourly, slack()),
  ],
  [
    'missing-parameter',
    'error',
    chain(hourly, slack({ text: '' })),
    chain(hourly, slack({ messageType: 'block', blocksUi: '[]', text: '' })),
  ],
  ['missing-parameter', 'error', chain(hourly, http({ url: undefined })), chain(hourly, http())],
  [
    'missing-parameter',
    'error',
    chain(node('Form', 'formTrigger', { formTitle: 'x', formFields: { values: [{ fieldType: 'text' }] } }), next),
    chain(
      node('Form', 'formTrigger', {
        formTitle: 'x',
        formFields: { values: [{ fieldType: 'text', fieldLabel: 'Name' }] },
      }),
      next,
    ),
  ],
  ['unknown-option', 'error', chain(hourly, slack({ resource: 'zzz' })), chain(hourly, slack({ resource: 'message' }))],
  [
    'unknown-option',
    'error',
    chain(hourly, http({ method: 'FROB' })),
    chain(hourly, http({ method: '={{ $json.method }}' })),
  ],
  [
    'unknown-locator-mode',
    'error',
    chain(hourly, slack({ channelId: { __rl: true, mode: 'telepathy', value: 'x' } })),
    chain(hourly, slack({ channelId: { __rl: true, mode: 'id', value: 'C0123456789' } })),
  ],
  ['locator-plain', 'warning', chain(hourly, slack({ channelId: '#ops' })), chain(hourly, slack())],
  [
    'malformed-parameter',
    'error',
    chain(hourly, http({ sendHeaders: true, headerParameters: [{ name: 'a' }] })),
    chain(hourly, http({ sendHeaders: true, headerParameters: { parameters: [{ name: 'a', value: 'b' }] } })),
  ],
  [
    'wrong-type',
    'warning',
    chain(hourly, node('L', 'limit', { maxItems: 'many' })),
    chain(hourly, node('L', 'limit', { maxItems: '3' })),
  ],
  ['wrong-type', 'warning', chain(hourly, http({ sendQuery: 'maybe' })), chain(hourly, http({ sendQuery: false }))],
  [
    'out-of-range',
    'warning',
    chain(hourly, node('L', 'limit', { maxItems: 0 })),
    chain(hourly, node('L', 'limit', { maxItems: 2 })),
  ],
  [
    'invalid-json',
    'error',
    chain(hourly, http({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{a' })),
    chain(hourly, http({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{"a": 1}' })),
  ],
  ['unknown-parameter', 'warning', chain(hourly, http({ foo: 'bar' })), chain(hourly, slack({ foo: 'bar' }))],
  ['hidden-parameter', 'warning', chain(hourly, http({ jsonBody: '{"a":1}' })), chain(hourly, http({ jsonBody: '' }))],
]);

describeRules('shapes', [
  ['conditions-missing', 'error', chain(hourly, branch({})), chain(hourly, branch(greater))],
  [
    'legacy-conditions',
    'error',
    chain(hourly, branch({ conditions: { string: [{ value1: 'a', value2: 'b' }] } })),
    chain(hourly, { ...branch({ conditions: { string: [{ value1: 'a', value2: 'b' }] } }), typeVersion: 1 }),
  ],
  [
    'unknown-operator',
    'error',
    chain(hourly, branch(conditions({ type: 'number', operation: 'larger' }))),
    chain(hourly, branch(greater)),
  ],
  [
    'condition-malformed',
    'error',
    chain(hourly, branch(conditions({ type: 'number' }))),
    chain(hourly, branch(greater)),
  ],
  [
    'rules-missing',
    'error',
    chain(hourly, node('S', 'switch')),
    chain(hourly, node('S', 'switch', { mode: 'expression', output: 0 })),
  ],
  [
    'legacy-rules',
    'error',
    chain(hourly, node('S', 'switch', { rules: { rules: [greater] } })),
    chain(hourly, node('S', 'switch', { rules: { values: [greater] } })),
  ],
  [
    'legacy-assignments',
    'error',
    chain(hourly, set({ values: { string: [{ name: 'a', value: 'b' }] } })),
    chain(hourly, set({ assignments: { assignments: [{ name: 'a', value: 'b', type: 'string' }] } })),
  ],
  [
    'assignment-malformed',
    'error',
    chain(hourly, set({ assignments: { assignments: ['a'] } })),
    chain(hourly, set({ assignments: { assignments: [] } })),
  ],
]);

describe('people n8n asks for without calling them required', () => {
  const open = (type: string) => {
    const found = catalog.get(type);
    return found && { ...found, properties: found.properties.map((one) => ({ ...one, required: false })) };
  };
  const missing = (given: Record<string, unknown>) =>
    validateWorkflow(chain(hourly, slack(given)), { catalog: { ...catalog, get: open } })
      .filter(({ code }) => code === 'missing-parameter')
      .map(({ severity, path }) => `${severity} ${path}`);

  it('are missing where they are shown and empty', () => {
    expect(missing({ select: 'user' })).toEqual(['error parameters.user']);
    expect(missing({ select: 'user', user: { __rl: true, mode: 'id', value: 'U0123456789' } })).toEqual([]);
    expect(missing({ select: 'channel' })).toEqual([]);
  });
});
