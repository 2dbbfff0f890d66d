import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { ChatPlatform } from '#src/chat/platform.ts';
import { createSpeaker } from '#src/engine/turn/speaker.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { loadEventContext } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

const person = { id: 'U0ANA', name: 'Ana' };
const outside: ConversationRef = { platform: 'slack', key: 'command-1', address: { channel: 'C1' } };
const thread: ConversationRef = { platform: 'slack', key: 'C1:17', address: { channel: 'C1', ts: '17' } };

/** Writes down what it was told to do; the first post starts a thread. */
function createRecorder() {
  const said: string[] = [];
  const platform: ChatPlatform = {
    name: 'slack',
    linkable: true,
    post: async (to, message) => {
      said.push(`post ${to.key}: ${message.text}`);
      return { message: { platform: 'slack', address: { ts: '17' } }, conversation: thread };
    },
    update: async (ref, message) => void said.push(`update ${JSON.stringify(ref.address)}: ${message.text}`),
    notify: async (to, someone, text) => void said.push(`notify ${someone.id} in ${to.key}: ${text}`),
    linkTo: async () => undefined,
    atWork: async () => true,
  };
  return { platform, said };
}

describe('one turn speaks with one message', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());

  it('posts once, then rewrites, also when the turn runs again after a crash', async () => {
    const conversation = await plantConversation(store.fork(), { id: 'T1' }, outside);
    const event: MessageReceived = {
      kind: 'message',
      dedupeKey: 'event-1',
      tenant: { id: 'T1' },
      conversation: outside,
      person,
      text: 'hello',
      via: 'command',
    };
    const at = { id: crypto.randomUUID(), tenant: conversation.tenant, conversation: conversation.id };
    const { row } = await plantEvent(store.fork(), at, event);
    const { platform, said } = createRecorder();

    const first = createSpeaker(store.fork(), platform, conversation, row, person);
    expect(first.message).toBeUndefined();
    await first.say({ text: 'working' });
    await first.say({ text: 'done' });
    await first.whisper('only you');

    const em = store.fork();
    const again = await plantEvent(em, at, event);
    const context = await loadEventContext(em, again.row);
    const second = createSpeaker(em, platform, context.conversation, again.row, person);
    expect(await second.say({ text: 'done again' })).toEqual({ platform: 'slack', address: { ts: '17' } });
    await second.whisper('still in the thread');

    expect(said).toEqual([
      'post command-1: working',
      'update {"ts":"17"}: done',
      'notify U0ANA in C1:17: only you',
      'update {"ts":"17"}: done again',
      'notify U0ANA in C1:17: still in the thread',
    ]);
  });
});
