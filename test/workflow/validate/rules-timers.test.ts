import { expect, it } from 'vitest';
import { isCron } from '#src/workflow/schedule/cron.ts';
import { chain, next, node } from '../documents.ts';
import { at, expectMended } from './mended.ts';
import { describeRules, fine, triggered } from './rules.ts';

const feed = (...item: unknown[]) =>
  chain(node('Feed', 'rssFeedReadTrigger', { feedUrl: 'https://a.b', pollTimes: { item } }), next);
const old = (...item: unknown[]) => chain(node('Cron', 'cron', { triggerTimes: { item } }), next);
const wait = (parameters: Record<string, unknown>) => chain(...triggeredNodes, node('Wait', 'wait', parameters));
const triggeredNodes = [node('Start', 'scheduleTrigger', { rule: { interval: [{ field: 'hours' }] } })];
const settings = (given: Record<string, unknown>) => ({ ...fine, settings: given });

describeRules('timers', [
  [
    'invalid-cron',
    'error',
    old({ mode: 'custom', cronExpression: 'daily' }),
    old({ mode: 'custom', cronExpression: '0 9 * * *' }),
  ],
  ['time-out-of-range', 'error', old({ mode: 'everyDay', hour: 24 }), old({ mode: 'everyDay', hour: 9, minute: 30 })],
  [
    'time-out-of-range',
    'error',
    feed({ mode: 'everyHour', minute: 75 }),
    feed({ mode: 'everyHour', hour: 99, minute: 5 }),
  ],
  [
    'interval-out-of-range',
    'error',
    feed({ mode: 'everyX', unit: 'minutes', value: 0 }),
    feed({ mode: 'everyX', value: 5 }),
  ],
  [
    'poll-too-often',
    'error',
    feed({ mode: 'custom', cronExpression: '*/10 * * * * *' }),
    feed({ mode: 'custom', cronExpression: '*/10 * * * *' }),
  ],
  [
    'interval-out-of-range',
    'error',
    chain(node('Interval', 'interval', { interval: 0, unit: 'seconds' }), next),
    chain(node('Interval', 'interval', { interval: 5, unit: 'seconds' }), next),
  ],
  ['interval-out-of-range', 'error', wait({ amount: -1, unit: 'hours' }), wait({ amount: 0, unit: 'hours' })],
  ['interval-out-of-range', 'error', wait({ amount: 'soon' }), wait({ amount: '={{ $json.hours }}' })],
  ['unknown-interval-unit', 'error', wait({ amount: 1, unit: 'weeks' }), wait({ amount: 1, unit: 'days' })],
  [
    'invalid-cron',
    'error',
    triggered({ field: 'cronExpression', expression: '0 9 * * fri-mon' }),
    triggered({ field: 'cronExpression', expression: '0 9 * * mon-fri' }),
  ],
  ['timeout-out-of-range', 'warning', settings({ executionTimeout: -5 }), settings({ executionTimeout: -1 })],
  ['unknown-setting', 'warning', settings({ bogus: true }), settings({ saveManualExecutions: true })],
  ['unknown-setting-value', 'warning', settings({ executionOrder: 'v9' }), settings({ executionOrder: 'v1' })],
]);

/** Read off the timer that n8n 2.40 uses. */
it.each<[string, boolean]>([
  ['* * * * *', true],
  ['  0 9 * * *\n', true],
  ['*/30 * * * * *', true],
  ['0 9 * * 7', true],
  ['0 9 * JAN,jun Mon-Fri', true],
  ['0 0 29 2 *', true],
  ['0 0 31 2 1', true],
  ['*/90 * * * *', true],
  ['@weekdays', true],
  ['@midnight', false],
  ['0 0 31 2 *', false],
  ['0 0 31 4,6 *', false],
  ['0 9 * * 5-1', false],
  ['0 9 * * MONDAY', false],
  ['0 9 ? * *', false],
  ['0 9 L * *', false],
  ['0 9 15W * *', false],
  ['0 9 * * 1#2', false],
  ['0 24 * * *', false],
  ['*/0 * * * *', false],
  ['*-5 * * * *', false],
  ['1,* * * * *', true],
  ['0 9 * *', false],
  ['0 0 9 * * 1 2027', false],
  ['', false],
])('isCron(%j) is %s', (text, expected) => {
  expect(isCron(text)).toBe(expected);
});

it.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['europe / berlin', 'Europe/Berlin'],
  ['Germany/Berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
])('the timezone %s becomes %s', (wrong, right) => {
  expect(at(expectMended(settings({ timezone: wrong }), 'unknown-timezone'), 'settings', 'timezone')).toBe(right);
});
