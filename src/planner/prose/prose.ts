import type { Catalog } from '#src/catalog/catalog.ts';
import { maskQuoted } from '../words.ts';
import { withAppsOf } from './apps-of-title.ts';
import { assistantIn } from './assistant.ts';
import { isHarmless, isMereWords, isPraise, withoutBenefits } from './background.ts';
import type { Prose } from './description.ts';
import { itemsOf, ofApp } from './list.ts';
import { bare, describes, reported, told } from './sentence.ts';
import { startedBy } from './started-by.ts';
import { leadOf, unsaid, withModelOf } from './title.ts';
import { toRequest } from './to-request.ts';
import { actsHere, isAct, isThing } from './verbs.ts';
import { startedByPeople, startedByThings, usingModel } from './who-acts.ts';

/** "I want a chatbot that …", "please build …": whoever asks so describes it as well. */
const politely =
  /^(?:(?:hi|hello|hey)[, !]+)?(?:please |can you |could you |would you )*(?:(?:i|we) (?:want|need|would like|['’]d like)|i['’]d like|we['’]d like)?(?: to)? ?(?:please )?(?=(?:build|create|make|set up|have|an?|chat|ask)\b)/iu;
const asks = /\b(?:please|i (?:want|need|would)|i'd|we (?:want|need)|can you|could you|would you)\b/i;

/** When it runs, and nothing else. */
const onlyWhen = /^(?:every|each|daily|weekly|monthly|hourly|nightly|at|on|when(?:ever)?)\b[^,;.]*$/i;
/** What answers the question when it starts. */
const answered =
  /^(?:when i start it by hand|when a webhook is called|every (?:morning|[a-z]+day) at \d{1,2}:\d{2})[.,] (?=\S)/i;
const timed = (text: string): boolean =>
  /\b(?:when(?:ever)?|every|each|daily|weekly|monthly|hourly|nightly|webhook|forms?|at \d)\b/i.test(maskQuoted(text));

/** What says itself when it starts. */
const scheduled =
  /\b(?:when(?:ever)?|as soon as|daily|weekly|monthly|hourly|nightly|(?:every|each) (?:\d+ |other )?(?:minutes?|hours?|days?|weeks?|months?|mornings?|evenings?|nights?|weekdays?|[a-z]+day))\b/i;

/** Sentences that are read; each is looked through for every app. What stands behind them is told as left. */
const mostSentences = 40;
const short = /^(?:\p{So}\s*)?[^.!?:]{3,120}$/u;

/**
 * Reads a description, "Fetches … every day and sends … to Slack", as the request it stands for. Undefined for words
 * that ask for something themselves. Pure, linear in the length of the words.
 */
export function readProse(request: string, catalog: Catalog): Prose | undefined {
  if (request.length > 4000) return undefined;
  const polite = politely.exec(request)?.[0] ?? '';
  if (polite !== '') return ofAssistant(request, request.slice(polite.length), catalog);
  if (asks.test(maskQuoted(request))) return undefined;
  // The answer to when it starts, before what it does.
  const [start = ''] = answered.exec(request) ?? [];
  const described = start === '' ? undefined : readProse(request.slice(start.length), catalog);
  if (described && !/^(?:when|every|each|daily)\b/i.test(described.text))
    return { ...described, text: `${start}${described.text}` };
  const all = sentencesIn(request, catalog);
  const assistant = ofAssistant(request, request, catalog);
  if (assistant) return assistant;
  const events: string[] = [];
  const sentences = all.slice(0, mostSentences).map((sentence) => asActs(sentence, request, catalog, events));
  const praised = sentences.filter((sentence) => isPraise(sentence, request, catalog));
  const telling = sentences.filter((sentence) => !praised.includes(sentence));
  const { title, body } = partsOf(telling, request, catalog);
  if (!body) return ordered(telling, praised, request, catalog);
  const said: Said = { pairs: [], background: [...praised, ...events], left: [] };
  const parts = body.flatMap((sentence) => {
    if (isMereWords(sentence, request, catalog)) {
      said.background.push(sentence);
      return [];
    }
    const { kept, dropped, wanted } = withoutBenefits(sentence, request, catalog);
    said.background.push(...dropped);
    said.left.push(...wanted);
    return toRequest(kept, said.pairs, said.background) || [];
  });
  // "Sync … to …. Runs every 6 hours.": then what the title orders is what is done.
  const isOnlyWhen = parts.length === 1 && onlyWhen.test(parts[0] ?? '') && isAct(/^[\p{L}-]+/u.exec(title)?.[0] ?? '');
  if (isOnlyWhen) return { text: `${parts[0]}, ${title}`, ...said, back: backOf(said.pairs) };
  const begun = startedBy(withAppsOf(title, parts.join('. '), catalog), catalog);
  const text = withModelOf(title, begun, catalog);
  const lead = title === '' ? '' : leadOf(title, text);
  const { left, more } = title === '' ? { left: [], more: [] } : unsaid(title, body.join(' '), catalog);
  return {
    text: lead + text,
    background: [...said.background, ...more],
    left: [...left, ...said.left, ...new Set(all.slice(mostSentences))],
    back: backOf(said.pairs),
  };
}

const sentencesIn = (request: string, catalog: Catalog): string[] =>
  itemsOf(request)
    .flatMap(sentencesOf)
    .map((sentence) => ofApp(sentence, catalog))
    .flatMap((sentence, at) => (at === 0 ? titled(sentence) : [sentence]));

/** What is said of the assistant's one step is said of the whole description. */
function ofAssistant(request: string, described: string, catalog: Catalog): Prose | undefined {
  const assistant = assistantIn(described, sentencesIn(described, catalog), catalog);
  return assistant && { ...assistant, back: (words) => (words.startsWith('answer it using ') ? request : words) };
}

interface Said {
  pairs: [string, string][];
  background: string[];
  left: string[];
}

/** Who or what does something, as what starts it and what is done. */
const asActs = (sentence: string, request: string, catalog: Catalog, events: string[]): string =>
  usingModel(
    scheduled.test(maskQuoted(request))
      ? sentence
      : startedByThings(startedByPeople(sentence, catalog, events), catalog),
    catalog,
  );

/** The title, where there is one, and the sentences that tell what is done; no body where nothing is told. */
function partsOf(sentences: readonly string[], request: string, catalog: Catalog): { title: string; body?: string[] } {
  const [first = '', second] = sentences;
  const found = sentences.findIndex((sentence) => describes(sentence) || !request.includes(sentence));
  // "Get notified when …" before what is done for that says it twice.
  const isTwice = found === 0 && reported.test(bare(first)) && second !== undefined && describes(second);
  const at = isTwice || isHeadline(first, second, request, catalog) ? 1 : found;
  if (at < 0 || at > 1 || (at === 1 && !isTitle(first))) return { title: '' };
  return { title: at === 1 ? first : '', body: sentences.slice(at) };
}

/** Words that order, "Save new HubSpot contacts in Airtable": what is new starts it, and what praises is taken out. */
function ordered(
  sentences: readonly string[],
  praised: readonly string[],
  request: string,
  catalog: Catalog,
): Prose | undefined {
  const said = sentences.map(bare).join('. ');
  const text = timed(request) ? said : startedBy(said, catalog);
  const isList = sentences.some((sentence) => !request.includes(sentence));
  if (text === said && praised.length === 0 && !isList) return undefined;
  return { text, background: [...praised], left: [], back: (words) => words };
}

const backOf = (pairs: readonly [string, string][]) => (words: string) =>
  pairs.reduce((said, [base, own]) => said.replace(new RegExp(`(?<!\\p{L})${base}(?!\\p{L})`, 'iu'), own), words);

function sentencesOf(text: string): string[] {
  const mask = maskQuoted(text);
  const found: string[] = [];
  let start = 0;
  for (const match of mask.matchAll(/[.!?](?:\s+|$)|;\s+|\s*\n+\s*(?:[-*•]\s|\d{1,2}[.)]\s)?/g)) {
    found.push(text.slice(start, match.index).trim());
    start = match.index + match[0].length;
  }
  found.push(text.slice(start).trim());
  return found.filter((one) => /\p{L}/u.test(one));
}

/** "Airtable to Mailchimp sync - adds …": the title and what it does. */
function titled(sentence: string): string[] {
  const joint = /^[^,:]{3,80}?(?:: | [—–-] )/u.exec(maskQuoted(sentence));
  const behind = joint ? sentence.slice(joint[0].length) : '';
  return joint && (describes(behind) || told.test(behind)) && !told.test(sentence)
    ? [joint[0].replace(/(?:: | [—–-] )$/, ''), behind]
    : [sentence];
}

/** What only names the workflow, where the steps themselves come behind it: "Invoice reminders. Every Monday …". */
function isHeadline(sentence: string, following: string | undefined, request: string, catalog: Catalog): boolean {
  const [first = ''] = /^[\p{L}-]+/u.exec(sentence) ?? [];
  if (following === undefined || sentence.length > 90 || told.test(sentence) || isAct(first)) return false;
  const [act = ''] = /^[\p{L}-]+/u.exec(following) ?? [];
  const acts = isAct(act) && (!isThing(act.toLowerCase()) || actsHere(following.slice(act.length + 1)));
  return (
    (acts || /^(?:when(?:ever)?|every|each|as soon as)\b/i.test(following)) && isHarmless(sentence, request, catalog)
  );
}

const isTitle = (sentence: string): boolean => short.test(sentence) || sentence.length < 140;
