import { afterAll, beforeAll, expect, it } from 'vitest';
import { owe } from '#src/store/deliveries.ts';
import { markHandled } from '#src/store/events.ts';
import { readNumbers } from '#src/store/numbers.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

const stack = new AsyncDisposableStack();
let store: Store;
beforeAll(async () => {
  const database = stack.use(await createTestDatabase());
  store = stack.use(await openStore(database.url));
});
afterAll(() => stack.disposeAsync());

async function say(lane: 'plan' | 'quick'): Promise<{ id: string; conversation: string }> {
  const conversation = { platform: 'slack', key: crypto.randomUUID(), address: {} } as const;
  const place = await plantConversation(store.fork(), { id: 'T1' }, conversation);
  const id = crypto.randomUUID();
  const event = { kind: 'message', text: 'hello', via: 'mention', dedupeKey: id } as const;
  const said = { ...event, tenant: { id: 'T1' }, conversation, person: { id: 'ana', name: 'Ana' } };
  await plantEvent(store.fork(), { id, tenant: place.tenant, conversation: place.id, lane }, said);
  return { id, conversation: place.id };
}
const read = () => readNumbers(store.fork(), ['slack', 'teams', 'playground', 'rest']);

it('where nothing is, everything is 0 and nothing is absent', async () => {
  const { waiting, oldest, deliveries, oldestDelivery, workflows } = await read();
  expect(waiting.map(({ work, state, count }) => `${work} ${state} ${count}`)).toEqual(
    ['turns', 'plans', 'creations', 'acts'].flatMap((work) => [`${work} waiting 0`, `${work} running 0`]),
  );
  expect([...oldest, ...oldestDelivery].map(({ seconds }) => seconds)).toEqual(Array(8).fill(0));
  expect(deliveries).toHaveLength(12);
  expect([...deliveries, ...workflows].filter(({ count }) => count > 0)).toEqual([]);
});

it('what waits, what runs, since when, and what people are owed', async () => {
  const [waits, runs, ended] = [await say('plan'), await say('plan'), await say('quick')];
  await markHandled(store.fork(), ended.id);
  const em = store.fork();
  await em.execute('update inbound_events set taken_at = clock_timestamp() where id = ?', [runs.id]);
  await em.execute(`update inbound_events set received_at = clock_timestamp() - interval '90 seconds' where id = ?`, [
    waits.id,
  ]);
  for (const subject of [waits.id, runs.id, ended.id])
    await owe(em, { kind: 'turn', subject, conversation: waits.conversation, inMs: 60_000 });
  await em.execute('update deliveries set due_at = null where subject = ?', [ended.id]);
  await em.execute(
    `update deliveries set due_at = clock_timestamp() - interval '2 minutes', owed_at = clock_timestamp() - interval '3 minutes'
     where subject = ?`,
    [runs.id],
  );
  const { waiting, oldest, deliveries, oldestDelivery } = await read();
  expect(waiting.filter(({ count }) => count > 0)).toEqual([
    { work: 'plans', state: 'waiting', count: 1 },
    { work: 'plans', state: 'running', count: 1 },
  ]);
  expect(oldest.filter(({ seconds }) => seconds >= 90).map(({ work }) => work)).toEqual(['plans']);
  expect(deliveries.filter(({ count }) => count > 0)).toEqual([
    { platform: 'slack', state: 'owed', count: 2 },
    { platform: 'slack', state: 'overdue', count: 1 },
    { platform: 'slack', state: 'given_up', count: 1 },
  ]);
  expect(oldestDelivery.find(({ platform }) => platform === 'slack')?.seconds).toBeGreaterThanOrEqual(180);
});
