import { LockMode } from '@mikro-orm/core';
import type { MessageRef } from '#src/model/chat.ts';
import { canonicalHash, canonicalJson } from './audit.ts';
import { forgive, owe, oweCards } from './deliveries.ts';
import { Conversation, DraftCard, type DraftCardRecord, type DraftRecord, DraftRow } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** The newest card about a draft in one conversation. */
export interface CardPlace {
  conversation: string;
  card: MessageRef;
}

/** Every card about a draft that is kept up to date: the one where it was asked for first, one elsewhere each. */
export async function cardsOf(em: EntityManager, draft: DraftRecord): Promise<CardPlace[]> {
  return toPlaces(draft, await em.find(DraftCard, { draft: draft.id }, { orderBy: { createdAt: 'asc' } }));
}

function toPlaces(draft: DraftRecord, elsewhere: Pick<DraftCardRecord, 'conversation' | 'card'>[]): CardPlace[] {
  const own = draft.card ? [{ conversation: draft.conversation, card: draft.card }] : [];
  return [...own, ...elsewhere.map(({ conversation, card }) => ({ conversation, card }))];
}

/** The open draft of another conversation that was shown in this one last, because somebody there wanted to see it. */
export async function findShownDraft(em: EntityManager, conversation: string): Promise<DraftRecord | null> {
  const [newest] = (await em.execute(
    `select drafts.id from draft_cards join drafts on drafts.id = draft_cards.draft_id
     where draft_cards.conversation_id = ? and not draft_cards.unasked and drafts.status in ('proposed', 'failed')
     order by draft_cards.created_at desc limit 1`,
    [conversation],
  )) as { id: string }[];
  return newest ? em.findOne(DraftRow, { id: newest.id }) : null;
}

/** Whether a conversation of this tenant asked for the draft, or has a card about it. */
export async function isShownIn(em: EntityManager, draft: DraftRecord, tenant: string): Promise<boolean> {
  const elsewhere = await em.find(DraftCard, { draft: draft.id });
  const places = [draft.conversation, ...elsewhere.map(({ conversation }) => conversation)];
  return (await em.count(Conversation, { id: places, tenant })) > 0;
}

/**
 * Remembers the newest card of a draft in a conversation, drawn from the draft as `draft` was read. The one before is not
 * kept up to date any more: it is owed to say so. Where the draft changed meanwhile the new one is owed the newer state.
 */
export async function saveDraftCard(
  em: EntityManager,
  draft: Pick<DraftRecord, 'id' | 'conversation' | 'revision' | 'cardVersion'>,
  { conversation, card }: CardPlace,
  { replaced = draft.revision, unasked = false }: { replaced?: number; unasked?: boolean } = {},
): Promise<void> {
  await em.fork().transactional(async (tx) => {
    const now = await tx.findOne(DraftRow, { id: draft.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!now) return;
    const own = conversation === draft.conversation;
    const there = own ? undefined : await tx.findOne(DraftCard, { draft: draft.id, conversation });
    const before = own ? now.card : there?.card;
    if (own) await tx.nativeUpdate(DraftRow, { id: draft.id }, { card });
    else {
      await tx.upsert(
        DraftCard,
        // Whoever wanted to see it there goes on with it, also when they are asked about it afterwards.
        { id: crypto.randomUUID(), draft: draft.id, conversation, card, unasked: unasked && there?.unasked !== false },
        { onConflictFields: ['draft', 'conversation'], onConflictMergeFields: ['card', 'unasked'] },
      );
    }
    if (before && canonicalJson(before) !== canonicalJson(card))
      await oweFormer(tx, { draft: draft.id, conversation, card: before, revision: replaced });
    const place = { kind: 'draft' as const, subject: draft.id, place: conversation };
    await forgive(tx, place);
    if (now.cardVersion !== draft.cardVersion) await oweCards(tx, [draft.id]);
  });
}

/** A message is not a card of this draft any more: it is owed to say so, without buttons. */
export async function oweFormer(
  em: EntityManager,
  { draft, conversation, card, revision }: { draft: string; conversation: string; card: MessageRef; revision: number },
): Promise<void> {
  const place = canonicalHash(card);
  await owe(em, { kind: 'former', subject: draft, place, conversation, details: { card, revision, conversation } });
}
