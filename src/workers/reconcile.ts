import type { EngineContext } from '#src/engine/context.ts';
import { lookAt, stateIn } from '#src/engine/manage/look.ts';
import { N8nError } from '#src/errors.ts';
import { type StoredWorkflow, workflowsOf } from '#src/n8n/client.ts';
import { markerOf } from '#src/n8n/marker.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { dropOldWrites, isAnyCreationUnanswered } from '#src/store/n8n-writes.ts';
import { seenOn } from '#src/store/recovery.ts';
import { findKept, isNews } from '#src/store/workflow-state.ts';
import { findGone, keepIfNew, recordLoss } from './losses.ts';
import { settleUnrecorded, type TwinContext } from './twins.ts';

export type ReconcileContext = Pick<
  EngineContext,
  'store' | 'log' | 'n8n' | 'instanceUrl' | 'limits' | 'wake' | 'policy'
> &
  TwinContext;

/** Of one round: workflows that are asked for one by one. The rest waits. */
const mostLooks = 50;
/** Then n8n is taken to be away, and nothing more is asked for in that round. */
const mostUnanswered = 3;

/**
 * Notices what people do in n8n itself. Every worker has one; a counter that all processes
 * share lets one of them do a round.
 */
export function startReconciler(context: ReconcileContext, { everyMs }: { everyMs: number }): AsyncDisposable {
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    const turn = await context.limits.take(`reconcile:${context.instanceUrl}`, 1, everyMs / 2);
    if (turn.allowed) await reconcile(context, stop.signal);
  };
  const next = () => {
    // Spread, so that processes that started together do not come together.
    timer = setTimeout(
      () => {
        running = round()
          .catch((error) => {
            if (!stop.signal.aborted) context.log.warn({ err: error }, 'n8n was not compared');
          })
          .finally(() => {
            if (!stop.signal.aborted) next();
          });
      },
      everyMs * (0.75 + Math.random() / 2),
    );
  };
  next();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** One round: what n8n says is recorded, and owed to the cards that speak of it. */
export async function reconcile(context: ReconcileContext, signal?: AbortSignal): Promise<void> {
  let unanswered = 0;
  const { different, missing, known, unrecorded } = await compare(context, signal);
  const looked = [...different.slice(0, mostLooks), ...missing.slice(0, mostLooks)];
  for (const workflow of looked) {
    if (signal?.aborted) return;
    if (unanswered >= mostUnanswered) break;
    // A list is as old as its slowest page, and pages shift while they are read: each is asked for again.
    const seen = await lookAt(context, workflow);
    // One that this key may not read, or that n8n fails on, must not keep the others waiting for ever.
    if (seen.kind === 'unknown' && seen.error.retryable) unanswered += 1;
  }
  // More than that are looked for in a second list: thousands that are gone are seen in one round.
  if (missing.length > mostLooks) await findGone(context, missing.slice(mostLooks), signal);
  if (missing.length > 0) await recordLoss(context, { missing, known });
  if (signal?.aborted) return;
  await settleUnrecorded(context, unrecorded);
  await dropOldWrites(context.store.fork());
  context.wake?.();
}

interface Compared {
  /** Listed, and not as we know them. */
  different: WorkflowRecord[];
  /** Not listed. */
  missing: WorkflowRecord[];
  /** How many there should be. */
  known: number;
  /** Listed with a marker of ours, and not known here. */
  unrecorded: StoredWorkflow[];
}

/**
 * Workflows of ours of which n8n's list says something else than we know, and what it lists with a marker of ours that we
 * do not know. Nothing is asked when there is nothing of ours there.
 */
async function compare(context: ReconcileContext, signal?: AbortSignal): Promise<Compared> {
  const { store, n8n, instanceUrl, log } = context;
  const known = new Map((await findKept(store.fork(), instanceUrl)).map((row) => [row.n8nId, row]));
  const different: WorkflowRecord[] = [];
  const unrecorded: StoredWorkflow[] = [];
  const found = { different, unrecorded, known: known.size };
  if (known.size === 0 && !(await isAnyCreationUnanswered(store.fork()))) return { ...found, missing: [] };
  const missing = new Map(known);
  const kept = await seenOn(store.fork(), instanceUrl);
  const keep = async (stored: StoredWorkflow, row: WorkflowRecord) => keepIfNew(store, stored, row, kept.get(row.id));
  try {
    for await (const stored of workflowsOf(n8n.client, {}, signal)) {
      const row = known.get(stored.id);
      missing.delete(stored.id);
      if (row && isNews(row, stateIn(stored))) different.push(row);
      if (row && !stored.isArchived) await keep(stored, row);
      if (!row && !stored.isArchived && markerOf(stored)) unrecorded.push(stored);
    }
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    // Of those that were not read nobody knows whether they are gone.
    log.info({ code: error.code }, 'workflows of n8n not listed whole');
    return { ...found, missing: [] };
  }
  return { ...found, missing: [...missing.values()] };
}
