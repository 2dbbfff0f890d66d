import type { Lexicon } from './lexicon/lexicon.ts';
import type { DateSaid } from './phrase.ts';
import { whole } from './text.ts';
import { any, type Bare, indexOf, type Make, toHour } from './time-words.ts';

/** Dates in figures. */
export function readIso(read: (pattern: RegExp, make: Make) => void): void {
  read(whole('(20\\d\\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'), (m) => ({
    kind: 'date',
    on: { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) },
  }));
  read(whole('(0?[1-9]|[12]\\d|3[01])\\.(0?[1-9]|1[0-2])\\.(20\\d\\d)'), (m) => ({
    kind: 'date',
    on: { day: Number(m[1]), month: Number(m[2]), year: Number(m[3]) },
  }));
}

/** Days of the month and of the year. */
export function dates(lexicon: Lexicon): [RegExp, Make][] {
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

/** Hours between which something runs. */
export function windows(lexicon: Lexicon): [RegExp, Make][] {
  const { between, and, to, clock, am, pm, officeHours } = lexicon;
  const hour = (name: string) =>
    `(?<${name}>\\d{1,2})(?::00)?(?: ?(?:(?<${name}am>${am})|(?<${name}pm>${pm})|${clock}))?`;
  const make: Make = ({ groups = {} }) => {
    const last = toHour(Number(groups['b']), groups['bam'], groups['bpm']);
    const first = toHour(Number(groups['a']), groups['aam'], groups['apm']);
    return last > first && last < 25 ? { kind: 'window', from: first, to: last } : undefined;
  };
  const half = (name: string) => `(?<${name}>\\d{1,2})(?::00)? ?(?:(?<${name}am>${am})|(?<${name}pm>${pm}))`;
  return [
    [whole(`(?:${between}) ${hour('a')}(?: ?)(?:${and}|${to}|y las|et|a las)(?: ?)${hour('b')}`), make],
    [whole(`${half('a')} ?(?:${to}) ?${half('b')}`), make],
    [whole(officeHours), () => ({ kind: 'window', from: 9, to: 17 })],
  ];
}
