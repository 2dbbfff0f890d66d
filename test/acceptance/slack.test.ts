import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { modelDraft } from '#test/support/model-draft.ts';
import { lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually } from '#test/support/test-app.ts';
import { openWindow, type Window } from './support/browser.ts';
import { workspace } from './support/local-slack.ts';
import { uniqueUrl } from './support/requests.ts';
import { startInLocalSlack } from './support/slack-app.ts';
import { buttonsOf, labelOf, listenIn, showUploads, wordsOf } from './support/slack-people.ts';

const { ana, ben, ops, sales, direct, bot } = workspace;

/** Width of the part of local-slack's window that people look at. */
const leftPart = 960;

describe('Slack, as local-slack plays it', () => {
  const n8n = lookIntoN8n();
  let started: Awaited<ReturnType<typeof startInLocalSlack>>;
  let window: Window;
  beforeAll(async () => {
    started = await startInLocalSlack();
    window = await openWindow(inject('tools').chromium, started.slack.url);
  });
  afterAll(async () => {
    await window?.[Symbol.asyncDispose]();
    await started?.[Symbol.asyncDispose]();
  });

  const send = async (words: string) => {
    await window.page.getByRole('textbox', { name: /^Message/ }).fill(words);
    await window.page.getByRole('button', { name: 'Send' }).click();
  };

  it('in its window: /n8n, the card, Create, and the workflow is in the real n8n, unpublished', async () => {
    const { page } = window;
    const url = uniqueUrl();
    await send(`/n8n every weekday at 9:00 in Europe/Madrid get ${url}, if the status is not ok post to Slack #ops`);
    await page.getByText('On it…').first().waitFor();
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
    expect(await n8n.mentioning(url)).toEqual([]);
    const draft = await listenIn(started.slack, ops).hears(/"slack_file"/);
    await showUploads(page, started.slack, draft);
    await window.picture('slack-draft', leftPart);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Created in n8n, not published').first().waitFor({ timeout: 40_000 });
    const card = await listenIn(started.slack, ops).becomes(draft.ts, /Created in n8n, not published/);
    await showUploads(page, started.slack, card);
    await window.picture('slack-created', leftPart);
    const workflow = await n8n.get(workflowIdIn(wordsOf(card), n8n.baseUrl));
    expect(workflow).toMatchObject({ active: false });
    expect((await n8n.mentioning(url)).map(({ id }) => id)).toEqual([workflow.id]);
    expect(buttonsOf(card).map(labelOf)).toContain('Publish');
  });

  it('a mention in a channel is answered in its thread, and a reply there changes the draft', async () => {
    const { slack } = started;
    const channel = listenIn(slack, sales);
    const url = uniqueUrl();
    await slack.say({ channel: sales, user: ana, text: `<@${bot}> every day at 8:00 get ${url}` });
    const card = await channel.hears(/Draft: /);
    const [root] = (await slack.messages(sales)).filter(({ user }) => user === ana);
    expect(card.thread_ts).toBe(root?.ts);
    await slack.say({ channel: sales, user: ana, text: `<@${bot}> at 7:30 instead`, thread_ts: root?.ts });
    const changed = await channel.hears(/07:30|7:30/, [card.ts]);
    expect(changed.thread_ts).toBe(root?.ts);
    expect(buttonsOf(await channel.becomes(card.ts, /Closed: /)).map(labelOf)).not.toContain('Create');
    await channel.press(changed, 'Create');
    const created = await channel.becomes(changed.ts, /Created in n8n/);
    const workflow = await n8n.get(workflowIdIn(wordsOf(created), n8n.baseUrl));
    expect(JSON.stringify(workflow.nodes)).toMatch(/30 7 \* \* \*|"triggerAtHour":7/);
  });

  it('a direct message: Create and publish ends live', async () => {
    const { slack } = started;
    const channel = listenIn(slack, direct);
    await slack.say({ channel: direct, user: ana, text: `every hour get ${uniqueUrl()}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Create and publish');
    const live = await channel.becomes(card.ts, /Live: /);
    const workflow = await n8n.get(workflowIdIn(wordsOf(live), n8n.baseUrl));
    expect(workflow.active).toBe(true);
    await n8n.unpublish(workflow.id);
  });

  it('Discard ends a draft: no buttons, nothing in n8n', async () => {
    const { slack } = started;
    const channel = listenIn(slack, sales);
    const url = uniqueUrl();
    const seen = (await channel.fromBot()).map(({ ts }) => ts);
    await slack.say({ channel: sales, user: ben, text: `<@${bot}> every hour get ${url}` });
    const card = await channel.hears(/Draft: /, seen);
    await channel.press(card, 'Discard', ben);
    const closed = await channel.becomes(card.ts, /Closed: /);
    expect(buttonsOf(closed).map(labelOf)).not.toContain('Create');
    expect(await n8n.mentioning(url)).toEqual([]);
  });

  it('list and help: privately after a command, as a card with buttons after a mention', async () => {
    const { slack } = started;
    const channel = listenIn(slack, ops);
    await slack.command({ channel: ops, user: ana, command: '/n8n', text: 'help' });
    await channel.hears(/Tell me in plain words/);
    await slack.command({ channel: ops, user: ana, command: '/n8n', text: 'list' });
    expect(await channel.hears(/Workflows you asked for/)).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ana });
    await slack.say({ channel: sales, user: ana, text: `<@${bot}> list` });
    const card = await listenIn(slack, sales).hears(/Workflows you asked for/);
    expect(buttonsOf(card).map(labelOf)).toContain('Show');
  });

  it('left a valid audit chain', async () => {
    expect(await verifyAudit(started.app.store.fork())).toMatchObject({ valid: true });
  });
});

describe('Slack with named approvers', () => {
  it("a requester's click is refused to them alone; the approver's creates it", async () => {
    const n8n = lookIntoN8n();
    await using started = await startInLocalSlack({
      policy: { approvers: [`slack:${workspace.team}:${ben}`] },
    });
    const { slack } = started;
    const channel = listenIn(slack, ops);
    const url = uniqueUrl();
    await slack.say({ channel: ops, user: ana, text: `<@${bot}> every hour get ${url}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Create', ana);
    const refusal = await channel.hears(/approve/i, [card.ts]);
    expect(refusal).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ana });
    expect(await n8n.mentioning(url)).toEqual([]);
    await channel.press(card, 'Create', ben);
    await channel.becomes(card.ts, /Created in n8n/);
    await eventually(async () => (await n8n.mentioning(url)).length === 1, 'the workflow in n8n');
  });
});

describe('Slack with a model', () => {
  it('what it drafts is shown, approved and created', async () => {
    const n8n = lookIntoN8n();
    const url = uniqueUrl();
    await using model = await createOpenAiServer([{ tool: 'submit_draft', args: modelDraft(url) }]);
    await using started = await startInLocalSlack({
      env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model' },
    });
    const channel = listenIn(started.slack, ops);
    await started.slack.command({ channel: ops, user: ana, command: '/n8n', text: `keep an eye on ${url}` });
    const card = await channel.hears(/Draft: Hourly health/);
    await channel.press(card, 'Create');
    await channel.becomes(card.ts, /Created in n8n/);
    expect((await n8n.mentioning(url)).map(({ name }) => name)).toEqual(['Hourly health']);
  });
});

/** What the app on this branch says it can, by its manifest; local-slack can do more than some of them. */
const manifest = JSON.parse(readFileSync('manifest/slack.json', 'utf8')) as {
  features: { app_home: { home_tab_enabled: boolean } };
};
const hasHome = manifest.features.app_home.home_tab_enabled;
if (!hasHome) console.warn('NOT RUN: App Home in local-slack: the app has no Home tab (manifest/slack.json).');
describe.runIf(hasHome)('App Home in local-slack', () => {
  it('is published when somebody opens it', async () => {
    await using started = await startInLocalSlack();
    await started.slack.openHome(ana);
    const log = await eventually(async () => {
      const text = JSON.stringify(await started.slack.log());
      return text.includes('views.publish') && text;
    }, 'views.publish');
    expect(log).toContain('app_home_opened');
  });
});

const hasModals = grep('adapters/slack', 'views.open');
if (!hasModals) console.warn('NOT RUN: modals in local-slack: nothing in adapters/slack opens one.');
describe.runIf(hasModals)('modals in local-slack', () => {
  it('Change… opens one; what is typed there changes the draft', async () => {
    await using started = await startInLocalSlack();
    const { slack } = started;
    const channel = listenIn(slack, ops);
    await using modalWindow = await openWindow(inject('tools').chromium, slack.url);
    await slack.command({ channel: ops, user: ana, command: '/n8n', text: `every day at 8:00 get ${uniqueUrl()}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Change…');
    const dialog = modalWindow.page.getByRole('dialog').or(modalWindow.page.locator('.modal')).first();
    await dialog.waitFor();
    await modalWindow.picture('slack-modal');
    await dialog.getByRole('textbox').first().fill('at 7:30 instead');
    await dialog.getByRole('button').last().click();
    await channel.hears(/Every day at 07:30/, []);
  });
});

const hasSocketMode = grep('adapters/slack', 'SocketMode');
if (!hasSocketMode) console.warn('NOT RUN: Socket Mode in local-slack: the app does not speak it.');
describe.runIf(hasSocketMode)('Socket Mode in local-slack', () => {
  it('a command is drafted and created', async () => {
    await using started = await startInLocalSlack({ mode: 'socket' });
    const channel = listenIn(started.slack, ops);
    await started.slack.command({ channel: ops, user: ana, command: '/n8n', text: `every hour get ${uniqueUrl()}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Create');
    await channel.becomes(card.ts, /Created in n8n/);
  });
});

function grep(folder: string, word: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), 'utf8').includes(word),
  );
}
