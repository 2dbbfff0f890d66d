import { setTimeout as wait } from 'node:timers/promises';
import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8n } from '#src/n8n/connect.ts';
import { asRehearsal } from '#src/n8n/rehearsals.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import type { ExecutionRun } from '#src/n8n/run-data.ts';
import type { Outcomes, Twin } from './plan.ts';

/** What a rehearsal needs of n8n, through whatever gate its calls wait at. */
export type RehearsalN8n = Pick<N8n, 'client' | 'executions' | 'runOnce' | 'pastRun'>;

export interface RunOptions {
  /** No further run is begun after so long [20 000]. */
  budgetMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Why a run has nothing to show. `unheard`: n8n published the twin and did not listen to it. */
export type NoRun = 'too_slow' | 'too_large' | 'unheard';
export type Ran = { run: ExecutionRun } | { none: NoRun };

export interface Runs {
  /** One for each sample, in order; fewer than there are samples when time ran out. */
  ran: Ran[];
  /** Resolves when nothing of it is left in n8n; what cannot be removed now the sweep removes. Never rejects. */
  removed: Promise<void>;
}

const usualBudgetMs = 20_000;
/** n8n begins to listen a moment after it published, and keeps an execution a moment after it answered. */
const listenMs = 8_000;
const pollMs = 60;
/** Longer than n8n lets a twin run. */
const callMs = 20_000;
const mostBytes = 4 * 2 ** 20;

/**
 * Puts a twin into n8n, starts it once for each sample, reads what it did, and takes it out again, whatever happens.
 * Throws N8nError where n8n refuses or does not answer before anything ran.
 */
export async function runTwin(
  n8n: RehearsalN8n,
  twin: Twin,
  samples: readonly Outcomes[],
  options: RunOptions = {},
): Promise<Runs> {
  const deadline = performance.now() + (options.budgetMs ?? usualBudgetMs);
  const ran: Ran[] = [];
  const seen: string[] = [];
  const { id } = await n8n.client.create(asRehearsal(twin.document, Date.now()));
  try {
    const published = await n8n.client.publish(id);
    for (const sample of samples) {
      options.signal?.throwIfAborted();
      if (ran.length > 0 && performance.now() > deadline) break;
      const one = await runSample(n8n, { ...published, id }, sample, { ...options, seen });
      if ('run' in one) seen.push(one.run.id);
      ran.push(one);
      if ('none' in one && one.none === 'unheard') break;
    }
  } catch (error) {
    await remove(n8n, id, seen);
    throw error;
  }
  return { ran, removed: remove(n8n, id, seen) };
}

/** Starts it once it listens, as often as that takes, and reads what it did: for what may well be done twice. */
export async function runSample(
  n8n: RehearsalN8n,
  workflow: StoredWorkflow,
  steps: Outcomes,
  { seen, signal }: RunOptions & { seen: readonly string[] },
): Promise<Ran> {
  const given = {
    body: { steps },
    timeoutMs: callMs,
    maxBodyBytes: mostBytes,
  };
  const listening = performance.now() + listenMs;
  for (;;) {
    signal?.throwIfAborted();
    const outcome = await startOnce(n8n, { ...workflow, active: true }, given);
    if (outcome === 'started') break;
    if (outcome === 'too_large') return { none: 'too_large' };
    if (performance.now() > listening) return { none: 'unheard' };
    await wait(pollMs, undefined, { signal });
  }
  return await readRun(n8n, workflow.id, seen, signal);
}

async function startOnce(
  n8n: RehearsalN8n,
  workflow: StoredWorkflow,
  given: Parameters<RehearsalN8n['runOnce']>[1],
): Promise<'started' | 'too_large' | 'not_yet'> {
  try {
    const outcome = await n8n.runOnce(workflow, given);
    // Too much at once: nothing was started yet.
    if (outcome.started && outcome.status === 429) return 'not_yet';
    if (outcome.started) return outcome.status === 413 ? 'too_large' : 'started';
    return outcome.reason === 'too_large' ? 'too_large' : 'not_yet';
  } catch (error) {
    // It runs on without anybody who waits; what there is to read is read.
    if (error instanceof N8nError && error.ambiguous) return 'started';
    throw error;
  }
}

/** The execution as soon as n8n has it: one that is still running it does not list. */
export async function readRun(
  n8n: RehearsalN8n,
  id: string,
  seen: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Ran> {
  const deadline = performance.now() + listenMs;
  try {
    for (let pause = pollMs; performance.now() < deadline; pause = Math.min(pause * 1.5, 500)) {
      signal?.throwIfAborted();
      const run = await n8n.executions.newestRun(id);
      if (run && !seen.includes(run.id) && !['new', 'running', 'waiting'].includes(run.status)) return { run };
      await wait(pause, undefined, { signal });
    }
    return { none: 'too_slow' };
  } catch (error) {
    if (error instanceof N8nError && error.code === 'n8n_answer_too_large') return { none: 'too_large' };
    throw error;
  }
}

/** Takes a twin out of n8n with these executions. Never throws for a refusal of n8n. */
export async function remove(n8n: RehearsalN8n, id: string, executions: readonly string[]): Promise<void> {
  const tried = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      // The sweep comes by again; a missing scope leaves it to n8n.
      if (!(error instanceof N8nError)) throw error;
    }
  };
  await tried(() => n8n.client.unpublish(id));
  for (const execution of executions) await tried(() => n8n.executions.discard(execution));
  await tried(() => ensureRemoved(n8n.client, id));
}
