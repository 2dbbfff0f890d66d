import { dayOfYear } from '../day-of-year.ts';

const units = { second: 'second', minute: 'minute', hour: 'hour', day: 'day', month: 'month' };
export type Unit = keyof typeof units;

/** When a Schedule Trigger runs. */
export const schedule = {
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  someDay: 'some day',
  listDays: (days: readonly string[]): string => days.join(', '),
  every: (count: number, unit: Unit): string => (count === 1 ? `every ${unit}` : `every ${count} ${unit}s`),
  everyFew: (unit: Unit): string => `every few ${unit}s`,
  everyWeekday: 'every weekday',
  everyDays: (days: string): string => `every ${days}`,
  weeksOnWeekdays: (weeks: number): string => `every ${weeks} weeks on weekdays`,
  weeksOnDays: (weeks: number, days: string): string => `every ${weeks} weeks on ${days}`,
  onDay: (when: string, day: number | string): string => `${when} on day ${day}`,
  at: (when: string, clock: string): string => `${when} at ${clock}`,
  atMinute: (when: string, minute: number): string => `${when} at minute ${minute}`,
  timeFromData: 'a time from the data',
  everyYear: (day: number, month: number): string => `every year on ${dayOfYear('en-GB', day, month)}`,
  cron: (expression: string): string => `on the schedule ${expression} (cron)`,
  onSchedule: 'on a schedule',
  and: (phrases: readonly string[]): string => phrases.join(' and '),
};
