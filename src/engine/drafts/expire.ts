import { appendAudit } from '#src/store/audit.ts';
import { databaseNow } from '#src/store/clock.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { lockDraft, recordDecision } from '#src/store/drafts.ts';
import type { EngineContext } from '../context.ts';
import { statusAt } from './approval.ts';

/**
 * Closes a draft that nobody decided about in time: a decision like any other, by the policy, with its audit row in one
 * transaction. The draft is locked and looked at again, so it never crosses an approval; of several that try at once
 * one does it. False when there was nothing to close.
 */
export async function expireDraft(
  context: Pick<EngineContext, 'store'>,
  draftId: string,
  now?: Date,
): Promise<boolean> {
  return context.store.fork().transactional(async (em) => {
    const draft = await lockDraft(em, draftId);
    if (draft?.status !== 'proposed' || statusAt(draft, now ?? (await databaseNow(em))) !== 'expired') return false;
    await recordDecision(em, {
      draft: draft.id,
      revision: draft.revision,
      decision: 'expired',
      decidedBy: 'policy',
      decidedByName: 'the policy',
      byPolicy: true,
      publish: false,
    });
    draft.status = 'expired';
    await oweCards(em, [draft.id], { inMs: 0 });
    const data = { revision: draft.revision, expiresAt: draft.expiresAt?.toISOString() ?? null };
    await appendAudit(em, { kind: 'expiry', actor: 'policy', subject: draft.id, data });
    return true;
  });
}
