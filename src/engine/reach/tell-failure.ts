import { failureMessage } from '#src/cards/failure-card.ts';
import { N8nError } from '#src/errors.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import type { ExecutionFacts } from '#src/n8n/executions.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findDraft } from '#src/store/drafts.ts';
import { Conversation, type WorkflowFailureRecord, type WorkflowRecord } from '#src/store/entities.ts';
import { beginFailureNotice, dropFailure, findWorkflowFailure, keepFacts, markShown } from '#src/store/failures.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow, firstVersionOf, newestVersionOf } from '#src/store/workflows.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { explainFailure } from './explain-failure.ts';
import { failurePaceMs, short } from './note-failure.ts';

/** Shows in one conversation what is true now of a failure: one message, however often it happened and is tried. */
export async function tellFailure(
  context: EngineContext,
  { subject, place }: Claim<'failed'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const failure = await findWorkflowFailure(em, subject);
  const workflow = failure && (await findWorkflow(em, failure.workflow));
  if (!failure || !workflow || workflow.removedAt) return;
  const notice = await beginFailureNotice(em, { failure: subject, conversation: place });
  // A storm is shown now and then, its end always.
  const restMs = failurePaceMs - (notice.shownMs ?? failurePaceMs);
  if (restMs > 0 && !failure.recoveredAt) return { laterMs: Math.ceil(restMs) };
  const seen = await readFacts(context, em, failure, workflow);
  if (!seen) return;
  const conversation = await em.findOneOrFail(Conversation, { id: place });
  const reader = await readerOfWorkflow(em, workflow.id);
  const message = failureMessage({
    workflowId: workflow.id,
    name: workflow.name,
    executionId: failure.executions[0],
    step: seen.step ?? undefined,
    problem: seen.problem ?? undefined,
    advice: adviceOn(seen, reader),
    failedAt: failure.lastAt,
    firstAt: failure.firstAt,
    recoveredAt: failure.recoveredAt ?? undefined,
    timezone: timezoneOf((await newestVersionOf(em, workflow.id))?.document),
    count: failure.count,
    mixed: failure.pattern === '',
    reader,
  });
  const platform = platformOf(context, conversation.platform);
  if (notice.message) await platform.update(notice.message, message);
  const posted = notice.message
    ? { message: notice.message }
    : await platform.post(toConversationRef(conversation), message, { id: notice.id, again: notice.again });
  await markShown(context.store.fork(), notice.id, posted.message);
  return;
}

interface Seen {
  step?: string | null;
  problem?: string | null;
  httpStatus?: number | null;
}

/** What to do about it, as far as its words say. */
export function adviceOn({ step, problem, httpStatus }: Seen, { language }: Pick<Reader, 'language'>): string {
  const facts = { id: '', workflowId: '', status: 'error', mode: '', url: '' };
  return explainFailure(
    {
      ...facts,
      ...(step ? { failedNode: step } : {}),
      ...(problem ? { errorMessage: problem } : {}),
      ...(httpStatus ? { httpStatus } : {}),
    },
    language,
  ).advice;
}

/**
 * What n8n itself says of the newest counts more than what was reported. Undefined, and nothing left of it, where that was
 * an execution of another workflow: who reads our secret in n8n could report anything.
 */
async function readFacts(
  context: EngineContext,
  em: EntityManager,
  failure: WorkflowFailureRecord,
  workflow: WorkflowRecord,
): Promise<Seen | undefined> {
  const [newest] = failure.executions;
  const facts = newest === undefined ? undefined : await readExecution(context, newest);
  if (!facts) return failure;
  if (facts.workflowId !== workflow.n8nId) {
    context.log.warn({ workflow: workflow.id }, 'a failure was reported of an execution of another workflow');
    await dropFailure(em, failure.id);
    return undefined;
  }
  const seen = {
    step: short(facts.failedNode) ?? failure.step ?? null,
    problem: short(facts.errorMessage) ?? failure.problem ?? null,
    httpStatus: facts.httpStatus ?? null,
  };
  await keepFacts(em, failure, seen);
  return seen;
}

/** Undefined where n8n keeps nothing or does not answer now. */
async function readExecution(context: EngineContext, id: string): Promise<ExecutionFacts | undefined> {
  try {
    return await context.n8n.executions.get(id);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    context.log.info({ code: error.code }, 'failed execution not read');
    return undefined;
  }
}

/** Nobody asked now: it is told to whoever asked for the workflow. */
async function readerOfWorkflow(em: EntityManager, workflow: string): Promise<Reader> {
  const first = await firstVersionOf(em, workflow);
  return readerOf((first && (await findDraft(em, first.draft))) ?? {});
}

function timezoneOf(document: unknown): string {
  const settings = isRecord(document) ? document['settings'] : undefined;
  const timezone = isRecord(settings) ? settings['timezone'] : undefined;
  return typeof timezone === 'string' && isTimezone(timezone) ? timezone : 'UTC';
}

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
