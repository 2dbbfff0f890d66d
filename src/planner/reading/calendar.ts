import type { Lexicon } from '../account/lexicon/lexicon.ts';
import { any, indexOf, numberOf, toHour, unitOf, units } from '../account/time-words.ts';

/** Words that a rule found, in small letters, its groups by name, and the text behind them. */
interface Found {
  said: string;
  behind: string;
  groups: Record<string, string | undefined>;
}

/** Words of a language, and what they are in the words of the English grammar; undefined where they are something else. */
export type TimeRule = readonly [said: string, english: (found: Found) => string | undefined];

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = 'january february march april may june july august september october november december'.split(' ');
const ordinals = ['first', 'second', 'third', 'fourth'];
const adjectives: Record<string, string> = {
  '1 day': 'daily',
  '1 week': 'weekly',
  '2 week': 'biweekly',
  '1 month': 'monthly',
  '3 month': 'quarterly',
  '6 month': 'half-yearly',
  '1 year': 'yearly',
};

/**
 * How often and on which days something runs, in the words of the account of a language, so that what is accounted for is
 * read as well: days of the month and of the year, hours between which, how often. The longest first.
 */
export function calendarRules(lexicon: Lexicon): TimeRule[] {
  return [...monthRules(lexicon), ...yearRules(lexicon), ...windowRules(lexicon), ...frequencyRules(lexicon)];
}

const leadOf = ({ on, every }: Lexicon): string => `(?:(?:${on}|${every}|am|le|el) )*`;

function monthRules(lexicon: Lexicon): TimeRule[] {
  const { weekdays, lastDay, workday, ofMonth, dayOfMonth } = lexicon;
  const lead = leadOf(lexicon);
  const nth = `(?<nth>${any(lexicon.ordinals.map(([words]) => words))})`;
  const what = `(?<what>${any([lastDay, workday, ...weekdays])})`;
  const nthOf = (word: string): string => {
    const all = lexicon.ordinals.map(([words]) => words);
    const count = lexicon.ordinals[indexOf(all, word)]?.[1] ?? 1;
    return count < 0 ? 'last' : (ordinals[count - 1] ?? 'first');
  };
  const counted: TimeRule[1] = ({ groups }) => {
    const word = groups['what'] ?? '';
    const day = indexOf([lastDay, workday], word);
    const name = day === 0 ? 'day' : day === 1 ? 'weekday' : days[indexOf(weekdays, word)];
    return `on the ${nthOf(groups['nth'] ?? '')} ${name} of the month`;
  };
  const more = '(?:,? (?:and|und|et|y) |, )(?:the |am |le |el |día )*\\d{1,2}(?:\\.|er|e)?';
  return [
    [`${lead}${nth} ${what} (?:${ofMonth})`, counted],
    [`${lead}${what} ${nth} (?:${ofMonth})`, counted],
    [
      `${lead}${nth} (?:${ofMonth})`,
      ({ groups }) => {
        const count = nthOf(groups['nth'] ?? '');
        return count === 'last' ? 'on the last day of the month' : `on the ${count} day of the month`;
      },
    ],
    [
      `${lead}(?:${dayOfMonth}|\\d{1,2})(?:${more})* (?:${ofMonth})`,
      ({ said }) => {
        const list = (said.match(/\d{1,2}/g) ?? []).map((day) => `${day}th`);
        const last = list.pop();
        return `on the ${list.length > 0 ? `${list.join(', ')} and ` : ''}${last} of every month`;
      },
    ],
    [
      '(?:am |zum |jedes )?monatsende|(?:am )?monatsletzten|(?:à la )?fin du mois|(?:a )?fin(?:al)? (?:de|del) mes',
      () => 'on the last day of the month',
    ],
    [
      '(?:am |zum |jeden )?(?:monatsanfang|monatsersten)|(?:au )?début du mois|a principios? de mes|al principio del mes',
      () => 'on the first day of the month',
    ],
  ];
}

/** "Am 24. Dezember", "le 24 décembre 2027". */
function yearRules(lexicon: Lexicon): TimeRule[] {
  const source = `${leadOf(lexicon)}(?<day>\\d{1,2})(?:${lexicon.ofDate})(?<month>${any(lexicon.months)})(?:(?:,? | de )(?<year>20\\d\\d))?`;
  return [
    [
      source,
      ({ groups }) => {
        const month = months[indexOf(lexicon.months, groups['month'] ?? '')];
        return `on ${month} ${groups['day']}${groups['year'] ? ` ${groups['year']}` : ''}`;
      },
    ],
  ];
}

/** "Von 8 bis 18 Uhr", "de 8h à 18h": the hours between which something runs; "entre 5 et 10" may be of anything. */
function windowRules({ between, and, to, clock, am, pm, verbs }: Lexicon): TimeRule[] {
  const hour = (name: string) =>
    `(?<${name}>\\d{1,2})(?<${name}h>:00)?(?: ?(?:(?<${name}am>${am})|(?<${name}pm>${pm})|(?<${name}clock>${clock})))?`;
  const over = new RegExp(`^(?: *$| *[,;.\\n]| (?:${verbs})(?!\\p{L}))`, 'u');
  return [
    [
      `(?:${between}) ${hour('a')} ?(?:${and}|${to})(?: las?)? ?${hour('b')}(?![:.]?\\d)`,
      ({ said, behind, groups }) => {
        const marked = ['ah', 'aam', 'apm', 'aclock', 'bh', 'bam', 'bpm', 'bclock'].some((name) => groups[name]);
        if (!marked && (/^(?:entre|zwischen)/.test(said) || !over.test(behind))) return undefined;
        const last = toHour(Number(groups['b']), groups['bam'], groups['bpm']);
        const first = toHour(Number(groups['a']), groups['aam'], groups['apm']);
        return last > first && last < 25 ? `from ${first}:00 to ${last}:00` : undefined;
      },
    ],
  ];
}

function frequencyRules(lexicon: Lexicon): TimeRule[] {
  const { numbers, once, times, every, everyOther } = lexicon;
  const unit = `(?<unit>${any(units.map((each) => lexicon.units[each]))})`;
  const count = `(?<count>\\d{1,4}|${any(Object.keys(numbers))})`;
  const perOf = ({ groups }: Found) => unitOf(lexicon, groups['unit'] ?? '');
  const countOf = ({ groups }: Found) => numberOf(lexicon, groups['count']) ?? 1;
  const often = (many: number, per: string): string =>
    `${many === 1 ? 'once' : many === 2 ? 'twice' : `${many} times`} a ${per}`;
  const each = (many: number, per: string): string => (many === 1 ? `every ${per}` : `every ${many} ${per}s`);
  return [
    ...once.map(([words, many]): TimeRule => [`(?:${words}) ${unit}`, (found) => often(many, perOf(found))]),
    [`${count} ?(?:${times}) ${unit}`, (found) => often(countOf(found), perOf(found))],
    ...lexicon.adverbs.map(
      ([words, many, per]): TimeRule => [
        words,
        // "Le rapport hebdomadaire" only describes; "chaque semaine" says when.
        ({ said }) => (/(?:elle?|ien|ienne|al|aire)$/.test(said) && adjectives[`${many} ${per}`]) || each(many, per),
      ],
    ),
    [`(?:${everyOther}) ${unit}`, (found) => each(2, perOf(found))],
    [`(?:${every}) (?:${count} )?${unit}`, (found) => each(countOf(found), perOf(found))],
  ];
}
