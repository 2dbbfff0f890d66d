import { type Clock, formatClock } from './clock.ts';
import type { Recurrence } from './schedule-pieces.ts';

/** One entry of the Schedule Trigger's `rule.interval`. */
export type Interval = Record<string, unknown> & { field: string };

/** A condition n8n's schedule cannot say itself; checked in an IF right behind the trigger. */
export interface Guard {
  name: string;
  expression: string;
}

export interface ScheduleRule {
  interval: Interval[];
  guard?: Guard;
  assumptions: string[];
  /** "Every weekday at 09:00", also the trigger node's name. */
  title: string;
}

const defaultTimes: Record<NonNullable<Recurrence['part']>, Clock> = {
  morning: { hour: 9, minute: 0 },
  noon: { hour: 12, minute: 0 },
  afternoon: { hour: 15, minute: 0 },
  evening: { hour: 18, minute: 0 },
  night: { hour: 22, minute: 0 },
  midnight: { hour: 0, minute: 0 },
};
const dayTitles = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weeklyAssumption = 'It runs every week on that day.';
const spread: Record<number, number[]> = { 2: [9, 17], 3: [8, 13, 18], 4: [8, 12, 16, 20] };

/** Turns what was said into n8n's schedule rule. Pure; whatever had to be guessed is listed as an assumption. */
export function toScheduleRule(said: Recurrence, clocks: readonly Clock[]): ScheduleRule {
  const everyWeek = (said.every?.count ?? 1) === 1;
  const assumptions = (said.assumptions ?? []).filter((text) => everyWeek || text !== weeklyAssumption);
  if (said.cron) return { ...cronRule([said.cron], `Schedule ${said.cron}`), assumptions };
  const frequent = said.every && ['second', 'minute', 'hour'].includes(said.every.unit) ? said.every : undefined;
  if (frequent && clocks.length === 0) return frequentRule(said, frequent.count, frequent.unit, assumptions);
  if (said.times?.unit === 'hour')
    return frequentRule(said, Math.max(1, Math.floor(60 / said.times.count)), 'minute', assumptions);
  const times = timesOf(said, clocks, assumptions);
  const at = ` at ${times.map(formatClock).join(' and ')}`;
  if (said.nth) return { ...nthRule(said.nth, times, at), assumptions };
  if (said.yearly) {
    const { month, day } = said.yearly;
    const title = `Every year on ${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.`;
    return {
      ...cronRule(
        times.map((time) => `${time.minute} ${time.hour} ${day} ${month} *`),
        title + at,
      ),
      assumptions,
    };
  }
  if (said.monthDays) return monthly(said.monthDays, said, times, at, assumptions);
  if (said.times?.unit === 'month') {
    const count = Math.min(28, said.times.count);
    const monthDays = Array.from({ length: count }, (_, at) => 1 + Math.floor(at * (28 / count)));
    assumptions.push(`No days were named: it runs on day ${monthDays.join(', ')} of the month.`);
    return monthly(monthDays, said, times, at, assumptions);
  }
  const days = daysOf(said, assumptions);
  if (days) return weekly(days, said, times, at, assumptions);
  if (said.every?.unit === 'month') {
    assumptions.push('No day was named: it runs on the 1st of the month.');
    return monthly([1], said, times, at, assumptions);
  }
  const count = said.every?.unit === 'day' ? said.every.count : 1;
  const interval = times.map((time) => ({ field: 'days', daysInterval: count, ...atTime(time) }));
  return { interval, assumptions, title: (count === 1 ? 'Every day' : `Every ${count} days`) + at };
}

const atTime = (time: Clock) => ({ triggerAtHour: time.hour, triggerAtMinute: time.minute });

function cronRule(expressions: string[], title: string): Omit<ScheduleRule, 'assumptions'> {
  return { interval: expressions.map((expression) => ({ field: 'cronExpression', expression })), title };
}

function timesOf(said: Recurrence, clocks: readonly Clock[], assumptions: string[]): Clock[] {
  if (clocks.length > 0) return [...clocks];
  if (said.times?.unit === 'day') {
    const step = Math.max(1, Math.floor(24 / said.times.count));
    const hours =
      spread[said.times.count] ?? Array.from({ length: Math.min(24, said.times.count) }, (_, i) => i * step);
    const times = hours.map((hour) => ({ hour, minute: 0 }));
    assumptions.push(`No times were named: it runs at ${times.map(formatClock).join(', ')}.`);
    return times;
  }
  const time = defaultTimes[said.part ?? 'morning'];
  if (said.part !== 'noon' && said.part !== 'midnight') {
    assumptions.push(`No time was named: it runs at ${formatClock(time)}.`);
  }
  return [time];
}

function daysOf(said: Recurrence, assumptions: string[]): number[] | undefined {
  if (said.days) return said.days;
  if (said.times?.unit === 'week') {
    const count = Math.min(7, said.times.count);
    const days = count === 2 ? [1, 4] : count === 3 ? [1, 3, 5] : [1, 2, 3, 4, 5, 6, 0].slice(0, count);
    assumptions.push(`No days were named: it runs on ${days.map((day) => dayTitles[day]).join(', ')}.`);
    return days;
  }
  if (said.every?.unit !== 'week') return undefined;
  assumptions.push('No day was named: it runs on Monday.');
  return [1];
}

function daysTitle(days: readonly number[]): string {
  const key = [...days].sort().join('');
  if (key === '12345') return 'Every weekday';
  if (key === '06') return 'Every weekend';
  if (key.length === 7) return 'Every day';
  if (key.length === 6) return `Every day but ${dayTitles.find((_, day) => !days.includes(day))}`;
  return `Every ${days.map((day) => dayTitles[day]).join(' and ')}`;
}

function weekly(days: number[], said: Recurrence, times: Clock[], at: string, assumptions: string[]): ScheduleRule {
  const weeks = said.every?.unit === 'week' ? said.every.count : 1;
  const interval = times.map((time) => ({ field: 'weeks', weeksInterval: weeks, triggerAtDay: days, ...atTime(time) }));
  const title =
    weeks === 1 ? daysTitle(days) : `Every ${weeks} weeks on ${days.map((day) => dayTitles[day]).join(' and ')}`;
  return { interval, assumptions, title: title + at };
}

function monthly(days: number[], said: Recurrence, times: Clock[], at: string, assumptions: string[]): ScheduleRule {
  const months = said.every?.unit === 'month' ? said.every.count : 1;
  const interval = days.flatMap((day) =>
    times.map((time) => ({ field: 'months', monthsInterval: months, triggerAtDayOfMonth: day, ...atTime(time) })),
  );
  if (days.some((day) => day > 28)) assumptions.push(`Months without a day ${Math.max(...days)} are skipped.`);
  const title = months === 1 ? 'Every month' : `Every ${months} months`;
  return { interval, assumptions, title: `${title} on day ${days.join(' and ')}${at}` };
}

function nthRule(rule: NonNullable<Recurrence['nth']>, times: Clock[], at: string): Omit<ScheduleRule, 'assumptions'> {
  const last = rule.nth === -1;
  const range = last ? (rule.what === 'day' ? '28-31' : '22-31') : `${rule.nth * 7 - 6}-${rule.nth * 7}`;
  const title = `${last ? 'Last' : (['First', 'Second', 'Third', 'Fourth'][rule.nth - 1] ?? 'First')} ${typeof rule.what === 'number' ? dayTitles[rule.what] : rule.what === 'day' ? 'day' : 'weekday'} of the month`;
  const rest = cronRule(
    times.map((time) => `${time.minute} ${time.hour} ${range} * *`),
    title + at,
  );
  return { ...rest, guard: { name: `${title}?`, expression: `={{ ${guardCode(rule.what, last)} }}` } };
}

function guardCode(what: number | 'day' | 'weekday', last: boolean): string {
  if (what === 'day') return '$now.plus({ days: 1 }).day === 1';
  if (typeof what === 'number') {
    const isDay = `$now.weekday === ${what === 0 ? 7 : what}`;
    return last ? `${isDay} && $now.plus({ days: 7 }).month !== $now.month` : isDay;
  }
  if (last) return '$now.weekday <= 5 && $now.plus({ days: $now.weekday === 5 ? 3 : 1 }).month !== $now.month';
  return '$now.weekday <= 5 && ($now.day === 1 || ($now.weekday === 1 && $now.day <= 3))';
}

/** Seconds, minutes and hours; cron where days, a window or an uneven step need it. */
function frequentRule(said: Recurrence, count: number, unit: string, assumptions: string[]): ScheduleRule {
  const title = `Every ${count === 1 ? unit : `${count} ${unit}s`}`;
  if (unit === 'second' && count < 60) {
    if (said.days ?? said.between) assumptions.push('An interval in seconds runs around the clock.');
    return { interval: [{ field: 'seconds', secondsInterval: count }], assumptions, title };
  }
  const minutes = Math.max(1, Math.round(unit === 'hour' ? count * 60 : unit === 'second' ? count / 60 : count));
  const days = said.days ? [...said.days].sort().join(',') : '*';
  const suffix = said.days
    ? ` on ${daysTitle(said.days)
        .replace(/^Every (week\S+)$/, '$1s')
        .replace(/^Every day but/, 'every day but')
        .replace(/^Every /, '')}`
    : '';
  if (said.between) {
    const hours = `${said.between.from}-${minutes < 60 ? said.between.to - 1 : said.between.to}`;
    const step = minutes >= 60 ? `/${Math.max(1, Math.round(minutes / 60))}` : '';
    const minute = minutes >= 60 ? '0' : `*/${minutes}`;
    const window = ` between ${said.between.from}:00 and ${said.between.to}:00`;
    return { ...cronRule([`${minute} ${hours}${step} * * ${days}`], title + window + suffix), assumptions };
  }
  if (minutes % 60 === 0 && minutes < 1440) {
    const hours = minutes / 60;
    if (said.days) return { ...cronRule([`0 */${hours} * * ${days}`], title + suffix), assumptions };
    return { interval: [{ field: 'hours', hoursInterval: hours, triggerAtMinute: 0 }], assumptions, title };
  }
  if (minutes % 1440 === 0) {
    assumptions.push('It runs at 00:00.');
    return {
      interval: [{ field: 'days', daysInterval: minutes / 1440, triggerAtHour: 0, triggerAtMinute: 0 }],
      assumptions,
      title,
    };
  }
  if (60 % minutes === 0) {
    if (said.days) return { ...cronRule([`*/${minutes} * * * ${days}`], title + suffix), assumptions };
    return { interval: [{ field: 'minutes', minutesInterval: minutes }], assumptions, title };
  }
  return unevenRule(minutes, days, title + suffix, assumptions);
}

/** n8n counts minutes within the hour, so 45 or 90 minutes need one cron line per minute of the hour. */
function unevenRule(minutes: number, days: string, title: string, assumptions: string[]): ScheduleRule {
  const hoursByMinute = new Map<number, number[]>();
  for (let at = 0; at < 1440; at += minutes) {
    const hours = hoursByMinute.get(at % 60) ?? [];
    hoursByMinute.set(at % 60, [...hours, Math.floor(at / 60)]);
  }
  if (hoursByMinute.size > 12) {
    const nearest = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30].findLast((value) => value <= minutes) ?? 30;
    assumptions.push(`n8n cannot run every ${minutes} minutes evenly: every ${nearest} minutes is used instead.`);
    return { ...cronRule([`*/${nearest} * * * ${days}`], `Every ${nearest} minutes`), assumptions };
  }
  if (1440 % minutes !== 0) assumptions.push('The count starts anew at midnight.');
  const lines = [...hoursByMinute].map(([minute, hours]) => `${minute} ${hours.join(',')} * * ${days}`);
  return { ...cronRule(lines, title), assumptions };
}
