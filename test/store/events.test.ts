import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { Conversation, StoredEvent, Tenant } from '#src/store/entities.ts';
import { findStaleEvents, loadEventContext, lookAhead, markFailed, markHandled } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { beginTry, giveBackTry, keepTryFailure, markSwept } from '#src/store/tries.ts';
import { createTestDatabase } from '#test/support/database.ts';

const atOnce = 20;
const conversation: ConversationRef = { platform: 'slack', key: 'C1:17', address: { channel: 'C1' } };

function message(dedupeKey: string): MessageReceived {
  const person = { id: 'U0ANA', name: 'Ana' };
  return { kind: 'message', dedupeKey, tenant: { id: 'T1' }, conversation, person, text: 'hello', via: 'mention' };
}

describe('inbound events', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let key: string;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => {
    key = crypto.randomUUID();
  });

  const stale = async (ageMs: number, limit = 100) =>
    (await findStaleEvents(store.fork(), { ageMs, platforms: ['slack'], limit })).map(({ id }) => id);
  const insert = async (dedupeKey: string, more: Partial<MessageReceived> = {}) => {
    const event = { ...message(dedupeKey), conversation: { ...conversation, key }, ...more };
    const { id, fresh } = await acceptEvent(store.fork(), crypto.randomUUID(), event, undefined);
    return { row: await store.fork().findOneOrFail(StoredEvent, { id }), fresh };
  };

  it.each([1, 2, 3, 4, 5])(
    'the first events of a tenant at once end with one tenant and one conversation (%d)',
    async (round) => {
      const tenant = { id: `T-new-${round}`, name: 'New' };
      const all = await Promise.all(
        Array.from({ length: atOnce }, (_, index) => insert(`Ev-new-${index}`, { tenant })),
      );
      expect(new Set(all.map(({ row }) => row.conversation)).size).toBe(1);
      const tenants = await store.fork().find(Tenant, { externalId: tenant.id });
      expect(tenants).toMatchObject([{ name: 'New' }]);
      expect(await store.fork().count(Conversation, { tenant: tenants[0]?.id ?? '' })).toBe(1);
    },
  );

  it('many deliveries at once end with one event, fresh for exactly one', async () => {
    const results = await Promise.all(Array.from({ length: atOnce }, () => insert('Ev-parallel')));
    expect(results.filter((result) => result.fresh)).toHaveLength(1);
    expect(new Set(results.map((result) => result.row.id)).size).toBe(1);
    expect(await store.fork().count(StoredEvent, { dedupeKey: 'Ev-parallel' })).toBe(1);
  });

  it('a redelivery of a handled event is no work, of a failed one is', async () => {
    const { row } = await insert('Ev-again');
    await markHandled(store.fork(), row.id);
    expect(await insert('Ev-again')).toMatchObject({ fresh: false, row: { id: row.id, status: 'handled' } });
    await markFailed(store.fork(), row.id, 'planner_unavailable');
    const redelivered = { id: row.id, status: 'received', failure: null, handledAt: null };
    expect(await insert('Ev-again')).toMatchObject({ fresh: true, row: redelivered });
    expect(await insert('Ev-again')).toMatchObject({ fresh: false, row: redelivered });
  });

  it('the same key in another tenant is another event', async () => {
    await insert('Ev-shared');
    const { row, fresh } = await insert('Ev-shared', { tenant: { id: 'T-other' } });
    expect(fresh).toBe(true);
    expect(await loadEventContext(store.fork(), row)).toMatchObject({ tenant: { externalId: 'T-other' } });
  });

  it('keeps the order of arrival within a conversation, and finds what was never handled', async () => {
    const first = await insert('Ev-first');
    const second = await insert('Ev-second');
    expect(await lookAhead(store.fork(), first.row)).toMatchObject({ earlier: 0 });
    expect(await lookAhead(store.fork(), second.row)).toMatchObject({ earlier: 1 });
    // The second one's turn could not come before the first one's.
    expect(await stale(0)).toContain(first.row.id);
    expect(await stale(0)).not.toContain(second.row.id);
    expect(await stale(60_000)).toEqual([]);
    await markHandled(store.fork(), first.row.id);
    expect(await lookAhead(store.fork(), second.row)).toMatchObject({ earlier: 0 });
    expect(await stale(0)).toContain(second.row.id);
    expect(await stale(0)).not.toContain(first.row.id);
  });

  it('tenants take turns in a sweep, and so do rows', async () => {
    const several = async (tenant: string, count: number) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index++) {
        const where = { tenant: { id: tenant }, conversation: { ...conversation, key: `${tenant}${index}` } };
        ids.push((await insert(crypto.randomUUID(), where)).row.id);
      }
      return ids;
    };
    await store.fork().execute(`update inbound_events set status = 'handled'`);
    const many = await several('T-many', 12);
    const [few = ''] = await several('T-few', 1);
    const first = await stale(0, 5);
    expect(first).toHaveLength(5);
    expect(first).toContain(few);
    await markSwept(store.fork(), 'inbound_events', first, 60_000);
    const second = await stale(0, 20);
    expect([...first, ...second].sort()).toEqual([...many, few].sort());
  });

  it('counts a try before it happens, holds back what was killed, and gives back what was none', async () => {
    const { row } = await insert('Ev-tries');
    const begin = () => beginTry(store.fork(), 'inbound_events', row.id);
    const now = () => store.fork().findOneOrFail(StoredEvent, { id: row.id });
    expect(await begin()).toMatchObject({ attempt: 1, before: null });
    expect(await begin()).toMatchObject({ attempt: 2, before: 'interrupted' });
    expect(await now()).toMatchObject({ attempts: 2, nextAttemptAt: expect.any(Date) });
    await store
      .fork()
      .execute(`update inbound_events set next_attempt_at = clock_timestamp() + interval '9 s' where id = ?`, [row.id]);
    const held = await begin();
    expect(held && 'waitMs' in held && held.waitMs).toBeGreaterThan(5_000);
    expect(await stale(0)).not.toContain(row.id);
    await giveBackTry(store.fork(), 'inbound_events', row.id);
    expect(await now()).toMatchObject({ attempts: 1, failure: null });
    expect(await begin()).toMatchObject({ attempt: 2 });
    await keepTryFailure(store.fork(), 'inbound_events', row.id, { code: 'slack_unavailable', delayMs: 0 });
    expect(await now()).toMatchObject({ failure: 'slack_unavailable' });
    expect(await begin()).toMatchObject({ attempt: 3, before: 'slack_unavailable' });
    await markHandled(store.fork(), row.id);
    expect(await begin()).toBeUndefined();
  });
});
