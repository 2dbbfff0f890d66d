import { verbs } from './clauses.ts';
import type { ClockPiece } from './clock.ts';
import type { Piece } from './schedule-pieces.ts';
import type { Span } from './timezones.ts';

/** Days with the times that were said for them. */
export interface Group {
  pieces: Piece[];
  clocks: ClockPiece[];
}

/** Pieces that say when by themselves: "every Monday", "on Fridays"; "weekly" and "daily" may only frame or describe. */
const anchors = (text: string, pieces: readonly Piece[]): Piece[] =>
  pieces.filter(
    ({ start, end, value }) =>
      (value.days ?? value.every ?? value.nth ?? value.monthDays ?? value.yearly) !== undefined &&
      !/^(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|biweekly|fortnightly)$/.test(text.slice(start, end)),
  );

const fillers =
  /\b(?:and|or|at|on|of|in|a|to|the|also|as well|then|plus|around|starting|time|only|between|please|every|each|it|should|run|from|for)\b|[\s,:;()@&.!?]+/g;
const says = (text: string): boolean => text.replace(fillers, '') !== '';

/**
 * The days each with their own times, where several were said with a time of day each: "Monday at 9 and Thursday at
 * 3pm" are two times, not four. Undefined where one schedule was said. Pure.
 */
export function groupsOf(text: string, pieces: readonly Piece[], clocks: readonly ClockPiece[]): Group[] | undefined {
  const leads = anchors(text, pieces);
  const [first] = leads;
  const [clock] = clocks;
  if (!first || !clock || leads.length < 2) return undefined;
  const ahead = clock.start < first.start;
  const at = (span: Span): number => {
    const found = ahead
      ? leads.findIndex((lead) => lead.start > span.start)
      : leads.findLastIndex((lead) => lead.start <= span.start);
    return found < 0 ? (ahead ? leads.length - 1 : 0) : found;
  };
  const groups = leads.map((lead): Group => ({ pieces: [lead], clocks: [] }));
  for (const one of clocks) groups[at(one)]?.clocks.push(one);
  for (const piece of pieces.filter((one) => !leads.includes(one)))
    for (const group of piece.value.except ? groups : groups.slice(at(piece), at(piece) + 1)) group.pieces.push(piece);
  const complete = groups.every(
    ({ pieces: [lead], clocks: own }) =>
      own.length > 0 ||
      (lead &&
        /^(?:second|minute|hour)$/.test(lead.value.every?.unit ?? '') &&
        /^,? and every\b/.test(text.slice(lead.end))),
  );
  return complete ? groups : undefined;
}

/**
 * Where a second schedule with steps of its own begins: "every Tuesday … and on Fridays …" are two workflows. Undefined
 * where all of it is one. Pure.
 */
export function secondFlow(text: string, pieces: readonly Piece[], spans: readonly Span[]): number | undefined {
  const leads = anchors(text, pieces);
  const blanked = [...spans, ...pieces].reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  const [first] = leads;
  const second = leads.find((lead, at) => at > 0 && says(blanked.slice(leads[at - 1]?.end, lead.start)));
  if (!first || !second) return undefined;
  const before = leads[leads.indexOf(second) - 1] ?? first;
  if (says(blanked.slice(0, first.start))) {
    const joint = /,? and /.exec(text.slice(before.end, second.start));
    return joint ? before.end + joint.index : before.end;
  }
  if (!says(blanked.slice(second.end))) {
    // "… and remind Bob on Fridays": what stands right before it is of its own day; "… and every Friday" is one more.
    const between = text.slice(before.end, second.start);
    const own = [...between.matchAll(new RegExp(`,? (?:and|then) (?:then |also )?(?=(?:${verbs}) )`, 'g'))].at(-1);
    return own && !/(?:[,;.]|\b(?:and|also|then|plus)) *$/.test(between) ? before.end + own.index : undefined;
  }
  const joint = /(?:[,;.]? (?:and|then|also) (?:then |also )?|[,;.] ?)$/.exec(text.slice(before.end, second.start));
  return second.start - (joint?.[0].length ?? 0);
}

/** Where a time of day with a step of its own follows the schedule: ", at 5pm post …". Pure. */
export function secondTime(text: string, clocks: readonly ClockPiece[], own: readonly Span[]): number | undefined {
  const first = Math.min(...own.map(({ start }) => start));
  const found = clocks.find(({ start, end, explicit }) => {
    if (!explicit || start <= first || own.some((span) => span.start === start)) return false;
    return (
      /(?:[,;.]|\b(?:and|then)) $/.test(text.slice(0, start)) &&
      new RegExp(`^,? (?:${verbs}) `).test(text.slice(end)) &&
      says(text.slice(Math.max(...own.filter((span) => span.start < start).map((span) => span.end)), start))
    );
  });
  return found && found.start - (/[,;.]? ?(?:and |then )*$/.exec(text.slice(0, found.start))?.[0].length ?? 0);
}

/** Hours that people mean by night or by afternoon, in words that said neither. */
export const openHours = (text: string, clocks: readonly ClockPiece[]): string[] =>
  clocks
    .filter(
      ({ clock, half, start, end }) =>
        half === '' &&
        clock.hour >= 1 &&
        clock.hour <= 6 &&
        !/:|past|quarter|night|morning/.test(text.slice(start, end)),
    )
    .map(({ clock }) => `${clock.hour} was taken as 0${clock.hour}:00; say “${clock.hour}pm” for the afternoon.`);
