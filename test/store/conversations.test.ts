import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseLease, renewLease, takeLease } from '#src/store/conversations.ts';
import { addRevision, createDraft, findDraft, findRevision, type NewRevision } from '#src/store/drafts.ts';
import { Conversation, type ConversationRecord, DraftRevision } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

const longMs = 60_000;

describe('conversations and their drafts', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let conversation: ConversationRecord;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    const ref = { platform: 'teams', key: crypto.randomUUID(), address: null } as const;
    conversation = await plantConversation(store.fork(), { id: 'T1' }, ref);
  });

  const take = (owner: string, ttlMs = longMs) => takeLease(store.fork(), conversation.id, owner, ttlMs);

  it('one of many workers gets the lease, may renew it, and gives it back', async () => {
    const owners = Array.from({ length: 20 }, (_, index) => `worker-${index}`);
    const taken = await Promise.all(owners.map((owner) => take(owner)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const winner = owners[taken.indexOf(true)] ?? '';
    expect(await renewLease(store.fork(), conversation.id, winner, longMs)).toBe(true);
    await releaseLease(store.fork(), conversation.id, 'somebody else');
    expect(await take('next')).toBe(false);
    await releaseLease(store.fork(), conversation.id, winner);
    expect(await renewLease(store.fork(), conversation.id, winner, longMs)).toBe(false);
    expect(await take('next')).toBe(true);
  });

  it("a dead worker's lease runs out by itself", async () => {
    expect(await take('dead', 200)).toBe(true);
    expect(await take('next')).toBe(false);
    await sleep(250);
    expect(await take('next')).toBe(true);
    expect(await take('dead')).toBe(false);
  });

  it('of two writers who read the same conversation the second is told', async () => {
    const [one, two] = [store.fork(), store.fork()];
    const first = await one.findOneOrFail(Conversation, { id: conversation.id });
    const second = await two.findOneOrFail(Conversation, { id: conversation.id });
    first.address = { channel: 'one' };
    second.address = { channel: 'two' };
    await one.flush();
    await expect(two.flush()).rejects.toThrow(/lock/i);
    expect(await store.fork().findOne(Conversation, { id: conversation.id })).toMatchObject({
      address: { channel: 'one' },
    });
  });

  it('of two revisions at once one is kept whole, and the other writer is told', async () => {
    const id = crypto.randomUUID();
    await store.fork().transactional(async (em) => {
      const head = {
        id,
        conversation: conversation.id,
        requesterId: 'U0ANA',
        requesterName: 'Ana',
        workflow: null,
        locale: null,
        timezone: null,
        expiresAt: null,
      };
      await createDraft(em, head, await revision('first'));
    });
    const revise = async (request: string, ready: PromiseWithResolvers<void>, wait: Promise<void>) => {
      const content = await revision(request);
      return store.fork().transactional(async (em) => {
        const draft = await findDraft(em, id);
        if (!draft) throw new Error('draft vanished');
        ready.resolve();
        await wait;
        await addRevision(em, draft, content, new Date('2030-01-01'));
      });
    };
    const [left, right] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const results = await Promise.allSettled([
      revise('left', left, right.promise),
      revise('right', right, left.promise),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const kept = results[0]?.status === 'fulfilled' ? 'left' : 'right';
    expect(await findDraft(store.fork(), id)).toMatchObject({ revision: 2, status: 'proposed' });
    expect(await findRevision(store.fork(), id, 2)).toMatchObject({ request: kept });
    expect(await store.fork().count(DraftRevision, { draft: id })).toBe(2);
  });

  /** A revision with the event it needs. */
  async function revision(request: string): Promise<NewRevision> {
    const at = { id: crypto.randomUUID(), tenant: conversation.tenant, conversation: conversation.id };
    const ref = { platform: conversation.platform, key: conversation.key, address: null };
    const person = { id: 'U0ANA', name: 'Ana' };
    const said = { kind: 'message', dedupeKey: at.id, tenant: { id: 'T1' }, conversation: ref, person } as const;
    await plantEvent(store.fork(), at, { ...said, text: request, via: 'mention' });
    return { event: at.id, request, document: {} as never, workflow: {} as never, issues: [], notes: [] };
  }
});
