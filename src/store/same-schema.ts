import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '#src/errors.ts';
import type { Store } from './orm.ts';

/** Throws ConfigError unless the database has exactly the migrations this program knows. */
export async function assertSameSchema(store: Store): Promise<void> {
  await assertNotNewer(store);
  const pending = await store.pendingMigrations();
  if (pending.length > 0) {
    throw new ConfigError(
      `The database of DATABASE_URL is not up to date (${pending.length} migrations missing). Run: flowsmith migrate (without it: npm run -s flowsmith -- migrate)`,
    );
  }
}

/** Throws ConfigError when a newer program was here: what it wrote this one does not understand. */
export async function assertNotNewer(store: Store): Promise<void> {
  const unknown = await store.unknownMigrations();
  if (unknown.length === 0) return;
  throw new ConfigError(
    `This is Flowsmith ${ownVersion()}, and the database of DATABASE_URL belongs to a newer one: it has ${unknown.length === 1 ? 'a migration' : `${unknown.length} migrations`} this program does not know, the last is ${unknown.at(-1)}. Start the newer Flowsmith, or restore a backup of the database from before the upgrade.`,
  );
}

/** Of this Flowsmith, as its package says. */
export function ownVersion(): string {
  const file = fileURLToPath(new URL('../../package.json', import.meta.url));
  return String((JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }).version);
}
