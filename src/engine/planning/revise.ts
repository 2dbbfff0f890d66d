import type { DraftAction } from '#src/model/action.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { credentialNeeds } from '#src/workflow/credentials.ts';
import { rebase } from '#src/workflow/edit/rebase.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { EngineContext } from '../context.ts';
import { conflictNotes } from '../drafts/conflict-notes.ts';
import { judgeChange } from '../drafts/judge-change.ts';
import { keepRevision } from '../drafts/keep-draft.ts';
import { leftOutRequest, notDoneOf } from '../drafts/not-done.ts';
import { factsFor } from '../drafts/read-again.ts';
import { present } from '../shown/present.ts';
import { contentOf } from '../shown/presentation.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn/turn.ts';

/** Goes on without what is not done: a new revision, which says what was left out. */
export async function leaveOut(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const revision = await newestRevision(context, draft);
  const { document, notes, issues } = contentOf(revision);
  const base = revision.base ?? undefined;
  const contents = {
    document,
    notes,
    issues: await judgeChange(context, document, base),
    request: leftOutRequest(notDoneOf(issues)),
    worded: false,
    leaveOut: true,
    // Nothing else changes: what goes into n8n is what the card showed.
    ...(base ? {} : { exact: revision.workflow }),
  };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}

/** Binds the credential that was chosen from a list on the card: a new revision. */
export async function chooseCredential(
  context: EngineContext,
  turn: ActionTurn,
  draft: DraftRecord,
  { need, choice }: Extract<DraftAction, { kind: 'choose_credential' }>,
): Promise<void> {
  const revision = await newestRevision(context, draft);
  const base = revision.base ?? undefined;
  const workflow = revision.workflow;
  const { credentials: known } = await factsFor(context, workflow, base);
  const needs = credentialNeeds(workflow, context.n8n.catalog(), known, base);
  const chosen = needs[need]?.options?.[choice];
  if (!chosen) return turn.speaker.whisper(wordsFor(turn).answers.credentialGone);
  const { document, notes } = contentOf(revision);
  const issues = await judgeChange(context, document, base);
  const contents = { document, notes, issues, request: `Use the credential ${chosen.name}`, chosen: [chosen] };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}

/**
 * Opens an expired draft again as it was: a new revision, checked against what n8n and the policy say today. A change
 * goes on top of what n8n holds by now.
 */
export async function openAgain(
  context: EngineContext,
  turn: ActionTurn | MessageTurn,
  draft: DraftRecord,
): Promise<void> {
  const request = 'Opened again';
  const revision = await newestRevision(context, draft);
  if (draft.workflow && revision.base) return putOnTop(context, turn, draft, request);
  const { document, notes } = contentOf(revision);
  const contents = {
    document,
    notes,
    issues: await judgeChange(context, document, undefined),
    request,
    worded: false,
    exact: revision.workflow,
  };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}

/** Puts a change on top of what n8n holds now: a new revision, to be approved anew. */
export async function putOnTop(
  context: EngineContext,
  turn: ActionTurn | MessageTurn,
  draft: DraftRecord,
  request = 'Put on top of the version in n8n',
): Promise<void> {
  const revision = await newestRevision(context, draft);
  const workflow = draft.workflow ? await findWorkflow(context.store.fork(), draft.workflow) : null;
  const base = revision.base;
  if (!workflow || !base) throw new TypeError(`draft ${draft.id} changes no workflow`);
  const current = redactWorkflow(await context.n8n.client.get(workflow.n8nId));
  const ours = revision.workflow;
  const { workflow: merged, conflicts, operated } = rebase(withoutStored(base), ours, withoutStored(current));
  const before = contentOf(revision);
  const document = {
    ...toDraft(merged),
    description: before.document.description,
    assumptions: before.document.assumptions,
    assumed: before.document.assumed,
  };
  const { answers } = wordsFor(turn);
  const notes = conflictNotes(conflicts, answers);
  const contents = {
    document,
    issues: await judgeChange(context, document, current),
    notes: [...before.notes, ...notes],
    request,
    worded: false,
    change: { workflow, base: current },
    exact: merged,
    operated,
  };
  const draftId = await keepRevision(context, turn, contents, draft);
  return present(context, context.store.fork(), turn, draftId);
}

export async function newestRevision(context: EngineContext, draft: DraftRecord): Promise<RevisionRecord> {
  const revision = await findRevision(context.store.fork(), draft.id, draft.revision);
  if (!revision) throw new Error(`draft ${draft.id} has no revision ${draft.revision}`);
  return revision;
}
