import { describe, expect, it } from 'vitest';
import { compile } from '#src/workflow/compile.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { catalog, draft, draftNode, link } from '../documents.ts';

/** The compiled parameters of a single node. */
const stored = (type: string, parameters: Record<string, unknown>) =>
  compile(draft([draftNode('N', type, parameters)]), { catalog }).nodes[0]?.parameters;

describe('compile: short forms', () => {
  it.each([
    [
      'text with an expression',
      'httpRequest',
      { url: 'https://a.b/{{ $json.id }}' },
      { url: '=https://a.b/{{ $json.id }}' },
    ],
    ['empty braces', 'httpRequest', { url: 'https://a.b/{{ }}' }, { url: 'https://a.b/{{ }}' }],
    ['an expression already', 'httpRequest', { url: '={{ $json.u }}' }, { url: '={{ $json.u }}' }],
    ['code', 'code', { jsCode: 'return `{{ $json.a }}`' }, { jsCode: 'return `{{ $json.a }}`' }],
    ['html of a mail', 'emailSend', { html: 'Hi {{ $json.n }}' }, { html: '=Hi {{ $json.n }}' }],
    [
      'JSON body as an object',
      'httpRequest',
      { jsonBody: { a: 1 } },
      { sendBody: true, specifyBody: 'json', jsonBody: '{\n  "a": 1\n}' },
    ],
    [
      'a cron line as rule',
      'scheduleTrigger',
      { rule: '0 9 * * *' },
      { rule: { interval: [{ field: 'cronExpression', expression: '0 9 * * *' }] } },
    ],
    [
      'a cron line beside the rule',
      'scheduleTrigger',
      { cronExpression: '0 9 * * *' },
      { rule: { interval: [{ field: 'cronExpression', expression: '0 9 * * *' }] } },
    ],
    [
      'one interval',
      'scheduleTrigger',
      { rule: { field: 'day', triggerAtHour: 9 } },
      { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } },
    ],
    [
      'an interval that is no list',
      'scheduleTrigger',
      { rule: { interval: { field: 'weeks', triggerAtDay: 1 } } },
      { rule: { interval: [{ field: 'weeks', triggerAtDay: [1] }] } },
    ],
    [
      'a list of headers',
      'httpRequest',
      { headerParameters: [{ name: 'a', value: 'b' }] },
      { sendHeaders: true, headerParameters: { parameters: [{ name: 'a', value: 'b' }] } },
    ],
    [
      'a link as document',
      'googleSheets',
      { documentId: 'https://docs.google.com/x' },
      { documentId: { __rl: true, mode: 'url', value: 'https://docs.google.com/x' } },
    ],
    [
      'an id as document',
      'googleSheets',
      { documentId: '1a2b' },
      { documentId: { __rl: true, mode: 'id', value: '1a2b' } },
    ],
    [
      'a locator without its mark',
      'googleSheets',
      { documentId: { mode: 'id', value: '1' } },
      { documentId: { __rl: true, mode: 'id', value: '1' } },
    ],
    [
      'a Slack id',
      'slack',
      { channelId: 'C0123456789' },
      { select: 'channel', channelId: { __rl: true, mode: 'id', value: 'C0123456789' } },
    ],
    [
      'a Slack user',
      'slack',
      { user: '@ann' },
      { select: 'user', user: { __rl: true, mode: 'username', value: '@ann' } },
    ],
    [
      'a whole locator',
      'slack',
      { select: 'channel', channelId: { __rl: true, mode: 'list', value: 'C1' } },
      { select: 'channel', channelId: { __rl: true, mode: 'list', value: 'C1' } },
    ],
    [
      'a sub-workflow id',
      'executeWorkflow',
      { workflowId: 'w1' },
      { workflowId: { __rl: true, mode: 'id', value: 'w1' } },
    ],
  ])('%s', (_what, type, given, wanted) => {
    expect(stored(type, given)).toEqual(wanted);
  });

  it.each([
    ['a plain object', { a: 1, b: true }],
    [
      'a list',
      [
        { name: 'a', value: 1 },
        { name: 'b', value: true },
      ],
    ],
    [
      'the whole value',
      {
        assignments: [
          { name: 'a', value: 1, type: 'number' },
          { key: 'b', value: true },
        ],
      },
    ],
  ])('fields to set as %s', (_what, assignments) => {
    expect(stored('set', { assignments })).toMatchObject({
      assignments: {
        assignments: [
          { name: 'a', value: 1, type: 'number' },
          { name: 'b', value: true, type: 'boolean' },
        ],
      },
    });
  });

  const condition = (operator: object, rightValue: unknown) => ({ leftValue: '={{ $json.a }}', rightValue, operator });
  it.each<[string, unknown, object]>([
    [
      'a list',
      [{ left: '$json.a', operator: 'contains', right: 'x' }],
      condition({ type: 'string', operation: 'contains' }, 'x'),
    ],
    [
      'one condition',
      { leftValue: '$json.a', operator: '>=', rightValue: 5 },
      condition({ type: 'number', operation: 'gte' }, 5),
    ],
    [
      'version 1',
      { number: [{ value1: '={{ $json.a }}', operation: 'larger', value2: 5 }] },
      condition({ type: 'number', operation: 'gt' }, 5),
    ],
    [
      'a truth',
      [{ field: '$json.a', operator: '=', value: true }],
      condition({ type: 'boolean', operation: 'true', singleValue: true }, true),
    ],
    [
      'an emptiness',
      [{ field: '$json.a', operator: 'is not empty' }],
      condition({ type: 'string', operation: 'notEmpty', singleValue: true }, ''),
    ],
    [
      'a wrong word in the full shape',
      { conditions: [condition({ type: 'number', operation: 'larger' }, 1)] },
      condition({ type: 'number', operation: 'gt' }, 1),
    ],
  ])('conditions as %s', (_what, given, wanted) => {
    const conditions = (stored('if', { conditions: given })?.['conditions'] ?? {}) as { conditions: unknown[] };
    expect(conditions.conditions[0]).toMatchObject(wanted);
    const whole = draft(
      [draftNode('Start', 'scheduleTrigger'), draftNode('If', 'if', { conditions: given })],
      [link('Start', 'If')],
    );
    expect(errorsOf(validateDraft(whole, { catalog }))).toEqual([]);
  });

  it('keeps strict comparison where the types were given', () => {
    const full = { combinator: 'or', conditions: [condition({ type: 'string', operation: 'equals' }, 'x')] };
    const parameters = stored('if', { conditions: full });
    expect(parameters).toMatchObject({ conditions: { combinator: 'or', options: { typeValidation: 'strict' } } });
    expect(parameters).not.toHaveProperty('looseTypeValidation');
  });

  it('repairs the conditions inside the rules of a Switch', () => {
    const rules = [{ conditions: [{ field: '$json.kind', operator: 'equals', value: 'a' }] }];
    expect(stored('switch', { rules })).toMatchObject({
      rules: { values: [{ conditions: { conditions: [{ operator: { type: 'string', operation: 'equals' } }] } }] },
    });
  });
});
