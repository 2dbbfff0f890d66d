import { readVariables } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { assertNotNewer, assertSameSchema } from '#src/store/same-schema.ts';

/** Opens the database of DATABASE_URL and closes it again. Throws ConfigError when it does not answer or is not up to date. */
export async function withStore(act: (store: Store) => Promise<void>, { migrated = true } = {}): Promise<void> {
  const url = readVariables(process.env)['DATABASE_URL'];
  if (!url) throw new ConfigError('DATABASE_URL is missing: set it to the PostgreSQL that Flowsmith uses.');
  await using store = await openStore(url);
  await (migrated ? assertSameSchema(store) : assertNotNewer(store));
  await act(store);
}
