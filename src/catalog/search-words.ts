/** One word of a text: as written (lower case, no accents) and its stem. */
export interface Word {
  raw: string;
  stem: string;
}

/** Words of English, German, Spanish and French requests that say nothing about which node is wanted. */
export const noise = new Set(
  `a about all also am an and any are as at be been by can could do does down else for from get give go goes got had has have
  he help her his how i if in into is it its just let like lot make me my need node not of off on once one or our out over
  please should so some someone something than that the their them then there these they this those to too up us use using
  via want was we were what when whenever where which while who will with within would you your trigger n8n workflow automatically
  der die das den dem des ein eine einen einem einer und oder mit von vom zu zum zur im ins auf an aus bei ist sind wird
  werden wenn sobald ich wir mir uns bitte fur dann es
  el la los las un una unos unas y o de del al en con por para que cuando se mi quiero luego
  le les une du et ou dans sur avec pour quand lorsque je nous veux est sont puis`.split(/\s+/),
);

/** Lower case, without accents. */
export const unaccented = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase();

/** The same, and `e-mail` is one word. */
export const fold = (text: string): string => unaccented(text).replace(/\be-?mails?\b/g, 'email');

/** The words of a text a person wrote, at most `most` of them. */
export function toWords(text: string, most = 80): Word[] {
  const words = fold(text).match(/[a-z0-9]+/g) ?? [];
  return words.slice(0, most).map((raw) => ({ raw, stem: stem(raw) }));
}

/** The words of a name or description; `camelCase` gives its parts and the whole. */
export function toTerms(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    const parts = splitCamel(word);
    return [...(parts.length > 1 ? [word] : []), ...parts].flatMap((part) => toWords(part)).map((each) => each.stem);
  });
}

/** `googleSheets` → `google`, `Sheets`. */
export const splitCamel = (word: string): string[] =>
  word
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ');

/** The same for all forms of an English word, roughly: `scraping`, `scraped`, `scrapes` → `scrap`. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  let root = word.replace(/ies$/, 'y');
  if (root.length > 3 && root.endsWith('s') && !root.endsWith('ss')) root = root.slice(0, -1);
  const bare = root.replace(/(?:ing|ed)$/, '');
  if (bare !== root && bare.length >= 4) root = bare.replace(/([^aeiouls z])\1$/, '$1');
  return root.length > 4 ? root.replace(/e$/, '') : root;
}

/** A name written together, without plural: `Google Sheets`, `google-sheet` and `googlesheets` are one. */
export const toKey = (raws: readonly string[]): string => raws.join('').replace(/(?<=..[^s])s$/, '');
