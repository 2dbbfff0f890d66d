import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { firstUrl, maskQuoted, toLower } from '../words.ts';
import { namedModel } from './models.ts';
import { namedStore, type StoreWords, saysRetrieval, usualStore, vectorWords } from './stores.ts';

/** What answers are looked up in. */
export interface Knowledge {
  /** A vector store. */
  store?: StoreWords;
  /** True where nobody named it. */
  isUsual?: boolean;
  /** Apps whose contents are read while it answers. */
  live: NamedApp[];
  /** An app whose contents have to be put into the store first, and what one of them is called. */
  filledFrom?: { app: NamedApp; thing: string };
  /** A page that is read while it answers; no address where only a website is spoken of. */
  page?: string;
}

/** Things that somebody wrote down so that others find an answer in them. */
const written =
  'documents?|docs?|documentation|files|pdfs?|hand ?books?|manuals?|faqs?|polic(?:y|ies)|guidelines?|guides?|wikis?|knowledge|articles?|contracts?';
const pages = 'web ?sites?|web ?pages?|(?:home)?pages?(?= x)';
const owned =
  '(?:(?:the|our|my|your|all|an?|its|their|these|those|this|of|company|internal|own|uploaded|product|customer|business|google|content|contents|data|files|pages) )*(?:[\\p{L}-]+ ){0,2}?';
/** "Answers from our handbook", "knows our FAQ", "chat with my PDFs". */
const from = new RegExp(
  `\\b(?:from|in|with|about|for|on|questions? to|using|via|through|over|out of|across|against|knows?|knowing|based on|search(?:es|ing)?|reads?|reading|consult(?:s|ing)?|quer(?:y|ies|ying)) ${owned}(?:${written})\\b`,
  'iu',
);
/** "Answers from our website": one "for our website" is talked to there. */
const fromPage = new RegExp(
  `\\b(?:from|about|over|out of|knows?|knowing|based on|using|search(?:es|ing)?|reads?|reading) ${owned}(?:${pages})(?!\\p{L})`,
  'iu',
);
/** Somebody is answered. */
const answering =
  /\b(?:answer\w*|questions?|q ?& ?a|asks?|asking|repl(?:y|ies|ying)|respond\w*|responses?|chat\w*|bots?|assistants?|agents?|rag|knows?|inquir\w+|support)\b/i;

/** Apps of files, whose contents no tool of n8n gives to a model as text. */
const ofFiles = /^(?:googleDrive|dropbox|box|microsoftOneDrive|microsoftSharePoint|awsS3|s3|nextCloud)$/;
/** What one entry is called where n8n starts with a new one. */
const entries: Record<string, string> = { notion: 'page', googleSheets: 'row', airtable: 'record' };

/**
 * What a text says that answers are to be looked up in; undefined where it says nothing of the kind. What an app has is
 * read there while it answers; files, and everything where a store is spoken of, are put into a store first.
 * @param others apps of the text that are neither the place of the talk nor a model
 */
export function knowledgeIn(
  catalog: Catalog,
  text: string,
  others: readonly NamedApp[] = appsOf(catalog, text),
): Knowledge | undefined {
  const mask = toLower(maskQuoted(text)).replace(/\uE001+/g, (url) => 'x'.repeat(url.length));
  const says = saysRetrieval(text);
  const speaks = from.test(mask) || fromPage.test(mask);
  const named = namedStore(catalog, text, vectorWords.test(mask) || says || /\bdoc(?:ument)?s?\b|\bpdfs?\b/.test(mask));
  if (!answering.test(mask) || !(says || speaks || named)) return undefined;
  // "Pgvector in Postgres" is one thing.
  const apps = others.filter(
    ({ start, end, name }) => !named?.pattern.test(text.slice(start, end)) && !named?.name.startsWith(`${name} `),
  );
  const store = named ?? usualStore(catalog);
  const stored = named !== undefined || vectorWords.test(mask);
  const files = apps.find(({ action = '' }) => ofFiles.test(shortName(action)));
  const kept = apps.find(({ action = '' }) => Object.hasOwn(entries, shortName(action)));
  const filling = files ?? (stored ? kept : undefined);
  const thing = filling === files ? 'file' : (entries[shortName(filling?.action ?? '')] ?? 'entry');
  const live = apps.filter((app) => app !== filling && !ofFiles.test(shortName(app.action ?? '')));
  const url = firstUrl(text);
  const isPage = !stored && !filling && (url !== undefined || (live.length === 0 && fromPage.test(mask)));
  const needsStore = stored || filling !== undefined || (live.length === 0 && !isPage);
  if (needsStore && !store) return undefined;
  return {
    ...(needsStore && store ? { store, isUsual: !named } : {}),
    live,
    ...(filling ? { filledFrom: { app: filling, thing } } : {}),
    ...(isPage ? { page: url ?? '' } : {}),
  };
}

function appsOf(catalog: Catalog, text: string): NamedApp[] {
  return appsIn(catalog, text, toLower(maskQuoted(text))).filter(
    ({ start, end }) => namedModel(catalog, text.slice(start, end)) === undefined,
  );
}
