import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type EntityManager, MikroORM, type Options } from '@mikro-orm/postgresql';
import { entities } from './entities.ts';

export type { EntityManager };

const migrationsPath = fileURLToPath(new URL('../../migrations', import.meta.url));

/** ORM options, shared by the service and the migration script. BullMQ's own schema is none of our business. */
function ormOptions(databaseUrl: string): Options {
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
    },
    pool: { min: 0, max: 20 },
    debug: false,
    ensureDatabase: false,
  }) as Options;
}

export interface Store extends AsyncDisposable {
  /** A fresh EntityManager: one per turn, job or request. */
  fork(): EntityManager;
  /** Brings the schema up to date; returns how many migrations ran. */
  migrate(): Promise<number>;
  /** Names of migrations not applied yet. */
  pendingMigrations(): Promise<string[]>;
  /** True when the entities and the migrated schema differ: a migration is missing. */
  hasSchemaDrift(): Promise<boolean>;
  /** Writes the difference between entities and migrations as a new migration; undefined when there is none. */
  createMigration(name: string): Promise<string | undefined>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
}

/** Opens PostgreSQL through MikroORM. The caller disposes. */
export async function openStore(databaseUrl: string): Promise<Store> {
  const orm = await MikroORM.init(ormOptions(databaseUrl));
  return {
    fork: () => orm.em.fork() as EntityManager,
    migrate: async () => (await orm.migrator.up()).length,
    pendingMigrations: async () => (await orm.migrator.getPending()).map((migration) => migration.name),
    hasSchemaDrift: async () => (await orm.schema.getUpdateSchemaSQL()).trim() !== '',
    createMigration: async (name) => (await orm.migrator.create(undefined, false, false, name)).fileName || undefined,
    ping: async () => {
      await orm.em.fork().getConnection().execute('select 1');
    },
    async [Symbol.asyncDispose]() {
      await orm.close(true);
    },
  };
}
