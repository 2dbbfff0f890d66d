import { wordsIn } from '#src/language/words.ts';
import { workflowsOf } from '#src/n8n/client.ts';
import type { CreationRecord, WorkflowRecord } from '#src/store/entities.ts';
import { findBringingBack, workflowsByAnyId } from '#src/store/recovery.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { referencesIn, withCalls } from '#src/workflow/bring-back.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { judgeDocument } from '../drafts/judge-change.ts';
import { type BroughtBack, toBroughtBack } from '../manage/bring-back.ts';
import { lookAt } from '../manage/look.ts';
import { approveByOperator, type OperatorContext } from '../manage/restore-by-operator.ts';
import { listVersions, loadVersion } from '../manage/versions.ts';
import { isIn } from '../n8n-instance.ts';

/** What becomes of a missing workflow. `publishes`: it was published before, and nothing of it is left for a person. */
export type Recovery =
  | { kind: 'ready'; back: BroughtBack; publishes: boolean; wasPublished: boolean }
  | { kind: 'under way'; creation: CreationRecord }
  | { kind: 'nothing kept' };

/** Looks how a missing workflow can be brought back; nothing is written. */
export async function planRecovery(
  context: OperatorContext,
  workflow: WorkflowRecord,
  number?: number,
): Promise<Recovery> {
  const em = context.store.fork();
  const creation = await findBringingBack(em, workflow.id);
  if (creation) return { kind: 'under way', creation };
  const version = number === undefined ? undefined : await versionOf(context, workflow, number);
  if (number !== undefined && !version) return { kind: 'nothing kept' };
  const back = await toBroughtBack(context, workflow, { language: 'en', ...(version ? { version } : {}) });
  if (!back) return { kind: 'nothing kept' };
  const wasPublished = workflow.removedAt ? workflow.wasPublished : workflow.published;
  return { kind: 'ready', back, wasPublished, publishes: wasPublished && isComplete(back) };
}

async function versionOf(context: OperatorContext, workflow: WorkflowRecord, number: number) {
  const { all } = await listVersions(context, workflow, 'en');
  const found = all.find((one) => one.number === number);
  const document = found && (await loadVersion(context, workflow, found.versionId, undefined));
  if (!found || !document) return undefined;
  const note = wordsIn('en').engine.recovery.versionOf(number, workflow.name, found.at.slice(0, 10));
  return { document: document, note };
}

/** Nothing that would make it fail, or do something else than before, once it runs. */
const isComplete = ({ hands, behindLive }: BroughtBack): boolean => hands.length === 0 && !behindLive;

/** Keeps and approves what brings it back. Returns the creation, to be queued, or why there is none, in words. */
export async function recoverByOperator(
  context: OperatorContext,
  { back }: Extract<Recovery, { kind: 'ready' }>,
  publish: boolean,
): Promise<CreationRecord | string> {
  return approveByOperator(context, back.contents, publish);
}

/**
 * What is missing now, of these: what n8n does not list is asked for, and what it says is recorded. Without `record` it
 * counts as missing at once. Throws N8nError.
 */
export async function lookForMissing(
  context: OperatorContext,
  rows: readonly WorkflowRecord[],
  { record }: { record: boolean },
): Promise<{ missing: WorkflowRecord[]; unanswered: number }> {
  const missing: WorkflowRecord[] = [];
  let unanswered = 0;
  const listed = new Set<string>();
  for await (const { id } of workflowsOf(context.n8n.client)) listed.add(id);
  for (const row of rows) {
    if (listed.has(row.n8nId)) {
      // Taken to be lost, e.g. imported, and there all the same.
      if (row.removedAt && record) await lookAt(context, row);
      continue;
    }
    if (!record) {
      missing.push(row);
      continue;
    }
    const seen = await lookAt(context, row);
    if (seen.kind === 'unknown') unanswered += 1;
    if (seen.kind === 'gone') missing.push((await findWorkflow(context.store.fork(), row.id)) ?? row);
  }
  return { missing, unanswered };
}

/**
 * A workflow that runs others by ids they had before, changed to the ids they have now; live again where it was. Returns
 * undefined when there is nothing to change.
 */
export async function relinkByOperator(
  context: OperatorContext,
  workflow: WorkflowRecord,
): Promise<CreationRecord | string | undefined> {
  const seen = await lookAt(context, workflow);
  if (seen.kind !== 'there') return undefined;
  const { stored } = seen;
  const { name, nodes, connections, settings } = stored;
  const now = { name, nodes, connections, settings };
  const known = await workflowsByAnyId(context.store.fork(), referencesIn(now));
  const idNow = (id: string) => {
    const row = known.get(id);
    return row && !row.removedAt && isIn(context.n8n, row) ? row.n8nId : undefined;
  };
  const document = withCalls(now, idNow);
  if (JSON.stringify(document) === JSON.stringify(now)) return undefined;
  const contents = {
    document: toDraft(document),
    issues: await judgeDocument(context, document, { ...now, id: stored.id }),
    notes: [],
    request: `Run the workflows that were brought back from ${name}`,
    change: { workflow, base: stored },
    exact: document,
  };
  const live = stored.active && stored.activeVersionId === stored.versionId;
  return approveByOperator(context, contents, live);
}
