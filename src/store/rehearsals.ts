import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { oweCards } from './deliveries.ts';
import { findRevision, lockDraft } from './drafts.ts';
import type { EntityManager } from './orm.ts';
import { storable } from './storable.ts';

/**
 * Keeps what came of rehearsing a revision, and owes the draft's cards the new state; what was kept first stays,
 * unless somebody had it done `again`. False
 * where it comes too late: the revision is not the newest any more, or somebody decided about it. One transaction.
 */
export async function keepRehearsal(
  em: EntityManager,
  { draft: id, revision }: { draft: string; revision: number },
  kept: KeptRehearsal,
  { again = false }: { again?: boolean } = {},
): Promise<boolean> {
  return em.transactional(async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft?.status !== 'proposed' || draft.revision !== revision) return false;
    const row = await findRevision(tx, id, revision);
    if (!row || (row.rehearsal && !again)) return false;
    row.rehearsal = storable(kept);
    await tx.flush();
    await oweCards(tx, [id]);
    return true;
  });
}
