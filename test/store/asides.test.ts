import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endAside, longestHeldMs, takeAside } from '#src/store/asides.ts';
import { Aside } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantDraft } from '#test/support/plant-draft.ts';

const stack = new AsyncDisposableStack();
let store: Store;
beforeAll(async () => {
  store = stack.use(await openStore(stack.use(await createTestDatabase()).url));
});
afterAll(() => stack.disposeAsync());

let places = 0;
/** A click that just came in; the event of a request serves as one. */
async function click(agoMs = 0): Promise<string> {
  places += 1;
  const ref = { platform: 'teams', key: `place ${places}`, address: null } as const;
  const { id } = await plantDraft(store, { ref, tenant: 'T1' });
  await store
    .fork()
    .execute(`update inbound_events set received_at = clock_timestamp() - ? * interval '1 millisecond' where id = ?`, [
      agoMs,
      id,
    ]);
  return id;
}
const take = (id: string, withinMs = longestHeldMs) => takeAside(store.fork(), id, withinMs);
const end = (id: string, text: string | null) => endAside(store.fork(), id, text);

it('words reach whoever waits, and are not kept', async () => {
  const id = await click();
  const waiting = take(id);
  await sleep(20);
  expect(await end(id, 'for you alone')).toBe(true);
  expect(await waiting).toBe('for you alone');
  const { text } = await store.fork().findOneOrFail(Aside, { event: id });
  expect(text).not.toContain('for you');
});

it('a turn that runs again has answered; other words, and what came after nobody waited, go elsewhere', async () => {
  const id = await click();
  const waiting = take(id);
  expect(await end(id, 'for you alone')).toBe(true);
  expect(await end(id, 'for you alone')).toBe(true);
  expect(await waiting).toBe('for you alone');
  expect(await end(id, 'for you alone')).toBe(true);
  expect(await end(id, 'something else')).toBe(false);
  expect(await take(id)).toBeUndefined();
});

it('words that come before anybody asks wait for them', async () => {
  const id = await click();
  await end(id, 'early');
  expect(await take(id)).toBe('early');
});

it('who was answered otherwise does not wait longer', async () => {
  const id = await click();
  const begun = performance.now();
  const waiting = take(id);
  await end(id, null);
  expect(await waiting).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(longestHeldMs);
});

it('what is said after nobody waits any longer goes elsewhere', async () => {
  const id = await click();
  expect(await take(id, 0)).toBeUndefined();
  expect(await end(id, 'late')).toBe(false);
});

it('of two ends the first counts', async () => {
  const id = await click();
  const ends = await Promise.all([end(id, 'one'), end(id, 'other')]);
  expect(ends.filter(Boolean)).toHaveLength(1);
});

it('nobody waits for a click that waited in line', async () => {
  expect(await end(await click(longestHeldMs + 1_000), 'late')).toBe(false);
});
