import { createHash, randomInt } from 'node:crypto';

/** Crockford's: without letters that are taken for a digit, or make words. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** A code that links two accounts, e.g. "K7M2-9QRT": 40 bits. There is a digit in it, so that no word is taken for one. */
export function createLinkCode(): string {
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return /\d/.test(code) ? `${code.slice(0, length / 2)}-${code.slice(length / 2)}` : createLinkCode();
}

/** What is kept of a code. */
export const hashOfCode = (code: string): string => createHash('sha256').update(normalize(code)).digest('hex');

/** As people copy it: any case, with or without the dash, O for 0 and I or L for 1. */
const normalize = (code: string): string =>
  code.toUpperCase().replace(/[ -]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

const said =
  /^\s*(?:please )?(?:link|connect)(?: my)?(?: accounts?)?(?: with)?(?: (?:the )?code)?:?\s+["“„`']?(?=[0-9a-z -]*\d|\w{4}-)([0-9a-z]{4}[ -]?[0-9a-z]{4})["”“`']?[\s.!]*$/i;

/** The words that stand for a code wherever words are kept. */
export const codeMark = '[code]';

/** The code in "link K7M2-9QRT": its hash, and the words without it. Undefined for other words. */
export function takeLinkCode(text: string): { hash: string; text: string } | undefined {
  const code = said.exec(text)?.[1];
  return code ? { hash: hashOfCode(code), text: `link ${codeMark}` } : undefined;
}

const likeCode = /(?<![0-9a-z])(?=[0-9a-z-]*\d)[0-9a-z]{4}-[0-9a-z]{4}(?![0-9a-z])/gi;
const mostLooked = 5;

/** What looks like a code among other words, e.g. an order's number: only whoever knows the open ones can tell. */
export const codesLike = (text: string): string[] => [...new Set(text.match(likeCode))].slice(0, mostLooked);
