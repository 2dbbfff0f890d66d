import type { WorkflowRecord } from '#src/store/entities.ts';
import { documentsThere, newestDocumentOf, workflowsByAnyId } from '#src/store/recovery.ts';
import { callsIn } from '#src/workflow/validate/policy/inner.ts';
import type { EngineContext, OfN8n } from '../context.ts';

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
  const calls = new Map<string, string[]>();
  for (const row of rows) {
    const kept = await newestDocumentOf(store.fork(), row.id);
    calls.set(row.id, kept ? callsIn(kept.document) : []);
  }
  const known = await workflowsByAnyId(store.fork(), [...new Set([...calls.values()].flat())]);
  return inOrderOfCalls(rows, ({ id }) => (calls.get(id) ?? []).flatMap((called) => known.get(called)?.id ?? []));
}

/** Workflows that run another one by an id it does not have any more. */
export async function findStaleCallers(
  { store, n8n }: Pick<EngineContext, 'store'> & OfN8n<'url'>,
  former: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  if (former.size === 0) return [];
  for await (const { workflow, documents } of documentsThere(store.fork(), n8n.url))
    if (documents.some((document) => callsIn(document).some((id) => former.has(id)))) found.push(workflow);
  return found;
}
