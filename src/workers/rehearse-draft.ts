import type { EngineContext } from '#src/engine/context.ts';
import type { Rehearsing } from '#src/engine/rehearsing.ts';
import { isToRehearse } from '#src/engine/shown/rehearsed.ts';
import { showCards } from '#src/engine/shown/show-cards.ts';
import { N8nError } from '#src/errors.ts';
import type { KeptRehearsal, SkippedRehearsal } from '#src/model/rehearsal.ts';
import { mayRehearse } from '#src/n8n/scopes.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import { ifAlone } from '#src/store/leases.ts';
import { keepRehearsal } from '#src/store/rehearsals.ts';

/** Enough for the example and what differs most; the rest of the time belongs to others. */
const budgetMs = 2_000;
const variants = 5;
/** A whole rehearsal; what is left in n8n then is swept. */
const longestMs = 30_000;
/** More is nothing to keep with a revision. */
const mostBytes = 256 * 1024;
const againMs = 1_000;

/**
 * Rehearses the newest revision of a draft, keeps what came of it with the revision, and has its cards drawn anew. One at
 * a time per conversation. Safe to run again, late or after a crash half-way: what is decided, superseded or rehearsed
 * already stays as it is. Of n8n's failures the card says a word; throws only when the process stops.
 */
export async function rehearseDraft(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const { rehearsing, store } = context;
  const draft = await findDraft(store.fork(), job.id);
  if (!rehearsing || !draft) return 'done';
  const alone = await ifAlone(store, `rehearsal:${draft.conversation}`, async () => {
    await rehearseNewest(context, rehearsing, job);
    return 'done' as const;
  });
  return alone ?? { waitMs: againMs };
}

async function rehearseNewest(context: EngineContext, rehearsing: Rehearsing, job: RunningJob): Promise<void> {
  const { store, log } = context;
  const em = store.fork();
  const draft = await findDraft(em, job.id);
  const row = draft && (await findRevision(em, draft.id, draft.revision));
  if (!draft || !isToRehearse(draft, row)) return;
  const { kept, removed } = await tryOnce(context, rehearsing, row, job.signal);
  try {
    const which = { draft: draft.id, revision: row.revision };
    if (kept && (await keepRehearsal(store.fork(), which, kept))) {
      log.debug({ ...which, outcome: kept.kind }, 'a draft was rehearsed');
      await showCards(context, draft.id);
    }
  } finally {
    await removed;
  }
}

interface Tried {
  /** Absent where there is nothing to rehearse, or it cannot be done here. */
  kept?: KeptRehearsal;
  removed?: Promise<void>;
}

async function tryOnce(
  context: EngineContext,
  { n8n, scopes, outputs }: Rehearsing,
  { workflow }: RevisionRecord,
  stopped: AbortSignal,
): Promise<Tried> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(longestMs)]);
  const catalog = context.n8n.catalog();
  try {
    // Told by `doctor`: who chose such a key need not read it on every card.
    if (!mayRehearse(await scopes())) return {};
    const shapes = outputs(catalog.source.n8nVersion);
    const done = await rehearse(workflow, { ...{ catalog, n8n, outputs: shapes }, budgetMs, variants, signal });
    if (done.kind === 'no_trigger') return {};
    const { rehearsal, removed } = done;
    if (rehearsal.issues.some(({ code }) => code === 'rehearsal-unheard')) {
      // A matter of how n8n is set up, and no flaw of the draft.
      context.log.warn('n8n does not listen for webhooks at its own address, so drafts are not rehearsed');
      return { removed };
    }
    const tooLarge = JSON.stringify(rehearsal).length > mostBytes;
    return { kept: tooLarge ? skipped('too_large') : { kind: 'rehearsed', rehearsal }, removed };
  } catch (error) {
    if (stopped.aborted) throw error;
    if (error instanceof N8nError) return { kept: skipped(isBusy(error) ? 'busy' : 'away') };
    if (signal.aborted) return { kept: skipped('slow') };
    context.log.error({ err: error }, 'a draft could not be rehearsed');
    return {};
  }
}

const skipped = (reason: SkippedRehearsal): KeptRehearsal => ({ kind: 'not_rehearsed', reason });

const isBusy = ({ code }: N8nError): boolean => ['n8n_rate_limited', 'n8n_calls_waiting'].includes(code);
