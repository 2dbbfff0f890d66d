import { afterAll, beforeAll, expect, it } from 'vitest';
import { Lease } from '#src/store/entities.ts';
import { whileAlone } from '#src/store/leases.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const stack = new AsyncDisposableStack();
let store: Store;
beforeAll(async () => {
  const database = stack.use(await createTestDatabase());
  store = stack.use(await openStore(database.url));
});
afterAll(() => stack.disposeAsync());

it('one at a time, each in its turn, also after one that failed', async () => {
  let inside = 0;
  let most = 0;
  const work = (fails: boolean) =>
    whileAlone(
      store,
      'one',
      async () => {
        inside += 1;
        most = Math.max(most, inside);
        await store.fork().execute('select pg_sleep(0.02)');
        inside -= 1;
        if (fails) throw new Error('no');
        return 'done';
      },
      { everyMs: 5 },
    );
  const ends = await Promise.allSettled([work(true), work(false), work(false), work(true), work(false)]);
  expect(most).toBe(1);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await store.fork().count(Lease, {})).toBe(0);
});

it('a lease of a process that died runs out; no transaction is open meanwhile', async () => {
  await store
    .fork()
    .execute(
      `insert into leases (name, owner, until) values ('two', 'dead', clock_timestamp() + interval '200 milliseconds')`,
    );
  const open = await whileAlone(
    store,
    'two',
    () =>
      store
        .fork()
        .execute(
          `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        ),
    { everyMs: 5 },
  );
  expect(open).toEqual([]);
});
