import { openStore } from '#src/store/orm.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** `npm run migration:create -- name`: writes the difference between the entities and the migrations as a new migration. */
await using postgres = await startEmbeddedPostgres('.data/migrations', { fast: true });
await using store = await openStore(postgres.url);
await store.migrate();
const fileName = await store.createMigration(process.argv[2] ?? 'change');
process.stdout.write(fileName ? `${fileName}\n` : 'Nothing to do: entities and migrations agree.\n');
