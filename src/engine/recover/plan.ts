import { SeenWorkflow, type WorkflowRecord, WorkflowVersion } from '#src/store/entities.ts';
import { newestDocumentOf, workflowsByAnyId } from '#src/store/recovery.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { callsIn } from '#src/workflow/validate/policy/inner.ts';
import type { EngineContext } from '../context.ts';

/**
 * In an order in which each comes after those it runs and the one that reports its failures; among equals the oldest
 * first. Where they run each other in a circle one of them comes first all the same. Pure.
 */
export function inOrderOfCalls<T extends { id: string }>(
  rows: readonly T[],
  callsOf: (row: T) => readonly string[],
): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const done = new Set<string>();
  const ordered: T[] = [];
  const visit = (row: T): void => {
    if (done.has(row.id)) return;
    done.add(row.id);
    for (const id of callsOf(row)) {
      const called = byId.get(id);
      if (called) visit(called);
    }
    ordered.push(row);
  };
  for (const row of rows) visit(row);
  return ordered;
}

/** The same for workflows of ours, by the newest document of each. */
export async function sortByCalls(
  { store }: Pick<EngineContext, 'store'>,
  rows: readonly WorkflowRecord[],
): Promise<WorkflowRecord[]> {
  const known = await workflowsByAnyId(store.fork());
  const calls = new Map<string, string[]>();
  for (const row of rows) {
    const kept = await newestDocumentOf(store.fork(), row.id);
    const ids = kept ? callsIn(kept.document as unknown as N8nWorkflow) : [];
    calls.set(
      row.id,
      ids.flatMap((id) => known.get(id)?.id ?? []),
    );
  }
  return inOrderOfCalls(rows, ({ id }) => calls.get(id) ?? []);
}

/** Workflows that run another one by an id it does not have any more. */
export async function findStaleCallers(
  { store, instanceUrl }: Pick<EngineContext, 'store' | 'instanceUrl'>,
  former: ReadonlySet<string>,
): Promise<string[]> {
  const em = store.fork();
  const found = new Set<string>();
  if (former.size === 0) return [];
  const documents = [
    ...(await em.find(WorkflowVersion, {}, { fields: ['workflow', 'document'] })),
    ...(await em.find(SeenWorkflow, {}, { fields: ['workflow', 'document'] })),
  ];
  for (const { workflow, document } of documents)
    if (callsIn(document as unknown as N8nWorkflow).some((id) => former.has(id))) found.add(workflow);
  const there = await em.execute(
    'select id from workflows where instance_url = ? and removed_at is null and ?::jsonb @> to_jsonb(id::text)',
    [instanceUrl, JSON.stringify([...found])],
  );
  return (there as { id: string }[]).map(({ id }) => id);
}
