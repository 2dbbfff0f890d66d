import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, DraftRow, Feedback, StoredEvent, Template } from '#src/store/entities.ts';
import { ask, call, until } from '#test/api/client.ts';
import { sendAction, sendView } from '#test/fakes/slack-server.ts';
import { everythingStored } from '#test/support/everything-stored.ts';
import { flowsmith } from '#test/support/run-cli.ts';
import { openThread, type SlackThread } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** A password that no rule can know. */
const got = 'wurzelsepp';

let app: TestApp;
let thread: SlackThread;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  key = await app.key(['request', 'approve', 'read']);
  thread = openThread(app);
});
afterAll(() => app?.[Symbol.asyncDispose]());

const purge = (id: string) => flowsmith(['purge-text', id], app.env);
const eventsWith = async (text: string) =>
  (await app.store.fork().find(StoredEvent, {}, { orderBy: { receivedAt: 'asc' } })).filter(({ payload }) =>
    JSON.stringify(payload).includes(text),
  );
const stored = () => everythingStored(app.database.url);

it('takes a text that got through out of everything, and the chain still holds', { timeout: 120_000 }, async () => {
  const made = await thread.ask(`every hour get https://example.com/${got}`);
  await sendAction(app.url, slackSecret, { message: made, button: app.slack.thumb(made, 'down'), user: 'U0ANA' });
  const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
  await sendView(app.url, slackSecret, { view, values: { comment: `because of ${got}` } });
  await eventually(async () => (await app.store.fork().find(Feedback, {}))[0]?.comment, 'the comment');
  await thread.ask('every 2 hours instead');
  // One more that goes into n8n, and from there into a template.
  const { body } = await ask(app, key, { request: `every hour get https://example.com/${got}/2`, approve: true });
  await until(app, key, body.draftId, 'created');
  const workflow = app.standIn.workflows()[0];
  const saved = await call(app, '/api/v1/templates', {
    key,
    body: { name: 'Mine', draft: { name: 'Mine', nodes: [{ name: 'A', type: 'n8n-nodes-base.manualTrigger' }] } },
  });
  expect(saved.status).toBe(201);
  const before = await stored();
  expect(before).toContain(got);
  await plantTemplate(body.draftId ?? '');

  for (const { id } of await eventsWith(got)) expect(await purge(id)).toMatchObject({ code: 0, err: '' });
  expect(await stored()).not.toContain(got);

  await eventually(
    () => !JSON.stringify(thread.messages().at(-1)?.blocks).includes(got),
    'the card without it',
    60_000,
  );

  // What was decided and by whom stays, and the chain says what is missing.
  const verdict = await verifyAudit(app.store.fork());
  expect(verdict).toMatchObject({ valid: true, purged: expect.any(Number) });
  expect(verdict.valid && verdict.purged).toBeGreaterThan(4);
  expect(await app.store.fork().count(AuditEvent, { kind: 'purge', actor: 'operator' })).toBe(3);
  const told = await flowsmith(['audit', 'verify'], app.env);
  expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/The data of \d+ rows was purged/) });
  // Nothing that was emptied can be approved, n8n is as it was, other people's templates too.
  const drafts = await app.store.fork().find(DraftRow, {});
  expect(drafts.map(({ status }) => status).sort()).toEqual(['created', 'discarded']);
  expect(JSON.stringify(app.standIn.workflows()[0])).toBe(JSON.stringify(workflow));
  const templates = await app.store.fork().find(Template, { tenant: { $ne: null } });
  expect(templates.map(({ slug }) => slug)).toEqual(['mine']);
  const state = await call(app, `/api/v1/drafts/${body.draftId}`, { key });
  expect(state).toMatchObject({ status: 200, body: { status: 'created' } });
});

it('names what n8n still holds; twice finds nothing more; what is none is said', { timeout: 120_000 }, async () => {
  const { body } = await ask(app, key, { request: `every hour get https://example.com/${got}/3`, approve: true });
  await until(app, key, body.draftId, 'created');
  const first = await purge(body.draftId ?? '');
  expect(first.out).toMatch(/n8n still holds what was made of it, with its history: http.*\/workflow\/\w+/);
  const rows = await app.store.fork().count(AuditEvent, {});
  const again = await purge(body.draftId ?? '');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('the data of 0 audit rows') });
  expect(await app.store.fork().count(AuditEvent, {})).toBe(rows + 1);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  expect(await purge('nonsense')).toMatchObject({ code: 1, err: expect.stringContaining('no id of an event') });
  expect(await purge(crypto.randomUUID())).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no event'),
  });
});

it('a row from before hashes of data is purged as well, and what is changed in it is found', async () => {
  const id = crypto.randomUUID();
  const sql = async (text: string, params: unknown[] = []) => {
    const client = new pg.Client({ connectionString: app.database.url });
    await client.connect();
    await client.query(text, params).finally(() => client.end());
  };
  const at = new Date().toISOString();
  const data = { text: `hush ${got}`, via: 'direct' };
  const event = {
    ...{ kind: 'message', dedupeKey: 'old', tenant: { id: 'playground' }, person: { id: 'rita', name: 'Rita' } },
    ...{ conversation: { platform: 'playground', key: 'old', address: { conversation: 'old' } }, ...data },
  };
  const hashed = `{"actor":"playground:playground:rita","at":"${at}","data":${JSON.stringify(data)},"kind":"request","previousHash":"`;
  // As the version before takes it in while an upgrade runs.
  await sql(
    'select accept_event($1::uuid, $2, $3, $4, $5::uuid, $6, $7::jsonb, $8::uuid, $9, $10::jsonb, $11, $12, $13, $14::jsonb, $15)',
    [
      ...[crypto.randomUUID(), 'playground', 'playground', null, crypto.randomUUID(), 'old', '{"conversation":"old"}'],
      ...[id, 'old', JSON.stringify(event), at, 'playground:playground:rita', 'request', JSON.stringify(data), hashed],
    ],
  );
  await sql("update inbound_events set status = 'handled' where id = $1", [id]);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  expect(await purge(id)).toMatchObject({ code: 0 });
  expect(await stored()).not.toContain(got);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  const row = await app.store.fork().findOneOrFail(AuditEvent, { subject: id, kind: 'request' });
  await sql('alter table audit_events disable trigger user');
  await sql("update audit_events set actor = 'slack:T0:eve' where seq = $1", [row.seq]);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: false, seq: row.seq });
});

/** As `save_template` leaves it: a template of the workflow's content, and its audit row. */
async function plantTemplate(draftId: string): Promise<void> {
  const { appendAudit } = await import('#src/store/audit.ts');
  const { saveTemplate } = await import('#src/planner/templates/saved.ts');
  const { Tenant, WorkflowVersion } = await import('#src/store/entities.ts');
  const em = app.store.fork();
  const { workflow } = await em.findOneOrFail(WorkflowVersion, { draft: draftId });
  const tenant = await em.findOneOrFail(Tenant, { platform: 'rest' });
  await app.store.fork().transactional(async (tx) => {
    const nodes = [
      { name: 'A', type: 'n8n-nodes-base.httpRequest', parameters: { url: `https://example.com/${got}` } },
    ];
    const draft = { name: 'T', description: '', nodes, connections: [], assumptions: [] };
    const wanted = { tenant: tenant.id, name: 'Theirs', description: '', draft, createdBy: 'rest:api:x' };
    const template = await saveTemplate(tx, wanted);
    if (template.kind !== 'saved') throw new Error('not saved');
    const data = { act: 'saved', slug: 'theirs', workflow };
    await appendAudit(tx, { kind: 'template', actor: 'rest:api:x', subject: template.template.id, data });
  });
}
