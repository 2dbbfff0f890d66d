import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantTrouble } from '#test/support/plant-trouble.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';

describe('flowsmith deliveries and events', patience, () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let env: { DATABASE_URL: string };
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    env = { DATABASE_URL: database.url };
  });
  afterAll(() => stack.disposeAsync());
  const operations = async (subject: string) =>
    (await store.fork().find(AuditEvent, { kind: 'operation', subject })).map(({ data }) => data);

  it('replays what was given up, once', async () => {
    const { failed } = await plantTrouble(store, { words: 'x', tenant: 'T1' });
    const first = await flowsmith(['deliveries', 'replay', failed], env);
    expect(first).toEqual({ code: 0, err: '', out: 'Tried again by the next running worker: turn on slack.' });
    const again = await flowsmith(['deliveries', 'replay', failed], env);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('it is tried again by itself')]);
    expect(await operations(failed)).toEqual([{ act: 'replay', deliveries: ['turn on slack'], via: 'cli' }]);
  });

  it('releases and fails what hangs, and says what does not', async () => {
    const { stuck } = await plantTrouble(store, { words: 'x', tenant: 'T1' });
    expect(await flowsmith(['events', 'release', stuck], env)).toMatchObject({ code: 0, err: '' });
    expect(await findEvent(store.fork(), stuck)).toMatchObject({
      ...{ status: 'received', attempts: 0, takenAt: null, nextAttemptAt: null, nextSweepAt: null },
    });
    expect(await flowsmith(['events', 'fail', stuck, '--force'], env)).toMatchObject({ code: 0, err: '' });
    expect(await findEvent(store.fork(), stuck)).toMatchObject({ status: 'failed', failure: 'failed_by_operator' });
    expect(await operations(stuck)).toEqual([
      { act: 'release', via: 'cli' },
      { act: 'fail', force: true, via: 'cli' },
    ]);
    const over = await flowsmith(['events', 'fail', stuck], env);
    expect([over.code, over.err]).toEqual([1, `Event ${stuck} does not wait: it is failed.`]);
    const wrong = await flowsmith(['events', 'release', 'x'], env);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('"x" is no id of an event')]);
  });
});
