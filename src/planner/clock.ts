import type { Span } from './timezones.ts';
import { toNumber } from './words.ts';

/** A time of day, 24-hour. */
export interface Clock {
  hour: number;
  minute: number;
}

export interface ClockPiece extends Span {
  clock: Clock;
  /** Introduced by "at": a time even without a recurrence beside it. */
  explicit: boolean;
  /** `am`, `pm` or another word that leaves no half of the day open; empty where none was said. */
  half: string;
}

const named: Record<string, Clock> = {
  noon: { hour: 12, minute: 0 },
  midday: { hour: 12, minute: 0 },
  midnight: { hour: 0, minute: 0 },
};
const hourWords = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const pattern = new RegExp(
  [
    '(?<lead>\\b(?:at|around|by)\\s+|@\\s?|(?:,|\\band|\\bor|&)\\s+)?',
    '(?:(?<named>\\b(?:noon|midday|midnight)\\b)',
    `|(?<past>half past|quarter past|quarter to)\\s+(?<pastHour>\\d{1,2}|${hourWords})\\b`,
    `|(?<word>\\b(?:${hourWords})\\b)(?=\\s*(?:am\\b|pm\\b|o'clock|[,.;]|$|\\s(?:and|in|on|every|each|instead|sharp)\\b))`,
    '|(?<![\\w#.:/-])(?<hour>\\d{1,2})(?:(?<colon>[:.h])(?<minute>\\d{2}))?(?!:\\d|[\\d%/-]))',
    "\\s?(?<half>am\\b|pm\\b|a\\.m\\.|p\\.m\\.|o['’]?clock\\b|uhr\\b|hrs?\\b|h\\b)?(?!\\w)",
  ].join(''),
  'g',
);

/** Every time of day in lower-case text, in order. Bare numbers count only behind "at" or in a list of times. */
export function findClocks(text: string): ClockPiece[] {
  const pieces: ClockPiece[] = [];
  for (const found of text.matchAll(pattern)) {
    const groups = found.groups ?? {};
    const lead = (groups['lead'] ?? '').trim();
    const previous = pieces.at(-1);
    const continues = previous !== undefined && found.index - previous.end <= 1;
    const explicit = lead === 'at' || lead === 'around' || lead === 'by' || lead === '@';
    const half = (groups['half'] ?? '').replaceAll('.', '');
    const clock = toClock(groups, half);
    if (!clock) continue;
    const certain = Boolean(groups['named'] ?? groups['past'] ?? half) || groups['colon'] === ':';
    if (!certain && !explicit && !(continues && lead !== '')) continue;
    if (
      !certain &&
      groups['hour'] &&
      /^\s*(?:percent|degrees?|minutes?|mins?|hours?|days?|weeks?|items?|times?)\b/.test(
        text.slice(found.index + found[0].length),
      )
    )
      continue;
    const start = lead && !explicit && !continues ? found.index + (groups['lead'] ?? '').length : found.index;
    pieces.push({ clock, explicit: explicit || certain, start, end: found.index + found[0].trimEnd().length, half });
  }
  return inheritHalves(pieces).slice(0, 24);
}

function toClock(groups: Record<string, string | undefined>, half: string): Clock | undefined {
  const name = groups['named'];
  if (name && Object.hasOwn(named, name)) return named[name];
  if (groups['past']) {
    const hour = toNumber(groups['pastHour']) ?? 99;
    if (hour > 23) return undefined;
    if (groups['past'] === 'quarter to') return { hour: (hour + 23) % 24, minute: 45 };
    return { hour, minute: groups['past'] === 'half past' ? 30 : 15 };
  }
  const hour = toNumber(groups['word'] ?? groups['hour']);
  const minute = Number(groups['minute'] ?? 0);
  if (hour === undefined || minute > 59) return undefined;
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12) return undefined;
    return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
  }
  return hour > 23 ? undefined : { hour, minute };
}

/** "at 9 and 11 pm": the first one is meant pm too. */
function inheritHalves(pieces: ClockPiece[]): ClockPiece[] {
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    const inherits = next && next.half === 'pm' && piece.half === '' && piece.clock.hour < 12 && piece.clock.hour > 0;
    const near = next && next.start - piece.end <= 1;
    const earlier = next && piece.clock.hour + 12 < next.clock.hour;
    if (!inherits || !near || !earlier) return piece;
    return { ...piece, clock: { hour: piece.clock.hour + 12, minute: piece.clock.minute } };
  });
}

export function formatClock({ hour, minute }: Clock): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
