import { otherVerbs, verbs } from '../clauses.ts';

/** Acts that descriptions tell beside those that people ask for. */
const described = `accept aggregate automate back capture categorise categorize collect compare create detect digest distribute draft enrich enhance
evaluate export extract forward handle identify implement import integrate keep leverage listen manage match moderate monitor
navigate normalize notify parse perform poll prioritise prioritize process produce proofread provide pull qualify rank rate receive
retrieve return review rewrite route scan score scrape start store submit summarise suggest transcribe transfer transform trigger turn
upsert use validate verify watch work`;

const bases = new Set(
  [...verbs.split('|'), ...otherVerbs.split('|'), ...described.split(/\s+/)]
    .flatMap((one) =>
      one.includes('[sz]') ? [one.replace('[sz]', 's'), one.replace('[sz]', 'z')] : [one.replace('-?', '')],
    )
    .filter((one) => /^[a-z]{2,}$/.test(one)),
);

/** Acts under other names, which nothing else here goes by. */
const meant: Record<string, string> = {
  condense: 'summarize',
  crawl: 'scrape',
  dump: 'export',
  gather: 'collect',
  grab: 'get',
  pick: 'get',
  rephrase: 'rewrite',
  take: 'get',
};

/** The first of these that is an act, by the name that the rest of the planner knows. */
function actOfAny(words: readonly string[]): string | undefined {
  const found = words.find((word) => bases.has(word) || Object.hasOwn(meant, word));
  return found && (meant[found] ?? found);
}

/** Words that are things as well as acts: "reports", "posts". */
const things = new Set(
  'alert book call check comment copy email file filter form format label list log mail match message monitor note order post process query rank rate record report request review run schedule score set slack sort start tag track trigger update watch work'.split(
    ' ',
  ),
);

/** `summarizes` → `summarize`, `copies` → `copy`, `fetches` → `fetch`; undefined for what is no act. */
export function fromThird(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (!lower.endsWith('s')) return undefined;
  return actOfAny([lower.slice(0, -1), lower.slice(0, -2), lower.replace(/ies$/, 'y')]);
}

/** `storing` → `store`, `getting` → `get`. */
export function fromGerund(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (!/ing$/.test(lower)) return undefined;
  const root = lower.slice(0, -3);
  return actOfAny([root, `${root}e`, root.replace(/(.)\1$/, '$1')]);
}

const irregular: Record<string, string> = {
  sent: 'send',
  written: 'write',
  put: 'put',
  made: 'make',
  read: 'read',
  kept: 'keep',
  told: 'tell',
  set: 'set',
  given: 'give',
  shown: 'show',
};

/** `created` → `create`, `sent` → `send`; undefined for what is no act. */
export function fromParticiple(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (Object.hasOwn(irregular, lower)) return irregular[lower];
  if (!/ed$/.test(lower)) return undefined;
  const root = lower.slice(0, -2);
  return actOfAny([root, `${root}e`, root.replace(/i$/, 'y'), root.replace(/(.)\1$/, '$1')]);
}

export const isAct = (word: string): boolean => bases.has(word.toLowerCase());
/** True for an act whose word is more often a thing. */
export const isThing = (base: string): boolean => things.has(base);

/** What stands behind a word that is a thing or an act, "reports": an act has an object. */
export const actsHere = (behind: string): boolean =>
  /^(?!(?:and|or|is|are|was|were|will|can|of|from|in|to|for|with|by|on|at|via|using|that|which|through|into)\b)[\p{L}#\uE001\uE002]/iu.test(
    behind,
  );

/** `generator`, `notifier`: who does it. */
export const isDoer = (word: string): boolean =>
  /[eo]rs?$/i.test(word) && ['', 'e', 'y'].some((end) => isAct(word.replace(/(?:i?er|or)s?$/i, end)));

/** Words that may tell of an act in any form: "summarizes", "storing", "generation". */
export const mayBeAct = (word: string): boolean =>
  /(?:ations?|ing|ment)$/i.test(word) ||
  isDoer(word) ||
  isAct(word) ||
  [fromThird, fromGerund, fromParticiple].some((form) => form(word) !== undefined);
