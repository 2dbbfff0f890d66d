import type { EngineContext } from '#src/engine/context.ts';
import { rehearseRevision } from '#src/engine/drafts/rehearse-revision.ts';
import type { Rehearsing } from '#src/engine/rehearsing.ts';
import { isToRehearse } from '#src/engine/shown/rehearsed.ts';
import { showCards } from '#src/engine/shown/show-cards.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { ifAlone } from '#src/store/leases.ts';
import { keepRehearsal } from '#src/store/rehearsals.ts';

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
  const { kept, removed } = await rehearseRevision(context, rehearsing, row, { signal: job.signal });
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
