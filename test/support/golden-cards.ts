import { doneCard } from '#src/cards/done-card.ts';
import { type DraftView, draftCard } from '#src/cards/draft-card.ts';
import {
  answeredQuestionMessage,
  answerMessage,
  errorMessage,
  progressMessage,
  questionMessage,
} from '#src/cards/message-cards.ts';
import { closedCard, creatingCard, failedCard } from '#src/cards/outcome-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import type { Card } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import type { DoneOutcome, Problem } from '#src/model/outcome.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { summaryWith } from '#test/support/summary.ts';
import { nowOf, readerIn } from './cards.ts';
import { managingCardsFor } from './managing-cards.ts';

const url = 'https://n8n.example.com/workflow/7';

/** Every kind of card there is, told with these words. */
export function cardsFor(words: string, language: Language = 'en'): Record<string, Card> {
  const reader = readerIn(language);
  const issue = (severity: 'error' | 'warning') => ({ code: 'rule', severity, message: words });
  const view = (change: Partial<DraftView> = {}): DraftView => ({
    draftId: 'd-1',
    revision: 2,
    name: words,
    summary: summaryWith({
      sentence: words,
      trigger: words,
      steps: Array.from({ length: 30 }, () => words),
      apps: [words, 'Slack'],
      publishEffect: words,
    }),
    issues: [],
    assumptions: [words, words],
    notes: [words],
    requesterName: words,
    checkedAgainst: { kind: 'instance', n8nVersion: '2.40.7' },
    credentials: [],
    credentialsUrl: 'https://n8n.example.com/home/credentials',
    needs: [],
    nextRuns: [0, 1, 2].map((day) => ({ at: new Date(Date.UTC(2026, 10, 25 + day, 8)), about: false })),
    timezone: 'Europe/Berlin',
    reader,
    ...change,
  });
  const problem: Problem = { message: words, code: 'n8n_full', reference: 'abcd1234', retryable: true };
  const need = { nodes: [words], type: 'slackApi', displayName: words };
  const options = [1, 2, 3].map((id) => ({ id: String(id), name: `${words} ${id}`, type: 'slackApi' }));
  const at = new Date('2026-11-24T10:42:00Z');
  const approved = { name: words, at };
  const done = (outcome: DoneOutcome, now: Partial<WorkflowNow> = {}): Card =>
    doneCard(view(), approved, outcome, nowOf({ name: words, ...now }));
  const cardOf = ({ card }: { card?: Card }): Card => card ?? { title: '', elements: [] };
  const choices = (count: number) => Array.from({ length: count }, (_, index) => `${words} ${index}`);
  return {
    draft: draftCard(view()),
    'draft-with-gaps': draftCard(
      view({
        issues: [issue('error'), issue('warning')],
        needs: [{ node: words, path: 'channelId', label: words, hint: words }],
        credentials: [
          { ...need, options },
          { ...need, type: 'googleApi', options },
          { ...need, options: [] },
        ],
      }),
    ),
    'draft-not-done': draftCard(
      view({
        issues: [
          error('not-done', { words: [words, words] }),
          warning('left-out', { words: [words] }),
          warning('not-asked-for', { step: words }),
        ],
      }),
    ),
    'draft-rehearsed': draftCard(
      view({
        rehearsed: { heading: words, lines: [words, words, words, words, words], findings: [words, `${words} 2`] },
      }),
    ),
    change: draftCard(view({ difference: [words, words], changes: { wasPublished: true } })),
    closed: closedCard(view(), words),
    creating: creatingCard(view(), approved),
    created: done({ kind: 'created', url }, { state: 'unpublished' }),
    'publish-problem': done({ kind: 'created', url, publishProblem: problem }, { state: 'unpublished' }),
    live: done({ kind: 'published', url, live: true, message: words }),
    'not-running': done({ kind: 'published', url, live: false, message: words }),
    unpublished: done(
      { kind: 'published', url, live: true, message: words },
      { state: 'unpublished', switched: { by: words, at, outcome: { kind: 'unpublished' } }, changed: { inN8nAt: at } },
    ),
    updated: done({ kind: 'updated', url, live: false, message: words }),
    conflict: failedCard(view(), approved, { kind: 'conflict', url, theirs: [words], ours: [words, words] }),
    failed: failedCard(view(), approved, { kind: 'failed', problem, nothingCreated: true }),
    progress: cardOf(progressMessage('choosing', 'e-1', language)),
    answer: cardOf(answerMessage(`${words}\n\n${words}`, language)),
    error: cardOf(errorMessage(words, 'abcd1234', language)),
    'question-buttons': cardOf(questionMessage('q-1', words, choices(3), language)),
    'question-list': cardOf(questionMessage('q-1', words, choices(6), language)),
    'question-answered': cardOf(answeredQuestionMessage(words, words, words, language)),
    ...managingCardsFor(words, language),
  };
}
