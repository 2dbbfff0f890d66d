import type { Lexicon } from './lexicon/lexicon.ts';
import { taken, whole } from './text.ts';
import { any, digits, type Make, numberOf, toHour, unitOf, units } from './time-words.ts';

/** Before how long something takes, or what is compared: no time of day. */
const noClock =
  /(?:wait|warte[nt]?|attends?|attendre|espera|esperar|pendant|during|for|dans|in|après|nach|after|alle|every|cada|last|letzten|supérieure?s?|inférieure?s?|égale?s?|mayor|menor|igual|superior|inferior)\s$/u;

/** "at one node": one of something, no hour. "at one", "at one on Mondays" and "at one o'clock" are hours. */
const isOneOf = ({ 0: all, index, input }: RegExpExecArray): boolean =>
  /\sone$/.test(all) &&
  /^ (?!(?:and|or|in|on|every|each|instead|sharp|then|please)\b)\p{L}/u.test(input.slice(index + all.length));

/** Times of day. */
export function clocks(lexicon: Lexicon): [RegExp, Make][] {
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
    [whole(`(?:${at})\\s(?<hour>${word})${suffix}?`), (m) => (/\d/.test(m[0]) || isOneOf(m) ? undefined : make(m))],
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

/** How long something takes, or how old it is. */
export function durations(lexicon: Lexicon): [RegExp, Make][] {
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
