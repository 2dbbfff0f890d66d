import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineContext, editorLink } from '#src/engine/context.ts';
import { readerOfAct } from '#src/engine/manage/show-act.ts';
import { explainFailure } from '#src/engine/reach/explain-failure.ts';
import { NotYet } from '#src/engine/write-guard.ts';
import { N8nError } from '#src/errors.ts';
import type { ActBegun, ActExecution, ActOutcome } from '#src/model/act-outcome.ts';
import type { ActVerb } from '#src/model/verbs.ts';
import { ensureOutOfTheWay, ensureUnarchived } from '#src/n8n/archive.ts';
import type { Execution, ExecutionFacts } from '#src/n8n/executions.ts';
import { toN8nError } from '#src/n8n/messages.ts';
import { markActNotStarted, markActStarted } from '#src/store/acts.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { actSubject, findUnanswered } from '#src/store/n8n-writes.ts';
import { markPublished, markRemoved, markReturned } from '#src/store/workflow-state.ts';
import { publishWorkflow } from './publish.ts';
import { rename } from './rename.ts';

/** Does it, and says how it ended. Throws what may be tried again, or is told as a failure. */
export async function carryOutAct(
  context: EngineContext,
  act: ActRecord,
  workflow: WorkflowRecord,
): Promise<ActOutcome> {
  try {
    return await calls[act.verb](context, act, workflow);
  } catch (error) {
    if (!(error instanceof N8nError) || error.code !== 'n8n_workflow_missing') throw error;
    await markRemoved(context.store.fork(), workflow.id);
    return { kind: 'gone' };
  }
}

type Call = (context: EngineContext, act: ActRecord, workflow: WorkflowRecord) => Promise<ActOutcome>;

/** What each verb does in n8n. Safe to run again after a crash at any point. */
const calls: Record<ActVerb, Call> = {
  ...{ publish, unpublish, delete: putAway, unarchive, rename },
  ...{ run: runIt, retry: retryIt },
};

async function publish(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  await markActStarted(context.store.fork(), act.id);
  return { kind: 'published', ...(await publishWorkflow(context, workflow, {})) };
}

async function unpublish(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  await markActStarted(context.store.fork(), act.id);
  await context.n8n.client.unpublish(workflow.n8nId);
  await markPublished(context.store.fork(), workflow.id, false);
  return { kind: 'unpublished' };
}

/** The card said which of the two it would be; on an n8n with an archive nothing is ever deleted for good. */
async function putAway(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  const capabilities = await context.n8n.capabilities();
  await markActStarted(context.store.fork(), act.id);
  const { kind } = await ensureOutOfTheWay(context.n8n, workflow.n8nId, { mayDelete: !capabilities.archive });
  if (kind === 'cannot_archive') throw cannotArchive();
  await markRemoved(context.store.fork(), workflow.id, { archived: kind === 'archived' });
  return { kind };
}

async function unarchive(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  await markActStarted(context.store.fork(), act.id);
  await ensureUnarchived(context.n8n, workflow.n8nId);
  await markReturned(context.store.fork(), workflow.id);
  return { kind: 'unarchived' };
}

/** Answers of proxies for calls that n8n may have taken all the same, or may take yet. */
const unclear: readonly number[] = [408, 429, 504];

/** Never twice: once it may have been called, only what is seen is told. */
async function runIt(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  const url = `${editorLink(context, workflow.n8nId)}/executions`;
  if (act.startedAt) return { kind: 'may_have_run', url };
  const em = context.store.fork();
  const stored = await context.n8n.client.get(workflow.n8nId);
  const newestBefore = await newestId(context, workflow.n8nId);
  await markActStarted(em, act.id, { newestBefore });
  try {
    const outcome = await context.n8n.runOnce(stored);
    if (!outcome.started) return { kind: 'not_run', reason: outcome.reason, message: outcome.message };
    const execution = await waitForExecution(context, act, workflow.n8nId, newestBefore);
    // Said by a proxy, or by the workflow: only an execution tells which.
    if (!execution && unclear.includes(outcome.status)) return { kind: 'may_have_run', url };
    return { kind: 'ran', httpStatus: outcome.status, ...(execution ? { execution } : {}) };
  } catch (error) {
    if (error instanceof N8nError && error.ambiguous) return { kind: 'may_have_run', url };
    await markActNotStarted(em, act.id);
    throw error;
  }
}

/**
 * Sent once. Without an answer n8n is asked whether it has a newer execution that tries this one again, until the
 * request counts as lost; then people decide, because it may have done half of its work.
 */
async function retryIt(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  const { executionId } = act;
  if (!executionId) throw new TypeError(`act ${act.id} names no execution`);
  const { executions } = context.n8n;
  const em = context.store.fork();
  const before = act.startedAt ? (act.outcome as ActBegun | null) : null;
  if (before) {
    // Read before looking: what arrives between the two is then waited for, not missed.
    const unanswered = await findUnanswered(em, actSubject(act));
    const newer = await executionsAfter(context, workflow.n8nId, before.newestBefore);
    const made = newer.find(({ retryOf }) => retryOf === executionId);
    if (made) return { kind: 'retried', execution: await toActExecution(context, act, await executions.get(made.id)) };
    if (unanswered && unanswered.waitMs > 0) throw new NotYet(unanswered);
    if (unanswered)
      throw toN8nError({ error: Object.assign(new Error('never answered'), { code: 'ETIMEDOUT' }) }, 'retry');
  }
  await markActStarted(em, act.id, { newestBefore: before?.newestBefore ?? (await newestId(context, workflow.n8nId)) });
  try {
    return { kind: 'retried', execution: await toActExecution(context, act, await executions.retry(executionId)) };
  } catch (error) {
    const unanswered = await findUnanswered(em, actSubject(act));
    throw unanswered ? new NotYet(unanswered) : error;
  }
}

async function newestId(context: EngineContext, n8nId: string): Promise<string> {
  return (await executionsAfter(context, n8nId, '0'))[0]?.id ?? '0';
}

/** Newest first; n8n lists the running ones apart. Its ids only grow. */
async function executionsAfter(context: EngineContext, workflowId: string, id: string): Promise<Execution[]> {
  const { executions } = context.n8n;
  const pages = await Promise.all([
    executions.list({ workflowId, limit: 20 }),
    executions.list({ workflowId, limit: 20, status: 'running' }),
  ]);
  const found = pages.flatMap((page) => page.executions).filter((each) => Number(each.id) > Number(id));
  return found.sort((a, b) => Number(b.id) - Number(a.id));
}

const looks = 12;
const betweenLooksMs = 250;

/** The execution the call led to, ended if that does not take long; undefined when n8n keeps none. */
async function waitForExecution(
  context: EngineContext,
  act: ActRecord,
  n8nId: string,
  newestBefore: string,
): Promise<ActExecution | undefined> {
  try {
    for (let look = 1; ; look++) {
      const found = (await executionsAfter(context, n8nId, newestBefore)).at(-1);
      const over = found !== undefined && found.status !== 'running' && found.status !== 'new';
      if (found && (over || look >= looks))
        return toActExecution(context, act, await context.n8n.executions.get(found.id));
      if (look >= looks) return undefined;
      await sleep(betweenLooksMs);
    }
  } catch (error) {
    // It was started; that its execution cannot be looked at does not change that.
    context.log.info({ err: error }, 'execution not read');
    return undefined;
  }
}

/** A failure is explained to whoever pressed the button. */
async function toActExecution(context: EngineContext, act: ActRecord, facts: ExecutionFacts): Promise<ActExecution> {
  const { id, status, url } = facts;
  if (status !== 'error' && status !== 'crashed') return { id, status, url };
  const { what, advice } = explainFailure(facts, (await readerOfAct(context.store.fork(), act)).language);
  return { id, status, url, explanation: `${what} ${advice}` };
}

function cannotArchive(): N8nError {
  return new N8nError('n8n has no archive for this key', {
    code: 'n8n_cannot_archive',
    userMessage:
      'n8n did not archive it, and it is not deleted for good without saying so before. Nothing was changed.',
  });
}
