import type { Draft } from '#src/model/draft.ts';
import { languagesOf } from './account/lexicon/languages.ts';
import { withoutOld } from './account/old-values.ts';
import type { Phrase, PhraseKind } from './account/phrase.ts';
import { findClocks, formatClock } from './clock.ts';
import { quoteSaid } from './quote-said.ts';
import { type Revised, reviseDraft, type Where } from './revise.ts';
import { parseSchedule } from './schedule-grammar.ts';
import { toEnglish } from './translate.ts';

/** Read as what is wanted, where the words are read without telling old from new. */
const misread: ReadonlySet<PhraseKind> = new Set([
  'time',
  'days',
  'date',
  'frequency',
  'channel',
  'person',
  'address',
  'url',
  'text',
]);

/**
 * Changes a draft by words that name an old value beside the new one: "at 7 instead of 8", "nicht an #a, sondern an #b".
 * Undefined where they name none; 'open' where what is to be in its place is no change we can make.
 */
export function reviseSwapped(current: Draft, said: string, where: Where): Revised | 'open' | undefined {
  const request = inDigits(said);
  const { wanted, old } = withoutOld(request, { before: current, catalog: where.catalog });
  if (old.length === 0) return undefined;
  const english = toEnglish(quoteSaid(wanted), { told: request, language: languagesOf(request)[0] }).text;
  const revised = reviseDraft(current, asSaidAlone(english.trim(), old), where, old);
  return revised ?? (old.some(({ kind }) => misread.has(kind)) ? 'open' : undefined);
}

/** "Quarter past 7" as 7:15. */
const inDigits = (said: string): string =>
  said.replace(/\b(?:half past|quarter past|quarter to) (?:\d{1,2}|[a-z]{3,6})\b/gi, (words) => {
    const [piece] = findClocks(words.toLowerCase());
    return piece ? formatClock(piece.clock) : words;
  });

const hour = /(?:^|\b(?:to|it|for|on|by)\s)[\s,]*(?=\d{1,2}(?:\s*$|[\s,.;!](?![\s]*\d)))/i;
const weekday = /^(?=(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)/i;

/** "Make it 7" and "Tuesday", where that takes the place of a time or of a day. */
function asSaidAlone(request: string, old: readonly Phrase[]): string {
  const times = old.some(({ kind }) => kind === 'time') && !parseSchedule(request)?.clocks.length;
  const days = old.some(({ kind }) => kind === 'days' || kind === 'frequency');
  const said = days ? request.replace(weekday, 'on ') : request;
  return times ? said.replace(hour, 'at ') : said;
}
