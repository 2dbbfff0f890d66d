import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { startApp } from '#src/app.ts';
import { withStore } from '#src/cli/run/database.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { createCreation } from '#src/store/creations.ts';
import { type Decision, recordDecision } from '#src/store/drafts.ts';
import { Delivery, type DraftRecord, DraftRow, WorkflowRow } from '#src/store/entities.ts';
import { openStore } from '#src/store/orm.ts';
import { assertNotNewer, assertSameSchema } from '#src/store/same-schema.ts';
import { ensureWorkflow } from '#src/store/workflows.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantDraft } from '#test/support/plant-draft.ts';
import { plantConversation } from '#test/support/plant-event.ts';

const name = `empty_${crypto.randomUUID().replaceAll('-', '')}`;

async function onAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(() => onAdmin(`create database ${name} template template0`));
afterAll(() => onAdmin(`drop database if exists ${name} with (force)`));

it('the migrations build exactly the schema the entities describe, once', async () => {
  await using store = await openStore(inject('postgresUrl').replace(/\/postgres$/, `/${name}`));
  const pending = await store.pendingMigrations();
  expect(pending.length).toBeGreaterThan(0);
  expect(await store.migrate()).toBe(pending.length);
  expect(await store.pendingMigrations()).toEqual([]);
  expect(await store.migrate()).toBe(0);
  expect(await store.hasSchemaDrift()).toBe(false);
});

it('drafts that were open before they had a term get one; what was decided, and what has one, stays', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  const em = store.fork();
  const ref = { platform: 'rest' as const, key: 'c', address: {} };
  const { id: conversation } = await plantConversation(em, { id: 't' }, ref);
  const kept = new Date('2026-12-01T00:00:00Z');
  const given = [
    { status: 'proposed', expiresAt: null },
    { status: 'created', expiresAt: null },
    { status: 'proposed', expiresAt: kept },
  ] as const;
  const head = { conversation, requesterId: 'ana', requesterName: 'Ana', revision: 1 };
  const rows: DraftRecord[] = given.map((each) => em.create(DraftRow, { id: crypto.randomUUID(), ...head, ...each }));
  await em.flush();
  await em.execute(`delete from mikro_orm_migrations where name like '%open_drafts_expire'`);
  expect(await store.migrate()).toBe(1);
  const after = await Promise.all(rows.map(({ id }) => store.fork().findOneOrFail(DraftRow, { id })));
  expect(after.map(({ expiresAt }) => expiresAt && (expiresAt > new Date() ? 'later' : expiresAt))).toEqual([
    'later',
    null,
    expect.anything(),
  ]);
  expect(after[2]?.expiresAt).toEqual(kept);
});

it('a database that a newer program was at is refused, naming both', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  await expect(assertSameSchema(store)).resolves.toBeUndefined();
  await store
    .fork()
    .execute(`insert into mikro_orm_migrations (name) values ('Migration20991231235959_of_the_future')`);
  const both = /Flowsmith \d+\.\d+\.\d+.*newer.*Migration20991231235959_of_the_future/;
  await expect(assertSameSchema(store)).rejects.toThrow(both);
  await expect(assertNotNewer(store)).rejects.toThrow(both);
  const config = readConfig({
    ...{ DATABASE_URL: database.url, N8N_BASE_URL: 'http://127.0.0.1:9', N8N_API_KEY: 'x' },
    ...{ SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-x', CATALOG_DIR: '/nowhere' },
  });
  await expect(startApp(config, createLogger('silent'))).rejects.toThrow(both);
});

it('and by the command line as well', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  await store
    .fork()
    .execute(`insert into mikro_orm_migrations (name) values ('Migration20991231235959_of_the_future')`);
  vi.stubEnv('DATABASE_URL', database.url);
  try {
    // `migrate`, then everything else.
    for (const migrated of [false, true])
      await expect(withStore(async () => expect.fail('went on'), { migrated })).rejects.toThrow(/of_the_future/);
  } finally {
    vi.unstubAllEnvs();
  }
});

it('what the release before could not show is owed: failed creations of late, and cards of workflows that were due', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  const ref = { platform: 'slack' as const, key: 'c', address: {} };
  const card = { platform: 'slack' as const, address: {} };
  const plant = async (status: 'failed' | 'created' | 'proposed', daysAgo: number, due = false) => {
    const { id, tenant } = await plantDraft(store, { ref, tenant: 't', card });
    const em = store.fork();
    await em.nativeUpdate(DraftRow, { id }, { status });
    if (status === 'proposed') return id;
    const decision = { decision: 'approved', decidedBy: 'ana', decidedByName: 'Ana', byPolicy: false, publish: false };
    await em.transactional(async (tx) => {
      const approval = await recordDecision(tx, { draft: id, revision: 1, ...decision } as Decision);
      const creation = await createCreation(tx, await tx.findOneOrFail(DraftRow, { id }), approval);
      creation.status = status;
      creation.finishedAt = new Date(Date.now() - daysAgo * 24 * 60 * 60_000);
      const n8nId = crypto.randomUUID();
      const workflow = { tenant, creation, instanceUrl: 'n', n8nId, n8nVersionId: null, name: 'w', requesterId: 'ana' };
      const row = status === 'created' ? await ensureWorkflow(tx, { ...workflow, document: {} as never }) : undefined;
      if (row && due) await tx.nativeUpdate(WorkflowRow, { id: row.id }, { cardsDueAt: new Date() });
    });
    return id;
  };
  const [late, , due] = [await plant('failed', 1), await plant('failed', 30), await plant('created', 1, true)];
  await plant('created', 1);
  await plant('proposed', 0);
  await store.fork().nativeDelete(Delivery, {});
  await store.fork().execute(`delete from mikro_orm_migrations where name like '%owed_before'`);
  expect(await store.migrate()).toBe(1);
  const owed = await store.fork().find(Delivery, {});
  expect(owed.map(({ subject }) => subject).sort()).toEqual([late, due].sort());
});
