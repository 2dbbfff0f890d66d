import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#src/chat/inbound.ts';
import { createInbox } from '#src/engine/intake/inbox.ts';
import { createLogger } from '#src/log.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { Conversation, StoredEvent } from '#src/store/entities.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** What a platform may well call a thread, and looks like a token all the same. */
const key = 'T1:C1:ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';

describe('what is taken in loses its secrets and keeps its ids', () => {
  it.each<[string, Partial<InboundEvent>]>([
    ['a failure', { kind: 'failure', workflowId: key, step: 'password: hunter22', problem: 'token=abcdef1234567890' }],
    [
      'a request over HTTP',
      {
        kind: 'message',
        text: 'my password: hunter22',
        via: 'rest',
        rest: {
          draftId: '7f1f2f43-3c43-4c7e-9d61-0a0a0a0a0a0a',
          approve: false,
          publish: false,
          bodyHash: key,
          adopt: { workflowId: key, draft: { name: 'password: hunter22' } as never },
        },
      },
    ],
  ])('%s', async (_name, given) => {
    expect(redactSecrets(key).count).toBe(1);
    await using database = await createTestDatabase();
    await using store = await openStore(database.url);
    const inbox = createInbox({ store, queues: { enqueueTurn: async () => {} }, log: createLogger('silent') });
    const event = {
      ...{ dedupeKey: key, tenant: { id: 'T1' }, person: { id: key, name: 'Ana' } },
      ...{ conversation: { platform: 'rest', key, address: { thread: key } }, ...given },
    } as InboundEvent;
    await inbox.accept(event);
    const [row] = await store.fork().find(StoredEvent, {});
    expect(JSON.stringify(row?.payload)).not.toMatch(/hunter22|abcdef1234567890/);
    expect(row?.payload).toMatchObject({ dedupeKey: key, person: { id: key }, conversation: event.conversation });
    if (row?.payload.kind === 'failure') expect(row.payload.workflowId).toBe(key);
    if (row?.payload.kind === 'message')
      expect(row.payload.rest).toMatchObject({ bodyHash: key, adopt: { workflowId: key } });
    expect(await store.fork().find(Conversation, {})).toMatchObject([{ key, address: { thread: key } }]);
  });
});
