import { readVariables } from '#src/config.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { assertNotNewer, assertSameSchema } from '#src/store/same-schema.ts';
import { note } from '../output.ts';

/**
 * Opens the database of DATABASE_URL, else the one that comes with `npm ci`, and closes it again. Throws ConfigError when
 * it does not answer or is not up to date.
 */
export async function withStore(act: (store: Store) => Promise<void>, { migrated = true } = {}): Promise<void> {
  await using database = await openDatabase();
  await using store = await openStore(database.url);
  await (migrated ? assertSameSchema(store) : assertNotNewer(store));
  await act(store);
}

const ownData = '.data/postgres';
const demoData = '.data/demo';

/**
 * Where the database is. Without DATABASE_URL it is the one `npm start` takes, else that of the demo which is running,
 * else the former is started for as long as it is open; whoever reads the settings afterwards finds its address there.
 */
export async function openDatabase(): Promise<{ url: string } & AsyncDisposable> {
  const given = readVariables(process.env)['DATABASE_URL'];
  if (given) return { url: given, async [Symbol.asyncDispose]() {} };
  const { findRunningPostgres, startEmbeddedPostgres } = await import('#src/dev/embedded-postgres.ts');
  const running = await findRunningPostgres(ownData);
  const ofDemo = running ? undefined : await findRunningPostgres(demoData);
  note(
    ofDemo
      ? `DATABASE_URL is not set: this is about the demo that is running (${demoData}).`
      : `DATABASE_URL is not set: this is about the PostgreSQL that came with npm ci (${ownData}).`,
  );
  await using stack = new AsyncDisposableStack();
  let url = running ?? ofDemo;
  if (!url) {
    url = stack.use(await startEmbeddedPostgres(ownData)).url;
    await using store = await openStore(url);
    await store.migrate();
  }
  process.env['DATABASE_URL'] = url;
  const owned = stack.move();
  return { url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
