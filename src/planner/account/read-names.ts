import type { Lexicon } from './lexicon/lexicon.ts';
import { acts, type Phrase } from './phrase.ts';
import { findAll, mask, type Reading, taken, whole } from './text.ts';

const capital = "\\p{Lu}[\\p{L}\\p{N}_&'’-]*(?: (?:\\p{Lu}|\\d)[\\p{L}\\p{N}_&'’-]*){0,3}";

/** In small letters behind "table": what is done with it, or what is in it. */
const noName =
  /^(?:rows?|entries|entry|data|columns?|records?|fields?|names?|view|format|values?|\p{Ll}+(?:eren|ieren|agen|egen|chen|ern|zen|ichern|ssen|er|ar|ir|ando|iendo|ing|able|ible)|already|yet|too|exists?|contains?|existe|contient|contiene|déjà|ya|también|aussi|schon|bereits|noch|nicht|auch)$/u;

/** A German clause that begins with one of these ends with its verb. */
const verbLast = /(?<!\p{L})(?:wenn|falls|sobald|sofern|ob|dass|weil|bevor|nachdem)\s[^,;.\n]*$/iu;
const verb = /^(?:\p{Ll}+t|stehen|fehlen|liegen|vorkommen|existieren|sind|haben|werden)$/u;

const endsClause = (text: string, start: number, name: string): boolean =>
  verb.test(name) && /^\s*(?:[,;.!?\n]|$)/.test(text.slice(start + name.length)) && verbLast.test(text.slice(0, start));

/** What things are called: "project WEB", "the Orders sheet", "table orders", "a folder named Contracts", "acme/web". */
export function readNames(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  const add = (start: number, end: number, of: string, name: string) => {
    if (reading.text.slice(start, end).includes(taken)) return;
    found.push({ kind: 'name', of, name, start, end, text: reading.original.slice(start, end) });
    mask(reading, start, end);
  };
  for (const match of findAll(
    reading,
    /(?<![\p{L}\p{N}./@_-])[a-z0-9][\w-]{1,38}\/[a-z][\w.-]{1,80}(?![\p{L}\p{N}/])/gu,
  )) {
    const name = reading.original.slice(match.index, match.index + match[0].length).replace(/\.+$/, '');
    const repository =
      /(?:repo(?:sitory)?|github|gitlab|dépôt|repositorio|issues?|pull|in|of|for)/.test(reading.text) ||
      /github|gitlab/i.test(reading.original);
    const slashed = /^(?:and\/or|und\/oder|et\/ou|y\/o|n\/a|ci\/cd|on\/off|yes\/no|ja\/nein)$/i.test(name);
    if (repository && !slashed && /(?:repo|git|dépôt)/i.test(reading.original))
      add(match.index, match.index + name.length, 'repository', name);
  }
  for (const lexicon of lexicons) {
    const { things, looseThings, called, verbs, small } = lexicon;
    const never = new RegExp(`^(?:${verbs}|${small.split(/\s+/).join('|')})$`, 'iu');
    const original = { text: readableOf(reading) };
    const german = small.startsWith('der ');
    const scan = (pattern: RegExp, named: 1 | 2) => {
      for (const match of original.text.matchAll(pattern)) {
        const name = (match[named] ?? '').replace(/[.'’-]+$/, '');
        const of = match[named === 1 ? 2 : 1] ?? '';
        if (name === '' || never.test(name.split(' ')[0] ?? '') || name.length < 2 || noName.test(name)) continue;
        const start = match.index + match[0].indexOf(name);
        if (german && endsClause(original.text, start, name)) continue;
        const from = Math.min(start, match.index + match[0].indexOf(of));
        add(
          from,
          Math.max(start + name.length, match.index + match[0].indexOf(of) + (named === 1 ? of.length : 0)),
          of,
          name,
        );
      }
    };
    const flags = 'gu';
    const loose = '[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*';
    const initial = `(?:${things})`;
    scan(
      new RegExp(
        `(?<![\\p{L}\\p{N}])(${initial}|${capitalized(initial)})(?: (?:${called}))? (${capital})(?![\\p{L}])`,
        flags,
      ),
      2,
    );
    if (!german)
      scan(new RegExp(`(?<![\\p{L}\\p{N}])(?:the|our|my|das|die) (${capital}) (${initial})(?![\\p{L}])`, flags), 1);
    else scan(new RegExp(`(?<![\\p{L}\\p{N}])(?:the|our|my) (${capital}) (${initial})(?![\\p{L}])`, flags), 1);
    scan(
      new RegExp(
        `(?<![\\p{L}\\p{N}])(${initial}|${capitalized(initial)}|${looseThings}) (?:${called}) (${loose})`,
        flags,
      ),
      2,
    );
    scan(new RegExp(`(?<![\\p{L}\\p{N}])(${looseThings}|${capitalized(`(?:${looseThings})`)}) (${loose})`, flags), 2);
  }
  return found;
}

/** Capitals that name no app: tongues, months, holidays, what everybody writes large. */
const noApp =
  /^(?:English|German|French|Spanish|Italian|Portuguese|Dutch|Polish|Chinese|Japanese|Korean|Russian|Arabic|Turkish|Europe\p{L}*|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|UTC|GMT|C?ES?T|[EP][SD]T|I|A|The|My|Our|AI|API|APIs|URL|HTTP|HTTPS|JSON|CSV|PDFs?|XML|HTML|SQL|RSS|FTP|SFTP|SSH|IMAP|SMTP|ID|OK|CEO|CTO|HR|IT|CRM|ERP|VIP|FAQ|SLA|MRR|KPIs?|Markdown|Internet|Webhook|Cron|IF|Set|Switch|Merge|Code|Form|Chat|Drive|Docs|Sheets|Forms|N8N|n8n)$/u;
const named =
  /(?<![\p{L}\p{N}])(?:in|to|into|from|via|on|with|using|through|dans|sur|depuis|vers|en|desde|hacia) (?:the |our |my |an? )?(\p{Lu}[\p{L}\p{N}]{3,}(?:\.(?:com|io|ai|app))?)(?![\p{L}\p{N}'’_-])(?! \p{Lu})/gu;

/**
 * Names that no catalogue and no list knows where an app is meant: "send it to Zorgmail". Nothing of German, which
 * writes every noun like that. Read last: what anything else understood is masked by then.
 */
export function readUnknown(reading: Reading, languages: readonly string[]): Phrase[] {
  if (languages.includes('de')) return [];
  const found: Phrase[] = [];
  for (const match of readableOf(reading).matchAll(named)) {
    const [all, name = ''] = match;
    if (noApp.test(name)) continue;
    const start = match.index + all.length - name.length;
    const end = start + name.length;
    found.push({ kind: 'name', of: 'app', name, start, end, text: reading.original.slice(start, end) });
    mask(reading, start, end);
  }
  return found;
}

/** The same things with a capital, as German and the beginning of a sentence write them. */
function capitalized(source: string): string {
  return source.replace(/(?<=\(\?:|\|)\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function readableOf({ original, text }: Reading): string {
  let result = '';
  for (let at = 0; at < original.length; at += 1) result += text[at] === taken ? taken : original[at];
  return result;
}

const toLink = /^\s*(?:(?:to|an|à|a)\s+)?https?:\/\//iu;

/** Acts and things that name no app. An act that stands beside an address or an app of its own kind is said by that one. */
export function readActs(reading: Reading, lexicons: readonly Lexicon[]): Phrase[] {
  const found: Phrase[] = [];
  for (const lexicon of lexicons)
    for (const act of acts)
      for (const [, source] of lexicon.acts.filter(([known]) => known === act))
        for (const match of findAll(reading, whole(source))) {
          if (match[0].trim() === '') continue;
          const [start, end] = [match.index, match.index + match[0].length];
          // What goes to a link is no mail, it may be a mail's address.
          if (act === 'mail' && toLink.test(reading.original.slice(end))) continue;
          found.push({ kind: 'act', act, start, end, text: reading.original.slice(start, end) });
          mask(reading, start, end);
        }
  return found;
}
