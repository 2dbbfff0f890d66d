import { chain, next, node } from '../documents.ts';
import { describeRules, fine, triggered } from './rules.ts';

describeRules('schedules', [
  [
    'invalid-cron',
    'error',
    triggered({ field: 'cronExpression', expression: '0 0 9 * * 1 2027' }),
    triggered({ field: 'cronExpression', expression: '@daily' }),
  ],
  [
    'invalid-cron',
    'error',
    triggered({ field: 'cronExpression', expression: 'nonsense' }),
    triggered({ field: 'cronExpression', expression: '0 9 * * 1-5' }),
  ],
  [
    'invalid-cron',
    'error',
    triggered({ field: 'cronExpression', expression: '61 * * * *' }),
    triggered({ field: 'cronExpression', expression: '*/30 * * * * *' }),
  ],
  [
    'invalid-cron',
    'error',
    triggered({ field: 'cronExpression', expression: '' }),
    triggered({ field: 'cronExpression', expression: '={{ $json.cron }}' }),
  ],
  [
    'invalid-cron',
    'error',
    chain(
      node('Feed', 'rssFeedReadTrigger', {
        feedUrl: 'https://a.b',
        pollTimes: { item: [{ mode: 'custom', cronExpression: 'x' }] },
      }),
      next,
    ),
    chain(
      node('Feed', 'rssFeedReadTrigger', { feedUrl: 'https://a.b', pollTimes: { item: [{ mode: 'everyHour' }] } }),
      next,
    ),
  ],
  [
    'interval-out-of-range',
    'error',
    triggered({ field: 'minutes', minutesInterval: -5 }),
    triggered({ field: 'minutes', minutesInterval: 5 }),
  ],
  [
    'interval-out-of-range',
    'error',
    triggered({ field: 'minutes', minutesInterval: 90 }),
    triggered({ field: 'minutes', minutesInterval: 59 }),
  ],
  [
    'interval-out-of-range',
    'warning',
    chain(
      {
        ...node('Start', 'scheduleTrigger', { rule: { interval: [{ field: 'minutes', minutesInterval: 90 }] } }),
        typeVersion: 1.2,
      },
      next,
    ),
    triggered({ field: 'minutes', minutesInterval: 7 }),
  ],
  [
    'time-out-of-range',
    'error',
    triggered({ field: 'days', triggerAtHour: 25 }),
    triggered({ field: 'days', triggerAtHour: 23 }),
  ],
  [
    'time-out-of-range',
    'error',
    triggered({ field: 'weeks', triggerAtDay: [7] }),
    triggered({ field: 'weeks', triggerAtDay: [0, 6] }),
  ],
  [
    'weekday-missing',
    'error',
    triggered({ field: 'weeks', triggerAtDay: [] }),
    triggered({ field: 'weeks', triggerAtDay: [1] }),
  ],
  ['unknown-interval-unit', 'error', triggered({ field: 'fortnights' }), triggered({ field: 'days' })],
  [
    'schedule-empty',
    'error',
    chain(node('Start', 'scheduleTrigger', { rule: { interval: [] } }), next),
    chain(node('Start', 'scheduleTrigger', {}), next),
  ],
  [
    'unknown-timezone',
    'error',
    { ...fine, settings: { timezone: 'Mars/Olympus' } },
    { ...fine, settings: { timezone: 'Europe/Berlin' } },
  ],
  [
    'unknown-timezone',
    'error',
    { ...fine, settings: { timezone: '+02:00' } },
    { ...fine, settings: { timezone: 'DEFAULT' } },
  ],
]);
