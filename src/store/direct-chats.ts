import type { AccountRef } from './accounts.ts';
import { Conversation, type ConversationRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export type DirectChatState = { conversation: string } | { refusal: string };

/** So long nobody asks a platform again for a chat it refused, unless that person was heard of since. */
const refusedForHours = 24;

/** Where the bot began to speak with this person alone and still can, or the code of a refusal that still counts. */
export async function findDirectChat(
  em: EntityManager,
  { tenant, personId }: AccountRef,
): Promise<{ conversation: ConversationRecord } | { refusal: string } | undefined> {
  const [row] = (await em.execute(
    `select c.id as conversation, d.refusal from direct_chats d left join conversations c on c.id = d.conversation_id
     where d.tenant_id = ? and d.person_id = ? and (c.id is not null and c.closed_at is null or d.refusal is not null
       and d.at > clock_timestamp() - ? * interval '1 hour' and not exists (select 1 from inbound_events e
         where e.tenant_id = d.tenant_id and e.payload->'person'->>'id' = d.person_id and e.received_at > d.at))`,
    [tenant.id, personId, refusedForHours],
  )) as { conversation: string | null; refusal: string | null }[];
  if (row?.conversation) return { conversation: await em.findOneOrFail(Conversation, { id: row.conversation }) };
  return row?.refusal ? { refusal: row.refusal } : undefined;
}

/**
 * Keeps where that is, or why it may not be. Only while this notice is still theirs: somebody who was forgotten meanwhile
 * is named by no new row.
 */
export async function keepDirectChat(
  em: EntityManager,
  { tenant, personId }: AccountRef,
  state: DirectChatState,
  notice: { id: string; person: string },
): Promise<void> {
  await em.execute(
    `insert into direct_chats (id, tenant_id, person_id, conversation_id, refusal)
     select ?, ?, ?, ?, ? from notices where id = ? and person = ? for share
     on conflict (tenant_id, person_id) do update
       set conversation_id = excluded.conversation_id, refusal = excluded.refusal, at = clock_timestamp()`,
    [
      ...[crypto.randomUUID(), tenant.id, personId],
      'conversation' in state ? state.conversation : null,
      'refusal' in state ? state.refusal : null,
      ...[notice.id, notice.person],
    ],
  );
}
