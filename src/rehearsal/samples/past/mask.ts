import { replacePersonal } from '#src/policy/personal-data.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { endingOf } from './endings.ts';
import { type FieldKind, kindAt, kindOfField, type Place } from './fields.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { isPlainWord, namesIn, namesNobody } from './vocabulary.ts';

type Item = Record<string, unknown>;

const mostKeys = 100;
const mostOfList = 10;
const mostDepth = 12;
const longestText = 500;
const longestKey = 200;
const mostMet = 500;

/** Masks the data of one execution; equal values stay equal. */
export interface Masking {
  /** To be told all of it first: who is named in one place is masked in every other. */
  learn(item: Item): void;
  mask(item: Item): Item;
}

/**
 * What is kept of data of a real execution is what a field is known to be about: amounts and times, and of states and
 * things what names nobody. The rest may be somebody's: names, addresses and numbers get stand-ins of their shape, other
 * texts are taken away but for words that the workflow itself says, secrets always. In doubt it is masked. Bounded.
 * @param said texts of the workflow itself
 */
export function createMasking(said: readonly string[]): Masking {
  const whole = new Set(said.map((text) => text.replace(/^=/, '').trim().toLowerCase()));
  const all = said.join('\n').toLowerCase();
  const words = new Set(all.match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const own = (text: string): boolean => text.length > 3 && all.includes(text.toLowerCase());
  const instead = createPseudonyms(own);

  const known = (word: string): boolean => words.has(word.toLowerCase()) || isPlainWord(word);
  const isOfField = (word: string): boolean => known(word) || kindOfField(word) !== undefined;
  /** What looks like a name where somebody need not stand: gets a stand-in after those who are known to be somebody. */
  const met = new Set<string>();

  function value(given: unknown, at: Place, depth: number): unknown {
    if (depth > mostDepth) return null;
    if (Array.isArray(given)) return given.slice(0, mostOfList).map((each) => value(each, at, depth + 1));
    if (isRecord(given)) return object(given, at.name, depth);
    if (typeof given === 'number') return number(given, kindAt(at), instead);
    return typeof given === 'string' ? text(given, at.name, kindAt(at), depth) : given;
  }

  function object(holder: Item, below: string, depth: number): Item {
    const made = new Map<string, unknown>();
    for (const [name, each] of Object.entries(holder).slice(0, mostKeys)) {
      const key = keyOf(name);
      made.set(made.has(key) ? `${key} ${made.size + 1}` : key, value(each, { name, holder, below }, depth + 1));
    }
    return Object.fromEntries(made);
  }

  /** A name of a field says nothing about anybody; but data may be kept under somebody's name. */
  function keyOf(written: string): string {
    const key = written.slice(0, longestKey);
    if (words.has(key.toLowerCase())) return addressed(key);
    for (const name of namesIn(key, isOfField)) instead.person(name);
    return scrubbed(key, isOfField);
  }

  function text(given: string, name: string, kind: FieldKind | undefined, depth: number): string {
    const bare = given.trim();
    if (bare === '') return given;
    if (kind === 'secret') return secretMark;
    if (kind !== 'person' && whole.has(bare.toLowerCase())) return redactSecrets(given).text;
    const inside = jsonIn(bare);
    if (inside !== undefined) return JSON.stringify(value(inside, { name, below: '' }, depth + 1));
    const start = given.slice(0, longestText * 4);
    return redactSecrets(plain(start, start.trim(), name, kind)).text.slice(0, longestText);
  }

  function plain(given: string, bare: string, name: string, kind: FieldKind | undefined): string {
    if (kind === 'birth')
      return bare.replace(/^(\d{4})-\d\d-\d\d.*/, '$1-01-01').replace(/^(?!\d{4}-01-01$).*/s, '1990-01-01');
    if (isTime(bare)) return given;
    if (/^[a-z][\w+.-]*:\/\/\S+$/i.test(bare)) return instead.url(bare);
    if (kind === 'phone' || kind === 'number_of_somebody') return /\d/.test(bare) ? codeOf(bare) : 'Example';
    if (kind === 'street') return /^[\d\s-]+$/.test(bare) ? instead.digits(given) : mailed(given, 'Example Street 1');
    if (/^[+-]?[\d.,'\s–-]{1,20}[%€$£]?$/.test(bare))
      return kind === 'amount' || digitsOf(bare) < mostDigits(kind) ? given : instead.digits(given);
    const ending = fileEnding(name, bare);
    if (ending) return `example${ending}`;
    if (
      kind === 'amount' &&
      /^[+-]?[\d.,']{1,20} ?(?:\p{Ll}{1,2}|pcs|stk|min|std|sec|kwh|\p{Lu}{3}|[%€$£])$/u.test(bare)
    )
      return given;
    if (kind === 'thing' || kind === 'state' || kind === 'ware') return thing(given, bare, name, kind);
    if (kind === 'company') return mailed(given, instead.company(bare));
    if (kind === 'person' && isCode(bare) && /\d/.test(bare)) return instead.shape(given);
    if (kind === 'person') return mailed(given, instead.person(bare, partOf(name)));
    if (kind === 'code' && isCode(bare)) return isNumbered(bare) ? given : instead.shape(given);
    if (isCode(bare)) return /\d/.test(bare) ? instead.shape(given) : wordsOf(given, name);
    return looksLikeName(bare) && !ownWord(bare) ? instead.person(bare) : wordsOf(given, name);
  }

  const codeOf = (bare: string): string =>
    /^[\d\s()+./:-]+$/.test(bare) && !/^\d+(?:\.\d+){3}$/.test(bare)
      ? instead.digits(bare)
      : scrubbed(instead.shape(bare));
  const ownWord = (bare: string): boolean => bare.split(/\s+/).every((word) => words.has(word.toLowerCase()));

  /** What is about a thing, as far as it names nobody. */
  function thing(given: string, bare: string, name: string, kind: 'thing' | 'state' | 'ware'): string {
    const cleared = scrubbed(given);
    const isWare = kind === 'ware' && namesIn(bare, known).length === 0 && !/^\p{Ll}+ |[_.@]/u.test(bare);
    if (isShort(bare) && (isWare || namesNobody(bare, known, kind === 'state'))) return cleared;
    if (isCode(bare) && /\d/.test(bare)) return instead.shape(given);
    return bare.split(/[^\p{L}\p{N}]+/u).some((word) => words.has(word.toLowerCase()))
      ? lineOf(bare)
      : instead.thing(bare, keyOf(name).slice(0, 40));
  }

  /** An address in it says all there is to say. */
  function mailed(given: string, otherwise: string): string {
    const found = [...given.matchAll(/[^\s@,;<>]+@[^\s@,;<>]+/g)];
    const addresses =
      addressed(given)
        .match(/[\w.+-]+@[\w.-]+/g)
        ?.filter((each) => instead.emails.has(each)) ?? [];
    if (found.length === 0 || addresses.length === 0) return otherwise;
    const [before = ''] = given.split('<');
    return before.trim() !== '' && !before.includes('@') && given.includes('<')
      ? `${instead.person(before)} <${addresses[0]}>`
      : addresses.join(', ');
  }

  /** Somebody's own words: those that the workflow says too, and how many lines there were. */
  function wordsOf(given: string, name: string): string {
    const lines = given.split('\n').map((line) => lineOf(line));
    const kept = lines.some((line) => /[\p{L}\p{N}@]/u.test(line));
    return kept
      ? lines.join('\n')
      : `Example ${/text|message|body|content|comment|note/i.test(name) ? 'text' : keyOf(name).slice(0, 40)}`;
  }

  const lineOf = (line: string): string =>
    scrubbed(line)
      .split(/\s+/)
      .map((word) =>
        instead.emails.has(word.replace(/[.,;:!?]+$/, '')) || isOwn(word) || /^\d{1,4}[.,;:!?]?$/.test(word)
          ? word
          : '…',
      )
      .join(' ')
      .replace(/…(?: …)+/g, '…');
  const isOwn = (word: string): boolean => {
    const bare = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    return words.has(bare) || instead.masks.has(bare);
  };

  const addressed = (given: string): string =>
    replacePersonal(given, (kind, found) => (kind === 'email' ? instead.email(found) : instead.digits(found)));

  /** A text that is about a thing: without what identifies somebody. @param spared tells which words are nobody's */
  function scrubbed(given: string, spared: (word: string) => boolean = () => false): string {
    const named = (word: string): string => (spared(word) ? word : (instead.parts.get(word.toLowerCase()) ?? word));
    return addressed(given)
      .replace(/\b[a-z][\w+.-]*:\/\/[^\s<>"']+/gi, (found) => instead.url(found))
      .replace(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g, '192.0.2.1')
      .replace(/(?<![\p{L}\d])\+?\d(?:[\d ()./-]{5,}\d)(?![\p{L}\d])/gu, (found) =>
        isTime(found.trim()) || digitsOf(found) < 7 ? found : instead.digits(found),
      )
      .replace(/[\p{L}\p{M}'’]{3,}/gu, (word) => {
        const mask = named(word);
        return mask === word ? word.replace(/\p{Lu}?\p{Ll}{2,}/gu, named) : mask;
      });
  }

  function learn(given: unknown, at: Place, depth: number): void {
    if (depth > mostDepth) return;
    if (Array.isArray(given)) for (const each of given.slice(0, mostOfList)) learn(each, at, depth + 1);
    else if (isRecord(given))
      for (const [name, each] of Object.entries(given).slice(0, mostKeys)) {
        for (const found of namesIn(name.slice(0, longestKey), isOfField)) met.add(found);
        learn(each, { name, holder: given, below: at.name }, depth + 1);
      }
    else if (typeof given === 'string') {
      const start = given.slice(0, longestText);
      for (const name of namesIn(start, known)) if (met.size < mostMet) met.add(name);
      const [kind, inside] = [kindAt(at), jsonIn(given.trim())];
      if (inside !== undefined) learn(inside, { name: at.name, below: '' }, depth + 1);
      if (kind === 'person' || kind === 'company') text(given, at.name, kind, depth);
      else replacePersonal(start, (of, found) => (of === 'email' ? instead.email(found) : found));
    }
  }

  return {
    learn: (item) => learn(item, { name: '', below: '' }, 0),
    mask(item) {
      for (const name of met) instead.person(name);
      met.clear();
      return object(item, '', 0);
    },
  };
}

/** Numbers stay numbers, of as many digits. */
function number(given: number, kind: FieldKind | undefined, instead: Pseudonyms): number {
  if (!Number.isFinite(given)) return given;
  if (kind === 'place') return Math.round(given);
  if (kind === 'amount' || kind === 'time' || kind === 'thing') return given;
  const digits = String(Math.trunc(Math.abs(given)));
  const somebodys = kind === 'secret' || kind === 'phone' || kind === 'number_of_somebody' || kind === 'street';
  if ((!somebodys && digits.length < mostDigits(kind)) || !Number.isSafeInteger(given))
    return somebodys ? Number('1'.padEnd(digits.length, '0')) : given;
  return Number(`1${instead.digits(digits).slice(1)}`);
}

const digitsOf = (text: string): number => text.replace(/\D/g, '').length;

/** Of an ISO date on, and as mails have it; also a time of day. */
const isTime = (text: string): boolean =>
  text.length <= 60 &&
  (/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?)?$/.test(text) ||
    /^\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?$/i.test(text) ||
    /^(?:\d{1,2}[./]){2}\d{2,4}$/.test(text) ||
    /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ (?:[+-]\d{4}|[A-Z]{2,4})(?: \([A-Z]+\))?$/.test(text));

/** A number of so many digits may be somebody's; of what is counted up, fewer. */
const mostDigits = (kind: FieldKind | undefined): number => (kind === 'code' || kind === 'person' ? 5 : 7);

/** What is done with a file goes by its kind. */
const fileEnding = (name: string, text: string): string | undefined =>
  /file|attachment/i.test(name) && text.length <= 200 && !text.includes('@') ? endingOf(text) || undefined : undefined;

const isShort = (text: string): boolean => text.length <= 60 && text.split(/\s+/).length <= 4;

/** "A-1043", "#77": counts something, and is nobody's key. */
const isNumbered = (text: string): boolean =>
  /^#?(?:(?:[A-Z]{1,3}|[a-z]{1,3}|order|ticket|issue|invoice)[-_/]?)?\d{1,4}$/.test(text);
const isCode = (text: string): boolean => /^[\w.:/#-]+$/.test(text) && text.length <= 200;

/** One to four words of letters that begin with a capital. */
const looksLikeName = (text: string): boolean =>
  /^\p{Lu}[\p{L}'’-]+(?: (?:\p{Lu}[\p{L}.'’-]*|von|van|de|la|der|del)){0,4}$/u.test(text);

function partOf(name: string): 'first' | 'last' | undefined {
  if (/first|given|vorname|prenom|prénom|forename/i.test(name)) return 'first';
  return /last|family|surname|nachname|apellido/i.test(name) ? 'last' : undefined;
}

/** What a text holds as JSON: an object or a list. */
function jsonIn(text: string): unknown {
  if (!/^[[{]/.test(text) || text.length > 20_000) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
