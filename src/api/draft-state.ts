import type { Pictures } from '#src/chat/picture.ts';
import { editorLink, type OfN8n } from '#src/engine/context.ts';
import { statusAt } from '#src/engine/drafts/approval.ts';
import { wasTurnedDown } from '#src/engine/drafts/decisions.ts';
import { leftOutOf, notDoneOf } from '#src/engine/drafts/not-done.ts';
import { loadDraftView, type ViewContext } from '#src/engine/shown/presentation.ts';
import { workflowOf } from '#src/engine/shown/workflow-now.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { toLines } from '#src/rehearsal/tell.ts';
import { databaseNow } from '#src/store/clock.ts';
import { findCreationOf } from '#src/store/creations.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { EventRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import { answerTo } from '#src/store/messages.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import type { CredentialNeed } from '#src/workflow/credentials.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { isOfRest } from './admit.ts';
import type { DraftCredential, DraftState } from './operations/drafts.ts';

function toDraftCredential({ type, displayName, nodes, bound, options }: CredentialNeed): DraftCredential {
  const open = options === undefined ? 'unknown' : options.length === 0 ? 'missing' : 'choose';
  const uses = bound === undefined ? {} : { uses: bound.name };
  return { type, name: displayName, steps: nodes, status: bound ? 'bound' : open, ...uses };
}

/** What came of a rehearsal, line by line. */
export function toDraftRehearsal(kept: KeptRehearsal, { n8n }: OfN8n<'catalog'>): NonNullable<DraftState['rehearsal']> {
  if (kept.kind === 'not_rehearsed') return { lines: [wordsIn('en').rehearsal.skipped[kept.reason]], issues: [] };
  const { rehearsal } = kept;
  const lines = toLines(rehearsal, { catalog: n8n.catalog(), language: 'en' });
  return { lines: lines.map(({ text, depth }) => '  '.repeat(depth) + text), issues: rehearsal.issues };
}

/**
 * The state of a draft, or of the request that may still become one. Undefined when the id is unknown here: what was
 * asked in a chat stays with the people of that chat, so only requests of the HTTP API are shown, except to an operator.
 *
 * It never goes back. A draft is written before its turn decides about it (`approve: true`, a policy that approves), so
 * until its turn is over it is still planned, unless somebody has decided. The event is read before the draft, and both
 * before what the draft led to: whatever is written meanwhile can only make the answer older, never contradict it.
 */
async function loadDraftState(
  em: EntityManager,
  id: string,
  context: ViewContext,
  everywhere = false,
): Promise<DraftState | undefined> {
  const event = await findEvent(em, id);
  if (event?.payload.kind !== 'message' || !(everywhere || isOfRest(event.payload))) return undefined;
  const draft = await findDraft(em, id);
  if (!draft) return toRequestState(em, event);
  const status = statusAt(draft, await databaseNow(em));
  if (event.status === 'received' && draft.status === 'proposed' && status === 'proposed')
    return { draftId: id, reference: referenceIn(draft), status: 'planning' };
  const view = await loadDraftView(em, draft, context);
  const revision = await findRevision(em, id, draft.revision);
  const creation = await findCreationOf(em, id, draft.revision);
  // What was kept about a draft itself is its name and summary once more.
  const answer = wasTurnedDown(event) ? await answerTo(em, id) : undefined;
  // One that ended after the draft was read is told with the next reading, which has all of it.
  const ended = creation !== null && creation.status !== 'pending' && draft.status !== 'approved';
  const outcome = ended ? (creation.outcome as Outcome | null) : undefined;
  const workflow = creation && outcome ? await workflowOf(em, draft, creation) : null;
  const blocked = status === 'proposed' && errorsOf(view.issues).length > 0;
  return {
    draftId: id,
    reference: referenceIn(draft),
    status: blocked ? 'blocked' : (stateNow(outcome, workflow) ?? status),
    revision: draft.revision,
    ...(draft.expiresAt && (status === 'proposed' || status === 'expired')
      ? { expiresAt: draft.expiresAt.toISOString() }
      : {}),
    name: view.name,
    summary: view.summary.sentence,
    steps: view.summary.steps,
    issues: view.issues,
    notDone: notDoneOf(view.issues),
    leftOut: leftOutOf(view.issues),
    credentials: view.credentials.map(toDraftCredential),
    assumptions: [...(view.modelAssumed ?? []), ...view.assumptions],
    notes: view.notes,
    ...(view.takes ? { approvals: view.takes } : {}),
    ...(revision?.rehearsal ? { rehearsal: toDraftRehearsal(revision.rehearsal, context) } : {}),
    workflow: revision?.workflow,
    ...(answer ? { answer } : {}),
    ...(outcome ? outcomeFields(outcome, referenceIn(draft)) : {}),
    ...(workflow ? fieldsNow(context, outcome, workflow) : {}),
  };
}

/** Where its workflow stands by now, whatever the creation did. */
function stateNow(
  outcome: Outcome | null | undefined,
  workflow: WorkflowRecord | null,
): DraftState['status'] | undefined {
  if (!workflow || !outcome || outcome.kind === 'failed' || outcome.kind === 'conflict') return undefined;
  if (workflow.removedAt) return workflow.archived ? 'archived' : 'gone';
  return outcome.kind === 'published' && workflow.published ? 'published' : undefined;
}

function fieldsNow(
  context: OfN8n<'editorUrl'>,
  outcome: Outcome | null | undefined,
  { n8nId, removedAt, published, archived }: WorkflowRecord,
): Pick<DraftState, 'url' | 'live'> {
  if (!outcome || outcome.kind === 'failed') return {};
  const gone = removedAt !== null && !archived;
  const off = 'live' in outcome && (removedAt !== null || !published) && outcome.live ? { live: false } : {};
  return { url: gone ? undefined : editorLink(context, n8nId), ...off };
}

/** `everywhere`: of every tenant; an operator's key. */
export type LoadState = (id: string, everywhere?: boolean) => Promise<DraftState | undefined>;

/** The same with the address of its picture. */
export function createStateLoader(context: ViewContext & { store: Store }, pictures: Pictures): LoadState {
  return async (id, everywhere) => {
    const state = await loadDraftState(context.store.fork(), id, context, everywhere);
    if (state?.revision === undefined) return state;
    const picture = { draftId: id, revision: state.revision };
    return { ...state, pictureUrl: pictures.url(picture) ?? pictures.path(picture) };
  };
}

async function toRequestState(em: EntityManager, event: EventRecord): Promise<DraftState> {
  const state = { draftId: event.id, reference: referenceIn(event) };
  if (event.status === 'received') return { ...state, status: 'planning' };
  const answer = await answerTo(em, event.id);
  const status = event.status === 'failed' ? 'failed' : 'answered';
  return { ...state, status, ...(answer ? { answer } : {}) };
}

function outcomeFields(outcome: Outcome, reference: string): Partial<DraftState> {
  const problemOf = ({ code, message, reference: of }: { code: string; message: string; reference: string }) => ({
    ...{ code, message, reference: of },
  });
  switch (outcome.kind) {
    case 'created':
      return { url: outcome.url, ...(outcome.publishProblem ? { problem: problemOf(outcome.publishProblem) } : {}) };
    case 'published':
      return { url: outcome.url, live: outcome.live };
    case 'updated':
      return {
        url: outcome.url,
        live: outcome.live,
        ...(outcome.publishProblem ? { problem: problemOf(outcome.publishProblem) } : {}),
      };
    case 'conflict':
      return {
        url: outcome.url,
        problem: {
          code: 'workflow_changed',
          message: 'Somebody changed this workflow in n8n meanwhile. Nothing was written: ask for the change again.',
          reference,
        },
      };
    case 'failed':
      return { problem: problemOf(outcome.problem) };
    default:
      return outcome satisfies never;
  }
}
