import type { Language } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActExecution, ActOutcome } from '#src/model/act-outcome.ts';
import { startLevel } from './outcome.ts';
import { seenText } from './seen.ts';
import { statusText } from './when.ts';
import type { Told } from './workflow-card.ts';

/** What the card says about it. Pure. */
export function toTold(outcome: ActOutcome, by: string, language: Language = 'en'): Told {
  const { acts: words, done, outcome: common } = wordsIn(language).cards;
  switch (outcome.kind) {
    case 'published':
      return { level: startLevel(outcome), text: words.withName(seenText(outcome, language), by) };
    case 'gone':
      return { level: 'info', text: words.gone };
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
      return { level: 'success', text: done[outcome.kind](by, outcome.was ?? '') };
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
