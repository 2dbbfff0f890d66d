import type { Language, Reader } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { SeenState } from './seen.ts';

/** A failure as people see it. */
export interface Problem {
  message: string;
  code: string;
  reference: string;
  /** Whether pressing Retry can help without anybody changing anything. */
  retryable: boolean;
}

/** How a creation ended. Kept with the creation, so that the card can be drawn again. */
export type Outcome = OutcomeKind & {
  /** n8n made it twice, and somebody took up the other one: both stay. */
  twinUrl?: string;
};

type OutcomeKind =
  | { kind: 'created'; url: string; publishProblem?: Problem }
  /** `verified` is false where n8n does not tell whether the trigger started. */
  | ({ kind: 'published'; url: string; live: boolean; verified?: boolean } & SeenState)
  /** A change was saved; `live`: it is what runs now. */
  | ({ kind: 'updated'; url: string; live: boolean; publishProblem?: Problem } & SeenState)
  /** Somebody changed the workflow in n8n since the change was made; nothing was written. Both in words. */
  | { kind: 'conflict'; url: string; theirs: string[]; ours: string[] }
  | { kind: 'failed'; problem: Problem; nothingCreated: boolean };

/** Outcomes after which there is a workflow in n8n. */
export type DoneOutcome = Extract<Outcome, { kind: 'created' | 'published' | 'updated' }>;

/** No more than what was seen. */
export function publishedWord(
  { live, verified }: { live: boolean; verified?: boolean },
  { language }: Pick<Reader, 'language'>,
): string {
  const { outcome: words } = wordsIn(language).cards;
  if (live) return words.live;
  return verified === false ? words.published : words.notRunning;
}

/** With the reference under which its log lines are found. */
export const problemLine = (problem: Problem, language: Language): string =>
  wordsIn(language).cards.outcome.withReference(problemText(problem, language), problem.reference);

/** What the audit trail keeps of an outcome. */
export function auditableOutcome(outcome: Outcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'updated') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'conflict') return { kind: outcome.kind };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  return { kind: outcome.kind, ...(outcome.publishProblem ? { code: outcome.publishProblem.code } : {}) };
}
