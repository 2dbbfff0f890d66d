import { N8nComparison } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** How far a round of the comparison with one n8n is. */
export interface Position {
  startedAt: Date;
  cursor: string | undefined;
  /** n8n's ids that were listed so far. */
  listed: string[];
}

/** Where to go on; undefined when the last round ended, or began longer than `staleMs` ago. */
export async function findPosition(
  em: EntityManager,
  instanceUrl: string,
  staleMs: number,
): Promise<Position | undefined> {
  const row = await em.findOne(N8nComparison, { instanceUrl, finishedAt: null });
  if (!row || Date.now() - row.startedAt.getTime() > staleMs) return undefined;
  return { startedAt: row.startedAt, cursor: row.cursor ?? undefined, listed: row.listed };
}

export async function savePosition(em: EntityManager, instanceUrl: string, position: Position): Promise<void> {
  const { startedAt, cursor = null, listed } = position;
  await em.upsert(N8nComparison, { instanceUrl, startedAt, cursor, listed, finishedAt: null });
}

/** The round is over, or is not to be gone on with: the next one begins at the first page. */
export async function endRound(em: EntityManager, instanceUrl: string): Promise<void> {
  const over = { cursor: null, listed: [], finishedAt: new Date() };
  await em.nativeUpdate(N8nComparison, { instanceUrl }, over);
}
