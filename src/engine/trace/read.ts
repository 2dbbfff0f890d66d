import type { EntityManager } from '#src/store/orm.ts';
import { readTraceRows } from '#src/store/trace.ts';
import { findRequest, type Meant } from '#src/store/trace-find.ts';
import { toTrace } from './timeline.ts';
import type { Trace } from './trace.ts';

export type FoundTrace = { kind: 'one'; trace: Trace } | Exclude<Meant, { kind: 'one' }>;

/**
 * The life of one request, by its reference or the id of anything that belongs to it; see `findRequest`. Asks the
 * database a fixed number of times, each by an index, whatever it grew to.
 */
export async function readTrace(em: EntityManager, given: string): Promise<FoundTrace> {
  const meant = await findRequest(em, given);
  if (meant.kind !== 'one') return meant;
  const rows = await readTraceRows(em, meant.reference);
  return { kind: 'one', trace: toTrace(meant.reference, rows) };
}
