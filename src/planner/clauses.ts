import { createSpelling } from '#src/catalog/spelling.ts';
import { maskQuoted, outsideQuotes, toLower } from './words.ts';

/** One thing to do or to check, in the requester's words. */
export interface Clause {
  text: string;
  /** Same length as `text`: lower case, with quotations and URLs masked. */
  mask: string;
  /** True where everything that is there is gone through. */
  loops?: true;
  /** How often it is done, "two boards"; once where it is not said. */
  times?: number;
  /** What stood before it: decides whether a trailing "if" belongs to the clause before. */
  joint: 'start' | 'sentence' | 'comma' | 'and' | 'if';
}

export const verbs =
  'thank|inform|note it|get|fetch|call|download|request|hit|query|read|check|ping|monitor|look up|lookup|post|send|message|notify|tell|alert|slack|e-?mail|mail|append|add|write|save|store|insert|log|record|put|select|set|wait|remind|share|forward|create|make|run|pull|load|give|publish|announce|report|show|dm|do|update|delete|patch';
/** Acts people ask for that no step here can do; known so that they are told apart and reported. */
export const otherVerbs =
  'respond|reply|translate|summari[sz]e|generate|assign|escalate|archive|convert|upload|tag|label|ask|find|track|count|sync|move|copy|remove|extract|classify|analy[sz]e|schedule|book|buy|open|close|merge|deploy|restart|compress|resize|filter|sort|format|calculate|approve|process|categori[sz]e|prioriti[sz]e|rewrite|draft|qualify|score|rate|detect|evaluate|enrich|transcribe|route|capture|collect|retrieve|scrape|enrich|export|import|answer|validate|verify|rephrase|proofread|moderate|recommend|suggest|index|embed|vectori[sz]e|ingest';
/** Acts that only tell clauses apart; elsewhere they are words of events. */
const further =
  'search|attach|obtain|cancel|subscribe|compile|connect with|meet with|meet|talk to|speak to|consult|request';
/** What a clause behind "and" begins with. */
export const next = `(?:please )?(?:(?:${verbs}|${otherVerbs}|${further}|teams message|slack message)\\b|(?:only )?(?:if|when|unless)\\b|otherwise\\b|else\\b)`;
const splitter = new RegExp(
  [
    '\\s?[;\\n→]+\\s?|\\s->\\s|[.!?](?=\\s|$)\\s?',
    `|,? (?:and then|then|after that,?|afterwards,?|finally,?|and also|and|also|plus|&) (?=${next})`,
    `|, ?(?=${next})`,
    '|,? (?=(?:otherwise|else)\\b)',
    '|(?<!\\b(?:only|but)) (?=(?:only |but only )?(?:if|unless)\\b)',
    '| (?=when \\uE001)',
  ].join(''),
  'g',
);
const noise =
  /^(?:(?:please|hi|hello|hey|can you|could you|would you|will you|i want you to|i want to|i want|i would like to|i'd like to|i need to|i need|we need to|we want to|it should|you should|should|let's|then|and|also|that|which|just|to|automatically|finally|afterwards|after that|first|next|but|so|a workflow that|workflow that|create a workflow that|build a workflow that|make a workflow that|an automation that)(?:[\s,:]+|$))/;

/** Makes a clause and keeps text and mask aligned. */
export function toClause(text: string, joint: Clause['joint'] = 'start'): Clause {
  const start = text.length - text.trimStart().length;
  const trimmed = text.slice(start).replace(/[\s,.;:]+$/, '');
  return { text: trimmed, mask: toLower(maskQuoted(trimmed)), joint };
}

/** The clause without its first `count` characters. */
export function dropStart(clause: Clause, count: number): Clause {
  const start = count + (clause.mask.slice(count).length - clause.mask.slice(count).trimStart().length);
  return { ...clause, text: clause.text.slice(start), mask: clause.mask.slice(start) };
}

/** One line, single spaces; line breaks become sentence ends. Quotations stay as they were written. */
export const normalize = (request: string): string => outsideQuotes(request, tidy).trim();

/** Typos that would otherwise hide when something runs or what it does. */
const typos: Record<string, string> = {
  wen: 'when',
  whn: 'when',
  evry: 'every',
  evey: 'every',
  eveyr: 'every',
  everyday: 'every day',
  evryday: 'every day',
  teh: 'the',
  plase: 'please',
  pls: 'please',
  plz: 'please',
  mesage: 'message',
  tomorow: 'tomorrow',
  wensday: 'wednesday',
  wendesday: 'wednesday',
  tusday: 'tuesday',
  thrusday: 'thursday',
  saterday: 'saturday',
  tommorow: 'tomorrow',
};
const meant = createSpelling(
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays morning mornings evening afternoon weekday weekdays month months minute hour minutes hours tomorrow webhook whenever customer customers invoice invoices weather'.split(
    ' ',
  ),
);

const correct = (text: string): string =>
  text.replace(/(?<![#@\p{L}\p{N}/.-])\p{L}{3,}(?![\p{L}/@])/gu, (word) => {
    const lower = word.toLowerCase();
    return (Object.hasOwn(typos, lower) ? typos[lower] : meant(lower)) ?? word;
  });

/** Slack's own way to write a channel or a person, where it comes through as it is. */
const unwrap = (text: string): string =>
  text.replace(/<#(?:[CG][A-Z0-9]{5,}\|)?([^>|]+)\|?>/g, '#$1').replace(/<@([UW][A-Z0-9]{5,})(?:\|[^>]*)?>/g, '@$1');

const tidy = (text: string): string =>
  correct(unwrap(text))
    .replace(/(?<=\b(?:send|create|add|make|write|post)) am (?=\p{L})/giu, ' an ')
    // A quotation on a line of its own belongs to what stands before it.
    .replace(/(?<=\S)\s*\n\s*$/, ' ')
    .replace(/\s*\n\s*(?:[-*•]\s|\d{1,2}[.)]\s)?/g, '; ')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Co}\u200b\u2028\u2029\ufeff]/gu, '');

/** Splits a request into clauses at sentence ends and at "and", "then", "," where a new act or condition begins. */
export function splitClauses(text: string): Clause[] {
  const mask = toLower(maskQuoted(text));
  const clauses: Clause[] = [];
  let start = 0;
  let joint: Clause['joint'] = 'start';
  const push = (end: number) => {
    const clause = withoutNoise(toClause(text.slice(start, end), joint));
    if (/[\p{L}\p{N}\uE001\uE002]/u.test(clause.mask)) clauses.push(clause);
  };
  for (const match of mask.matchAll(splitter)) {
    if (isListed(mask.slice(start, match.index), mask.slice(match.index + match[0].length))) continue;
    push(match.index);
    start = match.index + match[0].length;
    joint = jointOf(match[0], mask.slice(start, start + 10));
  }
  push(mask.length);
  return clauses.slice(0, 60);
}

/** "Extract name, email and phone": a word in a list of what is taken out, which has no object of its own. */
const isListed = (before: string, behind: string): boolean =>
  /^(?:and |then )*(?:extract|parse|pull out|capture) /.test(before) &&
  /^(?:e-?mail|mail|message|note|record|report|label|tag|order|score|rate|log|call|schedule|comment|format)s?(?: (?:address(?:es)?|number|date|id|title|name|text))?(?:,| and | with | using | from | to |\.|;|\)|$)/u.test(
    behind,
  );

function jointOf(separator: string, following: string): Clause['joint'] {
  if (/[;.!?\n→>]/.test(separator)) return 'sentence';
  if (/\b(?:and|then|also|plus|after)|&/.test(separator)) return 'and';
  if (separator.includes(',')) return 'comma';
  return /^(?:only|but|if|unless|when)/.test(following) ? 'if' : 'and';
}

/** The clause without words of courtesy and joints at its beginning. */
export function withoutNoise(clause: Clause): Clause {
  let rest = clause;
  for (let round = 0; round < 8; round += 1) {
    const found = noise.exec(rest.mask);
    if (!found) return rest;
    rest = dropStart(rest, found[0].length);
  }
  return rest;
}
