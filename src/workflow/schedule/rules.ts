import type { Parameters } from '#src/model/draft.ts';
import { toList, toNumber, toRecord } from '../json/values.ts';
import { isCron } from './cron.ts';

/** One rule of a Schedule Trigger: the times n8n wakes up, and how many of those it lets pass. */
export interface ScheduleRule {
  /** Six cron fields, seconds first. */
  cron: string;
  /** Runs only when so much has passed since the last run; n8n counts in these units. */
  every?: { size: number; unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' };
  /** True when part of the time is left to n8n. */
  about: boolean;
}

/** What counts when a field is not set, by unit; as the node's own form has it. */
const fallback = { seconds: 30, minutes: 5, hours: 1, days: 1, weeks: 1, months: 1 };
type Unit = keyof typeof fallback;
const isUnit = (field: unknown): field is Unit => typeof field === 'string' && Object.hasOwn(fallback, field);
const limits: Partial<Record<Unit, number>> = { seconds: 59, minutes: 59, hours: 23, days: 31 };

/** The rules of a Schedule Trigger's parameters; rules nobody can compute ahead are left out. */
export function toScheduleRules(parameters: Parameters): ScheduleRule[] {
  const rule = parameters['rule'];
  // Without any rule n8n takes one of every day; an empty object has none.
  const intervals = rule === undefined ? [{ field: 'days' }] : toList(toRecord(rule)['interval']);
  return intervals.slice(0, 100).flatMap((interval) => toRule(toRecord(interval)) ?? []);
}

function toRule(interval: Parameters): ScheduleRule | undefined {
  if (interval['field'] === 'cronExpression') {
    const cron = interval['expression'];
    return typeof cron === 'string' && isCron(cron.trim())
      ? { cron: withSeconds(cron.trim()), about: false }
      : undefined;
  }
  const field = interval['field'] ?? 'days';
  if (!isUnit(field)) return undefined;
  const size = toNumber(interval[`${field}Interval`] ?? fallback[field]);
  if (!Number.isInteger(size) || size < 1 || size > (limits[field] ?? 1000)) return undefined;
  const clock = toClock(interval);
  if (!clock) return undefined;
  const { minute, hour, dayOfMonth } = clock;
  switch (field) {
    case 'seconds':
      return { cron: `*/${size} * * * * *`, about: false };
    case 'minutes':
      if (60 % size === 0) return { cron: `0 */${size} * * * *`, about: false };
      // Counted from the moment of publishing, so that only the distance is sure.
      return withEvery('0 * * * * *', field, size, true);
    case 'hours':
      return withEvery(`0 ${minute.value} ${24 % size === 0 ? `*/${size}` : '*'} * * *`, field, size, minute.about);
    case 'days':
      return withEvery(`0 ${minute.value} ${hour.value} * * *`, field, size, minute.about || hour.about);
    case 'weeks': {
      const days = weekdays(interval['triggerAtDay']);
      return days === undefined
        ? undefined
        : withEvery(`0 ${minute.value} ${hour.value} * * ${days}`, field, size, minute.about || hour.about);
    }
    case 'months': {
      const months = 12 % size === 0 ? `*/${size}` : '*';
      const about = minute.about || hour.about || dayOfMonth.about;
      return withEvery(`0 ${minute.value} ${hour.value} ${dayOfMonth.value} ${months} *`, field, size, about);
    }
    default:
      return field satisfies never;
  }
}

function withEvery(cron: string, unit: Exclude<Unit, 'seconds'>, size: number, about: boolean): ScheduleRule {
  return size === 1 ? { cron, about } : { cron, every: { size, unit }, about };
}

const withSeconds = (cron: string): string => (/^\S+(?:\s+\S+){4}$/.test(cron) ? `0 ${cron}` : cron);

interface ClockField {
  value: number;
  about: boolean;
}

/** A field that was never touched counts as its least value; one that holds null is filled by n8n as it likes. */
function toClock(interval: Parameters): Record<'minute' | 'hour' | 'dayOfMonth', ClockField> | undefined {
  const read = (key: string, least: number, most: number): ClockField | undefined => {
    const given = interval[key];
    if (given === null) return { value: least, about: true };
    const value = given === undefined || given === '' ? least : toNumber(given);
    return Number.isInteger(value) && value >= least && value <= most ? { value, about: false } : undefined;
  };
  const minute = read('triggerAtMinute', 0, 59);
  const hour = read('triggerAtHour', 0, 23);
  const dayOfMonth = read('triggerAtDayOfMonth', 1, 31);
  return minute && hour && dayOfMonth ? { minute, hour, dayOfMonth } : undefined;
}

/** Sunday is 0; no day at all means every day. */
function weekdays(given: unknown): string | undefined {
  const days = given === undefined || given === null ? [0] : toList(given).map(toNumber);
  if (!Array.isArray(given ?? []) || days.some((day) => !Number.isInteger(day) || day < 0 || day > 7)) return undefined;
  return days.length === 0 ? '*' : days.join(',');
}
