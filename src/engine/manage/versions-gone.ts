import type { OnWorkflow } from '#src/model/action.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';
import { draftClicked } from '../shown/workflow-now.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { bringBack } from './bring-back.ts';
import { listVersions, loadVersion } from './versions.ts';

/**
 * Brings back a workflow that is gone: a version of it, by its id or a number in words, else as it was last. Returns why
 * it cannot be done, in words; undefined when a draft was shown.
 */
export async function restoreGone(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  workflow: WorkflowRecord,
  which: { versionId: string } | { words: string },
): Promise<string | undefined> {
  const number = 'words' in which ? /\d{1,4}/.exec(which.words)?.[0] : undefined;
  if ('words' in which && !number) return bringBack(context, turn, workflow);
  const { answers, recovery } = wordsFor(turn);
  const { all } = await listVersions(context, workflow, readerOfTurn(turn).language);
  const version = all.find((one) =>
    'versionId' in which ? one.versionId === which.versionId : one.number === Number(number),
  );
  if (!version) return number ? answers.noVersion(number, all.length) : answers.versionGone;
  const document = await loadVersion(context, workflow, version.versionId, undefined);
  if (!document) return answers.versionGone;
  const note = recovery.versionOf(version.number, workflow.name, version.at.slice(0, 10));
  return bringBack(context, turn, workflow, { document: document, note });
}

/** Undo of a change of a workflow that is gone: it comes back as it was before that change. */
export async function undoGone(
  context: EngineContext,
  turn: ActionTurn,
  workflow: WorkflowRecord,
  action: OnWorkflow,
): Promise<string | undefined> {
  const em = context.store.fork();
  const draftId = await draftClicked(em, action, workflow);
  const revision = draftId ? await findRevision(em, draftId, action.revision ?? 0) : null;
  const { answers, recovery } = wordsFor(turn);
  if (!revision?.base) return answers.nothingToUndo;
  const note = recovery.beforeChange(workflow.name, revision.request);
  return bringBack(context, turn, workflow, { document: revision.base, note });
}
