import type { EngineContext, OfN8n } from '#src/engine/context.ts';
import { stateIn } from '#src/engine/manage/look.ts';
import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { markerOf } from '#src/n8n/marker.ts';
import { isUuid } from '#src/store/arrays.ts';
import { endRound, findPosition, type Position, savePosition } from '#src/store/comparisons.ts';
import { findCreationIds } from '#src/store/creations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { isAnyCreationUnanswered } from '#src/store/n8n-writes.ts';
import { findKept, holdsAny, isNews, listKept } from '#src/store/workflow-state.ts';
import { findWorkflows } from '#src/store/workflows.ts';
import { keepIfNew } from './losses.ts';
import type { Pace } from './pace.ts';
import type { TwinContext } from './twins.ts';

export type ReconcileContext = Pick<EngineContext, 'store' | 'log' | 'limits' | 'wake' | 'policy'> &
  OfN8n<'client' | 'url'> &
  TwinContext;

export interface Compared {
  /** Listed, and not as we know them; more than `mostLooks` of them wait for the next round. */
  different: WorkflowRecord[];
  /** Not listed. */
  missing: WorkflowRecord[];
  /** How many there should be. */
  known: number;
  /** Listed with a marker of a creation of ours, and not known here. */
  unrecorded: StoredWorkflow[];
}

/** Of one round: workflows that are asked for one by one. The rest waits. */
export const mostLooks = 50;
/** So many pages are read anew when the process dies. */
const savedEvery = 8;
/** What was listed before says nothing any more. */
const staleMs = 60 * 60_000;

/**
 * Reads n8n's list page by page: workflows of ours of which it says something else than we know, and what it lists with a
 * marker of ours that we do not know. One page is in memory at a time. A round that was broken off, by an n8n that did
 * not answer or by the end of the process, goes on from the page it had come to. Nothing is asked when there is nothing
 * of ours there.
 */
export async function compare(context: ReconcileContext, pace: Pace, signal?: AbortSignal): Promise<Compared> {
  const { store, n8n, log } = context;
  const found: Compared = { different: [], missing: [], known: 0, unrecorded: [] };
  if (!(await holdsAny(store.fork(), n8n.url)) && !(await isAnyCreationUnanswered(store.fork()))) return found;
  const begun = await findPosition(store.fork(), n8n.url, staleMs);
  const position: Position = begun ?? { startedAt: new Date(), cursor: undefined, listed: [] };
  const save = () => savePosition(store.fork(), n8n.url, position);
  try {
    for (let pages = 1; ; pages += 1) {
      await pace(signal);
      const page = await n8n.client.list(position.cursor ? { cursor: position.cursor } : {});
      await comparePage(context, page.workflows, found);
      position.listed.push(...page.workflows.map(({ id }) => id));
      position.cursor = page.nextCursor;
      if (!page.nextCursor) break;
      if (pages % savedEvery === 0) await save();
    }
  } catch (error) {
    const goesOn = signal?.aborted || (error instanceof N8nError && error.retryable);
    // A page that n8n refuses to give would be asked for for ever.
    await (goesOn && position.cursor ? save() : endRound(store.fork(), n8n.url));
    if (!(error instanceof N8nError)) throw error;
    // Of those that were not read nobody knows whether they are gone.
    log.info({ code: error.code, listed: position.listed.length }, 'workflows of n8n not listed whole');
    return found;
  }
  await endRound(store.fork(), n8n.url);
  // What was made meanwhile may be on a page that was read before.
  const kept = await listKept(store.fork(), n8n.url, position.startedAt);
  const listed = new Set(position.listed);
  const unlisted = kept.filter(({ n8nId }) => !listed.has(n8nId)).map(({ id }) => id);
  return { ...found, known: kept.length, missing: await findWorkflows(store.fork(), unlisted) };
}

/** What one page says, into `found`. */
async function comparePage(context: ReconcileContext, page: StoredWorkflow[], found: Compared): Promise<void> {
  const { store, n8n } = context;
  const ids = page.map(({ id }) => id);
  const known = new Map((await findKept(store.fork(), n8n.url, ids)).map((row) => [row.n8nId, row]));
  const there: { stored: StoredWorkflow; row: WorkflowRecord }[] = [];
  const marked: { stored: StoredWorkflow; marker: string }[] = [];
  for (const stored of page) {
    const row = known.get(stored.id);
    const marker = row || stored.isArchived ? undefined : markerOf(stored);
    if (marker && isUuid(marker)) marked.push({ stored, marker });
    if (row && !stored.isArchived) there.push({ stored, row });
    if (row && found.different.length < mostLooks && isNews(row, stateIn(stored))) found.different.push(row);
  }
  await keepIfNew(store, there);
  // Markers of another Flowsmith on this n8n lead nowhere here.
  const markers = marked.map(({ marker }) => marker);
  const ours = new Set(markers.length > 0 ? await findCreationIds(store.fork(), markers) : []);
  found.unrecorded.push(...marked.filter(({ marker }) => ours.has(marker)).map(({ stored }) => stored));
}
