import { toPlainText } from './plain-text.ts';
import { findByRules } from './secret-rules.ts';
import { secretShapes } from './secret-shapes.ts';
import {
  type Gap,
  isBlank,
  labelled,
  looksLikePassword,
  looksSecret,
  pairs,
  phrasesOfWords,
  pins,
  seeds,
} from './secret-words.ts';

/** What a secret is replaced with before anything is stored, logged or sent to a model. */
export const secretMark = '[secret removed]';

/** `?key=…` and `&sig=…`, a cookie's session: words too common to count anywhere else. */
const inQuery =
  /(?<before>[?&](?:key|sig|signature|auth|code|appid|hash)=|(?:^|[\s;])(?:session(?:_?id)?|sid|connect\.sid|phpsessid|jsessionid)=)(?<value>[A-Za-z0-9._~+/%-]{16,400})/gi;
/** https://user:password@host and redis://:password@host; what is before the last "@" may hold others. */
const inUrl = /(?<before>\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,100}:)(?<value>[^\s/"'<>]{1,200})(?=@[\w[])/gi;
/** https://key@host */
const userInUrl = /(?<before>\b[a-z][a-z0-9+.-]{1,20}:\/\/)(?<value>[A-Za-z0-9_-]{20,200})(?=@[\w[])/gi;
/** Of HTTP Basic: base64 of name and password. */
const basic = /(?<before>\bbasic\s{1,3}["'`]?)(?<value>[A-Za-z0-9+/_-]{6,400}={0,2})/gi;
/** An AWS secret key has no prefix: forty characters of base64. A commit or a path of that length is less mixed. */
const fortyOfBase64 = /(?<before>(?<![A-Za-z0-9/+=_-]))(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_-])/g;
/** The seed of one-time passwords on its own. */
const bareSeed = /(?<before>(?<![A-Za-z0-9]))(?<value>(?:[A-Z2-7]{16}){1,4})(?![A-Za-z0-9])/g;

type Groups = Record<string, string | undefined>;
interface Search {
  pattern: RegExp;
  isSecret: (value: string, groups: Groups) => boolean;
}

const searches: readonly Search[] = [
  { pattern: inUrl, isSecret: (value) => !isBlank(value) },
  { pattern: userInUrl, isSecret: (value) => isMixed(value) },
  { pattern: phrasesOfWords, isSecret: () => true },
  { pattern: labelled, isSecret: isLabelled },
  { pattern: pins, isSecret: () => true },
  { pattern: pairs, isSecret: (value) => looksLikePassword(value) },
  { pattern: basic, isSecret: (value) => /^[\x20-\x7e]{1,100}:[\x20-\x7e]/.test(atBase64(value)) },
  { pattern: seeds, isSecret: (value) => (value.match(/[2-7]/g)?.length ?? 0) >= 2 },
  { pattern: bareSeed, isSecret: (value) => changes(value, /\d/) >= 4 },
  {
    pattern: fortyOfBase64,
    isSecret: (value) => isMixed(value) && /[A-Z]/.test(value) && changes(value, /[a-z]/) >= 10,
  },
  { pattern: inQuery, isSecret: (value) => !isBlank(value) && /\d/.test(value) },
];

function isLabelled(value: string, groups: Groups): boolean {
  const gap: Gap = groups['colon'] !== undefined ? 'colon' : groups['verb'] !== undefined ? 'verb' : 'space';
  return looksSecret(value, gap, groups['password'] !== undefined, groups['whole'] !== undefined);
}

const atBase64 = (value: string): string => Buffer.from(value, 'base64').toString('latin1');
const isMixed = (value: string): boolean =>
  /\d/.test(value) && /[a-z]/.test(value) && (/[A-Z]/.test(value) || /^[0-9a-f]+$/.test(value));
/** How often one kind of character follows on another: in what chance made, all the time. */
function changes(value: string, kind: RegExp): number {
  const is = Array.from(value, (one) => kind.test(one));
  return is.filter((one, at) => at > 0 && one !== is[at - 1]).length;
}

export interface Redaction {
  text: string;
  /** How many secrets were replaced. */
  count: number;
}

/** What is left of one secret may look like another; it never took more than three. */
const mostRounds = 8;

/**
 * Replaces everything that looks like a secret; what else was written stays as it is, to the letter. Twice changes
 * nothing more. Linear time.
 */
export function redactSecrets(input: string): Redaction {
  let text = input;
  let count = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const found = findSecrets(text);
    if (found.length === 0) break;
    count += found.length;
    text = replace(text, found, secretMark);
  }
  return { text, count };
}

type Range = readonly [start: number, end: number];

/** Where secrets stand in what was written, in order and apart from each other. */
function findSecrets(written: string): Range[] {
  if (written.length < shortest) return [];
  const plain = toPlainText(written);
  const all: Range[] = [];
  let text = plain.text;
  // What was found is covered, so that no other search finds it as well, or a part of it.
  const cover = (ranges: Range[]): void => {
    if (ranges.length === 0) return;
    all.push(...ranges);
    text = replace(text, ranges, (length) => covered.repeat(length));
  };
  for (const shape of secretShapes) cover(Array.from(text.matchAll(shape), toRange));
  for (const { pattern, isSecret } of searches) cover(search(text, pattern, isSecret));
  cover(apart(findByRules(text)).filter(([start, end]) => !isBlank(text.slice(start, end))));
  return apart(all.map(([start, end]) => plain.toWritten(start, end)));
}

/** "pw: a1b2" */
const shortest = 8;
const covered = '\uE000';

const toRange = (match: RegExpExecArray): Range => [match.index, match.index + match[0].length];

function search(text: string, pattern: RegExp, isSecret: Search['isSecret']): Range[] {
  const found: Range[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { value: bare, whole } = match.groups ?? {};
    const value = whole ?? bare ?? '';
    const start = match.index + match[0].lastIndexOf(value);
    const secret = !value.includes(covered) && isSecret(value, match.groups ?? {});
    if (secret) found.push([start, start + value.length]);
    // What was no secret may itself announce one.
    else pattern.lastIndex = Math.max(match.index + 1, start);
  }
  return found;
}

/** In order, and what overlaps as one. */
function apart(ranges: readonly Range[]): Range[] {
  const kept: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = kept.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) kept.push([start, end]);
  }
  return kept;
}

function replace(text: string, ranges: readonly Range[], by: string | ((length: number) => string)): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), typeof by === 'string' ? by : by(end - start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

const maxDepth = 100;

/** The same for every text inside a JSON value. What is nested deeper than 100 is left out. */
export function redactJson<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return redactSecrets(value).text as T;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return null as T;
  if (Array.isArray(value)) return value.map((one) => redactJson(one, depth + 1)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactJson(one, depth + 1)])) as T;
}
