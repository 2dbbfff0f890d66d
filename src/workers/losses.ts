import type { EngineContext, OfN8n } from '#src/engine/context.ts';
import { hasUnpublishedEdits } from '#src/engine/manage/look.ts';
import { oweLoss } from '#src/engine/recover/loss.ts';
import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { keepSeen, markLost, type Seen, seenOf } from '#src/store/recovery.ts';
import { recordSeen } from '#src/store/workflow-state.ts';
import { findWorkflows } from '#src/store/workflows.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { Pace } from './pace.ts';

type LossContext = Pick<EngineContext, 'store' | 'log' | 'policy'> & OfN8n<'client' | 'url'>;

/** So many missing at once are a loss; fewer are one when nothing of ours is left. Somebody tidying up deletes some. */
const many = 5;

/** Keeps what n8n holds when that is another version, or runs otherwise, than what was kept last. Without secrets. */
export async function keepIfNew(
  store: Pick<Store, 'fork'>,
  there: { stored: StoredWorkflow; row: Pick<WorkflowRecord, 'id'> }[],
): Promise<void> {
  if (there.length === 0) return;
  const kept = await seenOf(
    store.fork(),
    there.map(({ row }) => row.id),
  );
  const fresh = there.flatMap(({ stored, row }): Seen[] => {
    const versionId = stored.versionId ?? stored.updatedAt;
    const live = !stored.active ? 'no' : hasUnpublishedEdits(stored) ? 'earlier' : 'this';
    const before = kept.get(row.id);
    if (before?.versionId === versionId && before.live === live) return [];
    const { name, nodes, connections, settings } = redactWorkflow(stored);
    const document = { name, nodes, connections, settings };
    return [{ workflow: row.id, versionId, live, document }];
  });
  await keepSeen(store.fork(), fresh);
}

/** Records as gone what a second, whole list lacks as well. Nothing is recorded when it cannot be read whole. */
export async function findGone(
  context: LossContext,
  rows: WorkflowRecord[],
  pace: Pace,
  signal?: AbortSignal,
): Promise<void> {
  const missing = new Map(rows.map((row) => [row.n8nId, row]));
  try {
    let cursor: string | undefined;
    do {
      await pace(signal);
      const page = await context.n8n.client.list(cursor ? { cursor } : {});
      for (const { id } of page.workflows) missing.delete(id);
      cursor = page.nextCursor;
    } while (cursor);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    return;
  }
  for (const row of missing.values())
    await context.store.fork().transactional((tx) => recordSeen(tx, row, { kind: 'gone' }));
}

/** Of those that were missing: when n8n lost many at once, that is recorded, logged, and owed to the admins, as one. */
export async function recordLoss(
  context: LossContext,
  { missing, known }: { missing: WorkflowRecord[]; known: number },
): Promise<void> {
  const now = await findWorkflows(
    context.store.fork(),
    missing.map(({ id }) => id),
  );
  const gone = now.filter(({ removedAt }) => removedAt !== null).length;
  if (gone === 0 || (gone < many && gone < known)) return;
  const id = crypto.randomUUID();
  const { rows, told } = await context.store.fork().transactional(async (tx) => {
    const rows = await markLost(tx, context.n8n.url, new Date());
    const told = rows.length > 0 ? await oweLoss(tx, context.policy, { id, rows }) : 0;
    const data = {
      lost: rows.length,
      instance: context.n8n.url,
      workflows: rows.slice(0, 100).map((row) => row.id),
    };
    if (rows.length > 0) await appendAudit(tx, { kind: 'outcome', actor: 'n8n', subject: id, data });
    return { rows, told };
  });
  if (rows.length === 0) return;
  const what = 'n8n has lost workflows: look with "flowsmith restore --all --dry-run", bring them back without it';
  context.log.error({ lost: rows.length, instance: context.n8n.url, admins: told }, what);
}
