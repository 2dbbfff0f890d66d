import { toPlainText } from './plain-text.ts';

/** What stands in audit data where a number or an address of a person was. */
export const personalMarks = {
  card: '[card number removed]',
  iban: '[IBAN removed]',
  email: '[e-mail address removed]',
} as const;

/**
 * What people write between groups: spaces, no-break ones too, dashes, dots. Two at most, so that " - " is no separator
 * of sums and lists.
 */
const gap = '[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u2010-\\u2015.\\-]{1,2}';
/** Digits in groups, or without any. What else hangs on to a number makes it another one. */
const digits = new RegExp(`(?<![\\p{L}\\p{N}_])\\d+(?:${gap}\\d+)*(?![\\p{L}\\p{N}_])`, 'gu');
const group = /\d+/g;
/** Country, check digits, and the account in groups of any length. */
const ibans = new RegExp(`(?<![\\p{L}\\p{N}])[A-Z]{2}(?:${gap})?\\d{2}(?:(?:${gap})?[A-Z0-9]){11,30}`, 'giu');
/** Also with "(at)", "[at]" and "%40", as people and addresses of pages write it. */
const emails =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_](?:[\p{L}\p{N}._+'-]{0,62}[\p{L}\p{N}_+-])?(?:@|%40|\s?[([{]\s?at\s?[)\]}]\s?)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}])/giu;

/** Length of an IBAN by country: the registry of ISO 13616, as ibantools 4 holds it. */
const ibanLengths = new Map(
  'AD24 AE23 AL28 AO25 AT20 AX18 AZ28 BA20 BE16 BF28 BG22 BH22 BI27 BJ28 BL27 BR29 BY28 CF27 CG27 CH21 CI28 CM27 CR22 CV25 CY28 CZ24 DE22 DJ27 DK18 DO28 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22 GE22 GF27 GI23 GL18 GP27 GQ27 GR27 GT28 GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KM27 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MF27 MG27 MK19 ML28 MN20 MQ27 MR27 MT31 MU30 MZ25 NC27 NE28 NI28 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 SO23 ST25 SV28 TD27 TF27 TG28 TL23 TN24 TR26 UA29 VA22 VG24 WF27 XK20 YE30 YT27'
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
);
/** Never fewer of its characters are digits: words in a row are no account. */
const fewestDigits = 8;

/** Cards by how their number begins, with the lengths it may have; ISO/IEC 7812 and the networks' own ranges. */
const cards: readonly (readonly [begin: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65|62|60|81|82)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^3(?:0[0-5]|[689])/, [14, 16, 19]],
  [/^(?:50|5[6-8]|6[0-9])/, [13, 14, 15, 16, 17, 18, 19]],
  [/^220[0-4]/, [16, 17, 18, 19]],
];

type Range = readonly [start: number, end: number];

export type PersonalKind = keyof typeof personalMarks;

/**
 * Replaces numbers of cards and bank accounts and e-mail addresses, however they are grouped or typed; the rest stays to
 * the letter. Card numbers count when their check digit (Luhn) and their network's length fit, accounts when their
 * country's length and check digits (mod 97) do. Twice changes nothing more. Linear time.
 */
export const maskPersonal = (written: string): string => replacePersonal(written, (kind) => personalMarks[kind]);

/** The same with something else in their place. @param by what for, which was written as `found` */
export function replacePersonal(written: string, by: (kind: PersonalKind, found: string) => string): string {
  if (!/@|%40|\bat\b|\p{Nd}/iu.test(written.normalize('NFKC'))) return written;
  const { text, toWritten } = toPlainText(written);
  const found = [
    ...findEmails(text).map((range) => [range, 'email'] as const),
    ...findIbans(text).map((range) => [range, 'iban'] as const),
    ...findCards(text).map((range) => [range, 'card'] as const),
  ].sort(([[a]], [[b]]) => a - b);
  const parts: string[] = [];
  let at = 0;
  for (const [[from, to], kind] of found) {
    const [start, end] = toWritten(from, to);
    if (start < at) continue;
    parts.push(written.slice(at, start), by(kind, written.slice(start, end)));
    at = end;
  }
  return parts.join('') + written.slice(at);
}

/** The same for every text inside a JSON value. Ids that we made ourselves stay. */
export function maskPersonalJson<T>(value: T): T {
  if (typeof value === 'string') return (uuid.test(value) ? value : maskPersonal(value)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(maskPersonalJson) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskPersonalJson(one)])) as T;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const findEmails = (text: string): Range[] =>
  Array.from(text.matchAll(emails), ({ index, 0: { length } }) => [index, index + length]);

function findIbans(text: string): Range[] {
  const found: Range[] = [];
  ibans.lastIndex = 0;
  for (let match = ibans.exec(text); match; match = ibans.exec(text)) {
    const end = endOfIban(text, match.index);
    if (end !== undefined) found.push([match.index, end]);
    // What begins like an account may have one inside.
    ibans.lastIndex = end ?? match.index + 1;
  }
  return found;
}

function endOfIban(text: string, start: number): number | undefined {
  const wanted = ibanLengths.get(text.slice(start, start + 2).toUpperCase()) ?? 0;
  let account = '';
  let end = start;
  for (; account.length < wanted && end < text.length; end += 1) {
    const sign = text.charAt(end);
    if (/[A-Z0-9]/i.test(sign)) account += sign.toUpperCase();
  }
  if (wanted === 0 || account.length < wanted || /[\p{L}\p{N}]/u.test(text.charAt(end))) return undefined;
  if ((account.match(/\d/g)?.length ?? 0) < fewestDigits) return undefined;
  const turned = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const sign of turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)))
    rest = (rest * 10 + Number(sign)) % 97;
  return rest === 1 ? end : undefined;
}

/** Numbers may stand before and after a card's, so every run of whole groups is looked at, the longest first. */
function findCards(text: string): Range[] {
  const found: Range[] = [];
  for (const { index, 0: all } of text.matchAll(digits)) {
    const groups = Array.from(all.matchAll(group), (one) => ({ at: index + one.index, digits: one[0] }));
    for (let first = 0; first < groups.length; first += 1) {
      const last = lastOfCard(groups, first);
      if (last === undefined) continue;
      const { at = 0, digits: tail = '' } = groups[last] ?? {};
      found.push([groups[first]?.at ?? 0, at + tail.length]);
      first = last;
    }
  }
  return found;
}

/** Fewer digits are no card's number, more neither. */
const cardDigits = { fewest: 13, most: 19 };

function lastOfCard(groups: readonly { digits: string }[], first: number): number | undefined {
  let number = '';
  let found: number | undefined;
  for (let last = first; last < groups.length; last += 1) {
    number += groups[last]?.digits ?? '';
    if (number.length > cardDigits.most) break;
    if (number.length >= cardDigits.fewest && isCard(number)) found = last;
  }
  return found;
}

function isCard(number: string): boolean {
  const known = cards.some(([begin, lengths]) => begin.test(number) && lengths.includes(number.length));
  return known && new Set(number).size > 1 && isLuhn(number);
}

function isLuhn(number: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
