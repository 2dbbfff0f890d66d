import { endingOf } from './endings.ts';
import { isPlainWord, partsOf } from './vocabulary.ts';

/** One after the other, so that two people stay two. */
const first = 'Anna Ben Clara David Emma Felix Greta Hugo'.split(' ');

/** Stand-ins for what identifies somebody: the same for the same, another for another, in the shape it had. */
export interface Pseudonyms {
  email(found: string): string;
  person(found: string, asked?: 'first' | 'last'): string;
  company(found: string): string;
  /** Of a thing that is not told. @param label what kind it is of */
  thing(found: string, label: string): string;
  /** As many digits, in the groups they were in; what stands before them stays when it is a `+` and a country. */
  digits(found: string): string;
  /** Letters for letters, digits for digits. */
  shape(found: string): string;
  url(found: string): string;
  /** Addresses that stand for others. */
  emails: ReadonlySet<string>;
  /** Every part of a name that was met, in small letters, and what stands for it. */
  parts: ReadonlyMap<string, string>;
  /** What stands for one, in small letters. */
  masks: ReadonlySet<string>;
}

/** @param own tells what the workflow itself says: nobody's secret */
export function createPseudonyms(own: (text: string) => boolean): Pseudonyms {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const parts = new Map<string, string>();
  const [emails, masks] = [new Set<string>(), new Set<string>()];
  const numberOf = (kind: string, found: string): number => {
    const key = `${kind}:${found.trim().toLowerCase()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const next = counts.get(kind) ?? 0;
    counts.set(kind, next + 1);
    numbers.set(key, next);
    return next;
  };
  const named = (index: number): [string, string] => {
    const round = Math.floor(index / first.length);
    return [first[index % first.length] ?? 'Anna', round === 0 ? 'Example' : `Example${round + 1}`];
  };
  const part = (found: string, mask: string): void => {
    for (const word of [found, ...partsOf(found)])
      if (word.length >= 3 && !isPlainWord(word) && !parts.has(word.toLowerCase())) {
        parts.set(word.toLowerCase(), mask);
        masks.add(mask.toLowerCase());
      }
  };
  return {
    ...{ parts, masks, emails },
    email(found) {
      const [local = '', domain = ''] = found.split(/@|%40/);
      const index = numberOf('email', found);
      const [given, last] = named(index);
      for (const word of local.match(/\p{L}{4,}/gu) ?? []) part(word, given);
      const name = index < first.length ? given : `${given}.${last}`;
      const made = `${name.toLowerCase()}@${domain && own(domain) ? domain : 'example.com'}`;
      emails.add(made);
      return made;
    },
    person(found, asked) {
      const words = found.match(/[\p{L}'’-]+/gu) ?? [];
      const [given, last] = named(numberOf(asked ?? 'person', found));
      // A whole sentence names nobody.
      if (words.length <= 5)
        for (const [place, word] of words.entries()) part(word, asked === 'last' || place > 0 ? last : given);
      const mask =
        asked === 'last' || (asked === undefined && words.length > 1)
          ? asked === 'last'
            ? last
            : found.includes(',')
              ? `${last}, ${given}`
              : `${given} ${last}`
          : given;
      return sameCase(found, mask);
    },
    company(found) {
      const index = numberOf('company', found);
      for (const word of found.match(/[\p{L}'’-]+/gu) ?? []) if (!isLegalForm(word)) part(word, 'Example');
      return index === 0 ? 'Example Ltd' : `Example ${index + 1} Ltd`;
    },
    thing(found, label) {
      const index = numberOf(`thing:${label}`, found);
      return index === 0 ? `Example ${label}` : `Example ${label} ${index + 1}`;
    },
    digits(found) {
      const all = found.replace(/\D/g, '');
      const kept = found.trimStart().startsWith('+') ? 2 : 0;
      const number = String(numberOf('digits', all) + 1);
      const masked = `${all.slice(0, kept)}${number.padStart(Math.max(1, all.length - kept), '5')}`.slice(-all.length);
      let at = 0;
      return found.replace(/\d/g, () => masked[at++] ?? '5');
    },
    shape(found) {
      const number = String(numberOf('shape', found) + 1);
      const masked = found
        .replace(/\p{Lu}/gu, 'X')
        .replace(/\p{L}/gu, (letter) => (letter === 'X' ? letter : 'x'))
        .replace(/\d/g, '0');
      const place = masked.lastIndexOf('0');
      return place < number.length
        ? masked
        : masked.slice(0, place + 1 - number.length) + number + masked.slice(place + 1);
    },
    url(found) {
      const index = numberOf('url', found) + 1;
      const [, scheme = 'https', host = ''] = /^([a-z][\w+.-]*):\/\/(?:[^/?#\s@]*@)?([^/?#\s:]*)/i.exec(found) ?? [];
      const ending = endingOf(found.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/s, ''));
      return `${/^(?:https?|ftp|sftp|wss?)$/i.test(scheme) ? scheme : 'https'}://${host && own(host) ? host : 'example.com'}/${index}${ending}`;
    },
  };
}

const isLegalForm = (word: string): boolean =>
  /^(?:gmbh|ltd|inc|llc|ag|sa|sl|sarl|co|kg|the|and|und|et|y)$/i.test(word);

function sameCase(found: string, mask: string): string {
  if (found === found.toLowerCase()) return mask.toLowerCase();
  return found.length > 1 && found === found.toUpperCase() ? mask.toUpperCase() : mask;
}
