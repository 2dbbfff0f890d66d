import { languages } from './language.ts';
import { type HouseThing, houseThings } from './things.ts';
import { wordsIn } from './words.ts';

/** What an admin says once for everybody. */
export type HouseSaying =
  | { act: 'list' }
  /** `certain`: it says that it means the house; else it may be about a draft as well. */
  | { act: 'set'; thing: HouseThing; app: string; value: string; certain: boolean }
  | { act: 'forget'; thing: HouseThing; app: string };

/** What people call these things as well, in the languages Flowsmith speaks. */
const alsoCalled: Partial<Record<HouseThing, readonly string[]>> = {
  sender: [
    'sender address',
    'from address',
    'from',
    'Absenderadresse',
    'adresse d’expédition',
    "adresse d'expédition",
    'dirección de envío',
  ],
  spreadsheet: ['workbook', 'Arbeitsmappe', 'Spreadsheet', 'Google-Tabelle', 'classeur', 'tableur', 'libro'],
  drive: ['Laufwerk', 'drive', 'drive'],
  label: ['Etikett', 'étiquette'],
  workspace: ['Arbeitsbereich'],
  space: ['Bereich'],
  site: ['Website'],
  table: ['tableau'],
  board: ['tableau kanban'],
  channel: ['salon'],
  calendar: ['agenda'],
};

const nouns = new Map<string, HouseThing>(
  languages.flatMap((language) =>
    houseThings.flatMap((thing) =>
      [wordsIn(language).engine.house.things[thing], ...(alsoCalled[thing] ?? [])].map(
        (noun) => [noun.toLowerCase(), thing] as const,
      ),
    ),
  ),
);
// The longest first: "base de données" is no base.
const noun = `(?<noun>${[...nouns.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const app = String.raw`(?<app>[\p{L}\p{N}][\p{L}\p{N}.& -]{0,30}?)`;
const value = '(?<value>\\S.{0,200}?)';
/** Where the app stands: before the noun ("our Jira project", "unser Jira-Projekt") or after it ("notre projet Jira"). */
const before = `(?:${app}[ -])?${noun}`;
const after = `${noun}(?: (?:de |d['’])?${app})?`;

const lists =
  /^(?:(?:what are |which are |show |list )?(?:our |the |all )?house values|(?:was sind |zeige? )?(?:unsere |die |alle )?hauswerte|(?:quelles sont )?(?:nos |les )?valeurs de la maison|(?:¿ ?)?(?:cuáles son )?(?:nuestros |los )?valores de la casa) ?\??$/iu;
const sets = [
  `^our ${before} is(?: now)? ${value}$`,
  `^set our ${before} to ${value}$`,
  `^use ${value} as (?:(?<our>our )|the )?${before}$`,
  `^unsere?n? ${before} (?:ist|lautet|heißt)(?: jetzt| ab jetzt)? ${value}$`,
  `^(?:nimm|verwende|nutze|benutze) ${value} als (?:(?<our>unsere?n? )|den |die |das )?${before}$`,
  `^notre ${after} (?:est|s['’]appelle) ${value}$`,
  `^(?:utilise|utilisez|prends|prenez) ${value} comme (?:(?<our>notre )|l['’])?${after}$`,
  `^nuestr[oa] ${after} (?:es|se llama) ${value}$`,
  `^(?:usa|use|utiliza|utilice) ${value} como (?:(?<our>nuestr[oa] )|el |la )?${after}$`,
].map((pattern) => new RegExp(pattern, 'iu'));
const forgets = [
  `^forget our ${before}$`,
  `^vergiss unsere?n? ${before}$`,
  `^(?:oublie|oubliez) notre ${after}$`,
  `^(?:olvida|olvide) nuestr[oa] ${after}$`,
].map((pattern) => new RegExp(pattern, 'iu'));

const longest = 300;

/** What somebody says about what everybody here uses; undefined for everything else. Pure. */
export function readHouse(text: string): HouseSaying | undefined {
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/^(?:please|bitte) /i, '');
  if (said.length > longest || said.includes('\n')) return undefined;
  if (lists.test(said)) return { act: 'list' };
  for (const pattern of forgets) {
    const found = thingIn(pattern.exec(said));
    if (found) return { act: 'forget', ...found };
  }
  for (const pattern of sets) {
    const match = pattern.exec(said);
    const found = thingIn(match);
    const given = unquoted(match?.groups?.['value'] ?? '');
    if (!found || !isValue(given)) continue;
    const certain = !pattern.source.includes('<our>') || match?.groups?.['our'] !== undefined;
    return { act: 'set', ...found, value: given.text, certain };
  }
  return undefined;
}

function thingIn(match: RegExpExecArray | null): { thing: HouseThing; app: string } | undefined {
  const { noun: word = '', app: named = '' } = match?.groups ?? {};
  const thing = nouns.get(word.toLowerCase());
  // "Our spreadsheet folder" is a folder: what stands before it is no app.
  return thing && { thing, app: nouns.has(named.trim().toLowerCase()) ? '' : named.trim() };
}

interface Given {
  text: string;
  quoted: boolean;
}

function unquoted(text: string): Given {
  const inner = /^["“”„«'‘]\s*(.+?)\s*["“”»'’]$/u.exec(text.trim())?.[1];
  return { text: inner ?? text.trim(), quoted: inner !== undefined };
}

/** A name, an address, a link or an id; "our project is late" says none. */
function isValue({ text, quoted }: Given): boolean {
  if (text === '' || quoted) return text !== '';
  if (/[,;]\s/.test(text) || text.split(/\s+/).length > 5) return false;
  return /[@:/#_\d-]/.test(text) || /^\p{Lu}/u.test(text);
}
