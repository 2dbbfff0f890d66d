import { describe, expect, it } from 'vitest';
import { nextRuns } from '#src/workflow/schedule/next-runs.ts';
import { hourly, node } from '../documents.ts';

type Rule = Record<string, unknown>;
const schedule = (...interval: Rule[]) => node('Start', 'scheduleTrigger', { rule: { interval } });
const at = (nodes: Rule[], from: string, timezone = 'UTC', settings: Rule = {}, count = 3): string[] =>
  nextRuns({ nodes: nodes as never, settings }, { count, from: new Date(from), timezone }).map(
    (run) => `${run.about ? '~' : ''}${run.at.toISOString().slice(0, 16)}`,
  );

const summer = '2026-07-01T08:00:30Z';
describe('when a workflow runs next', () => {
  it.each<[string, Rule, string[]]>([
    [
      'every 30 seconds',
      { field: 'seconds', secondsInterval: 30 },
      ['2026-07-01T08:01', '2026-07-01T08:01', '2026-07-01T08:02'],
    ],
    [
      'every 15 minutes',
      { field: 'minutes', minutesInterval: 15 },
      ['2026-07-01T08:15', '2026-07-01T08:30', '2026-07-01T08:45'],
    ],
    [
      'every 25 minutes, from publishing on',
      { field: 'minutes', minutesInterval: 25 },
      ['~2026-07-01T08:01', '~2026-07-01T08:26', '~2026-07-01T08:51'],
    ],
    [
      'every 6 hours',
      { field: 'hours', hoursInterval: 6, triggerAtMinute: 5 },
      ['2026-07-01T12:05', '2026-07-01T18:05', '2026-07-02T00:05'],
    ],
    [
      'every 7 hours, counted round the day',
      { field: 'hours', hoursInterval: 7 },
      ['2026-07-01T09:00', '2026-07-01T16:00', '2026-07-01T23:00'],
    ],
    ['nothing said: every day at midnight', {}, ['2026-07-02T00:00', '2026-07-03T00:00', '2026-07-04T00:00']],
    [
      'every third day',
      { field: 'days', daysInterval: 3, triggerAtHour: 9, triggerAtMinute: 30 },
      ['2026-07-01T09:30', '2026-07-04T09:30', '2026-07-07T09:30'],
    ],
    [
      'weekdays',
      { field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 7 },
      ['2026-07-02T07:00', '2026-07-03T07:00', '2026-07-06T07:00'],
    ],
    [
      'every second week on two days',
      { field: 'weeks', weeksInterval: 2, triggerAtDay: [1, 4], triggerAtHour: 7 },
      ['2026-07-02T07:00', '2026-07-13T07:00', '2026-07-16T07:00'],
    ],
    [
      'every month',
      { field: 'months', triggerAtDayOfMonth: 31, triggerAtHour: 6 },
      ['2026-07-31T06:00', '2026-08-31T06:00', '2026-10-31T06:00'],
    ],
    [
      'every quarter',
      { field: 'months', monthsInterval: 3, triggerAtDayOfMonth: 1, triggerAtHour: 6 },
      ['2026-10-01T06:00', '2027-01-01T06:00', '2027-04-01T06:00'],
    ],
    [
      'cron, five fields',
      { field: 'cronExpression', expression: '30 9 * * mon' },
      ['2026-07-06T09:30', '2026-07-13T09:30', '2026-07-20T09:30'],
    ],
    [
      'cron, six fields',
      { field: 'cronExpression', expression: '0 0 12 1 1 *' },
      ['2027-01-01T12:00', '2028-01-01T12:00', '2029-01-01T12:00'],
    ],
    [
      'a time left to n8n',
      { field: 'days', triggerAtHour: 9, triggerAtMinute: null },
      ['~2026-07-01T09:00', '~2026-07-02T09:00', '~2026-07-03T09:00'],
    ],
    ['a cron line n8n refuses', { field: 'cronExpression', expression: 'whenever' }, []],
    ['an expression', { field: 'days', triggerAtHour: '={{ 7 }}' }, []],
    ['an impossible interval', { field: 'hours', hoursInterval: 0 }, []],
    ['an unknown unit', { field: 'fortnights' }, []],
    ['a day that never comes', { field: 'cronExpression', expression: '0 0 30 2 *' }, []],
  ])('%s', (_what, rule, expected) => {
    expect(at([schedule(rule)], summer)).toEqual(expected);
  });

  it.each<[string, Rule, string, string, string[]]>([
    [
      'keeps the clock when summer time starts',
      { field: 'days', triggerAtHour: 9 },
      '2027-03-27T12:00:00Z',
      'Europe/Berlin',
      ['2027-03-28T07:00', '2027-03-29T07:00'],
    ],
    [
      'keeps the clock when it ends',
      { field: 'days', triggerAtHour: 9 },
      '2026-10-24T12:00:00Z',
      'Europe/Berlin',
      ['2026-10-25T08:00', '2026-10-26T08:00'],
    ],
    [
      'runs a time that is left out as soon as the clocks have changed',
      { field: 'days', triggerAtHour: 2, triggerAtMinute: 30 },
      '2027-03-27T12:00:00Z',
      'Europe/Berlin',
      ['2027-03-28T01:00', '2027-03-29T00:30'],
    ],
    [
      'runs a time that comes twice once',
      { field: 'days', triggerAtHour: 2, triggerAtMinute: 30 },
      '2026-10-24T12:00:00Z',
      'Europe/Berlin',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'runs in the hour that comes twice',
      { field: 'hours', triggerAtMinute: 30 },
      '2026-10-24T23:40:00Z',
      'Europe/Berlin',
      ['2026-10-25T00:30', '2026-10-25T01:30'],
    ],
    [
      'knows the other half of the world',
      { field: 'days', triggerAtHour: 9 },
      '2026-10-03T00:00:00Z',
      'Australia/Sydney',
      ['2026-10-03T22:00', '2026-10-04T22:00'],
    ],
    [
      'knows half hours',
      { field: 'days', triggerAtHour: 9 },
      '2026-10-03T00:00:00Z',
      'Asia/Kolkata',
      ['2026-10-03T03:30', '2026-10-04T03:30'],
    ],
  ])('%s', (_what, rule, from, timezone, expected) => {
    expect(at([schedule(rule)], from, timezone, {}, 2)).toEqual(expected);
  });

  it("the workflow's own timezone comes first", () => {
    const rule = schedule({ field: 'days', triggerAtHour: 9 });
    expect(at([rule], summer, 'UTC', { timezone: 'America/New_York' }, 1)).toEqual(['2026-07-01T13:00']);
    expect(at([rule], summer, 'Asia/Tokyo', { timezone: 'DEFAULT' }, 1)).toEqual(['2026-07-02T00:00']);
    expect(at([rule], summer, 'Asia/Tokyo', { timezone: 'nowhere' }, 1)).toEqual(['2026-07-02T00:00']);
  });

  it('merges several rules and several triggers, once each', () => {
    const two = [
      schedule({ triggerAtHour: 9 }, { triggerAtHour: 12 }),
      { ...schedule({ triggerAtHour: 9 }), name: 'B' },
    ];
    expect(at(two, summer)).toEqual(['2026-07-01T09:00', '2026-07-01T12:00', '2026-07-02T09:00']);
  });

  it('says nothing about other triggers and disabled ones', () => {
    expect(at([node('Hook', 'webhook', { path: 'a' }), { ...hourly, disabled: true }], summer)).toEqual([]);
  });
});
