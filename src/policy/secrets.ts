/** What a secret is replaced with before anything is stored, logged or sent to a model. */
export const secretMark = '[secret removed]';

/** Known shapes of secrets; each matches in linear time. */
const shapes: RegExp[] = [
  /\bxox[abeprs]-[A-Za-z0-9-]{10,250}/g,
  /\bxapp-[A-Za-z0-9-]{10,250}/g,
  /\bsk-[A-Za-z0-9_-]{16,250}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,250}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,250}/g,
  /\bglpat-[A-Za-z0-9_-]{16,100}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bAIza[0-9A-Za-z_-]{30,60}/g,
  /\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,200}/g,
  /\bSG\.[A-Za-z0-9_-]{16,80}\.[A-Za-z0-9_-]{16,80}/g,
  // A Telegram bot's, as it stands in its addresses.
  /\b(?:bot)?\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g,
  /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/g,
  // Up to the next dashes: also a key that was cut off goes, and no header makes the text behind it be read twice.
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----)[\s\S]){0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
];
/** "password: hunter2", "api_key=…": the word stays, the value goes. */
const labelled =
  /\b(pass(?:word|wd|phrase)?|secret|api[ _-]?key|access[ _-]?token|auth[ _-]?token|token|bearer)(\s{0,3}(?:[:=]|\bis\b)\s{0,3}|\s(?=[A-Za-z0-9._~+/=-]{20,}))(["']?)([^\s"',;]{6,400})\3/gi;
/** https://user:password@host */
const inUrl = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}):([^\s@/]{1,200})@/gi;

export interface Redaction {
  text: string;
  /** How many secrets were replaced. */
  count: number;
}

/** Replaces everything that looks like a secret. */
export function redactSecrets(input: string): Redaction {
  let count = 0;
  let text = input;
  for (const shape of shapes) {
    text = text.replace(shape, () => {
      count += 1;
      return secretMark;
    });
  }
  text = text.replace(inUrl, (_match, start: string) => {
    count += 1;
    return `${start}:${secretMark}@`;
  });
  text = text.replace(labelled, (match, word: string, gap: string, _quote: string, value: string) => {
    // After a colon or equals sign it is a value; after "is" or a space it may be an ordinary word.
    if (value.includes(secretMark.slice(0, 7)) || !(/[:=]/.test(gap) || /\d/.test(value))) return match;
    count += 1;
    return `${word}${gap}${secretMark}`;
  });
  return { text, count };
}
