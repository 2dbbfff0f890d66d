import { failureMessage } from '#src/cards/failure-card.ts';
import { N8nError } from '#src/errors.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import type { ExecutionFacts } from '#src/n8n/executions.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { findDraft } from '#src/store/drafts.ts';
import { findFailureNotice } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow, firstVersionOf, newestVersionOf } from '#src/store/workflows.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { FailureTurn } from '../turn/turn.ts';

const longest = 300;

/** Tells that an execution failed: a new notice, or the count on the one that was posted within the hour. */
export async function respondToFailure(context: EngineContext, em: EntityManager, turn: FailureTurn): Promise<void> {
  const { event, row, conversation, speaker } = turn;
  const workflow = await findWorkflow(em, event.workflowId);
  if (!workflow || workflow.removedAt) return;
  const execution = event.executionId ? await readExecution(context, event.executionId) : undefined;
  // Who reads our secret in n8n could report anything: an execution of another workflow is no failure of this one.
  if (execution && execution.workflowId !== workflow.n8nId) {
    context.log.warn({ event: row.id }, 'a failure was reported of an execution of another workflow');
    return;
  }
  const notice = speaker.message ? undefined : await findFailureNotice(em, row, workflow.id);
  const message = failureMessage({
    workflowId: workflow.id,
    name: workflow.name,
    executionId: event.executionId,
    step: short(execution?.failedNode ?? event.step),
    problem: short(execution?.errorMessage ?? event.problem),
    failedAt: new Date(execution?.startedAt ?? row.receivedAt),
    timezone: timezoneOf((await newestVersionOf(em, workflow.id))?.document),
    count: notice?.count ?? 1,
    reader: await readerOfWorkflow(em, workflow.id),
  });
  if (!notice) await speaker.say(message);
  else await platformOf(context, conversation.platform).update(notice.message, message);
}

/** Nobody caused this turn: it is told to whoever asked for the workflow. */
async function readerOfWorkflow(em: EntityManager, workflow: string): Promise<Reader> {
  const first = await firstVersionOf(em, workflow);
  return readerOf((first && (await findDraft(em, first.draft))) ?? {});
}

/** What n8n itself says of it; undefined where it keeps nothing or does not answer now. */
async function readExecution(context: EngineContext, id: string): Promise<ExecutionFacts | undefined> {
  try {
    return await context.n8n.executions.get(id);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    context.log.info({ code: error.code }, 'failed execution not read');
    return undefined;
  }
}

function short(words: string | undefined): string | undefined {
  const plain = words && redactSecrets(words).text.replace(/\s+/g, ' ').trim();
  if (!plain) return undefined;
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
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
