import type { Span } from './timezones.ts';
import { numberPattern, toNumber } from './words.ts';

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month';
export type Nth = { nth: number; what: number | 'day' | 'weekday' };

/** What the recurrence words of a request say; times of day and zones are read apart. */
export interface Recurrence {
  every?: { count: number; unit: Unit };
  /** "twice a day": how often within one unit. */
  times?: { count: number; unit: Unit };
  /** 0 = Sunday. */
  days?: number[];
  /** Days it does not run on, whatever else is said. */
  except?: number[];
  monthDays?: number[];
  /** First Monday, last day, first working day of the month; nth is -1 for last. */
  nth?: Nth;
  /** Day of the year, month 1–12. */
  yearly?: { month: number; day: number };
  part?: 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'midnight';
  /** Hours between which an interval runs, both included. */
  between?: { from: number; to: number };
  cron?: string;
  /** Said about the words, e.g. a singular "on Monday". */
  assumptions?: string[];
}

export interface Piece extends Span {
  value: Recurrence;
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const day =
  '(?:sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)s?';
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const units = 'seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|weeks?|months?|quarters?|years?';
const ofMonth = '(?: (?:of|in) (?:the|every|each|a) month| (?:every|each) month| monthly)';
const clock = '(\\d{1,2})(?::00)? ?(am|pm)?';

function dayIndex(name: string): number {
  return dayNames.findIndex((known) => known.startsWith(name.slice(0, 3)));
}
const monthIndex = (name: string): number => monthNames.indexOf(name.slice(0, 3)) + 1;

function unitOf(word: string): { unit: Unit; factor: number } {
  if (/^s/.test(word)) return { unit: 'second', factor: 1 };
  if (/^(?:min|m$)/.test(word)) return { unit: 'minute', factor: 1 };
  if (/^h/.test(word)) return { unit: 'hour', factor: 1 };
  if (/^d/.test(word)) return { unit: 'day', factor: 1 };
  if (/^w/.test(word)) return { unit: 'week', factor: 1 };
  if (/^q/.test(word)) return { unit: 'month', factor: 3 };
  if (/^y/.test(word)) return { unit: 'month', factor: 12 };
  return { unit: 'month', factor: 1 };
}

type Reader = (match: RegExpMatchArray) => Recurrence | undefined;
const rule = (source: string, read: Reader): { pattern: RegExp; read: Reader } => ({
  pattern: new RegExp(source, 'g'),
  read,
});

const adverbs: Record<string, { count: number; unit: Unit }> = {
  hourly: { count: 1, unit: 'hour' },
  daily: { count: 1, unit: 'day' },
  weekly: { count: 1, unit: 'week' },
  biweekly: { count: 2, unit: 'week' },
  fortnightly: { count: 2, unit: 'week' },
  monthly: { count: 1, unit: 'month' },
  quarterly: { count: 3, unit: 'month' },
  'half-yearly': { count: 6, unit: 'month' },
  semiannually: { count: 6, unit: 'month' },
  'semi-annually': { count: 6, unit: 'month' },
  biannually: { count: 6, unit: 'month' },
  yearly: { count: 12, unit: 'month' },
  annually: { count: 12, unit: 'month' },
};

/** Every pattern is linear: no repetition inside a repetition that can match the same text twice. */
const rules = [
  rule(
    '\\bcron(?: expression| schedule)?:? [\\uE002"\'`]?([\\d*/,-]{1,40}(?: [\\da-z*/,?-]{1,40}){4,5})[\\uE002"\'`]?',
    (m) => ({ cron: m[1] ?? '' }),
  ),
  rule(`\\b(?:every|each) half(?: an| a)?[ -]hour\\b`, () => ({ every: { count: 30, unit: 'minute' } })),
  rule(`\\b(?:every|each) quarter(?: of an)?[ -]hour\\b`, () => ({ every: { count: 15, unit: 'minute' } })),
  rule(`\\b(?:every|each) (?:single )?(?:(${numberPattern}) ?)?(${units})\\b`, (m) => {
    const { unit, factor } = unitOf(m[2] ?? '');
    const count = (toNumber(m[1]) ?? 1) * factor;
    return count > 0 ? { every: { count, unit } } : undefined;
  }),
  rule(
    `(?<![\\w-])(hourly|daily|biweekly|weekly|fortnightly|monthly|quarterly|half-yearly|semi-?annually|biannually|yearly|annually)\\b`,
    (m) => {
      const word = m[1] ?? '';
      return Object.hasOwn(adverbs, word) ? { every: adverbs[word] as { count: number; unit: Unit } } : undefined;
    },
  ),
  rule('\\b(?:every|each) half[ -]year\\b', () => ({ every: { count: 6, unit: 'month' } })),
  rule('\\b(?:every|each) fortnight\\b', () => ({ every: { count: 2, unit: 'week' } })),
  rule('\\b(?:every night|each night|nightly)\\b', () => ({ every: { count: 1, unit: 'day' }, part: 'night' })),
  rule(
    `\\b(once|twice|(?:${numberPattern}) times) (?:a|an|per|each|every) (hour|day|week|month|quarter|year)\\b`,
    (m) => {
      const count = toNumber((m[1] ?? '').replace(/ times$/, '')) ?? 1;
      const { unit, factor } = unitOf(m[2] ?? '');
      if (count < 1 || factor % count > 0) return count === 1 || factor === 1 ? { times: { count, unit } } : undefined;
      if (factor > 1) return { every: { count: factor / count, unit } };
      return count === 1 ? { every: { count: 1, unit } } : { times: { count, unit } };
    },
  ),
  rule('\\b(?:every|each) (morning|noon|afternoon|evening|midnight)\\b', (m) => ({
    every: { count: 1, unit: 'day' },
    part: m[1] as NonNullable<Recurrence['part']>,
  })),
  rule(
    `\\b(?:on |only |just )*(?:every |each |on |the )?(?:weekdays?|work(?:ing)?[ -]?days?|business days?)(?! of)\\b`,
    () => ({
      days: [1, 2, 3, 4, 5],
    }),
  ),
  rule(`(?:^|[;:] )(${day})(?= (?:at )?\\d)`, (m) => ({
    days: daysIn(m[1] ?? ''),
    assumptions: ['It runs every week on that day.'],
  })),
  rule(
    `,? ?\\b(?:but )?(?:not|except(?: for)?|excluding|other than|apart from|without)(?: (?:on|at|the|every))* (weekends?|${day}(?:(?:, and |, | and | or | & )(?:on )?${day}){0,5})\\b`,
    (m) => ({ except: /^weekend/.test(m[1] ?? '') ? [6, 0] : daysIn(m[1] ?? '') }),
  ),
  rule('\\bin the (morning|afternoon|evening)\\b|\\bat (night)\\b', (m) => ({
    part: (m[1] ?? m[2]) as NonNullable<Recurrence['part']>,
  })),
  rule('\\b(?:at|over|during) lunch(?:[ -]?(?:time|break))?\\b', () => ({
    part: 'noon',
    assumptions: ['Lunch is taken as 12:00.'],
  })),
  rule('\\b(?:on |only |every |each |the |at )*weekends?\\b', () => ({ days: [6, 0] })),
  rule(`\\b(?:(?:from|on|every|each|only) )?(${day})(?: ?(?:-|–) ?| to | through | until | thru )(${day})\\b`, (m) => {
    const from = dayIndex(m[1] ?? '');
    const to = dayIndex(m[2] ?? '');
    const length = ((to - from + 7) % 7) + 1;
    return { days: Array.from({ length }, (_, index) => (from + index) % 7) };
  }),
  rule(
    `\\b(?:(every other|every second|every|each|on|only on|only|but)\\s)(${day}(?:(?:, and |, | and | or | & |/)(?:on |every )?${day}){0,6})\\b(?: (morning|afternoon|evening|night)s?\\b)?`,
    readDays,
  ),
  rule(`\\b((?:sun|mon|tues|wednes|thurs|fri|satur)days(?:(?:, and |, | and | & )${day}){0,6})\\b`, (m) => ({
    days: daysIn(m[1] ?? ''),
  })),
  rule(
    `\\b(?:on )?the (first|second|third|fourth|last|1st|2nd|3rd|4th) (day|weekday|working day|business day|workday|${day})${ofMonth}`,
    readNth,
  ),
  rule(
    `\\b(?:on )?(?:the )?(?:every |each )?(first|last) (day|weekday|working day|business day|workday|${day})${ofMonth}`,
    readNth,
  ),
  rule(
    `\\b(?:on )?the ((?:\\d{1,2})(?:st|nd|rd|th)(?:(?:, | and |, and )(?:the )?\\d{1,2}(?:st|nd|rd|th)){0,5})(?: day)?(?:${ofMonth})?`,
    readMonthDays,
  ),
  rule(`\\b(?:every|each) (second|third|fourth|1st|2nd|3rd|4th) (${day})${ofMonth}`, readNth),
  rule('\\b(?:on )?the first of (?:the|every|each) month\\b|\\bfirst of (?:the|every|each) month\\b', () => ({
    monthDays: [1],
  })),
  rule(`\\b(?:on |every |each )?(?:day )?(\\d{1,2})(?:st|nd|rd|th)?${ofMonth}`, readMonthDays),
  rule('\\b(?:at |by )?(?:the )?end of (?:the|every|each) month\\b', () => ({ nth: { nth: -1, what: 'day' } })),
  rule('\\b(?:at )?(?:the )?(?:beginning|start) of (?:the|every|each) month\\b', () => ({ monthDays: [1] })),
  rule(
    `\\b(?:every year |yearly |annually |each year )?(?:on |every )(?:the )?(${month}) (\\d{1,2})(?:st|nd|rd|th)?\\b`,
    (m) => yearly(m[1] ?? '', Number(m[2])),
  ),
  rule(
    `\\b(?:every year |yearly |annually |each year )?(?:on |every )(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${month})\\b(?: every year| each year)?`,
    (m) => yearly(m[2] ?? '', Number(m[1])),
  ),
  rule(`\\b(?:between|from) ${clock} ?(?:and|to|until|till|-|–) ?${clock}`, readWindow),
  // "8am to 6pm": hours that say so themselves need no "from".
  rule(`\\b(\\d{1,2})(?::00)? ?(am|pm) ?(?:to|until|till|-|–) ?(\\d{1,2})(?::00)? ?(am|pm)\\b`, readWindow),
  rule('\\b(?:during|in) (?:business|working|office|work) hours\\b', () => ({
    between: { from: 9, to: 17 },
    days: [1, 2, 3, 4, 5],
    assumptions: ['Business hours are taken as Monday to Friday, 09:00 to 17:00.'],
  })),
];

function readWindow(m: RegExpMatchArray): Recurrence | undefined {
  const to = hourOf(m[3], m[4]);
  const from = hourOf(m[1], m[2] ?? (m[4] && Number(m[1]) < Number(m[3]) && m[4] === 'am' ? 'am' : undefined));
  return from === undefined || to === undefined || to <= from ? undefined : { between: { from, to } };
}

function hourOf(digits: string | undefined, half: string | undefined): number | undefined {
  const hour = Number(digits);
  if (half === 'pm' && hour < 12) return hour + 12;
  if (half === 'am' && hour === 12) return 0;
  return hour <= 23 ? hour : undefined;
}

function daysIn(words: string): number[] {
  const found = words.match(new RegExp(`\\b${day}\\b`, 'g')) ?? [];
  return [...new Set(found.map(dayIndex))];
}

function readDays(m: RegExpMatchArray): Recurrence | undefined {
  const lead = m[1] ?? '';
  const words = m[2] ?? '';
  const days = daysIn(words);
  if (days.length === 0) return undefined;
  const value: Recurrence = { days };
  if (lead === 'every other' || lead === 'every second') value.every = { count: 2, unit: 'week' };
  if (m[3]) value.part = m[3] as NonNullable<Recurrence['part']>;
  const single = lead === 'on' && days.length === 1 && !words.endsWith('s');
  if (single) value.assumptions = ['It runs every week on that day.'];
  return value;
}

const ordinals = ['first', 'second', 'third', 'fourth'];
function readNth(m: RegExpMatchArray): Recurrence | undefined {
  const word = m[1] ?? '';
  const what = m[2] ?? '';
  const index = ordinals.indexOf(word);
  const nth = word === 'last' ? -1 : index >= 0 ? index + 1 : Number(word[0]);
  if (what === 'day') return nth === -1 ? { nth: { nth, what: 'day' } } : { monthDays: [nth] };
  if (/^(?:week|work|business)/.test(what)) return Math.abs(nth) === 1 ? { nth: { nth, what: 'weekday' } } : undefined;
  return { nth: { nth, what: dayIndex(what) } };
}

function readMonthDays(m: RegExpMatchArray): Recurrence | undefined {
  const monthDays = (m[1] ?? '').match(/\d{1,2}/g)?.map(Number) ?? [];
  return monthDays.length > 0 && monthDays.every((value) => value >= 1 && value <= 31) ? { monthDays } : undefined;
}

function yearly(name: string, dayOfMonth: number): Recurrence | undefined {
  return dayOfMonth >= 1 && dayOfMonth <= 31 ? { yearly: { month: monthIndex(name), day: dayOfMonth } } : undefined;
}

/** Every recurrence phrase of lower-case text; where two overlap, the longer one counts. In order of appearance. */
export function findRecurrences(text: string): Piece[] {
  const found: Piece[] = [];
  for (const { pattern, read } of rules) {
    for (const match of text.matchAll(pattern)) {
      const value = read(match);
      if (value) found.push({ value, start: match.index, end: match.index + match[0].length });
      if (found.length > 200) break;
    }
  }
  found.sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Piece[] = [];
  for (const piece of found) {
    if (kept.every((other) => piece.end <= other.start || piece.start >= other.end)) kept.push(piece);
  }
  return kept.sort((a, b) => a.start - b.start);
}
