import type { Json, MessageRef } from '#src/chat/inbound.ts';
import { Conversation, DraftCard, type DraftRecord, DraftRow } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** The newest card about a draft in one conversation. */
export interface CardPlace {
  conversation: string;
  card: MessageRef;
}

/** Every card about a draft that is kept up to date: the one where it was asked for first, one elsewhere each. */
export async function cardsOf(em: EntityManager, draft: DraftRecord): Promise<CardPlace[]> {
  const elsewhere = await em.find(DraftCard, { draft: draft.id }, { orderBy: { createdAt: 'asc' } });
  const own = draft.card ? [{ conversation: draft.conversation, card: draft.card }] : [];
  return [...own, ...elsewhere].map(({ conversation, card }) => ({
    conversation,
    card: card as unknown as MessageRef,
  }));
}

/** The open draft of another conversation that was shown in this one last. */
export async function findShownDraft(em: EntityManager, conversation: string): Promise<DraftRecord | null> {
  const shown = await em.find(DraftCard, { conversation }, { orderBy: { createdAt: 'desc' } });
  const open = await em.find(DraftRow, {
    id: shown.map(({ draft }) => draft),
    status: { $in: ['proposed', 'failed'] },
  });
  const newest = shown.find(({ draft }) => open.some(({ id }) => id === draft));
  return open.find(({ id }) => id === newest?.draft) ?? null;
}

/** Whether a conversation of this tenant asked for the draft, or has a card about it. */
export async function isShownIn(em: EntityManager, draft: DraftRecord, tenant: string): Promise<boolean> {
  const elsewhere = await em.find(DraftCard, { draft: draft.id });
  const places = [draft.conversation, ...elsewhere.map(({ conversation }) => conversation)];
  return (await em.count(Conversation, { id: places, tenant })) > 0;
}

/** Remembers the newest card of a draft in a conversation; the one before is not kept up to date any more. */
export async function saveDraftCard(
  em: EntityManager,
  draft: Pick<DraftRecord, 'id' | 'conversation'>,
  { conversation, card }: CardPlace,
): Promise<void> {
  const json = card as unknown as Json;
  if (conversation === draft.conversation) {
    await em.nativeUpdate(DraftRow, { id: draft.id }, { card: json });
    return;
  }
  await em.upsert(
    DraftCard,
    { id: crypto.randomUUID(), draft: draft.id, conversation, card: json },
    { onConflictFields: ['draft', 'conversation'], onConflictMergeFields: ['card'] },
  );
}
