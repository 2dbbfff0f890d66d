import type { Unit } from '#src/language/en/schedule.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Parameters } from '#src/model/draft.ts';
import { toNumber, toRecord, toWord } from '../json/values.ts';

type Words = WorkflowWords['schedule'];

/** A Schedule Trigger's rules in words, as the start of a sentence. */
export function schedulePhrase(parameters: Parameters, timezone: string | undefined, words: Words): string {
  const rule = parameters['rule'];
  const given =
    typeof rule === 'object' && rule !== null && 'interval' in rule && Array.isArray(rule.interval)
      ? rule.interval
      : [{}];
  const intervals = (given.length > 0 ? given : [{}]).map(toRecord);
  const text = words.and(intervals.map((interval) => intervalPhrase(interval, words)));
  const clocked = /\d\d:\d\d/.test(text) || intervals.some(({ field }) => field === 'cronExpression');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${clocked && timezone ? ` (${timezone})` : ''}`;
}

function intervalPhrase(interval: Parameters, words: Words): string {
  const every = (value: unknown, fallback: number, unit: Unit): string => {
    const count = toNumber(value ?? fallback);
    return Number.isFinite(count) ? words.every(count, unit) : words.everyFew(unit);
  };
  const at = (when: string): string => words.at(when, clockOf(interval) ?? words.timeFromData);
  switch (interval['field'] ?? 'days') {
    case 'seconds':
      return every(interval['secondsInterval'], 30, 'second');
    case 'minutes':
      return every(interval['minutesInterval'], 5, 'minute');
    case 'hours': {
      const minute = toNumber(interval['triggerAtMinute'] ?? 0);
      const when = every(interval['hoursInterval'], 1, 'hour');
      return minute > 0 ? words.atMinute(when, minute) : when;
    }
    case 'days':
      return at(every(interval['daysInterval'], 1, 'day'));
    case 'weeks': {
      const days = Array.isArray(interval['triggerAtDay']) ? interval['triggerAtDay'] : [0];
      return at(weekPhrase(days.map(toNumber), toNumber(interval['weeksInterval'] ?? 1) || 1, words));
    }
    case 'months':
      return at(words.onDay(every(interval['monthsInterval'], 1, 'month'), dayOf(interval)));
    case 'cronExpression':
      return cronPhrase(toWord(interval['expression'] ?? ''), words);
    default:
      return words.onSchedule;
  }
}

function weekPhrase(days: number[], weeks: number, words: Words): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.join() === '1,2,3,4,5') return weeks === 1 ? words.everyWeekday : words.weeksOnWeekdays(weeks);
  const named = words.listDays(sorted.map((day) => words.weekdays[day] ?? words.someDay));
  return weeks === 1 ? words.everyDays(named) : words.weeksOnDays(weeks, named);
}

/** Simple cron expressions in words, others as they are. */
function cronPhrase(expression: string, words: Words): string {
  const fields = expression.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields.slice(-5);
  // Seconds of its own may be many a minute.
  if (fields.length > 6 || (fields.length === 6 && !/^\d+$/.test(fields[0] ?? ''))) return words.cron(expression);
  if (!minute || !hour || !/^\d+$/.test(minute) || !/^\d+$/.test(hour)) return words.cron(expression);
  const at = (when: string): string => words.at(when, `${pad(hour)}:${pad(minute)}`);
  const yearly = weekday === '*' && /^\d+$/.test(day ?? '') && /^(?:[1-9]|1[0-2])$/.test(month ?? '');
  if (yearly && isDay(Number(day), Number(month))) return at(words.everyYear(Number(day), Number(month)));
  if (month === '*') {
    if (day === '*' && weekday === '*') return at(words.every(1, 'day'));
    if (day === '*' && (weekday === '1-5' || weekday?.toLowerCase() === 'mon-fri')) return at(words.everyWeekday);
    if (day === '*' && /^[0-6](,[0-6])*$/.test(weekday ?? ''))
      return at(weekPhrase((weekday ?? '').split(',').map(Number), 1, words));
    if (weekday === '*' && day && /^\d+$/.test(day)) return at(words.onDay(words.every(1, 'month'), day));
  }
  return words.cron(expression);
}

/** There is such a day, at least in some years. */
const isDay = (day: number, month: number): boolean =>
  day > 0 && new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1;

const dayOf = (interval: Parameters): number => toNumber(interval['triggerAtDayOfMonth'] ?? 1) || 1;

function clockOf(interval: Parameters): string | undefined {
  const [hour, minute] = [toNumber(interval['triggerAtHour'] ?? 0), toNumber(interval['triggerAtMinute'] ?? 0)];
  return Number.isFinite(hour) && Number.isFinite(minute) ? `${pad(hour)}:${pad(minute)}` : undefined;
}

const pad = (value: unknown): string => toWord(value).padStart(2, '0');
