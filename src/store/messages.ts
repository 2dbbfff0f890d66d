import { redactSecrets } from '#src/policy/secrets.ts';
import { Message, type MessageRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface NewMessage {
  conversation: string;
  event: string;
  role: 'user' | 'assistant';
  text: string;
  personId?: string;
  usage?: { model: string; calls: number; promptTokens: number; completionTokens: number };
}

/** Keeps what was said, without secrets, once per event and role: a repeated turn rewrites its own words. */
export async function saveMessage(em: EntityManager, message: NewMessage): Promise<void> {
  const { usage, personId, text, ...rest } = message;
  await em.upsert(
    Message,
    {
      id: crypto.randomUUID(),
      ...rest,
      text: redactSecrets(text).text,
      personId: personId ?? null,
      model: usage?.model ?? null,
      calls: usage?.calls ?? 0,
      promptTokens: usage?.promptTokens ?? 0,
      completionTokens: usage?.completionTokens ?? 0,
    },
    { onConflictFields: ['event', 'role'], onConflictExcludeFields: ['id'] },
  );
}

/** The newest `limit` messages before an event, oldest first. */
export async function recentMessages(
  em: EntityManager,
  conversation: string,
  exceptEvent: string,
  limit: number,
): Promise<MessageRecord[]> {
  const rows = await em.find(
    Message,
    { conversation, event: { $ne: exceptEvent } },
    { orderBy: { createdAt: 'desc' }, limit, disableIdentityMap: true },
  );
  return rows.reverse();
}

export async function answerTo(em: EntityManager, event: string): Promise<string | undefined> {
  return (await em.findOne(Message, { event, role: 'assistant' }))?.text;
}

/** Whether anything answered in this conversation cost a call to a model. */
export async function hasModelWords(em: EntityManager, conversation: string): Promise<boolean> {
  return (
    (await em.findOne(Message, { conversation, calls: { $gt: 0 } }, { fields: ['id'], disableIdentityMap: true })) !==
    null
  );
}
