import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type EntityManager, MikroORM, type Options } from '@mikro-orm/postgresql';
import { isTracing } from '#src/telemetry/spans.ts';
import { entities } from './entities.ts';
import { type MigrateOptions, withMigrationLock } from './migrate.ts';
import { assertDatabaseAnswers } from './reach.ts';
import { TracedClient } from './traced-client.ts';

export type { EntityManager };

const migrationsPath = fileURLToPath(new URL('../../migrations', import.meta.url));

/** ORM options, shared by the service and the migration script. BullMQ's own schema is none of our business. */
function ormOptions(databaseUrl: string, driverOptions: { lock_timeout?: number } = {}): Options {
  return defineConfig({
    clientUrl: databaseUrl,
    entities,
    extensions: [Migrator],
    // The trigger that keeps the audit trail append-only is a migration's own: no entity describes it.
    // So is the table that a trigger fills for searching templates, and functions.
    schemaGenerator: {
      ignoreSchema: ['bullmq', 'flowsmith_limits'],
      ignoreTriggers: true,
      ignoreRoutines: true,
      skipTables: ['template_search'],
    },
    // The snapshot is source code: written when a migration is made, never by `migrate`.
    migrations: {
      silent: true,
      path: migrationsPath,
      emit: 'ts',
      snapshot: true,
      snapshotOnMigrate: false,
      disableForeignKeys: false,
      // Each by itself, so that one may build an index beside a service that runs, which no transaction can.
      allOrNothing: false,
    },
    pool: { min: 0, max: 20 },
    debug: false,
    driverOptions: { ...driverOptions, ...(isTracing() ? { Client: TracedClient } : {}) },
    ensureDatabase: false,
  }) as Options;
}

/** Looks at something inside a transaction that has just begun; throws to keep anything from being written. */
export type Guard = (query: (sql: string, values: unknown[]) => Promise<unknown[]>) => Promise<void>;

export interface Store extends AsyncDisposable {
  /** A fresh EntityManager: one per turn, job or request. */
  fork(): EntityManager;
  /** The same database, where whatever a fork writes is written after this was looked at, in the same transaction. */
  guarded(guard: Guard): Store;
  /** Brings the schema up to date, one process at a time (see migrate.ts); returns how many migrations ran. */
  migrate(options?: MigrateOptions): Promise<number>;
  /** Names of migrations not applied yet. */
  pendingMigrations(): Promise<string[]>;
  /** Names of migrations that were applied and that this program does not have: a newer one was here. */
  unknownMigrations(): Promise<string[]>;
  /** True when the entities and the migrated schema differ: a migration is missing. */
  hasSchemaDrift(): Promise<boolean>;
  /** Writes the difference between entities and migrations as a new migration; undefined when there is none. */
  createMigration(name: string): Promise<string | undefined>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
}

const withoutExtension = (name: string): string => name.replace(/\.[jt]s$/, '');

/** Everything that writes begins a transaction, also what is one statement, so that nothing gets past the guard. */
function forkGuarded(orm: MikroORM, guard: Guard): EntityManager {
  const em = orm.em.fork({ freshEventManager: true }) as EntityManager;
  em.getEventManager().registerSubscriber({
    async afterTransactionStart({ em: inner, transaction }) {
      // A savepoint is inside a transaction that was looked at.
      if ('savepointName' in transaction) return;
      const connection = (inner as EntityManager).getConnection();
      try {
        await guard((sql, values) => connection.execute(sql, values, 'all', transaction));
      } catch (error) {
        // MikroORM ends it only when its own work fails, not when a subscriber does: the connection would be lost.
        await transaction.rollback().execute();
        throw error;
      }
    },
  });
  for (const method of ['nativeUpdate', 'nativeDelete', 'upsert'] as const) {
    // biome-ignore lint/suspicious/noExplicitAny: the overloads of three methods, handed on as they are
    em[method] = ((...args: any[]) => em.transactional((tx) => (tx[method] as any)(...args))) as any;
  }
  return em;
}

/**
 * Opens PostgreSQL through MikroORM. The caller disposes. Throws ConfigError when the database does not answer or is not
 * there: MikroORM would create one by itself as soon as it is asked for migrations.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  await assertDatabaseAnswers(databaseUrl);
  const orm = await MikroORM.init(ormOptions(databaseUrl));
  // Looking writes nothing: MikroORM's own look would create its table, twice when two processes look at once.
  const applied = async (): Promise<string[]> => {
    const connection = orm.em.fork().getConnection();
    const [there] = await connection.execute(`select to_regclass('mikro_orm_migrations') is not null as there`);
    if (!there?.there) return [];
    const rows = (await connection.execute('select name from mikro_orm_migrations order by id')) as { name: string }[];
    return rows.map(({ name }) => withoutExtension(name));
  };
  const here = () =>
    readdirSync(migrationsPath)
      .filter((name) => /^Migration\d+.*\.[jt]s$/.test(name))
      .sort();
  const store: Store = {
    fork: () => orm.em.fork() as EntityManager,
    guarded: (guard) => ({ ...store, fork: () => forkGuarded(orm, guard) }),
    migrate: (options) =>
      withMigrationLock(
        databaseUrl,
        async (lockTimeoutMs) => {
          const own = await MikroORM.init(ormOptions(databaseUrl, { lock_timeout: lockTimeoutMs }));
          try {
            return (await own.migrator.up()).length;
          } finally {
            await own.close(true);
          }
        },
        options,
      ),
    pendingMigrations: async () => {
      const done = new Set(await applied());
      return here()
        .map(withoutExtension)
        .filter((name) => !done.has(name));
    },
    unknownMigrations: async () => {
      const known = new Set(here().map(withoutExtension));
      return (await applied()).filter((name) => !known.has(name));
    },
    hasSchemaDrift: async () => (await orm.schema.getUpdateSchemaSQL()).trim() !== '',
    createMigration: async (name) => (await orm.migrator.create(undefined, false, false, name)).fileName || undefined,
    ping: async () => {
      await orm.em.fork().getConnection().execute('select 1');
    },
    async [Symbol.asyncDispose]() {
      await orm.close(true);
    },
  };
  return store;
}
