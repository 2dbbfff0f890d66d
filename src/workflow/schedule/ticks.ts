import { type CronExpression, CronExpressionParser } from 'cron-parser';
import type { ScheduleRule } from './rules.ts';

/** More times than this are not looked through: every 1,000 months wakes n8n a thousand times first. */
const maxTicks = 3000;
const minuteMs = 60_000;

/** The next times a rule runs after `from`; fewer than asked when there are none within reach. Pure. */
export function ticksOf(
  rule: ScheduleRule,
  { count, from, timezone }: { count: number; from: Date; timezone: string },
): Date[] {
  const ticks = toTicks(rule.cron, from, timezone);
  if (!ticks) return [];
  const local = localClock(timezone);
  const runs: Date[] = [];
  let last: number | undefined;
  for (let tried = 0; tried < maxTicks && runs.length < count; tried += 1) {
    const at = ticks();
    if (!at) break;
    const { every } = rule;
    if (every) {
      const now = position(every.unit, at, local(at));
      if (last !== undefined && !isDue(every, now, last)) continue;
      last = now;
    }
    runs.push(at);
  }
  return runs;
}

function toTicks(cron: string, from: Date, timezone: string): (() => Date | undefined) | undefined {
  try {
    const expression = CronExpressionParser.parse(cron, { tz: timezone, currentDate: from });
    const local = localClock(timezone);
    return () => {
      try {
        return outOfTheGap(expression.next().toDate(), expression, local);
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}

/** A time that the clocks jump over in spring runs when they have jumped: 02:30 becomes 03:00. */
function outOfTheGap(at: Date, expression: CronExpression, local: (at: Date) => LocalTime): Date {
  const { minute } = local(at);
  const hours = expression.fields.hour.values as readonly number[];
  if (hours.includes(local(at).hour) || minute === 0) return at;
  const start = new Date(at.getTime() - minute * minuteMs);
  const before = local(new Date(start.getTime() - minuteMs));
  return (before.hour + 1) % 24 === local(start).hour ? at : start;
}

interface LocalTime {
  year: number;
  /** From 0. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function localClock(timezone: string): (at: Date) => LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return { year, month: month - 1, day, hour, minute };
  };
}

type Unit = NonNullable<ScheduleRule['every']>['unit'];

/** The number n8n remembers of the last run, by unit. */
function position(unit: Unit, at: Date, { year, month, day, hour }: LocalTime): number {
  const dayOfYear = (Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000 + 1;
  switch (unit) {
    case 'minutes':
      return Math.floor(at.getTime() / minuteMs);
    case 'hours':
      return hour;
    case 'days':
      return dayOfYear;
    case 'weeks':
      return weekOf(year, month, day);
    case 'months':
      return year * 12 + month;
    default:
      return unit satisfies never;
  }
}

/** Weeks start on Sunday; the one with January 1 is the first, also when it starts in December. */
function weekOf(year: number, month: number, day: number): number {
  const saturday = new Date(Date.UTC(year, month, day));
  saturday.setUTCDate(saturday.getUTCDate() + 6 - saturday.getUTCDay());
  return Math.ceil(((saturday.getTime() - Date.UTC(saturday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

/** Within a day, a year: n8n counts round these, and so starts over at their end. */
const rounds: Partial<Record<Unit, number>> = { hours: 24, days: 365, weeks: 52 };

/** True when enough has passed since the last run; further days of a week that ran are due as well. */
function isDue({ size, unit }: NonNullable<ScheduleRule['every']>, now: number, last: number): boolean {
  if (unit === 'weeks' && now === last) return true;
  const round = rounds[unit];
  const passed = round === undefined ? now - last : (now - last + round) % round;
  return passed >= size;
}
