import { toTold } from '#src/cards/act-outcome.ts';
import { changesCard, toPages } from '#src/cards/changes-card.ts';
import { confirmCard } from '#src/cards/confirm-card.ts';
import { executionsCard } from '#src/cards/executions-card.ts';
import { failedCard } from '#src/cards/failed-card.ts';
import { failureMessage } from '#src/cards/failure-card.ts';
import { historyCard } from '#src/cards/history-card.ts';
import { stepsCard } from '#src/cards/steps-card.ts';
import { type TestsView, type TestView, testCard } from '#src/cards/test-card.ts';
import { triedCard } from '#src/cards/tried-card.ts';
import { type WorkflowView, workflowCard } from '#src/cards/workflow-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { ConfirmedVerb } from '#src/model/verbs.ts';
import { readerIn } from '../cards.ts';
import { rehearsedViews } from '../rehearsed-cards.ts';
import { problem } from './decided.ts';
import { differenceIn } from './drafts.ts';
import { branch, failedRow, nextRuns, type State, simple, url } from './view.ts';

const workflowId = 'w-1';
const when = '2026-11-29T08:00:00.000Z';
const name = 'Stand-up in 5 minutes';
const picture = { draftId: 'd-1', revision: 2 };

const workflow = (language: Language, change: Partial<WorkflowView> = {}): WorkflowView => ({
  ...{ workflowId, name, url, state: 'live', unpublishedEdits: false, nextRuns, timezone: 'Europe/Berlin' },
  ...{ summary: simple(language).summary, credentials: ['Company Slack'], reader: readerIn(language, 'Europe/Berlin') },
  ...{ last: { status: 'success', at: when }, requesterName: 'Anna', canRun: false, hasArchive: true },
  ...change,
});
const shown =
  (change: Partial<WorkflowView> = {}): State =>
  (language) =>
    workflowCard(workflow(language, change));
const told =
  (outcome: ActOutcome, change: Partial<WorkflowView> = {}): State =>
  (language) =>
    workflowCard(workflow(language, change), toTold(outcome, 'Mia', language));
const off = { state: 'unpublished' } as const;
const asks =
  (verb: ConfirmedVerb, change: Partial<WorkflowView> = {}, about: Parameters<typeof confirmCard>[2] = {}): State =>
  (language) =>
    confirmCard(workflow(language, change), verb, about);
const failedRun = (language: Language): ActOutcome => ({
  kind: 'retried',
  execution: { id: '9', status: 'error', url, explanation: wordsIn(language).engine.failures.slackChannel },
});

const executions = (language: Language, explained: boolean, none = false): Card => {
  const { mode } = wordsIn(language).cards.executions;
  const { failures } = wordsIn(language).engine;
  const row = (id: string, status: string, how: string, retried = false) => ({
    ...{ id, status, at: when, mode: how, retried, url },
  });
  return executionsCard({
    ...{ workflowId, name, url: `${url}/executions`, reader: readerIn(language, 'Europe/Berlin') },
    rows: none
      ? []
      : [row('9', 'error', mode.trigger), row('8', 'success', mode.retry), row('7', 'error', mode.trigger, true)],
    ...(explained
      ? {
          explained: {
            ...{ id: '9', canRetry: true, url },
            what: failures.said(failures.stepFailed('Post to #team'), 'channel_not_found', ''),
            advice: failures.slackChannel,
          },
        }
      : {}),
  });
};
const history = (language: Language, onlyOurs: boolean): Card =>
  historyCard({
    ...{ workflowId, name, page: 0, pages: 2, reader: readerIn(language, 'Europe/Berlin'), onlyOurs },
    rows: [3, 2, 1].map((number) => ({
      ...{ number, versionId: `v-${number}`, at: when, who: number === 2 ? 'Ben' : 'Anna' },
      what: number === 1 ? [] : differenceIn(language),
      ...{ current: number === 3, live: number === 3 },
    })),
  });
const tests =
  (...states: TestView['state'][]): State =>
  (language) => {
    const view: TestsView = {
      ...{ language, name, person: 'Anna', offeredIn: 'e-1', draftId: 'd-1', revision: 2 },
      tests: states.map((state) => ({
        ...{ step: 'Post to #team', kind: 'slack', to: 'Anna', credentials: ['Company Slack'], times: 1, state },
        values: [{ path: 'text', label: 'Message Text', text: 'Stand-up in 5 minutes', computed: false }],
      })),
    };
    return testCard(view);
  };

/** A workflow in n8n: how it stands, what was done with it, what is asked before, and what can be seen of it. */
export const workflows = {
  'workflow live': (language) =>
    workflowCard(workflow(language, { picture, summary: branch(language).summary, nextRuns: [] })),
  'workflow on, not started': shown({ state: 'published' }),
  'workflow off': shown(off),
  'workflow with edits not live': shown({ unpublishedEdits: true }),
  'workflow in the archive': shown({ state: 'archived' }),
  'workflow gone': shown({ state: 'gone' }),
  'workflow n8n does not tell of': (language) => {
    const { summary: _, ...view } = workflow(language, { state: 'unknown' });
    return workflowCard(view);
  },
  'workflow busy': (language) =>
    workflowCard(
      workflow(language),
      { level: 'info', text: wordsIn(language).cards.acts.withName(wordsIn(language).cards.verbs.publish.busy, 'Mia') },
      { busy: true },
    ),
  'workflow turned on': told({ kind: 'published', live: true, verified: true, seen: 'live' }),
  'workflow turned on, n8n does not tell more': told({
    kind: 'published',
    live: false,
    verified: false,
    seen: 'unverified',
  }),
  'workflow turned off': told({ kind: 'unpublished' }, off),
  'workflow deleted': told({ kind: 'archived' }, { state: 'archived' }),
  'workflow deleted for good': told({ kind: 'deleted' }, { state: 'gone', hasArchive: false }),
  'workflow brought back': told({ kind: 'unarchived' }, off),
  'workflow renamed': told({ kind: 'renamed', was: 'Stand-up' }),
  'workflow gone meanwhile': told({ kind: 'gone' }, { state: 'gone' }),
  'workflow run': told(
    { kind: 'ran', httpStatus: 200, execution: { id: '9', status: 'success', url } },
    { canRun: true },
  ),
  'workflow not run': told({ kind: 'not_run', reason: 'not_published', message: '' }, off),
  'workflow perhaps run': told({ kind: 'may_have_run', url }, { canRun: true }),
  'workflow retried, and failed': (language) => told(failedRun(language))(language),
  'workflow not turned off': told({ kind: 'failed', problem }),
  'asked before turning on': asks('publish', off),
  'asked before turning off': asks('unpublish'),
  'asked before deleting': asks('delete'),
  'asked before deleting for good': asks('delete', { hasArchive: false }),
  'asked before running': asks('run', { canRun: true }),
  'asked before retrying': asks('retry', {}, { executionId: '9' }),
  'asked before renaming': asks('rename', {}, { argument: 'Stand-up', saidIn: 'e-1' }),
  executions: (language) => executions(language, false),
  'executions, one explained': (language) => executions(language, true),
  'executions, none': (language) => executions(language, false, true),
  'failed today': (language) =>
    failedCard({
      ...{ title: wordsIn(language).engine.talk.failures, rows: [failedRow(language)], more: 1 },
      ...{ note: undefined, reader: readerIn(language, 'Europe/Berlin') },
    }).card,
  'failure notice': (language) =>
    failureMessage({
      ...{ workflowId, name, executionId: '9', step: 'Post to #team', problem: 'channel_not_found', count: 3 },
      ...{
        failedAt: new Date(when),
        firstAt: new Date(when),
        advice: wordsIn(language).engine.failures.slackChannel,
        mixed: false,
      },
      ...{ timezone: 'Europe/Berlin', reader: readerIn(language) },
    }).card as Card,
  'failure notice, over': (language) =>
    failureMessage({
      ...{ workflowId, name, executionId: '9', step: 'Post to #team', problem: 'channel_not_found', count: 1 },
      ...{ failedAt: new Date(when), firstAt: new Date(when), recoveredAt: new Date(when), advice: '', mixed: false },
      ...{ timezone: 'Europe/Berlin', reader: readerIn(language) },
    }).card as Card,
  history: (language) => history(language, false),
  'history of ours alone': (language) => history(language, true),
  steps: (language) =>
    stepsCard(branch(language, { plainPicture: true, plannedBy: [wordsIn(language).engine.notes.templates] })),
  changes: (language) =>
    changesCard({
      ...{ draftId: 'd-1', revision: 2, name, page: 0, pages: toPages(differenceIn(language)), total: 2 },
      reader: readerIn(language),
    }),
  tried: (language) => {
    const { rehearsed } = rehearsedViews(branch(language)).new;
    if (!rehearsed) throw new Error('nothing was rehearsed');
    return triedCard({ workflowId, name, triedIn: 'e-1', rehearsed, language });
  },
  'test offered': tests('open'),
  'test being sent': tests('under_way'),
  'test sent': tests({ kind: 'sent' }),
  'test refused': tests({ kind: 'refused', message: 'channel_not_found' }),
  'test not sent': tests({ kind: 'not_sent', reason: 'busy' }),
  'test perhaps sent': tests({ kind: 'unknown' }),
} satisfies Record<string, State>;
