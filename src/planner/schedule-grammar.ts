import { type Clock, type ClockPiece, findClocks } from './clock.ts';
import { maxRequestLength } from './planner.ts';
import { type Group, groupsOf, openHours, secondFlow, secondTime } from './schedule-groups.ts';
import { findRecurrences, type Piece, type Recurrence } from './schedule-pieces.ts';
import { type ScheduleRule, toScheduleRule } from './schedule-rule.ts';
import { cityAt, findTimezone, type Span } from './timezones.ts';
import { toEnglish } from './translate.ts';
import { maskQuoted, toLower } from './words.ts';

/** A schedule read from words, and which part of the text said it. */
export interface ParsedSchedule extends ScheduleRule {
  said: Recurrence;
  clocks: Clock[];
  /** IANA name when one was named. */
  timezone?: string;
  spans: Span[];
  /** Where another schedule with steps of its own begins: no part of this one. */
  other?: number;
}

const fillers = new Set(
  'and or at on the of in a to around starting time time: only between when it runs @'.split(' '),
);

/** True when nothing but connecting words stands between two pieces. */
function adjacent(text: string, from: number, to: number): boolean {
  if (to < from) return true;
  if (to - from > 30) return false;
  return text
    .slice(from, to)
    .split(/[\s,:;()]+/)
    .every((word) => word === '' || fillers.has(word));
}

/** The times that belong to the recurrence: those beside it, else the first that says "at". */
function clocksNear(text: string, clocks: ClockPiece[], anchors: readonly Span[]): ClockPiece[] {
  const chosen: ClockPiece[] = [];
  let grew = true;
  while (grew) {
    grew = false;
    for (const clock of clocks) {
      if (chosen.includes(clock)) continue;
      const near = [...anchors, ...chosen].some(
        (span) =>
          (adjacent(text, span.end, clock.start) && span.start < clock.start) ||
          (adjacent(text, clock.end, span.start) && clock.start < span.start),
      );
      if (!near) continue;
      chosen.push(clock);
      grew = true;
    }
  }
  if (chosen.length > 0) return chosen.sort((a, b) => a.start - b.start);
  const first = clocks.find((clock) => clock.explicit && /^(?:at|around|by|@)/.test(text.slice(clock.start)));
  return first
    ? [first, ...clocks.filter((clock) => clock !== first && clock.start >= first.end && clock.start - first.end <= 2)]
    : [];
}

function merge(pieces: readonly Piece[]): Recurrence {
  const said: Recurrence = {};
  for (const { value } of pieces) {
    const assumptions = [...(said.assumptions ?? []), ...(value.assumptions ?? [])];
    const days = said.days && value.days ? [...new Set([...said.days, ...value.days])] : (value.days ?? said.days);
    const every = pickEvery(said.every, value.every);
    Object.assign(said, value, { assumptions, days, every });
  }
  const { except } = said;
  const left = except && (said.days ?? [1, 2, 3, 4, 5, 6, 0]).filter((day) => !except.includes(day));
  if (left && left.length > 0) said.days = left;
  return said;
}

/** Exceptions hold for what runs on days of the week; beside others they are no part of the schedule, and told. */
function withExceptions(pieces: Piece[]): Piece[] {
  const others = pieces.filter(({ value }) => !value.except);
  const byDay = others.every(
    ({ value }) =>
      !(value.monthDays ?? value.nth ?? value.yearly ?? value.cron) &&
      !(value.every && (value.every.unit === 'month' || (value.every.unit === 'day' && value.every.count > 1))),
  );
  return byDay && others.length > 0 ? pieces : others;
}

/** "Each evening at 8" is 20:00, "every night at 2" is 2:00. */
function inPart(clock: Clock, part: Recurrence['part']): Clock {
  const later = part === 'evening' || part === 'afternoon' ? clock.hour < 12 : part === 'night' && clock.hour > 5;
  if (part === 'night' && clock.hour === 12) return { ...clock, hour: 0 };
  return later && clock.hour > 0 && clock.hour < 12 ? { ...clock, hour: clock.hour + 12 } : clock;
}

/** "daily, every 2 hours": the first one wins, except that "weekly" or "daily" only frame a finer one. */
function pickEvery(first: Recurrence['every'], second: Recurrence['every']): Recurrence['every'] {
  if (!first || !second) return first ?? second;
  return first;
}

function unique(clocks: readonly Clock[]): Clock[] {
  const seen = new Map(clocks.map((clock) => [clock.hour * 60 + clock.minute, clock]));
  return [...seen.values()];
}

/** "Every day at 08:00" and "Every day at 18:00" are "Every day at 08:00 and 18:00". */
export function joinedTitle(told: string, title: string): string {
  const [days = '', times] = title.split(' at ');
  return times && told.startsWith(`${days} at `) && !told.includes(' and every ')
    ? `${told} and ${times}`
    : `${told} and ${title.replace(/^E/, 'e')}`;
}

/** A rule for each of the groups; undefined where one schedule was said, or where a check behind it would hold for all. */
function ruleOf(groups: readonly Group[] | undefined): ScheduleRule | undefined {
  const rules = groups?.map(({ pieces, clocks }) => {
    const said = merge(withExceptions(pieces));
    return toScheduleRule(said, unique(clocks.map(({ clock, half }) => (half ? clock : inPart(clock, said.part)))));
  });
  const [first, ...more] = rules ?? [];
  if (!first) return undefined;
  // n8n checks behind the trigger, for all of its rules: only the first one is set up, the account tells the others.
  if (rules?.some(({ guard }) => guard)) return first;
  return {
    interval: [first, ...more].flatMap(({ interval }) => interval),
    assumptions: [...new Set([first, ...more].flatMap(({ assumptions }) => assumptions))],
    title: more.reduce((told, { title }) => joinedTitle(told, title), first.title),
  };
}

/**
 * Reads a schedule in words: intervals, times of day, weekdays, days of the month, windows, cron, time zones.
 * A time alone ("at 9am") means every day, and says so. Undefined when nothing in the text is a schedule.
 */
export function parseSchedule(request: string): ParsedSchedule | undefined {
  const original = request.slice(0, maxRequestLength);
  const masked = maskQuoted(original);
  const text = toLower(/\bcron\b/i.test(original) ? original : masked);
  const pieces = withExceptions(findRecurrences(text));
  const zone = findTimezone(masked);
  const free = findClocks(toLower(masked)).filter(
    (clock) =>
      ![...pieces, ...(zone ? [zone] : [])].some(
        (piece) => clock.start < piece.end && clock.end > piece.start && piece.start <= clock.start,
      ),
  );
  const near = clocksNear(text, free, [...pieces, ...(zone ? [zone] : [])]);
  const other =
    secondTime(text, free, [...pieces, ...near]) ??
    (pieces.length > 1 ? secondFlow(text, pieces, [...near, ...(zone ? [zone] : [])]) : undefined);
  if (other !== undefined) {
    const own = parseSchedule(request.slice(0, other));
    return own && { ...own, other };
  }
  const clocks = near;
  if (pieces.length === 0 && clocks.length === 0) return undefined;
  const said = merge(pieces);
  if (pieces.length === 0) said.assumptions = ['No day was named: it runs every day.'];
  const spans: Span[] = [...pieces, ...clocks];
  let timezone = zone?.zone;
  if (zone) spans.push(zone);
  else timezone = cityBehind(masked, spans);
  const times = unique(clocks.map(({ clock, half }) => (half ? clock : inPart(clock, said.part))));
  const groups = groupsOf(text, pieces, clocks);
  const rule = ruleOf(groups) ?? toScheduleRule(said, times);
  if (groups) spans.push(...between(text, spans));
  if (!said.part) rule.assumptions.push(...openHours(text, clocks));
  spans.sort((a, b) => a.start - b.start);
  return { ...rule, said, clocks: times, spans, ...(timezone ? { timezone } : {}) };
}

/** Words that only lead from one time to another: "except Friday, when it runs at 10", "Fridays at 10 instead". */
function between(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ end }) => {
    const found = /^,? (?:when(?: it)? runs?|instead)(?![\w])/.exec(text.slice(end, end + 20));
    return found ? [{ start: end, end: end + found[0].length }] : [];
  });
}

/** True where words in any of the four languages say how often something is to run. Pure. */
export function saysWhen(request: string): boolean {
  const text = toLower(maskQuoted(toEnglish(request.slice(0, maxRequestLength)).text));
  return findRecurrences(text).some(({ value }) => value.every ?? value.days ?? value.monthDays ?? value.nth);
}

/** "every morning in Berlin", "at 9am Berlin": the city right behind the schedule names the zone; adds its span. */
function cityBehind(text: string, spans: Span[]): string | undefined {
  for (const span of [...spans]) {
    const lead = /^,? ?(?:in |\()?/.exec(text.slice(span.end, span.end + 6))?.[0] ?? '';
    const at = span.end + lead.length;
    const named = lead.trim() !== '' || /[\d:]|am|pm/.test(text.slice(span.start, span.end));
    const city = named ? cityAt(text.slice(at, at + 90)) : undefined;
    if (!city || (!lead.includes('in ') && !/^[A-Z]/.test(city.city))) continue;
    spans.push({ start: span.end, end: at + city.length });
    return city.zone;
  }
  return undefined;
}
