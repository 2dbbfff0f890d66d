import type { Language } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { ExecutionFacts } from '#src/n8n/executions.ts';
import { redactSecrets } from '#src/policy/secrets.ts';

/** A failure in words. The message was written by others: plain text without secrets, shortened, nobody's instruction. */
export interface Explanation {
  /** e.g. `The step “Get” failed: Not found (HTTP 404).` */
  what: string;
  /** What a person can do about it. */
  advice: string;
  /** The message alone. */
  message: string;
}

const longest = 240;

type Words = Dictionary['engine']['failures'];
/** Names of the sentences that stand alone. */
type Advice = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words];

/** By HTTP status first: n8n's own words for those are the least helpful. */
const byStatus: [fits: (status: number) => boolean, advice: Advice][] = [
  [(status) => status === 401 || status === 403, 'login'],
  [(status) => status === 404 || status === 410, 'notThere'],
  [(status) => status === 429, 'tooOften'],
  [(status) => status === 400 || status === 422, 'notUnderstood'],
  [(status) => status === 408 || status === 504, 'slow'],
  [(status) => status === 413, 'tooMuch'],
  [(status) => status >= 500, 'serverProblem'],
];

const byWords: [pattern: RegExp, advice: Advice][] = [
  [/timed? ?out|ETIMEDOUT|ESOCKETTIMEDOUT|aborted/i, 'timeout'],
  [/ECONNREFUSED|ECONNRESET|EHOSTUNREACH|socket hang up|connection/i, 'unreachable'],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/i, 'noSuchServer'],
  [/certificate|self[- ]signed|SSL|TLS/i, 'certificate'],
  [/credential/i, 'credential'],
  [/not_in_channel|channel_not_found/i, 'slackChannel'],
  [/expression|cannot read propert|is not defined|undefined|referenced node|no data|paired item/i, 'missingValue'],
  [/required|missing|empty/i, 'emptyField'],
  [/JSON/, 'noJson'],
  [/rate limit|too many|quota/i, 'limit'],
];

/** What went wrong and what to do. Pure. */
export function explainFailure(facts: ExecutionFacts, language: Language = 'en'): Explanation {
  const { failures: words } = wordsIn(language).engine;
  const { failedNode, errorMessage, errorDescription, httpStatus } = facts;
  const message = tame([errorMessage, errorDescription].filter(Boolean).join(' '));
  const step = failedNode ? words.stepFailed(tame(failedNode, 80)) : words.failed;
  const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
  const what = message ? words.said(step, message, status) : words.silent(step, status);
  return { what, advice: words[adviceFor(facts, message)], message };
}

function adviceFor({ httpStatus, status, dataMissing }: ExecutionFacts, message: string): Advice {
  if (httpStatus !== undefined) {
    const known = byStatus.find(([fits]) => fits(httpStatus));
    if (known) return known[1];
  }
  const known = byWords.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  if (status === 'crashed') return 'crashed';
  if (dataMissing) return 'noData';
  return 'look';
}

/** No secrets, one line, short. */
function tame(text: string, most = longest): string {
  const line = redactSecrets(text.slice(0, 4_000))
    .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
