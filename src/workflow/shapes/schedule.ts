import { isRecord, toWord } from '../values.ts';

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
  const { cronExpression, cron, ...rest } = entry;
  const line = cronExpression ?? cron ?? (rest['field'] === 'cron' ? rest['expression'] : undefined);
  if (typeof line === 'string') return { ...rest, field: 'cronExpression', expression: line };
  if (typeof rest['expression'] === 'string' && rest['field'] === undefined)
    return { ...rest, field: 'cronExpression' };
  return withClock(withField(rest));
}

/** `every: 5, unit: "minute"` and the like. */
function withField(entry: Record<string, unknown>): Record<string, unknown> {
  const { unit, every, interval, ...rest } = entry;
  const word = toWord(rest['field'] ?? unit ?? (typeof every === 'string' ? every : '')).toLowerCase();
  const field = fields.find((name) => name === word || name === `${word}s`);
  if (!field) return entry;
  const count = [interval, every].find((one) => typeof one === 'number' || /^\d{1,6}$/.test(toWord(one)));
  const key = intervalKeys[field] ?? `${field}Interval`;
  const kept = {
    ...(interval !== undefined && interval !== count ? { interval } : {}),
    ...(every !== undefined && every !== count && typeof every !== 'string' ? { every } : {}),
  };
  return { ...rest, ...kept, field, ...(count !== undefined && !(key in rest) ? { [key]: Number(count) } : {}) };
}

/** `at: "09:30"`, `hour: 9` and days by name. */
function withClock(entry: Record<string, unknown>): Record<string, unknown> {
  const { at, time, hour, minute, ...rest } = entry;
  const clock = /^(\d{1,2}):(\d\d)$/.exec(toWord(at ?? time));
  const next: Record<string, unknown> = clock
    ? { ...rest, triggerAtHour: Number(clock[1]), triggerAtMinute: Number(clock[2]) }
    : { ...rest, ...(at === undefined ? {} : { at }), ...(time === undefined ? {} : { time }) };
  if (hour !== undefined) next['triggerAtHour'] ??= hour;
  if (minute !== undefined) next['triggerAtMinute'] ??= minute;
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
