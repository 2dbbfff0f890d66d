import type { MessageReceived } from '#src/chat/inbound.ts';
import { owe } from '#src/store/deliveries.ts';
import type { Store } from '#src/store/orm.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

export interface Trouble {
  /** Came, and its turn failed; what is owed about it was given up. */
  failed: string;
  /** Came, was taken by a process that is gone, and is not swept soon. */
  stuck: string;
  tenant: string;
}

/** What an operator has to look after; `words` stand in everything that people wrote and are called; `name`: of the tenant. */
export async function plantTrouble(
  store: Store,
  { words, tenant, name = 'Acme' }: { words: string; tenant: string; name?: string },
): Promise<Trouble> {
  const conversation = { platform: 'slack', key: crypto.randomUUID(), address: {} } as const;
  const place = await plantConversation(store.fork(), { id: tenant, name }, conversation);
  const say = async () => {
    const id = crypto.randomUUID();
    const event: MessageReceived = {
      ...{ kind: 'message', dedupeKey: id, via: 'mention', text: words, conversation },
      ...{ tenant: { id: tenant }, person: { id: 'ana', name: words } },
    };
    await plantEvent(store.fork(), { id, tenant: place.tenant, conversation: place.id, lane: 'plan' }, event);
    return id;
  };
  const [failed, stuck] = [await say(), await say()];
  const em = store.fork();
  await em.execute(
    `update inbound_events set status = 'failed', failure = 'internal', attempts = 4, handled_at = clock_timestamp() where id = ?`,
    [failed],
  );
  await em.execute(
    `update inbound_events set attempts = 2, failure = 'internal', taken_at = clock_timestamp() - interval '1 hour',
       taken_until = clock_timestamp() - interval '50 minutes', next_attempt_at = clock_timestamp() + interval '1 hour',
       next_sweep_at = clock_timestamp() + interval '1 hour' where id = ?`,
    [stuck],
  );
  await owe(em, { kind: 'turn', subject: failed, conversation: place.id });
  await em.execute(
    `update deliveries set due_at = null, attempts = 20, failure = 'channel_not_found' where subject = ?`,
    [failed],
  );
  return { failed, stuck, tenant: place.tenant };
}
