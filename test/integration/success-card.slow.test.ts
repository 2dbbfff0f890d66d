import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { AuditEvent, StoredEvent, WorkflowRow } from '#src/store/entities.ts';
import { call } from '#test/api/client.ts';
import { createScriptedPlanner, useUrl } from '#test/fakes/scripted-planner.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { type CardHandle, type TalkPlatform, talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let count = 0;

/** A created workflow, the card it was approved on, and the thread that is in. */
async function made(app: TestApp, platform: TalkPlatform, { publish = true } = {}) {
  count += 1;
  const talk = talkOn(app, platform);
  const card = await talk.say(`every hour get https://${platform}${count}.example.com/health`);
  await card.press(publish ? 'approve_publish' : 'approve');
  await card.says(publish ? 'Live · ' : 'Created, off · ');
  const row = await app.store
    .fork()
    .findOneOrFail(WorkflowRow, { removedAt: null }, { orderBy: { createdAt: 'desc' } });
  const stored = () => app.standIn.workflows().find(({ id }) => id === row.n8nId);
  return { talk, card, row, stored };
}

/** How many messages are there, and how often each was rewritten. */
const slackUpdates = (app: TestApp) => [...app.slack.messages.values()].reduce((sum, { updates }) => sum + updates, 0);
const teamsUpdates = (app: TestApp) => app.teams.activities.reduce((sum, { updates }) => sum + updates, 0);
const messages = (app: TestApp) => app.slack.messages.size + app.teams.activities.length;
const settled = (app: TestApp) =>
  eventually(async () => (await app.store.fork().count(StoredEvent, { status: 'received' })) === 0, 'all is handled');
/** As slack and teams write a time that each reader sees by their own clock. */
const clock = /<!date\^|\{\{TIME\(/;

describe.each(talkPlatforms)('undo on the success card in %s (Slack detail 12, Teams detail 14)', (platform) => {
  let app: TestApp;
  const planner = createScriptedPlanner(useUrl);
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('says who approved it and when, by the reader’s clock (Slack detail 6)', async () => {
    const { card } = await made(app, platform);
    expect(card.text()).toMatch(/Approved by [^"]+, (<!date\^|\{\{DATE\()/);
  });

  it('Unpublish and Publish again stay on the draft’s card, each rewriting it twice and posting nothing', async () => {
    const { card, stored, row } = await made(app, platform);
    await settled(app);
    const before = [messages(app), slackUpdates(app) + teamsUpdates(app)] as const;
    await card.press('Turn off');
    await card.says('Off · ');
    await card.says(/Turned off by [^"]+, /);
    expect(card.text()).toMatch(clock);
    expect(card.text()).toContain('Approved by');
    expect(card.labels()).toEqual(expect.arrayContaining(['Turn on', 'Delete', 'Open in n8n']));
    expect(stored()?.active).toBe(false);
    await settled(app);
    expect([messages(app), slackUpdates(app) + teamsUpdates(app)]).toEqual([before[0], before[1] + 2]);
    await card.press('publish');
    await card.says(/: n8n has started its trigger|n8n does not tell/);
    expect(stored()?.active).toBe(true);
    expect(card.labels()).toContain('Turn off');
    const trail = await app.store.fork().find(AuditEvent, { subject: row.id, kind: 'act' });
    expect(trail.map(({ data }) => (data as { act: string }).act)).toEqual(['unpublish', 'publish']);
  });

  it('Delete asks first, naming it; kept, the draft’s card is back; deleted, it can be taken out of the archive', async () => {
    const { card, stored, row } = await made(app, platform, { publish: false });
    await card.press('Delete');
    await card.says(`Delete “${row.name}”?`);
    // Otherwise Teams would put the draft's card in the place of the question.
    expect(card.text()).not.toContain('"refresh"');
    await card.press('Keep as it is');
    await card.says('Created, off · ');
    expect(card.text()).toContain('Approved by');
    expect(stored()?.isArchived).toBe(false);
    await card.press('Delete');
    await card.says(`Delete “${row.name}”?`);
    await card.press('Delete');
    await card.says('Deleted · ');
    expect(card.text()).toMatch(/Deleted by [^"]+, /);
    expect(stored()?.isArchived).toBe(true);
    expect(card.labels()).toEqual(['Open in n8n', 'Undo: take it out of the archive', 'Steps and picture']);
    await card.press('Undo: take it out of the archive');
    await card.says('Brought back by');
    expect(stored()?.isArchived).toBe(false);
    expect(card.text()).toContain('Approved by');
  });

  it('Undo of a change proposes what was there before, to be approved anew; the replaced card says so', async () => {
    const { talk, card, stored } = await made(app, platform);
    const before = JSON.stringify(stored()?.nodes);
    const change = await talk.say('use https://changed.example.com/');
    await change.press('approve_publish');
    await change.says('On · ');
    await card.says('Changed since by');
    expect(JSON.stringify(stored()?.nodes)).toContain('changed.example.com');
    const undo = await talk.after(() => change.press('Undo this change'));
    expect(undo.text()).toContain('What is different');
    expect(undo.text()).toContain('Undo: as it was before');
    expect(JSON.stringify(stored()?.nodes)).toContain('changed.example.com');
    await undo.press('approve_publish');
    await undo.says('On · ');
    // n8n keeps no order of keys.
    expect(stored()?.nodes).toEqual(JSON.parse(before));
    await change.says('Changed since · ');
    expect(change.labels()).not.toContain('Undo this change');
    expect(change.labels()).not.toContain('Turn off');
  });

  it('somebody without the right is refused privately, and the card stays', async () => {
    const { card, stored, row } = await made(app, platform);
    const earlier = card.text();
    await card.press('Turn off', 'other');
    await eventually(
      () => app.store.fork().findOne(AuditEvent, { subject: row.id, kind: 'refusal' }),
      'the refusal in the trail',
    );
    await settled(app);
    expect(card.text()).toBe(earlier);
    expect(stored()?.active).toBe(true);
  });

  it('what n8n refuses is told on this card, which keeps its buttons', async () => {
    const { card, stored } = await made(app, platform);
    app.standIn.fail({ on: 'POST /workflows/:id/unpublish', status: 403, message: 'Forbidden' });
    await card.press('Turn off');
    await card.says(/reference [0-9a-f]{10}/);
    expect(stored()?.active).toBe(true);
    expect(card.text()).toContain('Live · ');
    expect(card.labels()).toContain('Turn off');
    await card.press('Turn off');
    await card.says('Off · ');
    expect(card.text()).not.toMatch(/reference [0-9a-f]{10}/);
  });
});

describe('the success card follows', () => {
  let app: TestApp;
  beforeAll(async () => {
    const approvers = ['U0ANA', rita.aadObjectId ?? rita.id, 'ops'];
    app = await startTestApp({ policy: { approvers, manage: 'whole-instance' } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(talkPlatforms)('what was done on the card of the workflow, in %s', async (platform) => {
    const { talk, card } = await made(app, platform, { publish: false });
    const managed = await talk.say('show it');
    await managed.press('publish');
    await managed.says('It is live');
    await card.says(/It is live: n8n has started its trigger\. \([^"]+, /);
    expect(card.text()).toContain('Live · ');
    expect(card.labels()).toContain('Turn off');
    // The card that was clicked stays what it was.
    expect(managed.labels()).toContain('History');
  });

  it('what an approver did in Teams, and what was done over the HTTP API', async () => {
    const { card, row } = await made(app, 'slack');
    const inTeams = await talkOn(app, 'teams').say(`show "${row.name}"`);
    await inTeams.press('unpublish');
    await inTeams.says('does not run by itself any more');
    await card.says('Turned off by Rita');
    const key = await createKey(app.store, 'ops', ['publish', 'manage', 'read']);
    await call(app, `/api/v1/workflows/${row.id}/publish`, { key, method: 'POST' });
    await card.says('(ops, ');
    await call(app, `/api/v1/workflows/${row.id}`, { key, method: 'DELETE' });
    await card.says('Deleted by ops');
  });
});

describe('what people do in n8n itself (Slack detail 19)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { workers: { reconcile: { everyMs: 300 } } } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  const n8n = () => createN8nClient(app.standIn.config);

  /** How the card reads once it followed, and what the trail says of it. */
  async function followed(card: CardHandle, words: string | RegExp, id: string) {
    await card.says(words);
    expect(card.text()).toMatch(clock);
    const trail = await app.store.fork().find(AuditEvent, { subject: id, actor: 'n8n' });
    return trail.flatMap(({ data }) => (data as { seen: string[] }).seen);
  }

  it.each(talkPlatforms)('is seen, told on the card in %s, audited once, and told no second time', async (platform) => {
    const { card, row } = await made(app, platform);
    await n8n().unpublish(row.n8nId);
    expect(await followed(card, /Turned off in n8n \\*\(unpublished\\*\), seen/, row.id)).toEqual(['unpublished']);
    await n8n().publish(row.n8nId);
    expect(await followed(card, /Turned on in n8n \\*\(published\\*\), seen/, row.id)).toEqual([
      'unpublished',
      'published',
    ]);
    const { name, nodes, connections, settings } = await n8n().get(row.n8nId);
    const further = nodes.map((node) => ({ ...node, name: node.name, parameters: { ...node.parameters, note: 'x' } }));
    const document = { name, nodes: further, connections, settings } as Parameters<ReturnType<typeof n8n>['update']>[1];
    await n8n().update(row.n8nId, document, { publishIfActive: true });
    expect(await followed(card, 'Changed in n8n, seen', row.id)).toEqual(['unpublished', 'published', 'edited']);
    expect(card.labels()).toContain('Show it as it is now');
    await ensureRemoved(n8n(), row.n8nId);
    expect(await followed(card, 'Deleted in n8n, seen', row.id)).toContain('deleted');
    expect(card.labels()).not.toContain('Open in n8n');
  });
});
