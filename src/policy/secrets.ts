import { secretShapes } from './secret-shapes.ts';

/** What a secret is replaced with before anything is stored, logged or sent to a model. */
export const secretMark = '[secret removed]';

/** Words that announce a secret, in the languages people write in; a prefix such as "client_" may stand before them. */
const passwordWords = 'pass(?:word|wd|phrase|code)|passwort|kennwort|mot de passe|contrase(?:ñ|n)a|pwd';
const keyWords =
  'secret|(?:api|access|secret|private|auth|account|signing|encryption|master)[ _-]?(?:key|token|secret)|token|bearer|basic|api-?schlüssel';
/** "password: hunter2", "api_key=…", `"clientSecret": "…"`, "the token is …": the word stays, the value goes. */
const labelled = new RegExp(
  `(?<![A-Za-z0-9])([\\w-]{0,30}?(?:(${passwordWords})|${keyWords}))(["']?\\s{0,3}(?:[:=]|\\bis\\b|\\bist\\b)\\s{0,3}|\\s(?=[A-Za-z0-9._~+/=-]{20,}))(["']?)((?:(?!&\\w{1,40}=)[^\\s"',;]){6,400})\\4`,
  'gi',
);
/** `?key=…` and `&sig=…`: words too common to count anywhere else. */
const inQuery = /([?&](?:key|sig|signature|auth|code|appid|hash)=)([A-Za-z0-9._~+/%-]{16,400})/gi;
/** https://user:password@host */
const inUrl = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}):([^\s@/]{1,200})@/gi;

export interface Redaction {
  text: string;
  /** How many secrets were replaced. */
  count: number;
}

/** Replaces everything that looks like a secret. Twice changes nothing more. */
export function redactSecrets(input: string): Redaction {
  let count = 0;
  const remove = (): string => {
    count += 1;
    return secretMark;
  };
  let text = input;
  for (const shape of secretShapes) text = text.replace(shape, remove);
  text = text.replace(inUrl, (match, start: string, value: string) =>
    isBlank(value) ? match : `${start}:${remove()}@`,
  );
  text = text.replace(labelled, (match, word: string, isPassword, gap: string, quote: string, value: string) => {
    if (isBlank(value) || !looksSecret(value, gap, Boolean(isPassword))) return match;
    return `${word}${gap}${quote}${remove()}${quote}`;
  });
  text = text.replace(inQuery, (match, start: string, value: string) =>
    isBlank(value) || !/\d/.test(value) ? match : `${start}${remove()}`,
  );
  return { text, count };
}

/** Expressions, places in a program's data, what was removed before, and blanks somebody still has to fill in. */
function isBlank(value: string): boolean {
  return blanks.some((blank) => blank.test(value));
}

const blanks = [
  /^(?:=?\{\{|\$|[<{]|\*{2}|x{4}|https?:|\[secret$|\[secret removed\])/i,
  /\{\{|\$\{|your[-_ ]/i,
  /^(?:items?|input|data|this|process|workflowStaticData)\b[.[]|\.json\./,
];

/** After a colon a password may be any word, a key hardly; after "is" or a space both may be an ordinary word. */
function looksSecret(value: string, gap: string, isPassword: boolean): boolean {
  // Nothing but a space between: names of files and the like are words with dashes, keys are not.
  if (gap.trim() === '')
    return /^[0-9a-f]{32,}$/i.test(value) || (/\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value));
  if (/\d/.test(value)) return true;
  return /[:=]/.test(gap) && (isPassword || value.length >= 20);
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
