import { CronExpressionParser } from 'cron-parser';
import { toList, toRecord } from '#src/workflow/json/values.ts';
import { type ScheduleRule, toScheduleRules } from '#src/workflow/schedule/rules.ts';
import type { DateSaid, DayPart, Phrase, Unit } from './phrase.ts';
import type { View } from './view.ts';

/** When a rule runs, by the fields of its cron line. */
interface Times {
  node: string;
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  days: readonly number[];
  months: readonly number[];
  /** 0 is Sunday. */
  weekdays: readonly number[];
  every?: NonNullable<ScheduleRule['every']>;
}

export interface Schedules {
  times: readonly Times[];
  /** A step that looks at the day or the hour itself. */
  looksAtDay: string | undefined;
}

/** Every rule by which the workflow starts: its schedules, and how often its triggers look for news. */
export function schedulesOf({ nodes, leaves }: View): Schedules {
  const times = nodes.flatMap(({ name, short, parameters }) => {
    const rules = short === 'scheduleTrigger' ? toScheduleRules(parameters) : pollRules(parameters);
    return rules.flatMap((rule) => toTimes(name, rule) ?? []);
  });
  const scheduled = new Set(times.map(({ node }) => node));
  const looks = leaves.find(
    ({ node, raw }) =>
      !scheduled.has(node) &&
      /weekday|getDay|getUTCDay|\.day\b|\.hour\b|getHours|'(?:EEE|ccc|cccc|EEEE)'|isoWeekday|dayOfWeek|hasSame|\.month\b|endOf|plus\(/.test(
        raw,
      ),
  );
  return { times, looksAtDay: looks?.node };
}

function pollRules(parameters: Record<string, unknown>): ScheduleRule[] {
  return toList(toRecord(parameters['pollTimes'])['item']).flatMap((item): ScheduleRule[] => {
    const { mode, hour, minute, weekday, dayOfMonth, value, unit, cronExpression } = toRecord(item);
    const at = `0 ${minute ?? 0} ${hour ?? 14}`;
    const rule = (cron: string): ScheduleRule[] => [{ cron, about: false }];
    if (mode === 'everyMinute') return rule('0 * * * * *');
    if (mode === 'everyHour') return rule(`0 ${minute ?? 0} * * * *`);
    if (mode === 'everyDay') return rule(`${at} * * *`);
    if (mode === 'everyWeek') return rule(`${at} * * ${weekday ?? 1}`);
    if (mode === 'everyMonth') return rule(`${at} ${dayOfMonth ?? 1} * *`);
    if (mode === 'everyX') return rule(unit === 'minutes' ? `0 */${value ?? 2} * * * *` : `0 0 */${value ?? 2} * * *`);
    return typeof cronExpression === 'string'
      ? rule(cronExpression.trim().split(/\s+/).length === 5 ? `0 ${cronExpression.trim()}` : cronExpression)
      : [];
  });
}

function toTimes(node: string, { cron, every }: ScheduleRule): Times | undefined {
  try {
    const { second, minute, hour, dayOfMonth, month, dayOfWeek } = CronExpressionParser.parse(cron).fields;
    const list = (values: readonly (number | string)[]) =>
      values.filter((value): value is number => typeof value === 'number');
    const weekdays = [...new Set(list(dayOfWeek.values).map((day) => day % 7))];
    return {
      node,
      seconds: list(second.values),
      minutes: list(minute.values),
      hours: list(hour.values),
      days: list(dayOfMonth.values),
      months: list(month.values),
      weekdays,
      ...(every ? { every } : {}),
    };
  } catch {
    return undefined;
  }
}

type Of<K extends Phrase['kind']> = Extract<Phrase, { kind: K }>;

/** The node whose times are what the phrase says; undefined where none is. */
export function tieTime(
  phrase: Of<'time'>,
  phrases: readonly Phrase[],
  { times }: Schedules,
  { leaves }: View,
): string | undefined {
  const late = phrases.some((other) => other.kind === 'frequency' && /^(?:evening|afternoon)$/.test(other.part ?? ''));
  // "Each evening at 8" is 20:00.
  const early = phrases.some((other) => other.kind === 'frequency' && other.part === 'morning');
  const later = late && phrase.hour > 0 && phrase.hour < 12;
  const meant = later ? [phrase.hour + 12, ...(early ? [phrase.hour] : [])] : [phrase.hour];
  const own = times.find(
    ({ hours, minutes }) =>
      hours.length < 24 &&
      meant.some((hour) => hours.includes(hour)) &&
      minutes.length < 30 &&
      minutes.includes(phrase.minute),
  );
  if (own) return own.node;
  const clock = new RegExp(`(?<!\\d)0?${phrase.hour}[:h.]${String(phrase.minute).padStart(2, '0')}(?!\\d)`);
  const scheduled = new Set(times.map(({ node }) => node));
  const said = leaves.find(
    ({ node, raw, key }) =>
      !scheduled.has(node) && (clock.test(raw) || (/hour/i.test(key) && raw === String(phrase.hour))),
  );
  return said?.node;
}

export function tieDays(
  phrase: Of<'days'>,
  phrases: readonly Phrase[],
  { times, looksAtDay }: Schedules,
): string | undefined {
  const except = new Set(phrases.flatMap((other) => (other.kind === 'exception' ? (other.days ?? []) : [])));
  const wanted = new Set(
    phrases.flatMap((other) => (other.kind === 'days' ? other.days : [])).filter((day) => !except.has(day)),
  );
  const ours = phrase.days.filter((day) => !except.has(day));
  const every = times.filter(({ weekdays }) => weekdays.length < 7 || wanted.size === 7);
  const runs = new Set(every.flatMap(({ weekdays }) => weekdays));
  // Days that are missing are told by the phrase that named them.
  const exact = [...runs].every((day) => wanted.has(day)) && ours.every((day) => runs.has(day));
  if (runs.size > 0 && exact) return every[0]?.node;
  return ownRule(ours, times)?.node ?? looksAtDay;
}

/** "But on Fridays at 10": days that have a rule of their own, and no other runs on them. */
function ownRule(days: readonly number[], times: readonly Times[]): Times | undefined {
  const own = times.filter(({ weekdays }) => same(weekdays, days));
  const others = times.filter((rule) => !own.includes(rule));
  return others.length > 0 && others.every(({ weekdays }) => !weekdays.some((day) => days.includes(day)))
    ? own[0]
    : undefined;
}

export function tieException(phrase: Of<'exception'>, { times, looksAtDay }: Schedules): string | undefined {
  if (looksAtDay) return looksAtDay;
  const { days } = phrase;
  if (!days) return times.find(({ months }) => months.length < 12)?.node;
  return times.length > 0 && times.every(({ weekdays }) => weekdays.every((day) => !days.includes(day)))
    ? times[0]?.node
    : ownRule(days, times)?.node;
}

export function tieDate({ on }: Of<'date'>, { times, looksAtDay }: Schedules, { leaves }: View): string | undefined {
  if ('monthDays' in on) {
    // "On the 1st and 15th": a rule for each of them.
    const monthly = times.filter(({ days }) => days.length < 28);
    const all = [...new Set(monthly.flatMap(({ days }) => days))];
    return (times.find(({ days }) => same(days, on.monthDays)) ?? (same(all, on.monthDays) ? monthly[0] : undefined))
      ?.node;
  }
  if ('nth' in on) {
    const rule = times.find(({ days, weekdays }) => days.length < 28 || weekdays.length < 7);
    if (!rule) return undefined;
    const ordinal = typeof on.day === 'number' && (rule.weekdays.includes(on.day) || looksAtDay !== undefined);
    return looksAtDay ?? (ordinal || rule.days.length < 10 ? rule.node : undefined);
  }
  return times.find(({ days, months }) => same(days, [on.day]) && same(months, [on.month]))?.node ?? dateIn(on, leaves);
}

function dateIn(
  { month, day, year }: Extract<DateSaid, { month: number }>,
  leaves: View['leaves'],
): string | undefined {
  const [m, d] = [month, day].map((value) => `0?${value}`);
  const pattern = new RegExp(`(?<!\\d)(?:${year ?? '\\d{4}'}-${m}-${d}|${d}[./]${m}[./]|${m}[/-]${d})(?!\\d)`);
  return leaves.find(({ raw }) => pattern.test(raw))?.node;
}

export function tieWindow({ from, to }: Of<'window'>, { times, looksAtDay }: Schedules): string | undefined {
  const own = times.find(({ hours }) => hours[0] === from && [to, to - 1].includes(hours.at(-1) ?? -1));
  return own?.node ?? looksAtDay;
}

const rank: Record<Unit, number> = { second: 0, minute: 1, hour: 2, day: 3, week: 4, month: 5, year: 6 };

/** "every 15 minutes", "daily"; a coarse one beside a finer one, or beside days, only frames it. */
export function tieFrequency(
  phrase: Of<'frequency'>,
  phrases: readonly Phrase[],
  { times, looksAtDay }: Schedules,
): string | undefined {
  const { every, part } = phrase;
  const finer = phrases.some(
    (other) => other.kind === 'frequency' && other !== phrase && rank[other.every.unit] < rank[every.unit],
  );
  const except = phrases.flatMap((other) => (other.kind === 'exception' ? (other.days ?? []) : []));
  const named = phrases.some(
    ({ kind }) => kind === 'days' || kind === 'date' || kind === 'exception' || kind === 'window',
  );
  const clock = phrases.some(({ kind }) => kind === 'time');
  const allDays = except.length > 0 && !phrases.some(({ kind }) => kind === 'days');
  const own = times.find(
    (rule) =>
      runsEvery(rule, phrase, { finer, named }) &&
      (clock || finer || !part || isIn(part, rule)) &&
      (!allDays || looksAtDay !== undefined || [7, 7 - new Set(except).size].includes(rule.weekdays.length)),
  );
  if (own) return own.node;
  if (phrase.times && runsPer(every.unit, times) === phrase.times) return times[0]?.node;
  if (every.unit === 'minute' && every.count > 60 && areApart(times, every.count)) return times[0]?.node;
  // "the weekly report every Monday", "the daily numbers on the first": a word about a thing.
  const adverb = !/^(?:every|each|evry|jed|alle|chaque|tou|cada)/i.test(phrase.text);
  const other = phrases.some((one) => one !== phrase && ['days', 'date', 'frequency', 'time'].includes(one.kind));
  return adverb && (other || times.length === 0) ? (times[0]?.node ?? '') : undefined;
}

/** How often all rules together run within a day, a week or a month; undefined for what they do not tell. */
function runsPer(unit: Unit, times: readonly Times[]): number | undefined {
  const each = times.map(({ hours, minutes, days, weekdays, months, every }) => {
    const daily = every ? Number.NaN : hours.length * minutes.length;
    if (unit === 'day') return days.length === 31 && weekdays.length === 7 ? daily : Number.NaN;
    if (unit === 'week') return days.length === 31 ? daily * weekdays.length : Number.NaN;
    if (unit === 'month') return weekdays.length === 7 && months.length === 12 ? daily * days.length : Number.NaN;
    return Number.NaN;
  });
  return each.reduce((sum, one) => sum + one, 0) || undefined;
}

/** "Every 90 minutes" takes several lines: their runs of a day, together, are so far apart. */
function areApart(times: readonly Times[], minutes: number): boolean {
  const runs = times
    .flatMap((rule) => rule.hours.flatMap((hour) => rule.minutes.map((minute) => hour * 60 + minute)))
    .sort((a, b) => a - b);
  return runs.length > 1 && runs.every((run, at) => at === 0 || run - (runs[at - 1] ?? 0) === minutes);
}

function runsEvery(
  rule: Times,
  { every: { count, unit }, times }: Of<'frequency'>,
  { finer, named }: { finer: boolean; named: boolean },
): boolean {
  const { every, seconds, minutes, hours, days, months, weekdays } = rule;
  const wholeDays = named || (days.length === 31 && weekdays.length === 7);
  const spaced = (values: readonly number[], step: number, round: number) =>
    values.length >= 1 &&
    values.every((value, index) => index === 0 || value - (values[index - 1] ?? 0) === step) &&
    (values.length === round / step || named || values.length * step >= round - step);
  const own = (size: number, of: string) => every?.size === size && every.unit === of;
  const once = hours.length * minutes.length === 1;
  if (finer) return unit === 'day' ? wholeDays : true;
  switch (unit) {
    case 'second':
      return spaced(seconds, count, 60);
    case 'minute':
      if (count >= 60 && count % 60 === 0) return minutes.length === 1 && spaced(hours, count / 60, 24) && wholeDays;
      return (
        own(count, 'minutes') || (!every && spaced(minutes, count, 60) && (hours.length === 24 || named) && wholeDays)
      );
    case 'hour':
      if (times) return minutes.length === times && hours.length === 24;
      return (own(count, 'hours') || (!every && spaced(hours, count, 24))) && minutes.length === 1 && wholeDays;
    case 'day':
      if (times) return minutes.length * hours.length === times && wholeDays;
      return count === 1
        ? !every && hours.length * minutes.length <= 24 && hours.length < 24 && wholeDays
        : once && (own(count, 'days') || spaced(days, count, 31));
    case 'week':
      if (times) return weekdays.length === times;
      return count === 1
        ? !every && weekdays.length < 7 && days.length === 31
        : own(count, 'weeks') || own(count * 7, 'days');
    case 'month':
      return (
        days.length < 8 &&
        (count === 1 ? months.length === 12 && !every : own(count, 'months') || months.length === 12 / count)
      );
    case 'year':
      return (days.length === 1 && months.length === 1) || own(12 * count, 'months');
    default:
      return unit satisfies never;
  }
}

const parts: Record<DayPart, (hour: number) => boolean> = {
  morning: (hour) => hour >= 4 && hour < 12,
  noon: (hour) => hour >= 11 && hour < 14,
  afternoon: (hour) => hour >= 12 && hour < 19,
  evening: (hour) => hour >= 16,
  night: (hour) => hour >= 18 || hour < 7,
  midnight: (hour) => hour === 0,
};
const isIn = (part: DayPart, { hours }: Times): boolean => hours.every((hour) => parts[part](hour));

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value));
