import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guardWrites, NotYet, nextLookMs } from '#src/engine/write-guard.ts';
import type { Exchanged } from '#src/n8n/http.ts';
import { type N8nAct, toN8nError } from '#src/n8n/messages.ts';
import { findUnanswered, type Unanswered } from '#src/store/n8n-writes.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const silent = (act: N8nAct, code = 'ETIMEDOUT') =>
  toN8nError({ error: Object.assign(new Error('no'), { code }) }, act);
const answer = (status: number, body = '{"id":"1"}'): Exchanged => ({ status, headers: {}, body });
const done = async () => answer(200);

describe('the guard around what is written to n8n', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let subject: string;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => {
    subject = crypto.randomUUID();
  });

  const guardOf = (owner: string, more: { lateMs?: number; isDone?: () => Promise<boolean> } = {}) => {
    const { lateMs = 60_000, ...rest } = more;
    return guardWrites({ store, patience: { lateMs, settleMs: 0, tellMs: 0 } }, { subject, owner, ...rest });
  };
  const unanswered = () => findUnanswered(store.fork(), subject);

  it('is committed before the request leaves, and gone with its answer', async () => {
    let during: Unanswered | undefined;
    await guardOf('a')('create', async () => {
      during = await unanswered();
      return answer(200);
    });
    expect(during?.waitMs).toBeGreaterThan(30_000);
    expect(await unanswered()).toBeUndefined();
  });

  it.each<[string, Exchanged, boolean]>([
    ['done', answer(200), false],
    ['done, nothing to say', answer(204, ''), false],
    ['a gateway that gave up', answer(504, '<html>'), true],
    ['a failure that may be a proxy’s', answer(500), true],
    ['too slow, says something', answer(408), true],
    ['something else in place of n8n', answer(200, '<html>Sign in</html>'), true],
    ['a refusal', answer(403), false],
    ['too many requests', answer(429), false],
    ['a refusal after saving', answer(409), false],
    ['somewhere else', answer(302, ''), false],
  ])('%s: may it still arrive?', async (_, given, may) => {
    expect(await guardOf('a')('update', async () => given)).toBe(given);
    expect((await unanswered()) !== undefined).toBe(may);
  });

  it.each<[string, Error, boolean]>([
    ['silence', silent('create'), true],
    ['a connection that broke off', silent('create', 'ECONNRESET'), true],
    ['a fault of ours', new TypeError('no'), true],
    ['no way to n8n', silent('create', 'ECONNREFUSED'), false],
  ])('%s: may it still arrive?', async (_, thrown, may) => {
    await expect(guardOf('a')('create', () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect((await unanswered()) !== undefined).toBe(may);
  });

  it('sends nothing while another may arrive, and says when to come back', async () => {
    await guardOf('a')('update', () => Promise.reject(silent('update'))).catch(() => {});
    let sent = 0;
    const send = async () => {
      sent += 1;
      return answer(200);
    };
    const refusal = await guardOf('b')('publish', send).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NotYet);
    expect((refusal as NotYet).waitMs).toBeGreaterThan(0);
    await expect(guardOf('a')('update', send)).rejects.toBeInstanceOf(NotYet);
    expect(sent).toBe(0);
    await guardOf('a')('publish', send);
    expect(sent).toBe(1);
  });

  it('a process that stood still between the two sends nothing: its time may be over', async () => {
    let sent = false;
    const isDone = async () => {
      await sleep(120);
      return false;
    };
    const act = guardOf('a', { lateMs: 400, isDone })('create', async () => {
      sent = true;
      return answer(200);
    });
    await expect(act).rejects.toBeInstanceOf(NotYet);
    expect(sent).toBe(false);
    expect(await unanswered()).toBeUndefined();
  });

  it('what somebody else has done is not sent; what is made once stays on record until it is recorded', async () => {
    await expect(guardOf('a', { isDone: async () => true })('create', done)).rejects.toBeInstanceOf(NotYet);
    expect(await unanswered()).toBeUndefined();
    const guard = guardOf('a', { isDone: async () => false });
    await guard('create', async () => answer(403));
    expect(await unanswered()).toBeUndefined();
    await guard('create', done);
    expect(await unanswered()).toBeDefined();
  });
});

it('looks often in the beginning, and not later than needed', () => {
  expect(nextLookMs({ sinceMs: 0, waitMs: 120_000 })).toBe(500);
  expect(nextLookMs({ sinceMs: 10_000, waitMs: 110_000 })).toBe(5_000);
  expect(nextLookMs({ sinceMs: 60_000, waitMs: 60_000 })).toBe(15_000);
  expect(nextLookMs({ sinceMs: 118_000, waitMs: 2_000 })).toBe(2_050);
});
