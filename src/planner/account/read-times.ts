import { findTimezone } from '#src/planner/timezones.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { DayPart, Phrase } from './phrase.ts';
import { clocks, durations } from './read-clocks.ts';
import { dates, readIso, windows } from './read-dates.ts';
import { findAll, mask, type Reading, taken, whole } from './text.ts';
import { any, type Bare, digits, indexOf, type Make, numberOf, unitOf, units } from './time-words.ts';

/** Times, days, dates, frequencies, windows, durations and zones of a text. */
export function readTimes(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  const read = (pattern: RegExp, make: Make) => {
    for (const match of findAll(reading, pattern)) {
      const said = make(match);
      if (!said) continue;
      const lead = match[0].length - match[0].trimStart().length;
      const [start, end] = [match.index + lead, match.index + match[0].trimEnd().length];
      found.push({ ...said, start, end, text: reading.original.slice(start, end) } as Phrase);
      mask(reading, start, end);
    }
  };
  readIso(read);
  for (const lexicon of lexicons) for (const [pattern, make] of patternsOf(lexicon)) read(pattern, make);
  read(whole('(?<![.:/])([01]?\\d|2[0-3]):([0-5]\\d)(?!:)'), (m) => ({
    kind: 'time',
    hour: Number(m[1]),
    minute: Number(m[2]),
  }));
  const zone = findTimezone(
    reading.text.replaceAll(taken, ' ').length === reading.original.length ? readable(reading) : '',
  );
  if (zone && !reading.text.slice(zone.start, zone.end).includes(taken)) {
    found.push({
      kind: 'zone',
      zone: zone.zone,
      start: zone.start,
      end: zone.end,
      text: reading.original.slice(zone.start, zone.end),
    });
    mask(reading, zone.start, zone.end);
  }
  return found;
}

/** The words not read yet, with their capitals: names of cities are told by them. */
function readable({ original, text }: Reading): string {
  return [...text].map((letter, index) => (letter === taken ? taken : (original[index] ?? ''))).join('');
}

const compiled = new Map<Lexicon, [RegExp, Make][]>();

/** In this order: what is longer and surer first. */
function patternsOf(lexicon: Lexicon): [RegExp, Make][] {
  const done = compiled.get(lexicon) ?? [
    ...dates(lexicon),
    ...windows(lexicon),
    ...days(lexicon).slice(0, 2),
    ...frequencies(lexicon),
    ...days(lexicon).slice(2),
    ...clocks(lexicon),
    ...durations(lexicon),
  ];
  compiled.set(lexicon, done);
  return done;
}

function frequencies(lexicon: Lexicon): [RegExp, Make][] {
  const { every, numbers, adverbs, parts, dailyParts, times, once } = lexicon;
  const unit = any(units.map((each) => lexicon.units[each]));
  const number = `${digits}|${any(Object.keys(numbers))}`;
  const partOf = (list: Lexicon['parts'], word: string): DayPart =>
    list[
      indexOf(
        list.map(([words]) => words),
        word,
      )
    ]?.[1] ?? 'morning';
  const often: Make = ({ groups }) => {
    const count = groups?.['once']
      ? once[
          indexOf(
            once.map(([words]) => words),
            groups['once'],
          )
        ]?.[1]
      : numberOf(lexicon, groups?.['count']);
    const per = unitOf(lexicon, groups?.['unit'] ?? '');
    if (!count) return undefined;
    return count === 1
      ? { kind: 'frequency', every: { count: 1, unit: per } }
      : { kind: 'frequency', every: { count: 1, unit: per }, times: count };
  };
  return [
    [whole('zweimal täglich|twice daily'), () => ({ kind: 'frequency', every: { count: 1, unit: 'day' }, times: 2 })],
    ...adverbs.map(([words, count, each]): [RegExp, Make] => [
      whole(words),
      () => ({ kind: 'frequency', every: { count, unit: each } }),
    ]),
    ...(once.length > 0
      ? [[whole(`(?<once>${any(once.map(([words]) => words))}) (?<unit>${unit})`), often] as [RegExp, Make]]
      : []),
    [whole(`(?<count>${number}) ?(?:${times}) (?<unit>${unit})`), often],
    [
      whole(`(?:${every}) (?<part>${any(parts.map(([words]) => words))})`),
      ({ groups }) => ({
        kind: 'frequency',
        every: { count: 1, unit: 'day' },
        part: partOf(parts, groups?.['part'] ?? ''),
      }),
    ],
    ...(dailyParts.length > 0
      ? [
          [
            whole(`(?<part>${any(dailyParts.map(([words]) => words))})`),
            (m: RegExpExecArray) => ({
              kind: 'frequency',
              every: { count: 1, unit: 'day' },
              part: partOf(dailyParts, m.groups?.['part'] ?? ''),
            }),
          ] as [RegExp, Make],
        ]
      : []),
    [
      whole(`(?:${every}) (?:other |second |zweiten? |zweites )(?<unit>${unit})`),
      ({ groups }) => ({ kind: 'frequency', every: { count: 2, unit: unitOf(lexicon, groups?.['unit'] ?? '') } }),
    ],
    [
      whole(`(?:${every}) (?:(?<count>${number}) ?)?(?<unit>${unit})`),
      ({ groups }) => ({
        kind: 'frequency',
        every: { count: numberOf(lexicon, groups?.['count']) ?? 1, unit: unitOf(lexicon, groups?.['unit'] ?? '') },
      }),
    ],
  ];
}

function days(lexicon: Lexicon): [RegExp, Make][] {
  const { weekdays, on, to, and, workdays, weekends, everyOther } = lexicon;
  const day = any(weekdays);
  const full = `(?:${any(weekdays.map((words) => words.replace(/^(\p{L}+)\(\?:/u, '$1(?:')))})`;
  const index = (word: string) => indexOf(weekdays, word);
  const lead = `(?:(?:${on}|just|immer|the|den|de|les|los)\\s)*`;
  return [
    [whole(`${lead}(?:${workdays})`), () => ({ kind: 'days', days: [1, 2, 3, 4, 5] })],
    [whole(`${lead}(?:at |am |le |el )?(?:${weekends})`), () => ({ kind: 'days', days: [0, 6] })],
    [
      whole(`${lead}(?<from>${day}) ?(?:${to}) ?(?<to>${day})`),
      ({ groups }) => {
        const [from, last] = [index(groups?.['from'] ?? ''), index(groups?.['to'] ?? '')];
        if (from < 0 || last < 0) return undefined;
        return {
          kind: 'days',
          days: Array.from({ length: ((last - from + 7) % 7) + 1 }, (_, each) => (from + each) % 7),
        };
      },
    ],
    [
      whole(`(?<lead>(?:(?:${everyOther}|${on})\\s)+)?(?<days>${full}(?: ?(?:${and}) ?(?:(?:${on}) )*${full}){0,6})`),
      (m) => readDays(lexicon, m),
    ],
  ];
}

/** A weekday counts as a schedule behind "on", as a plural, or in full: "mon", "sat" and "may" alone are other words. */
function readDays(
  { weekdays, everyOther }: Lexicon,
  { groups, 0: all, input, index }: RegExpExecArray,
): Bare | undefined {
  const words = (groups?.['days'] ?? '').match(/\p{L}+/gu) ?? [];
  const days = [...new Set(words.map((word) => indexOf(weekdays, word)).filter((day) => day >= 0))].sort(
    (a, b) => a - b,
  );
  const lead = groups?.['lead'] ?? '';
  if (days.length === 0 || (lead === '' && words.every((word) => word.length < 5))) return undefined;
  if (
    /(?:^|\s)(?:last|next|this|since|the|letzten|nächsten|diesen|lundi dernier|pasado) $/u.test(input.slice(0, index))
  )
    return undefined;
  if (/^['’]s\b/.test(input.slice(index + all.length))) return undefined;
  if (new RegExp(everyOther, 'u').test(lead)) return { kind: 'days', days };
  return { kind: 'days', days };
}
