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
  /\b(?:and|or|at|on|of|in|a|to|the|also|as well|then|plus|around|starting|time|only|between|please|every|each|it|should|runs?|from|for|but|except|instead|however|when|where|while|though|already|not until)\b|[\s,:;()@&.!?]+/g;
const says = (text: string): boolean => text.replace(fillers, '') !== '';

const allDays = [1, 2, 3, 4, 5, 6, 0];
/** In addition to what was said before, not in its place. */
const added = /\b(?:and|also|plus|as well|additionally)\b/;
const instead = /\b(?:but|except|instead|only|however|while|apart|other than|excluding)\b/;

const isFrequent = ({ value }: Piece): boolean => /^(?:second|minute|hour)$/.test(value.every?.unit ?? '');

/** "Except on Fridays at 10" says a time for these days; "except on Fridays" says that there is none. */
const withOwnTimes = (text: string, pieces: readonly Piece[], clocks: readonly ClockPiece[]): Piece[] =>
  pieces.map((piece) => {
    const { except } = piece.value;
    const timed = except && clocks.some(({ start }) => start >= piece.end && !says(text.slice(piece.end, start)));
    return timed ? { ...piece, value: { days: except } } : piece;
  });

/** "But at 10 on Fridays": the time right before days that have none is theirs, where the days before have another. */
function handOver(text: string, groups: readonly Group[]): void {
  for (const [at, group] of groups.entries()) {
    const before = groups[at - 1];
    const clock = before?.clocks.at(-1);
    const [lead] = group.pieces;
    if (!before || !clock || !lead || group.clocks.length > 0 || before.clocks.length < 2) continue;
    if (!/^(?: on)? ?$/.test(text.slice(clock.end, lead.start))) continue;
    before.clocks.pop();
    group.clocks.push(clock);
  }
}

/** A day with a time of its own runs at no other: it is taken out of the days said before, unless it was added to them. */
function apart(text: string, groups: readonly Group[]): Group[] {
  const taken = groups.map(({ pieces: [lead], clocks }, at) => {
    const before = groups[at - 1];
    const days = lead?.value.days;
    if (!before || !lead || !days) return [];
    const from = Math.max(...[...before.pieces, ...before.clocks].map(({ end }) => end));
    const last = Math.max(lead.end, ...clocks.map(({ end }) => end));
    const joint = text.slice(Math.min(from, lead.start), lead.end) + text.slice(last, last + 9);
    return added.test(joint) && !instead.test(joint) ? [] : days;
  });
  return groups.map((group, at) => {
    const [lead, ...rest] = group.pieces;
    const { every, days = allDays, monthDays, nth, yearly } = lead?.value ?? {};
    const own = new Set(taken.slice(at + 1).flat());
    const left = days.filter((day) => !own.has(day));
    const coarse =
      monthDays ?? nth ?? yearly ?? (every?.unit === 'month' || (every?.unit === 'day' && every.count > 1));
    if (!lead || coarse || left.length === 0 || left.length === days.length) return group;
    const value: Piece['value'] = { ...lead.value, days: left };
    if (every?.unit === 'day') delete value.every;
    return { ...group, pieces: [{ ...lead, value }, ...rest] };
  });
}

/**
 * The days each with their own times, where several were said with a time of day each: "Monday at 9 and Thursday at
 * 3pm" are two times, not four, and "every day at 9, but on Fridays at 10" is one a day. Undefined where one schedule was
 * said. Pure.
 */
export function groupsOf(text: string, said: readonly Piece[], clocks: readonly ClockPiece[]): Group[] | undefined {
  const pieces = withOwnTimes(text, said, clocks);
  const all = anchors(text, pieces);
  // "On Fridays every 2 hours": how often on these days.
  const leads = all.filter((lead, at) => {
    const before = all[at - 1];
    return !(isFrequent(lead) && before?.value.days && !says(text.slice(before.end, lead.start)));
  });
  const [first] = leads;
  const [clock] = clocks;
  if (!first || leads.length < 2) return undefined;
  const ahead = clock !== undefined && clock.start < first.start;
  const at = (span: Span): number => {
    const found = ahead
      ? leads.findIndex((lead) => lead.start > span.start)
      : leads.findLastIndex((lead) => lead.start <= span.start);
    return found < 0 ? (ahead ? leads.length - 1 : 0) : found;
  };
  const groups = leads.map((lead): Group => ({ pieces: [lead], clocks: [] }));
  for (const one of clocks) groups[at(one)]?.clocks.push(one);
  handOver(text, groups);
  for (const piece of pieces.filter((one) => !leads.includes(one)))
    for (const group of piece.value.except ? groups : groups.slice(at(piece), at(piece) + 1)) group.pieces.push(piece);
  const complete = groups.every(
    ({ pieces: [lead, ...rest], clocks: own }) =>
      own.length > 0 ||
      rest.some(isFrequent) ||
      (lead && isFrequent(lead) && /^,? (?:and every|but|except)\b/.test(text.slice(lead.end))),
  );
  return complete ? apart(text, groups) : undefined;
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
