import { describe, expect, it } from 'vitest';
import { parseSchedule } from '#src/planner/schedule-grammar.ts';

const day = (hour: number, minute = 0, daysInterval = 1) => ({
  field: 'days',
  daysInterval,
  triggerAtHour: hour,
  triggerAtMinute: minute,
});
const week = (days: number[], hour: number, minute = 0, weeksInterval = 1) => ({
  field: 'weeks',
  weeksInterval,
  triggerAtDay: days,
  triggerAtHour: hour,
  triggerAtMinute: minute,
});
const month = (dayOfMonth: number, hour: number, minute = 0, monthsInterval = 1) => ({
  field: 'months',
  monthsInterval,
  triggerAtDayOfMonth: dayOfMonth,
  triggerAtHour: hour,
  triggerAtMinute: minute,
});
const cron = (expression: string) => ({ field: 'cronExpression', expression });
const hours = (hoursInterval: number) => ({ field: 'hours', hoursInterval, triggerAtMinute: 0 });
const minutes = (minutesInterval: number) => ({ field: 'minutes', minutesInterval });
const workdays = [1, 2, 3, 4, 5];

const rules: [words: string, ...interval: object[]][] = [
  ['every 5 minutes', minutes(5)],
  ['every minute', minutes(1)],
  ['each 10 mins', minutes(10)],
  ['every half hour', minutes(30)],
  ['every quarter of an hour', minutes(15)],
  ['every thirty minutes', minutes(30)],
  ['every 30 seconds', { field: 'seconds', secondsInterval: 30 }],
  ['every hour', hours(1)],
  ['hourly', hours(1)],
  ['once an hour', hours(1)],
  ['every 2h', hours(2)],
  ['every other hour', hours(2)],
  ['every 120 minutes', hours(2)],
  ['every 24 hours', day(0)],
  ['every 90 minutes', cron('0 0,3,6,9,12,15,18,21 * * *'), cron('30 1,4,7,10,13,16,19,22 * * *')],
  ['every 7 minutes', cron('*/6 * * * *')],
  ['every 10 minutes on weekdays', cron('*/10 * * * 1,2,3,4,5')],
  ['every hour on weekdays', cron('0 */1 * * 1,2,3,4,5')],
  ['every hour between 9 and 17', cron('0 9-17/1 * * *')],
  ['every 15 minutes between 9am and 5pm', cron('*/15 9-16 * * *')],
  ['every 30 minutes during business hours', cron('*/30 9-16 * * 1,2,3,4,5')],
  ['every weekday except Fridays at 10', week([1, 2, 3, 4], 10)],
  ['daily at 9 but not on Wednesdays', week([1, 2, 4, 5, 6, 0], 9)],
  ['every day except on weekends', week(workdays, 9)],
  ['every hour except weekends', cron('0 */1 * * 1,2,3,4,5')],
  ['each evening at 8', day(20)],
  ['every afternoon at 3', day(15)],
  ['at 8 in the evening every day', day(20)],
  ['every night at 2', day(2)],
  ['every evening at 7:30pm', day(19, 30)],
  ['every day at lunch', day(12)],
  ['daily', day(9)],
  ['every morning', day(9)],
  ['every evening', day(18)],
  ['nightly at 2am', day(2)],
  ['daily at 9am', day(9)],
  ['every day at 17:30', day(17, 30)],
  ['every day at half past seven', day(7, 30)],
  ['each day at quarter to nine', day(8, 45)],
  ['every day at noon', day(12)],
  ['at midnight every day', day(0)],
  ['every day at 12am', day(0)],
  ['every day at 12 pm', day(12)],
  ["every day at 5 o'clock", day(5)],
  ['at 9', day(9)],
  ['at 9 and 11 pm every day', day(21), day(23)],
  ['at 1 and 5 pm every day', day(13), day(17)],
  ['every 3 days at 10:15', day(10, 15, 3)],
  ['twice a day at 9 and 17', day(9), day(17)],
  ['twice a day', day(9), day(17)],
  ['three times a day', day(8), day(13), day(18)],
  ['at 9, 13 and 17 daily', day(9), day(13), day(17)],
  ['weekly on Monday', week([1], 9)],
  ['every Monday', week([1], 9)],
  ['on Mondays at 8', week([1], 8)],
  ['every Monday, Wednesday and Friday at 7am', week([1, 3, 5], 7)],
  ['every weekday at 8:15 am', week(workdays, 8, 15)],
  ['on working days at 10', week(workdays, 10)],
  ['Monday to Friday at 9', week(workdays, 9)],
  ['mon-fri at 18:00', week(workdays, 18)],
  ['every weekend at 11', week([6, 0], 11)],
  ['every sunday evening', week([0], 18)],
  ['every other week on Friday at 4pm', week([5], 16, 0, 2)],
  ['twice a week at 9', week([1, 4], 9)],
  ['every week at 9', week([1], 9)],
  ['monthly on the 1st', month(1, 9)],
  ['on the 15th of every month at 6am', month(15, 6)],
  ['on the 1st and 15th at 6am', month(1, 6), month(15, 6)],
  ['the first day of the month at 8', month(1, 8)],
  ['first of the month', month(1, 9)],
  ['quarterly', month(1, 9, 0, 3)],
  ['every 2 months on the 5th at 7', month(5, 7, 0, 2)],
  ['last day of the month at 18:00', cron('0 18 28-31 * *')],
  ['on the first Monday of every month at 10', cron('0 10 1-7 * *')],
  ['last Friday of the month at 16:00', cron('0 16 22-31 * *')],
  ['on the last working day of the month', cron('0 9 22-31 * *')],
  ['every year on March 3', cron('0 9 3 3 *')],
  ['on 24 December at 18:00', cron('0 18 24 12 *')],
  ['cron 0 9 * * 1-5', cron('0 9 * * 1-5')],
  ['with cron: */5 * * * *', cron('*/5 * * * *')],
];

describe('schedule grammar', () => {
  it.each(rules)('%s', (words, ...interval) => {
    expect(parseSchedule(words)?.interval).toEqual(interval);
  });

  it.each([
    ['every day at 9 UTC', 'UTC'],
    ['every day at 9am CET', 'Europe/Berlin'],
    ['every weekday at 8 est', 'America/New_York'],
    ['daily at 9:00 America/Sao_Paulo', 'America/Sao_Paulo'],
    ['daily at 9:00 europe/paris', 'Europe/Paris'],
    ['every day at 9am Tokyo time', 'Asia/Tokyo'],
    ['every day at 9am Pacific time', 'America/Los_Angeles'],
    ['at 9am in New York', 'America/New_York'],
    ['every morning in Berlin', 'Europe/Berlin'],
    ['every day at 9am Munich', 'Europe/Berlin'],
    ['every day at 9', undefined],
    ['every day at 9 Atlantis/Nowhere', undefined],
  ])('%s is meant in %s', (words, zone) => {
    expect(parseSchedule(words)?.timezone).toBe(zone);
  });

  it.each([
    ['last day of the month', '={{ $now.plus({ days: 1 }).day === 1 }}'],
    ['first Monday of the month', '={{ $now.weekday === 1 }}'],
    ['last Sunday of the month', '={{ $now.weekday === 7 && $now.plus({ days: 7 }).month !== $now.month }}'],
    [
      'first working day of the month',
      '={{ $now.weekday <= 5 && ($now.day === 1 || ($now.weekday === 1 && $now.day <= 3)) }}',
    ],
  ])('%s is checked behind the trigger', (words, expression) => {
    expect(parseSchedule(words)?.guard?.expression).toBe(expression);
  });

  it.each([
    ['every morning', 'No time was named: it runs at 09:00.'],
    ['at 9', 'No day was named: it runs every day.'],
    ['every week at 9', 'No day was named: it runs on Monday.'],
    ['on Tuesday at 9', 'It runs every week on that day.'],
    ['every 7 minutes', 'n8n cannot run every 7 minutes evenly: every 6 minutes is used instead.'],
    ['on the 31st of every month', 'Months without a day 31 are skipped.'],
  ])('%s says what it assumed', (words, assumption) => {
    expect(parseSchedule(words)?.assumptions).toContain(assumption);
  });

  it.each([
    'post hello to #general',
    'when a form is submitted',
    'if amount is 9',
    'call 555 1234',
    'post "every day at 9" to #x',
    'get https://example.com/daily/9:30',
    'at 25:00',
    'at 9:75',
    'at 9 percent',
    '',
  ])('%j is no schedule', (words) => {
    expect(parseSchedule(words)).toBeUndefined();
  });

  it('leaves times that are not beside the schedule alone', () => {
    const words = 'every Tuesday at 8 post "meet at 10:30" about the 11:45 train';
    const parsed = parseSchedule(words);
    expect(parsed?.interval).toEqual([week([2], 8)]);
    expect(parsed?.spans.map((span) => words.slice(span.start, span.end))).toEqual(['every Tuesday', 'at 8']);
  });

  it('reads 10,000 hostile characters', () => {
    for (const piece of [
      'every ',
      'on monday, ',
      'at 9 and ',
      '9:',
      '1st, ',
      'İ ',
      '((((',
      'a/b/',
      ' time',
      '"',
      "'",
      '* ',
    ]) {
      expect(() => parseSchedule(piece.repeat(10_000 / piece.length)), piece).not.toThrow();
    }
  });
});
