import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineContext } from '#src/engine/context.ts';
import { repeat } from '#src/repeat.ts';
import {
  beginning,
  emptyOldDrafts,
  leftoverTables,
  type Removed,
  removeLeftovers,
  removeOldEvents,
  type Terms,
} from '#src/store/retention.ts';
import { onceInAll } from './once-in-all.ts';

export interface RetentionSettings {
  /** Words older than this are removed. */
  days: number;
  everyMs: number;
  /** One round ends after so long and the next goes on; shorter than half of `everyMs`, so that two never run at once [1 minute]. */
  budgetMs?: number;
  rowsAtOnce?: number;
}

/** Between two transactions, so that turns always come first. */
const pauseMs = 50;

type Context = Pick<EngineContext, 'store' | 'limits' | 'log' | 'metrics' | 'policy'>;

/** Removes words whose time is over, again and again; a counter that all processes share lets one of them do it. */
export function startRetention(context: Context, settings: RetentionSettings): AsyncDisposable {
  const { everyMs } = settings;
  const round = onceInAll(context.limits, 'retention', everyMs, async (signal) => {
    await runRetention(context, settings, signal);
  });
  return repeat(round, { everyMs, onError: (err) => context.log.warn({ err }, 'retention failed') });
}

/**
 * One round, a bounded transaction after the other. Ended at any point, by its budget or a crash, it leaves nothing half
 * done, and the next goes on. Returns what was removed, by table.
 */
export async function runRetention(
  { store, log, metrics, policy }: Omit<Context, 'limits'>,
  { days, budgetMs = 60_000, rowsAtOnce = 500 }: RetentionSettings,
  signal?: AbortSignal,
): Promise<Removed> {
  const terms: Terms = { days, questionDays: policy.draftDays, rowsAtOnce };
  const until = performance.now() + budgetMs;
  const total: Removed = {};
  const count = (removed: Removed) => {
    for (const [table, rows] of Object.entries(removed)) {
      total[table] = (total[table] ?? 0) + rows;
      metrics.retention.inc({ table }, rows);
    }
  };
  /** False once the round has to end. */
  const goOn = async (): Promise<boolean> => {
    await sleep(pauseMs);
    return !signal?.aborted && performance.now() < until;
  };
  let more = true;
  while (more) {
    const removed = await emptyOldDrafts(store.fork(), terms);
    if (!removed) break;
    count(removed);
    more = await goOn();
  }
  for (let place = beginning; more; more = await goOn()) {
    const events = await removeOldEvents(store.fork(), terms, place);
    if (!events) break;
    count(events.removed);
    place = events.next;
  }
  for (const table of leftoverTables) {
    for (let rows = rowsAtOnce; more && rows === rowsAtOnce; more = await goOn()) {
      rows = await removeLeftovers(store.fork(), table, terms);
      count({ [table]: rows });
    }
  }
  const removed = Object.fromEntries(Object.entries(total).filter(([, rows]) => rows > 0));
  if (Object.keys(removed).length > 0)
    log.info({ days, removed, finished: more }, 'words whose time is over were removed');
  return removed;
}
