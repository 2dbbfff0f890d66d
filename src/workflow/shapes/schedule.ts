import { isRecord, toWord } from '../json/values.ts';
import { move, take } from './take.ts';

const fields = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'];
const intervalKeys: Record<string, string> = { weeks: 'weeksInterval', months: 'monthsInterval' };
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The Schedule Trigger's rule out of a cron line, one interval, or a list of either. */
export function toScheduleRule(value: unknown): unknown {
  if (typeof value === 'string') return { interval: [cronLine(value)] };
  const holder =
    isRecord(value) && !('interval' in value && !isInterval(value))
      ? [value]
      : isRecord(value)
        ? value['interval']
        : value;
  const entries = Array.isArray(holder) ? holder : [holder];
  if (!entries.every((entry) => isRecord(entry) || typeof entry === 'string')) return value;
  const interval = entries.map(toInterval);
  return isRecord(value) && 'interval' in value && !isInterval(value) ? { ...value, interval } : { interval };
}

/** `{ field: 'minutes', interval: 5 }` is one interval, not a rule. */
const isInterval = (value: Record<string, unknown>): boolean => {
  return typeof value['interval'] === 'number' || ('interval' in value && !('expression' in value) && 'unit' in value);
};

const cronLine = (expression: string): Record<string, unknown> => ({ field: 'cronExpression', expression });

function toInterval(entry: unknown): unknown {
  if (typeof entry === 'string') return cronLine(entry);
  if (!isRecord(entry)) return entry;
  const { field } = entry;
  const { value, rest } = take(entry, ['cronExpression', 'cron', 'expression'], (one) => typeof one === 'string');
  const open = field === undefined || /^(?:cron|cronExpression|custom)$/i.test(toWord(field));
  if (value !== undefined && open && !('expression' in rest)) return { ...rest, ...cronLine(String(value)) };
  return withClock(withField(entry));
}

const fieldOf = (word: unknown): string | undefined => {
  const plain = toWord(word).toLowerCase();
  return fields.find((name) => name === plain || name === `${plain}s`);
};
const isCount = (value: unknown): boolean => typeof value === 'number' || /^\d{1,6}$/.test(toWord(value));

/** `every: 5, unit: "minute"` and the like. */
function withField(entry: Record<string, unknown>): Record<string, unknown> {
  const { value: word } = take(entry, ['field', 'unit', 'every'], (one) => one !== undefined && !isCount(one));
  const field = fieldOf(word);
  if (!field) return entry;
  const names = Object.entries(entry).filter(([key, value]) => !isUnit(key) || fieldOf(value) !== field);
  const key = intervalKeys[field] ?? `${field}Interval`;
  const { value: count, rest } = take(Object.fromEntries(names), ['interval', 'every'], isCount);
  if (count === undefined) return { ...rest, field };
  return key in rest ? { ...Object.fromEntries(names), field } : { ...rest, field, [key]: Number(count) };
}

const isUnit = (key: string): boolean => ['field', 'unit', 'every'].includes(key);

/** `at: "09:30"`, `hour: 9` and days by name. */
function withClock(entry: Record<string, unknown>): Record<string, unknown> {
  const next = { ...entry };
  const { key, value } = take(entry, ['at', 'time']);
  const clock = /^(\d{1,2}):(\d\d)$/.exec(toWord(value));
  if (key !== undefined && clock && next['triggerAtHour'] === undefined && next['triggerAtMinute'] === undefined) {
    delete next[key];
    Object.assign(next, { triggerAtHour: Number(clock[1]), triggerAtMinute: Number(clock[2]) });
  }
  move(next, 'hour', 'triggerAtHour');
  move(next, 'minute', 'triggerAtMinute');
  const days = next['triggerAtDay'];
  if (days === undefined || (typeof days === 'string' && days.startsWith('='))) return next;
  const list = Array.isArray(days) ? days : [days];
  next['triggerAtDay'] = list.map((day: unknown) => {
    const index = weekdays.findIndex(
      (name) => typeof day === 'string' && day.length >= 3 && name.startsWith(day.toLowerCase()),
    );
    return index >= 0 ? index : day;
  });
  return next;
}
