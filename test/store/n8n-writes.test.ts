import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  claimWrite,
  dropOldWrites,
  findUnanswered,
  findUnansweredOf,
  forgetWrite,
  isAnyCreationUnanswered,
  settleWrite,
} from '#src/store/n8n-writes.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

describe('what of ours may still take effect in n8n', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let subject: string;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => {
    subject = `workflow ${crypto.randomUUID()}`;
  });

  const claim = (owner: string, more: { lateMs?: number; repeatable?: boolean } = {}) => {
    const token = crypto.randomUUID();
    const write = { subject, owner, token, lateMs: 60_000, repeatable: false, ...more };
    return claimWrite(store.fork(), write).then((unanswered) => ({ token, unanswered }));
  };
  const passes = () => store.fork().execute("update n8n_writes set may_arrive_until = now() - interval '1 second'");

  it('of many who write at once one does, and the others are told how long to wait', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, owner) => claim(`owner ${owner}`)));
    const refused = all.flatMap(({ unanswered }) => unanswered ?? []);
    expect(refused).toHaveLength(11);
    for (const { waitMs } of refused) expect(waitMs).toBeGreaterThan(30_000);
  });

  it('nobody writes while one was not answered, its own owner neither, until it counts as lost', async () => {
    expect((await claim('a')).unanswered).toBeUndefined();
    expect((await claim('a')).unanswered?.waitMs).toBeGreaterThan(30_000);
    expect((await claim('b')).unanswered?.waitMs).toBeGreaterThan(30_000);
    await passes();
    expect((await findUnanswered(store.fork(), subject))?.waitMs).toBe(0);
    expect((await claim('b')).unanswered).toBeUndefined();
    expect(await findUnansweredOf(store.fork(), 'a')).toBeUndefined();
  });

  it('an answer frees it, and an answer to a request that was given up frees nothing', async () => {
    const first = await claim('a');
    await passes();
    const second = await claim('a');
    await settleWrite(store.fork(), first.token);
    expect((await claim('b')).unanswered?.waitMs).toBeGreaterThan(30_000);
    await settleWrite(store.fork(), second.token);
    expect((await claim('b')).unanswered).toBeUndefined();
  });

  it('what may be repeated is repeated by its owner at once, and the first one is still waited for after the second was answered', async () => {
    await claim('a');
    const again = await claim('a', { repeatable: true, lateMs: 1_000 });
    expect(again.unanswered).toBeUndefined();
    expect((await claim('b', { repeatable: true })).unanswered?.waitMs).toBeGreaterThan(30_000);
    await settleWrite(store.fork(), again.token);
    expect((await claim('b')).unanswered?.waitMs).toBeGreaterThan(30_000);
  });

  it('an effect that was seen ends the wait, a day ends the memory', async () => {
    subject = `creation ${crypto.randomUUID()}`;
    await claim('a');
    expect(await isAnyCreationUnanswered(store.fork())).toBe(true);
    await forgetWrite(store.fork(), subject);
    expect(await isAnyCreationUnanswered(store.fork())).toBe(false);
    await claim('a');
    await passes();
    await dropOldWrites(store.fork());
    expect(await findUnanswered(store.fork(), subject)).toBeDefined();
    await store.fork().execute("update n8n_writes set may_arrive_until = now() - interval '25 hours'");
    await dropOldWrites(store.fork());
    expect(await findUnanswered(store.fork(), subject)).toBeUndefined();
  });
});
