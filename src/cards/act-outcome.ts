import type { Language } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { Problem } from './outcome.ts';
import { type SeenState, seenText } from './seen.ts';
import { statusText } from './when.ts';
import type { Told } from './workflow-card.ts';

/** An execution as the outcome of an act keeps it. */
export interface ActExecution {
  id: string;
  status: string;
  url: string;
  /** Why it failed, and what to do, as plain text. */
  explanation?: string;
}

/** How something done with a workflow ended. Kept with the act, so that the card can be drawn again. */
export type ActOutcome =
  | ({ kind: 'published'; live: boolean; verified: boolean } & SeenState)
  | { kind: 'unpublished' | 'archived' | 'deleted' | 'gone' | 'unarchived' }
  /** Its address was called; `httpStatus` is what it answered. */
  | { kind: 'ran'; httpStatus: number; execution?: ActExecution }
  | { kind: 'not_run'; reason?: keyof Dictionary['engine']['noRun']; message: string }
  /** Called, but no answer was seen. */
  | { kind: 'may_have_run'; url: string }
  | { kind: 'retried'; execution: ActExecution }
  | { kind: 'failed'; problem: Problem };

/** What the card says about it. Pure. */
export function toTold(outcome: ActOutcome, by: string, language: Language = 'en'): Told {
  const { acts: words, outcome: common } = wordsIn(language).cards;
  switch (outcome.kind) {
    case 'published':
      return { level: outcome.live ? 'success' : 'warning', text: words.withName(seenText(outcome, language), by) };
    case 'unpublished':
      return { level: 'success', text: words.unpublished(by) };
    case 'archived':
      return { level: 'success', text: words.archived(by) };
    case 'deleted':
      return { level: 'success', text: words.deleted(by) };
    case 'gone':
      return { level: 'info', text: words.gone };
    case 'unarchived':
      return { level: 'success', text: words.unarchived(by) };
    case 'ran':
      return toldOfRun(outcome, by, language);
    case 'not_run':
      return { level: 'warning', text: words.notStarted(notRunText(outcome, language)) };
    case 'may_have_run':
      return {
        level: 'warning',
        text: words.mayHaveRun,
        links: [{ label: words.executionsInN8n, url: outcome.url }],
      };
    case 'retried':
      return toldOfExecution(outcome.execution, words.retried(by, outcome.execution.id), language);
    case 'failed':
      return {
        level: 'error',
        text: common.withReference(problemText(outcome.problem, language), outcome.problem.reference),
      };
    default:
      return outcome satisfies never;
  }
}

function notRunText({ reason, message }: Extract<ActOutcome, { kind: 'not_run' }>, language: Language): string {
  return reason ? wordsIn(language).engine.noRun[reason] : message;
}

function toldOfRun(
  { httpStatus, execution }: Extract<ActOutcome, { kind: 'ran' }>,
  by: string,
  language: Language,
): Told {
  const { acts: words } = wordsIn(language).cards;
  if (execution) return toldOfExecution(execution, words.started(by, execution.id), language);
  const ok = httpStatus < 400;
  return { level: ok ? 'success' : 'warning', text: words.answered(by, httpStatus) };
}

function toldOfExecution({ status, url, explanation }: ActExecution, start: string, language: Language): Told {
  const { acts: words } = wordsIn(language).cards;
  const level = status === 'success' ? 'success' : status === 'running' || status === 'waiting' ? 'info' : 'warning';
  const ended = words.ended(start, statusText(status, language));
  const text = explanation ? `${ended} ${explanation}` : ended;
  return { level, text, links: [{ label: words.executionInN8n, url }] };
}

/** The outcome in one word or two, for the audit trail and the HTTP API. */
export function auditableAct(outcome: ActOutcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  if ((outcome.kind === 'ran' || outcome.kind === 'retried') && outcome.execution) {
    return { kind: outcome.kind, execution: outcome.execution.id, status: outcome.execution.status };
  }
  return { kind: outcome.kind };
}
