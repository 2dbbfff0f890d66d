import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveTemplate } from '#src/planner/templates/saved.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, DraftRow, StoredEvent, Tenant, WorkflowVersion } from '#src/store/entities.ts';
import { ask, call, until } from '#test/api/client.ts';
import { sendAction, sendDirectMessage, sendMention, sendView } from '#test/fakes/slack-server.ts';
import type { Person } from '#test/fakes/teams-activities.ts';
import { findStored } from '#test/support/find-stored.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { askInTeams } from '#test/support/teams.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const name = 'Zephyrina Quillfeather';
const slackId = 'U0ZEPHYR1';
const email = 'zephyrina@quillfeather.example';
const inTeams: Person = { id: '29:zephyrina', name, aadObjectId: '7f2b1c9e-9999-4a4b-8c1d-0a0b0c0d0e99' };
/** What nobody but her says. */
const word = 'zorblattish';
const needles = [name, slackId, email, inTeams.aadObjectId, inTeams.id, word];

let app: TestApp;
let key: string;
const folder = mkdtempSync(join(tmpdir(), 'flowsmith-forget-'));
beforeAll(async () => {
  app = await startTestApp({ env: { EXPORT_DIR: folder }, policy: { approvers: [`slack:T0TEAM:${slackId}`] } });
  app.slack.people.set(slackId, { name, locale: 'en-US', tz: 'Europe/Berlin' });
  app.slack.people.set('U0ANA', { name: 'Ana', locale: 'en-US', tz: 'Europe/Berlin' });
  key = await app.key(['request', 'approve', 'read']);
}, 60_000);
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const settled = () =>
  eventually(async () => (await app.store.fork().count(StoredEvent, { status: 'received' })) === 0, 'all answered');
const found = async () => {
  const places: Record<string, string[]> = {};
  for (const needle of needles) places[needle] = await findStored(app.database.url, needle);
  return places;
};

/** Everything she can do, through every door. */
async function plant(): Promise<void> {
  const thread = openThread(app);
  const dropped = await thread.ask(`every hour get https://example.com/${word}`, slackId);
  await sendAction(app.url, slackSecret, { message: dropped, button: app.slack.thumb(dropped, 'down'), user: slackId });
  const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
  await sendView(app.url, slackSecret, { view, values: { comment: `so ${word}` }, user: slackId, userName: name });
  await thread.press(dropped, 'discard', slackId);
  // One that lives: she asks, changes and approves; and one of Ana's that she approves.
  const lives = openThread(app);
  const card = await lives.ask('every hour get https://example.com/runs', slackId);
  await lives.press(card, 'approve', slackId);
  await eventually(() => textOf(lives.messages().at(-1)).includes('Created'), 'it is created');
  const anas = openThread(app);
  const hers = await anas.ask('every hour get https://example.com/anas');
  await anas.press(hers, 'approve', slackId);
  await eventually(() => textOf(anas.messages().at(-1)).includes('Created'), 'it is created');
  // Ana's own, still open, into which she puts words.
  const open = openThread(app);
  await open.ask('every hour get https://example.com/open');
  await open.ask(`use https://example.com/${word}/open`, slackId);
  await sendDirectMessage(app.url, slackSecret, { text: `${word} what?`, user: slackId, channel: 'D0ZEPH' });
  await sendMention(app.url, slackSecret, { text: 'link', user: slackId });
  await sendMention(app.url, slackSecret, { text: `delete ${word}`, user: slackId });
  await askInTeams(
    app,
    app.teams.message({
      text: `every day at 9 get https://example.com/${word}/teams`,
      person: inTeams,
      scope: 'personal',
    }),
  );
  const rest = await ask(app, key, { request: `every hour get https://example.com/${word}/rest`, user: email });
  await until(app, key, rest.body.draftId, 'proposed');
  await settled();
  const em = app.store.fork();
  const tenant = await em.findOneOrFail(Tenant, { platform: 'slack' });
  const draft = {
    name: 'T',
    description: '',
    nodes: [{ name: 'A', type: 'n8n-nodes-base.noOp', parameters: {} }],
    connections: [],
    assumptions: [],
  };
  await app.store.fork().transactional((tx) =>
    saveTemplate(tx, {
      tenant: tenant.id,
      name: 'Ours',
      description: '',
      draft,
      createdBy: `slack:T0TEAM:${slackId}`,
    }),
  );
  const linked = await flowsmith(
    ['accounts', 'link', `slack:T0TEAM:${slackId}`, `teams:${app.teams.tenantId}:${inTeams.aadObjectId}`],
    app.env,
  );
  expect(linked).toMatchObject({ code: 0 });
}

it('takes a person out of everything, and the chain holds', { timeout: 240_000 }, async () => {
  await plant();
  const before = await found();
  for (const needle of [name, slackId, email, inTeams.aadObjectId, word])
    expect(before[needle]?.length).toBeGreaterThan(1);
  const documents = await app.store.fork().find(WorkflowVersion, {}, { orderBy: { id: 'asc' } });
  const rows = await app.store.fork().count(AuditEvent, {});

  // Looking changes nothing.
  const dry = await flowsmith(['forget', name, '--dry-run'], app.env);
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toContain(`Would forget slack:T0TEAM:${slackId}`);
  expect(dry.out).toContain('teams:');
  expect(dry.out).toMatch(/Stays, it is a workflow: .+\/workflow\//);
  expect(dry.out).toContain('Stays, it is a template: Ours');
  expect(await found()).toEqual(before);
  expect(await app.store.fork().count(AuditEvent, {})).toBe(rows);

  // Both accounts by the name; what came over HTTP by its address.
  const gone = await flowsmith(['forget', name.toLowerCase()], app.env);
  expect(gone).toMatchObject({ code: 0, err: '' });
  expect(gone.out.match(/(?:In|Out of): (.*)/)?.[1]).toBe(dry.out.match(/(?:In|Out of): (.*)/)?.[1]);
  expect(await flowsmith(['forget', email], app.env)).toMatchObject({ code: 0, err: '' });
  await eventually(async () => Object.values(await found()).flat().length === 0, 'nothing left', 30_000).catch(
    () => undefined,
  );
  expect(await found()).toEqual(Object.fromEntries(needles.map((needle) => [needle, []])));
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true, purged: expect.any(Number) });
  expect((await flowsmith(['audit', 'verify'], app.env)).code).toBe(0);
  const told = await app.store.fork().find(AuditEvent, { kind: 'purge', actor: 'operator' });
  expect(JSON.stringify(told)).toContain('"act":"forgotten"');

  // What she made stays, and so does who else decided.
  const after = await app.store.fork().find(WorkflowVersion, {}, { orderBy: { id: 'asc' } });
  expect(after.map((row) => row.document)).toEqual(documents.map((row) => row.document));
  const drafts = await app.store.fork().find(DraftRow, {});
  expect(drafts.filter(({ status }) => status === 'created')).toHaveLength(2);
  expect(drafts.filter(({ status }) => status === 'proposed')).toHaveLength(0);
  expect(drafts.filter(({ requesterName }) => requesterName === 'Ana')).toHaveLength(2);
  expect((await flowsmith(['export', folder], app.env)).code).toBe(0);
  for (const needle of needles) expect(await inFolder(folder, needle)).toEqual([]);
  // Cards are drawn anew, without her.
  const named = () =>
    [...app.slack.messages.values()].flatMap(
      ({ blocks }) => JSON.stringify(blocks).match(/.{0,80}Zephyrina.{0,40}/)?.[0] ?? [],
    );
  await eventually(() => named().length === 0, 'cards without her name', 20_000).catch(() => undefined);
  expect(named()).toEqual([]);
  const state = await app.store.fork().find(StoredEvent, { status: 'failed' });
  expect(state.map(({ failure }) => failure)).toEqual([]);

  // Whatever she writes next is by somebody new.
  await sendDirectMessage(app.url, slackSecret, { text: 'list', user: slackId, channel: 'D0ZEPH' });
  await settled();
  const again = await flowsmith(['forget', slackId, '--dry-run'], app.env);
  expect(again.out).toMatch(/In: 1 events, \d messages, 1 audit\./);
  expect(await flowsmith(['audit', 'verify'], app.env)).toMatchObject({ code: 0 });
});

async function inFolder(directory: string, needle: string): Promise<string[]> {
  const { readdir, readFile } = await import('node:fs/promises');
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const hits: string[] = [];
  for (const file of files.filter((each) => each.isFile()))
    if ((await readFile(join(file.parentPath, file.name), 'utf8')).includes(needle)) hits.push(file.name);
  return hits;
}

it('who is meant has to be clear', patience, async () => {
  for (const [user, channel] of [
    ['U0TWIN1', 'D0TWIN1'],
    ['U0TWIN2', 'D0TWIN2'],
  ] as const) {
    app.slack.people.set(user, { name: 'Kim Twin', locale: 'en-US', tz: 'Europe/Berlin' });
    await sendDirectMessage(app.url, slackSecret, { text: 'help', user, channel });
  }
  await settled();
  const several = await flowsmith(['forget', 'kim twin'], app.env);
  expect(several).toMatchObject({ code: 1, out: '' });
  expect(several.err).toContain('slack:T0TEAM:U0TWIN1');
  expect(several.err).toContain('slack:T0TEAM:U0TWIN2');
  const nobody = await flowsmith(['forget', 'Twin'], app.env);
  expect(nobody).toMatchObject({ code: 1, out: '' });
  expect(nobody.err).toContain('Nobody called "Twin"');
  expect(nobody.err).toContain('slack:T0TEAM:U0TWIN1 (Kim Twin)');
  expect(await flowsmith(['forget', 'slack:T0TEAM:U0TWIN1'], app.env)).toMatchObject({ code: 0 });
  expect(await findStored(app.database.url, 'U0TWIN1')).toEqual([]);
  expect(await findStored(app.database.url, 'U0TWIN2')).not.toEqual([]);
  // A database whose address is a file is one and the same, to whatever is forgotten there.
  const { DATABASE_URL: url = '', ...env } = app.env;
  const DATABASE_URL_FILE = join(folder, 'database-url');
  writeFileSync(DATABASE_URL_FILE, url);
  const fromFile = await flowsmith(['forget', 'slack:T0TEAM:U0TWIN2'], { ...env, DATABASE_URL_FILE });
  expect(fromFile).toMatchObject({ code: 0, err: '' });
  expect(await findStored(app.database.url, 'U0TWIN2')).toEqual([]);
  expect((await call(app, '/livez')).status).toBe(200);
});
