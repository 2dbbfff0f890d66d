import { findTimezone } from '#src/planner/timezones.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { DateSaid, DayPart, Phrase, Unit } from './phrase.ts';
import { findAll, mask, type Reading, taken, whole } from './text.ts';

type Make = (match: RegExpExecArray) => Bare | undefined;
/** A phrase before it knows where it stands. */
type Bare = Phrase extends infer P ? (P extends Phrase ? Omit<P, 'start' | 'end' | 'text'> : never) : never;

const units: Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const any = (sources: readonly string[]): string => sources.map((source) => `(?:${source})`).join('|');
const digits = '\\d{1,4}';

/** Index of the source that is the whole word. */
function indexOf(sources: readonly string[], word: string): number {
  return sources.findIndex((source) => new RegExp(`^(?:${source})$`, 'u').test(word));
}
const unitOf = (lexicon: Lexicon, word: string): Unit =>
  units[
    indexOf(
      units.map((unit) => lexicon.units[unit]),
      word,
    )
  ] ?? 'day';

function numberOf(lexicon: Lexicon, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return /^\d+$/.test(word) ? Number(word) : lexicon.numbers[word];
}

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

function readIso(read: (pattern: RegExp, make: Make) => void): void {
  read(whole('(20\\d\\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'), (m) => ({
    kind: 'date',
    on: { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) },
  }));
  read(whole('(0?[1-9]|[12]\\d|3[01])\\.(0?[1-9]|1[0-2])\\.(20\\d\\d)'), (m) => ({
    kind: 'date',
    on: { day: Number(m[1]), month: Number(m[2]), year: Number(m[3]) },
  }));
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

function dates(lexicon: Lexicon): [RegExp, Make][] {
  const { weekdays, months, ordinals, ofMonth, dayOfMonth, lastDay, workday, ofDate } = lexicon;
  const day = any(weekdays);
  const month = any(months);
  const nthOf = (word: string) =>
    ordinals[
      indexOf(
        ordinals.map(([source]) => source),
        word,
      )
    ]?.[1] ?? 1;
  const nth = `(?<nth>${any(ordinals.map(([words]) => words))})`;
  const what = `(?<what>${lastDay}|${workday}|${day})`;
  const counted: Make = ({ groups }) => {
    const word = groups?.['what'] ?? '';
    const number = nthOf(groups?.['nth'] ?? '');
    const weekday = indexOf(weekdays, word);
    const on: DateSaid =
      weekday >= 0
        ? { nth: number, day: weekday }
        : new RegExp(`^(?:${workday})$`, 'u').test(word)
          ? { nth: number, day: 'weekday' }
          : number > 0
            ? { monthDays: [number] }
            : { nth: number, day: 'day' };
    return { kind: 'date', on };
  };
  const lead = '(?:on |every |am |jeden |le |el |the |zum )*';
  return [
    [whole(`${lead}${nth} ${what} (?:${ofMonth})`), counted],
    [whole(`${lead}${what} ${nth} (?:${ofMonth})`), counted],
    [
      whole(`am monatsende|end of (?:the|each|every) month|fin de mes|fin du mois|a fin de mes|monatsletzten`),
      () => ({ kind: 'date', on: { nth: -1, day: 'day' } }),
    ],
    [whole('am monatsanfang|zum monatsanfang|monatsersten'), () => ({ kind: 'date', on: { monthDays: [1] } })],
    [
      whole(`${lead}${nth} (?:${ofMonth})`),
      ({ groups }) => ({ kind: 'date', on: { monthDays: [nthOf(groups?.['nth'] ?? '')] } }),
    ],
    [
      whole(
        `(?:${lead})(?:(?:${dayOfMonth})(?:(?:, | and | und | et | y )(?:the |le |am |el )?(\\d{1,2})(?:st|nd|rd|th|\\.|e)?)*) (?:${ofMonth})`,
      ),
      (m) => {
        const monthDays = [...m[0].matchAll(/\d{1,2}/g)].map(([one]) => Number(one));
        return monthDays.every((one) => one >= 1 && one <= 31) ? { kind: 'date', on: { monthDays } } : undefined;
      },
    ],
    [
      whole(
        `(?:on |every |am |jeden |le |el |the )*(?<day>\\d{1,2})(?:${ofDate})(?<month>${month})(?:(?:,? | de )(?<year>20\\d\\d))?`,
      ),
      (m) => yearly(lexicon, m),
    ],
    [
      whole(`(?:on |every )?(?<month>${month}) (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20\\d\\d))?`),
      (m) => (lexicon.small.startsWith('the ') ? yearly(lexicon, m) : undefined),
    ],
  ];
}

function yearly({ months }: Lexicon, { groups }: RegExpExecArray): Bare | undefined {
  const [day, year] = [Number(groups?.['day']), groups?.['year']];
  const month = indexOf(months, groups?.['month'] ?? '') + 1;
  if (month < 1 || day < 1 || day > 31) return undefined;
  return { kind: 'date', on: { month, day, ...(year ? { year: Number(year) } : {}) } };
}

function windows(lexicon: Lexicon): [RegExp, Make][] {
  const { between, and, to, clock, am, pm, officeHours } = lexicon;
  const hour = (name: string) =>
    `(?<${name}>\\d{1,2})(?::00)?(?: ?(?:(?<${name}am>${am})|(?<${name}pm>${pm})|${clock}))?`;
  return [
    [
      whole(`(?:${between}) ${hour('a')}(?: ?)(?:${and}|${to}|y las|et|a las)(?: ?)${hour('b')}`),
      ({ groups = {} }) => {
        const last = toHour(Number(groups['b']), groups['bam'], groups['bpm']);
        const first = toHour(Number(groups['a']), groups['aam'], groups['apm']);
        return last > first && last < 25 ? { kind: 'window', from: first, to: last } : undefined;
      },
    ],
    [whole(officeHours), () => ({ kind: 'window', from: 9, to: 17 })],
  ];
}

const toHour = (hour: number, am: string | undefined, pm: string | undefined): number =>
  pm && hour < 12 ? hour + 12 : am && hour === 12 ? 0 : hour;

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

/** Before how long something takes, or what is compared: no time of day. */
const noClock =
  /(?:wait|warte[nt]?|attends?|attendre|espera|esperar|pendant|during|for|dans|in|après|nach|after|alle|every|cada|last|letzten|supérieure?s?|inférieure?s?|égale?s?|mayor|menor|igual|superior|inferior)\s$/u;

function clocks(lexicon: Lexicon): [RegExp, Make][] {
  const { at, clock, am, pm, half, noon, midnight, numbers, and } = lexicon;
  const word = any(Object.keys(numbers));
  const lead = `(?:(?:${at})\\s?)`;
  const time = '(?<hour>[01]?\\d|2[0-4])';
  const make: Make = ({ groups = {}, input, index }) => {
    if (noClock.test(input.slice(0, index))) return undefined;
    const hour = numberOf(lexicon, groups['hour']);
    const minute = Number(groups['minute'] ?? 0);
    if (hour === undefined || hour > 24) return undefined;
    return { kind: 'time', hour: toHour(hour, groups['am'], groups['pm']) % 24, minute };
  };
  const halves = half.flatMap(([words, minutes, behind]): [RegExp, Make][] => {
    const source = behind
      ? `${lead}?(?<hour>\\d{1,2}|${word})(?: ?(?:${clock}))? (?:${words})`
      : `${lead}?(?:${words}) (?<hour>\\d{1,2}|${word})`;
    return [
      [
        whole(`${source}(?: (?:(?<am>${am})|(?<pm>${pm})|${clock}))?`),
        ({ groups = {} }) => {
          const hour = numberOf(lexicon, groups['hour']);
          if (hour === undefined || hour > 24) return undefined;
          const all = (toHour(hour, groups['am'], groups['pm']) * 60 + minutes + 1440) % 1440;
          return { kind: 'time', hour: Math.floor(all / 60), minute: all % 60 };
        },
      ],
    ];
  });
  const suffix = `(?: ?(?:(?<am>${am})|(?<pm>${pm})|${clock}))`;
  const shortSuffix = `(?: ?(?:(?<am>${am})|(?<pm>${pm})|${lexicon.shortClock}))`;
  const minutes = '(?:[:.h](?<minute>[0-5]\\d))';
  return [
    ...halves,
    [whole(noon), () => ({ kind: 'time', hour: 12, minute: 0 })],
    [whole(midnight), () => ({ kind: 'time', hour: 0, minute: 0 })],
    ...[`${lead}${time}${minutes}?${suffix}`, `${time}${minutes}?${shortSuffix}`].map((source): [RegExp, Make] => [
      whole(`${source}(?: (?<minute2>[0-5]\\d))?`),
      (m) =>
        m.groups?.['minute2']
          ? { kind: 'time', hour: Number(m.groups['hour']) % 24, minute: Number(m.groups['minute2']) }
          : make(m),
    ]),
    [
      whole(
        `${lead}${time}${minutes}?(?![%€$.,]?\\d|%|[ -](?:${any(units.map((unit) => lexicon.units[unit]))}|percent|prozent|items?|rows?|euros?)(?!\\p{L}))`,
      ),
      make,
    ],
    [whole(`(?:${at})\\s(?<hour>${word})${suffix}?`), (m) => (/\d/.test(m[0]) ? undefined : make(m))],
    [whole(`(?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)`), make],
    // A further time behind one: "at 9 and 17".
    [
      new RegExp(
        `(?<=${taken} ?(?:${and}) (?:${at} )?)${time}${minutes}?${suffix}?(?![\\p{L}\\p{N}%])(?! (?:${any(units.map((unit) => lexicon.units[unit]))}))`,
        'gu',
      ),
      (m) => make(m),
    ],
  ];
}

function durations(lexicon: Lexicon): [RegExp, Make][] {
  const number = `${digits}|${any(Object.keys(lexicon.numbers))}|a|an|einen|einem`;
  return [
    [
      whole(`(?<count>${number})[ -]?(?<unit>${any(units.map((unit) => lexicon.units[unit]))})`),
      ({ groups, input, index, 0: all }) => {
        const word = groups?.['count'] ?? '';
        if (/^(?:an?)$/.test(word) && /^sec/.test(groups?.['unit'] ?? '')) return undefined;
        // "for a week", "one day" in passing are no measure; "wait a day", "24 hours" are.
        if (
          !/^\d/.test(word) &&
          !/(?:wait|after|warte|warten|nach|attends|attendre|après|espera|esperar|después de|tras|older than|within) (?:for )?$/.test(
            input.slice(0, index),
          ) &&
          !/^(?: later| später| plus tard| después)/.test(input.slice(index + all.length)) &&
          numberOf(lexicon, word) === 1
        )
          return undefined;
        return { kind: 'duration', count: numberOf(lexicon, word) ?? 1, unit: unitOf(lexicon, groups?.['unit'] ?? '') };
      },
    ],
  ];
}
