import { type Clock, findClocks, formatClock } from './clock.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import type { Span } from './timezones.ts';
import { maskQuoted, toLower, toNumber } from './words.ts';

/** A single moment read from words. n8n has no such schedule: the day comes every year, and a check lets one year pass. */
export interface Once {
  rule: ScheduleRule;
  spans: Span[];
  /** True when it has passed already. */
  past: boolean;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** "tomorrow at 10", "next Friday at 9", "on 24 December 2026 at 18:00", "in 2 hours". Undefined for anything that recurs. */
export function parseOnce(request: string, timezone: string, now: Date): Once | undefined {
  const text = toLower(maskQuoted(request));
  if (/\b(?:every|each|daily|weekly|monthly|hourly)\b/.test(text)) return undefined;
  const local = partsIn(timezone, now);
  const later = /(?<![\w])in (\d{1,3}|an?|one|two|three|half an) (minute|hour)s?\b/.exec(text);
  if (later) {
    const count = later[1] === 'half an' ? 0.5 : (toNumber(later[1]) ?? 1);
    const at = partsIn(timezone, new Date(now.getTime() + count * (later[2] === 'hour' ? 3_600_000 : 60_000) + 60_000));
    if (/\bwait\b/.test(text.slice(0, later.index))) return undefined;
    return once(at, at, [{ start: later.index, end: later.index + later[0].length }], false);
  }
  const found = dayIn(text, local);
  if (!found) return undefined;
  const clocks = findClocks(text).filter(({ start, end }) => end <= found.start || start >= found.end);
  const [clock] = clocks;
  const at = clock?.clock ?? { hour: 9, minute: 0 };
  const spans = [found, ...(clock ? [clock] : [])];
  const result = once(found.day, at, spans, isPast(found.day, at, local));
  return clock
    ? result
    : {
        ...result,
        rule: {
          ...result.rule,
          assumptions: [...result.rule.assumptions, `No time was named: it runs at ${formatClock(at)}.`],
        },
      };
}

function dayIn(text: string, local: Day & { weekday: number }): (Span & { day: Day }) | undefined {
  const span = (found: RegExpExecArray, day: Day) => ({ start: found.index, end: found.index + found[0].length, day });
  const word = /\b(?:on )?(?:the day after tomorrow|tomorrow|today|tonight)(?: (?:morning|afternoon|evening))?\b/.exec(
    text,
  );
  if (word) return span(word, plusDays(local, word[0].includes('after') ? 2 : word[0].includes('tomorrow') ? 1 : 0));
  const next = /\b(?:on )?(?:next|this|coming) (sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b/.exec(text);
  if (next) {
    const ahead = (dayNames.indexOf(next[1] ?? '') - local.weekday + 7) % 7 || 7;
    return span(next, plusDays(local, ahead));
  }
  const iso = /\b(?:on )?(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (iso) return valid(span(iso, { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }));
  const dotted = /\b(?:on )?(\d{1,2})\.(\d{1,2})\.(\d{4})\b/.exec(text);
  if (dotted) return valid(span(dotted, { year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) }));
  const named = new RegExp(
    `\\b(?:on )?(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${month})|(${month}) (\\d{1,2})(?:st|nd|rd|th)?),? (\\d{4})\\b`,
  ).exec(text);
  if (!named) return undefined;
  const at = months.indexOf((named[2] ?? named[3] ?? '').slice(0, 3)) + 1;
  return valid(span(named, { year: Number(named[5]), month: at, day: Number(named[1] ?? named[4]) }));
}

function valid(found: Span & { day: Day }): (Span & { day: Day }) | undefined {
  const { year, month: of, day } = found.day;
  const real = new Date(Date.UTC(year, of - 1, day));
  return real.getUTCMonth() === of - 1 && real.getUTCDate() === day ? found : undefined;
}

function once({ year, month: of, day }: Day, clock: Clock, spans: Span[], past: boolean): Once {
  const date = `${String(day).padStart(2, '0')}.${String(of).padStart(2, '0')}.${year}`;
  const title = `Once on ${date} at ${formatClock(clock)}`;
  return {
    rule: {
      interval: [{ field: 'cronExpression', expression: `${clock.minute} ${clock.hour} ${day} ${of} *` }],
      guard: { name: `In ${year}?`, expression: `={{ $now.year === ${year} }}` },
      assumptions: [
        `It runs once, on ${date} at ${formatClock(clock)}; n8n looks at that day of later years again and does nothing.`,
      ],
      title,
    },
    spans,
    past,
  };
}

const isPast = (day: Day, clock: Clock, now: Day & Clock): boolean => order(day, clock) <= order(now, now);
const order = ({ year, month: of, day }: Day, { hour, minute }: Clock): number =>
  Date.UTC(year, of - 1, day, hour, minute);

function plusDays({ year, month: of, day }: Day, count: number): Day {
  const date = new Date(Date.UTC(year, of - 1, day + count));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The wall clock and calendar of a time zone. */
function partsIn(timeZone: string, at: Date): Day & Clock & { weekday: number } {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, of = 1, day = 1] = [parts.get('year'), parts.get('month'), parts.get('day')];
  return {
    year,
    month: of,
    day,
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    weekday: new Date(Date.UTC(year, of - 1, day)).getUTCDay(),
  };
}
