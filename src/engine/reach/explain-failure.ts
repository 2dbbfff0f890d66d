import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ExecutionFacts } from '#src/n8n/executions.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { type Cause, causeOf } from './known-causes.ts';

/** A failure in words. The message was written by others: plain text without secrets, shortened, nobody's instruction. */
export interface Explanation {
  /** e.g. `The step “Get” failed: Not found (HTTP 404).` */
  what: string;
  /** What a person can do about it. */
  advice: string;
  /** The message alone. */
  message: string;
  /** What Flowsmith can change about it by itself. */
  fix?: NonNullable<Cause['fix']>;
}

const longest = 240;

/** What went wrong and what to do. Pure. */
export function explainFailure(facts: ExecutionFacts, language: Language = 'en'): Explanation {
  const { failures: words } = wordsIn(language).engine;
  const { failedNode, errorMessage, errorDescription, httpStatus } = facts;
  const message = tame([errorMessage, errorDescription].filter(Boolean).join(' '));
  const step = failedNode ? words.stepFailed(tame(failedNode, 80)) : words.failed;
  const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
  const what = message ? words.said(step, message, status) : words.silent(step, status);
  const { advice, fix } = causeOf(facts, message);
  return { what, advice: words[advice], message, ...(fix ? { fix } : {}) };
}

/** No secrets, one line, short. */
function tame(text: string, most = longest): string {
  const line = redactSecrets(text.slice(0, 4_000))
    .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
