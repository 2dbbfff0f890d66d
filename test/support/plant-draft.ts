import type { MessageReceived } from '#src/chat/inbound.ts';
import type { ConversationRef, MessageRef } from '#src/model/chat.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { createDraft, findDraft } from '#src/store/drafts.ts';
import type { Store } from '#src/store/orm.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

export interface PlantedDraft {
  id: string;
  /** Of the conversation it was asked for in. */
  conversation: string;
  tenant: string;
}

/** A proposed draft that was asked for in this conversation, with its card where `card` is. */
export async function plantDraft(
  store: Store,
  { ref, tenant, card }: { ref: ConversationRef; tenant: string; card?: MessageRef },
): Promise<PlantedDraft> {
  const conversation = await plantConversation(store.fork(), { id: tenant }, ref);
  const id = crypto.randomUUID();
  const event: MessageReceived = {
    kind: 'message',
    dedupeKey: id,
    tenant: { id: tenant },
    conversation: ref,
    person: { id: 'rita', name: 'Rita' },
    text: 'x',
    via: 'direct',
  };
  await plantEvent(store.fork(), { id, tenant: conversation.tenant, conversation: conversation.id }, event);
  const nodes = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} }];
  const document = { name: 'Hourly', description: '', nodes, connections: [], assumptions: [] };
  await store.fork().transactional((em) =>
    createDraft(
      em,
      {
        ...{ id, conversation: conversation.id, requesterId: 'rita', requesterName: 'Rita' },
        ...{ workflow: null, locale: null, timezone: null, expiresAt: null },
      },
      {
        ...{ event: id, request: 'x', document, issues: [], notes: [] },
        workflow: { name: 'Hourly', nodes: [], connections: {}, settings: {} },
      },
    ),
  );
  const planted = { id, conversation: conversation.id, tenant: conversation.tenant };
  if (card) await plantCard(store, planted, { conversation: conversation.id, card });
  return planted;
}

/** From now on this message is the draft's card in that conversation. */
export async function plantCard(
  store: Store,
  { id }: Pick<PlantedDraft, 'id'>,
  place: { conversation: string; card: MessageRef },
): Promise<void> {
  const draft = await findDraft(store.fork(), id);
  if (!draft) throw new Error(`no draft ${id}`);
  await saveDraftCard(store.fork(), draft, place);
}
