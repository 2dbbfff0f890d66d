import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from './orm.ts';

export interface LeaseOptions {
  /** A dead holder keeps others waiting for so long; a living one renews [20 s]. */
  ttlMs?: number;
  /** How often whoever waits looks again [200 ms]. */
  everyMs?: number;
}

/**
 * Does something while no other process does what goes by the same name, and without a transaction or a connection of
 * its own meanwhile. Waits until nobody else is at it. A holder that was paused for longer than `ttlMs` is overtaken: what
 * it does must bear that.
 */
export async function whileAlone<T>(
  store: Pick<Store, 'fork'>,
  name: string,
  work: () => Promise<T>,
  { ttlMs = 20_000, everyMs = 200 }: LeaseOptions = {},
): Promise<T> {
  for (;;) {
    const done = await ifAlone(store, name, async () => ({ result: await work() }), { ttlMs });
    if (done) return done.result;
    await sleep(everyMs);
  }
}

/** The same, but does nothing while another process is at it. */
export async function ifAlone<T>(
  store: Pick<Store, 'fork'>,
  name: string,
  work: () => Promise<T>,
  { ttlMs = 20_000 }: Pick<LeaseOptions, 'ttlMs'> = {},
): Promise<T | undefined> {
  const owner = crypto.randomUUID();
  const take = async (): Promise<boolean> => {
    const rows = (await store.fork().execute(
      `insert into leases (name, owner, until) values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
       on conflict (name) do update set owner = excluded.owner, until = excluded.until
       where leases.owner = excluded.owner or leases.until < clock_timestamp() returning name`,
      [name, owner, ttlMs],
    )) as unknown[];
    return rows.length > 0;
  };
  if (!(await take())) return undefined;
  const renewing = setInterval(() => void take().catch(() => {}), ttlMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await store.fork().execute('delete from leases where name = ? and owner = ?', [name, owner]);
  }
}
