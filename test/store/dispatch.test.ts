import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lane } from '#src/chat/lane.ts';
import { takeLease } from '#src/store/conversations.ts';
import {
  countWaiting,
  findFreed,
  isForOthers,
  leaveTurn,
  moveToPlanning,
  type TurnQueue,
  takeTurn,
} from '#src/store/dispatch.ts';
import { StoredEvent, TurnShare } from '#src/store/entities.ts';
import { markHandled } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

interface Said {
  tenant?: string;
  person?: string;
  /** The same one for what is said in one conversation; its own by default. */
  where?: string;
  lane?: Lane;
}

describe('whose turn is next', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  /** What each event is called in these tests. */
  const names = new Map<string, string>();
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await store.fork().nativeDelete(StoredEvent, {});
    await store.fork().nativeDelete(TurnShare, {});
  });

  async function say(name: string, { tenant = 'T1', person = 'ana', where, lane = 'plan' }: Said = {}) {
    const conversation = { platform: 'slack', key: where ?? crypto.randomUUID(), address: {} } as const;
    const place = await plantConversation(store.fork(), { id: tenant }, conversation);
    const id = crypto.randomUUID();
    names.set(id, name);
    const at = { id, tenant: place.tenant, conversation: place.id, lane };
    const event = { kind: 'message', text: name, via: 'mention', dedupeKey: id } as const;
    const said = { ...event, tenant: { id: tenant }, conversation, person: { id: person, name: person } };
    await plantEvent(store.fork(), at, said);
    return { id, conversation: place.id };
  }

  const take = (queue: TurnQueue = 'plans', more: { mostOfPerson?: number } = {}) =>
    takeTurn(store.fork(), { queue, platforms: ['slack'], ...more });
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : names.get(id));
  async function end(id: string | undefined): Promise<void> {
    await markHandled(store.fork(), id ?? '');
    for (const queue of ['turns', 'plans'] as const) await leaveTurn(store.fork(), id ?? '', queue);
  }
  /** The names in the order in which they are taken, each ended before the next. */
  async function order(queue: TurnQueue = 'plans'): Promise<string[]> {
    const all: string[] = [];
    for (let id = await take(queue); id; id = await take(queue)) {
      all.push(names.get(id) ?? '');
      await end(id);
    }
    return all;
  }

  it('tenants take turns, however many wait of one', async () => {
    for (let i = 1; i <= 6; i++) await say(`A${i}`, { tenant: 'A', person: `p${i}` });
    for (let i = 1; i <= 2; i++) await say(`B${i}`, { tenant: 'B' });
    await say('C1', { tenant: 'C' });
    expect(await order()).toEqual(['A1', 'B1', 'C1', 'A2', 'B2', 'A3', 'A4', 'A5', 'A6']);
  });

  it('who comes while 300 of another tenant wait is next', async () => {
    const em = store.fork();
    const { tenant } = await plantConversation(em, { id: 'A' }, { platform: 'slack', key: 'any', address: {} });
    await em.execute(
      `with rooms as (insert into conversations (id, tenant_id, platform, key, address, version)
         select gen_random_uuid(), ?, 'slack', 'flood' || n, '{}', 1 from generate_series(1, 300) n returning id, tenant_id, key)
       insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status)
       select gen_random_uuid(), tenant_id, id, key, jsonb_build_object('person', jsonb_build_object('id', key)), 'received' from rooms`,
      [tenant],
    );
    await end(await take());
    await say('B1', { tenant: 'B' });
    expect(nameOf(await take())).toBe('B1');
  });

  it('people of a tenant take turns, and the oldest of each comes first', async () => {
    for (const name of ['ana1', 'ana2', 'ana3', 'bob1', 'bob2']) await say(name, { person: name.slice(0, 3) });
    expect(await order()).toEqual(['ana1', 'bob1', 'ana2', 'bob2', 'ana3']);
  });

  it('many processes at once take each event once, fairly', async () => {
    for (let i = 1; i <= 10; i++) await say(`A${i}`, { tenant: 'A', person: `p${i}` });
    for (let i = 1; i <= 5; i++) await say(`B${i}`, { tenant: 'B', person: `p${i}` });
    const taken = await Promise.all(Array.from({ length: 10 }, () => take()));
    expect(new Set(taken).size).toBe(10);
    expect(taken.filter((id) => nameOf(id)?.startsWith('B'))).toHaveLength(5);
  });

  it('a conversation is answered in order, one at a time', async () => {
    await say('first', { where: 'room' });
    await say('second', { where: 'room' });
    await say('"cancel"', { where: 'room', lane: 'quick' });
    const first = await take();
    expect(nameOf(first)).toBe('first');
    expect([await take(), await take('turns')]).toEqual([undefined, undefined]);
    await end(first);
    expect(await take('turns')).toBeUndefined();
    expect(nameOf(await take())).toBe('second');
  });

  it('what depends on nothing runs ahead of planning in its own conversation, in order among itself', async () => {
    await say('plan', { where: 'room' });
    await take();
    await say('create', { where: 'room', lane: 'ahead' });
    await say('publish', { where: 'room', lane: 'ahead' });
    const create = await take('turns');
    expect(nameOf(create)).toBe('create');
    expect(await take('turns')).toBeUndefined();
    await end(create);
    expect(nameOf(await take('turns'))).toBe('publish');
  });

  it('waits while the lease of its side is held, and not for the other side', async () => {
    const { conversation } = await say('plan', { where: 'room' });
    await say('create', { where: 'room', lane: 'ahead' });
    await takeLease(store.fork(), conversation, 'somebody', 60_000);
    expect(await take()).toBeUndefined();
    expect(nameOf(await take('turns'))).toBe('create');
  });

  it('nobody has more turns at once than a person may', async () => {
    for (let i = 1; i <= 3; i++) await say(`ana${i}`);
    await say('bob1', { person: 'bob' });
    const first = await take('plans', { mostOfPerson: 1 });
    expect(nameOf(await take('plans', { mostOfPerson: 1 }))).toBe('bob1');
    expect(await take('plans', { mostOfPerson: 1 })).toBeUndefined();
    await end(first);
    expect(nameOf(await take('plans', { mostOfPerson: 1 }))).toBe('ana2');
  });

  it('leaves what this process cannot answer to others, and what is held back to later', async () => {
    const { id } = await say('plan');
    expect(await takeTurn(store.fork(), { queue: 'plans', platforms: ['teams'] })).toBeUndefined();
    expect(await isForOthers(store.fork(), 'plans', ['teams'])).toBe(true);
    expect(await isForOthers(store.fork(), 'plans', ['slack'])).toBe(false);
    await store.fork().nativeUpdate(StoredEvent, { id }, { nextAttemptAt: new Date(Date.now() + 3_600_000) });
    expect(await take()).toBeUndefined();
  });

  it('what was taken and not begun is taken again; what needs the planner after all moves there', async () => {
    const { id } = await say('restart the thing', { lane: 'quick' });
    expect(await take('turns')).toBe(id);
    expect(await take('turns')).toBeUndefined();
    await store.fork().nativeUpdate(StoredEvent, { id }, { takenUntil: new Date(0) });
    expect(await take('turns')).toBe(id);
    await moveToPlanning(store.fork(), id);
    expect(await countWaiting(store.fork())).toEqual({ turns: 0, plans: 1 });
    expect(await take('turns')).toBeUndefined();
    expect(await take()).toBe(id);
  });

  it('the end of a turn tells whom it may have held up, in its conversation and in its queue', async () => {
    await say('plan', { where: 'hall' });
    await say('status', { where: 'hall', lane: 'quick' });
    await say('other plan');
    await say('create', { where: 'hall', lane: 'ahead' });
    await say('third plan');
    await say('elsewhere', { lane: 'quick' });
    const plan = await take();
    await end(plan);
    const freed = await findFreed(store.fork(), plan ?? '', 'plans');
    expect(freed.map(({ id }) => nameOf(id))).toEqual(['status', 'create', 'other plan']);
  });
});
