import { failureOf, type WorkflowNow } from '#src/cards/workflow-now.ts';
import type { ActionValue } from '#src/chat/inbound.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import { heldAfter } from '#src/model/verbs.ts';
import { lastSwitches } from '#src/store/acts.ts';
import { isUuid } from '#src/store/arrays.ts';
import { findCreation } from '#src/store/creations.ts';
import { findApproval, findDraft } from '#src/store/drafts.ts';
import type { ActRecord, CreationRecord, DraftRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import { findUnansweredOf } from '#src/store/n8n-writes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow, findWorkflowOf, newestVersionOf } from '#src/store/workflows.ts';

/** The workflow a draft led to, as the store knows it; undefined while there is none. */
export async function workflowOf(
  em: EntityManager,
  draft: DraftRecord,
  creation: CreationRecord,
): Promise<WorkflowRecord | null> {
  return draft.workflow ? findWorkflow(em, draft.workflow) : findWorkflowOf(em, creation.id);
}

/** What is true now about the workflow a draft led to. Reads the store only: what n8n says is recorded there. */
export async function loadWorkflowNow(
  em: EntityManager,
  draft: DraftRecord,
  { creation, workflow }: { creation: CreationRecord; workflow: WorkflowRecord },
): Promise<WorkflowNow> {
  const state = stateOf(workflow);
  const { newest, done } = await lastSwitches(em, workflow.id);
  const switched = switchedBy(workflow, state, creation, done);
  const other = await changedByAnother(em, draft, workflow);
  const changed = workflow.editedInN8nAt ? { inN8nAt: workflow.editedInN8nAt } : other;
  const failed = newest && isLater(newest, creation) ? await failureHere(em, newest, draft) : undefined;
  return {
    workflowId: workflow.id,
    name: workflow.name,
    state,
    superseded: other !== undefined && workflow.creation !== creation.id && workflow.removedAt === null,
    ...(switched ? { switched } : {}),
    ...(changed ? { changed } : {}),
    ...(newest?.status === 'pending' ? { busy: await busyWith(em, newest) } : {}),
    ...(failed ? { failed } : {}),
  };
}

/** An act that is under way, as cards say it: that n8n was asked and has not answered says more than anything else. */
export async function busyWith(
  em: EntityManager,
  { id, verb, requestedByName: by, stillTryingAt }: ActRecord,
): Promise<NonNullable<WorkflowNow['busy']>> {
  if (await findUnansweredOf(em, id)) return { verb, by, detail: 'unanswered' };
  return { verb, by, ...(stillTryingAt ? { detail: 'stillTrying' } : {}) };
}

function stateOf({ removedAt, archived, published }: WorkflowRecord): WorkflowNow['state'] {
  if (removedAt) return archived ? 'archived' : 'gone';
  return published ? 'published' : 'unpublished';
}

/** An act counts only after the creation, and while the state is still the one it led to. */
function switchedBy(
  { switchedInN8nAt }: WorkflowRecord,
  state: WorkflowNow['state'],
  creation: CreationRecord,
  act: ActRecord | null,
): WorkflowNow['switched'] {
  if (switchedInN8nAt) return { inN8nAt: switchedInN8nAt };
  if (!act?.finishedAt || !isLater(act, creation)) return undefined;
  const outcome = act.outcome as ActOutcome;
  return heldAfter[outcome.kind] === state ? { by: act.requestedByName, at: act.finishedAt, outcome } : undefined;
}

function isLater({ finishedAt }: ActRecord, creation: CreationRecord): boolean {
  return Boolean(finishedAt && (!creation.finishedAt || finishedAt > creation.finishedAt));
}

/** Who approved what was put into it last, when that was not this draft. */
async function changedByAnother(
  em: EntityManager,
  draft: DraftRecord,
  workflow: WorkflowRecord,
): Promise<{ by: string; at: Date } | undefined> {
  const last = await newestVersionOf(em, workflow.id);
  if (!last || last.draft === draft.id) return undefined;
  const approval = await findApproval(em, last.draft, last.revision);
  return { by: approval?.decidedByName ?? 'somebody', at: last.createdAt };
}

/** Told on the card it was asked for on, until something else is done. */
async function failureHere(em: EntityManager, act: ActRecord, draft: DraftRecord): Promise<WorkflowNow['failed']> {
  if (act.status !== 'failed') return undefined;
  const payload = (await findEvent(em, act.event))?.payload;
  const here = payload?.kind === 'action' && payload.value.draftId === draft.id;
  return here ? failureOf(act.outcome as ActOutcome) : undefined;
}

/** The draft whose card a click on something about this workflow was on; undefined for a card of the workflow itself. */
export async function draftClicked(
  em: EntityManager,
  { draftId }: Pick<ActionValue, 'draftId'>,
  workflow: WorkflowRecord,
): Promise<string | undefined> {
  if (!draftId || !isUuid(draftId)) return undefined;
  const made = workflow.creation ? await findCreation(em, workflow.creation) : null;
  const changes = made?.draft === draftId || (await findDraft(em, draftId))?.workflow === workflow.id;
  return changes ? draftId : undefined;
}
