import { toTold } from '#src/cards/act-outcome.ts';
import { confirmCard } from '#src/cards/confirm-card.ts';
import { executionsCard } from '#src/cards/executions-card.ts';
import { failureMessage } from '#src/cards/failure-card.ts';
import { historyCard } from '#src/cards/history-card.ts';
import { type ListView, listCard } from '#src/cards/list-card.ts';
import { type WorkflowView, workflowCard } from '#src/cards/workflow-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { summaryWith } from '#test/support/summary.ts';
import { readerIn } from './cards.ts';

const workflowId = '0198c1de-0000-7000-8000-000000000007';
const at = '2026-11-24T08:30:00.000Z';
const url = 'https://n8n.example.com/workflow/7';

/** Every card about workflows in n8n, told with these words. */
export function managingCardsFor(words: string, language: Language = 'en'): Record<string, Card> {
  const reader = readerIn(language, 'Europe/Berlin');
  const workflow = (change: Partial<WorkflowView> = {}): WorkflowView => ({
    workflowId,
    name: words,
    url,
    state: 'live',
    unpublishedEdits: false,
    summary: summaryWith({
      sentence: words,
      trigger: words,
      steps: Array.from({ length: 30 }, () => words),
      apps: [words, 'Slack'],
      publishEffect: words,
    }),
    credentials: [words],
    nextRuns: [0, 1, 2].map((day) => ({ at: new Date(Date.UTC(2026, 10, 25 + day, 8)), about: false })),
    timezone: 'Europe/Berlin',
    reader,
    last: { status: 'success', at },
    requesterName: words,
    canRun: true,
    hasArchive: true,
    picture: { draftId: 'd-1', revision: 1 },
    ...change,
  });
  const list = (change: Partial<ListView> = {}): ListView => ({
    which: 'all',
    page: 1,
    pages: 3,
    total: 25,
    wholeInstance: true,
    allUrl: 'https://n8n.example.com/home/workflows',
    reader,
    rows: Array.from({ length: 10 }, (_, index) => ({
      workflowId: `${workflowId.slice(0, -1)}${index}`,
      name: `${words} ${index}`,
      url,
      state: index === 9 ? 'gone' : 'there',
      published: index % 2 === 0,
      last: { status: 'error', at },
    })),
    ...change,
  });
  const execution = (id: string, status: string) => ({ id, status, at, mode: words, retried: false, url });
  const failed = {
    kind: 'failed',
    problem: { message: words, code: 'x', reference: 'abcd1234', retryable: false },
  } as const;
  const cardOf = ({ card }: { card?: Card }): Card => card ?? { title: '', elements: [] };
  return {
    list: listCard(list()),
    'list-first': listCard(list({ which: 'mine', page: 0, wholeInstance: false })),
    'list-empty': listCard(list({ which: 'mine', page: 0, pages: 1, total: 0, rows: [] })),
    workflow: workflowCard(workflow()),
    'workflow-unpublished': workflowCard(
      workflow({ state: 'unpublished' }),
      toTold({ kind: 'unpublished' }, words, language),
    ),
    'workflow-edited': workflowCard(workflow({ unpublishedEdits: true }), toTold(failed, words, language)),
    'workflow-archived': workflowCard(workflow({ state: 'archived' }), toTold({ kind: 'archived' }, words, language)),
    'workflow-busy': workflowCard(workflow(), { level: 'info', text: words }, { busy: true }),
    'workflow-ran': workflowCard(
      workflow(),
      toTold(
        { kind: 'ran', httpStatus: 200, execution: { id: '9', status: 'error', url, explanation: words } },
        words,
        language,
      ),
    ),
    'confirm-publish': confirmCard(workflow({ state: 'unpublished' }), 'publish'),
    'confirm-unpublish': confirmCard(workflow(), 'unpublish'),
    'confirm-delete': confirmCard(workflow(), 'delete'),
    'confirm-delete-for-good': confirmCard(workflow({ hasArchive: false }), 'delete'),
    'confirm-run': confirmCard(workflow(), 'run'),
    'confirm-retry': confirmCard(workflow(), 'retry', { executionId: '9' }),
    history: historyCard({
      workflowId,
      name: words,
      page: 0,
      pages: 3,
      reader,
      onlyOurs: false,
      rows: Array.from({ length: 10 }, (_, index) => ({
        number: 25 - index,
        versionId: `v-${25 - index}`,
        at,
        who: words,
        what: [words, words, words, words],
        current: index === 0,
        live: index === 1,
      })),
    }),
    executions: executionsCard({
      workflowId,
      name: words,
      url: `${url}/executions`,
      reader,
      rows: [execution('9', 'error'), execution('8', 'crashed'), execution('7', 'success')],
      explained: { id: '9', what: words, advice: words, canRetry: true, url: `${url}/executions/9` },
    }),
    'executions-none': executionsCard({
      workflowId,
      name: words,
      url: `${url}/executions`,
      reader,
      rows: [],
    }),
    'failure-notice': cardOf(
      failureMessage({
        workflowId,
        name: words,
        executionId: '9',
        step: words,
        problem: words,
        advice: words,
        failedAt: new Date(at),
        firstAt: new Date(at),
        timezone: 'Europe/Berlin',
        count: 3,
        mixed: false,
        reader: readerIn(language),
      }),
    ),
  };
}
