import type { Parameters } from '../draft.ts';
import { toNumber, toRecord, toWord } from '../json/values.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A Schedule Trigger's rules in words, as the start of a sentence. */
export function schedulePhrase(parameters: Parameters, timezone: string | undefined): string {
  const rule = parameters['rule'];
  const intervals =
    typeof rule === 'object' && rule !== null && 'interval' in rule && Array.isArray(rule.interval)
      ? rule.interval
      : [{}];
  const phrases = (intervals.length > 0 ? intervals : [{}]).map((interval) => intervalPhrase(toRecord(interval)));
  const text = phrases.join(' and ');
  const clocked = /\d\d:\d\d|cron|midnight/.test(text);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${clocked && timezone ? ` (${timezone})` : ''}`;
}

function intervalPhrase(interval: Parameters): string {
  const at = ` at ${clock(interval)}`;
  switch (interval['field'] ?? 'days') {
    case 'seconds':
      return every(interval['secondsInterval'], 30, 'second');
    case 'minutes':
      return every(interval['minutesInterval'], 5, 'minute');
    case 'hours': {
      const minute = toNumber(interval['triggerAtMinute'] ?? 0);
      return every(interval['hoursInterval'], 1, 'hour') + (minute > 0 ? ` at minute ${minute}` : '');
    }
    case 'days':
      return every(interval['daysInterval'], 1, 'day') + at;
    case 'weeks': {
      const days = Array.isArray(interval['triggerAtDay']) ? interval['triggerAtDay'] : [0];
      return weekPhrase(days.map(toNumber), toNumber(interval['weeksInterval'] ?? 1) || 1) + at;
    }
    case 'months':
      return `${every(interval['monthsInterval'], 1, 'month')} on day ${dayOf(interval)}${at}`;
    case 'cronExpression':
      return cronPhrase(toWord(interval['expression'] ?? ''));
    default:
      return 'on a schedule';
  }
}

function weekPhrase(days: number[], weeks: number): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const named = sorted.join() === '1,2,3,4,5' ? 'weekday' : sorted.map((day) => weekdays[day] ?? 'some day').join(', ');
  return weeks === 1 ? `every ${named}` : `every ${weeks} weeks on ${named === 'weekday' ? 'weekdays' : named}`;
}

/** Simple cron expressions in words, others as they are. */
function cronPhrase(expression: string): string {
  const fields = expression.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields.length === 6 ? fields.slice(1) : fields;
  if (minute && hour && /^\d+$/.test(minute) && /^\d+$/.test(hour) && month === '*') {
    const at = `at ${pad(hour)}:${pad(minute)}`;
    if (day === '*' && weekday === '*') return `every day ${at}`;
    if (day === '*' && (weekday === '1-5' || weekday?.toLowerCase() === 'mon-fri')) return `every weekday ${at}`;
    if (day === '*' && /^[0-6](,[0-6])*$/.test(weekday ?? ''))
      return `${weekPhrase((weekday ?? '').split(',').map(Number), 1)} ${at}`;
    if (weekday === '*' && /^\d+$/.test(day ?? '')) return `every month on day ${day} ${at}`;
  }
  return `on the schedule ${expression} (cron)`;
}

function every(value: unknown, fallback: number, unit: string): string {
  const count = toNumber(value ?? fallback);
  if (!Number.isFinite(count)) return `every few ${unit}s`;
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

const dayOf = (interval: Parameters): number => toNumber(interval['triggerAtDayOfMonth'] ?? 1) || 1;

function clock(interval: Parameters): string {
  const [hour, minute] = [toNumber(interval['triggerAtHour'] ?? 0), toNumber(interval['triggerAtMinute'] ?? 0)];
  return Number.isFinite(hour) && Number.isFinite(minute) ? `${pad(hour)}:${pad(minute)}` : 'a time from the data';
}

const pad = (value: unknown): string => toWord(value).padStart(2, '0');
