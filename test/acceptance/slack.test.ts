import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { deliver, sign } from '#test/fakes/slack-requests.ts';
import { modelDraft } from '#test/support/model-draft.ts';
import { lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually } from '#test/support/test-app.ts';
import { openWindow, type Window } from './support/browser.ts';
import { workspace } from './support/local-slack.ts';
import { uniqueUrl } from './support/requests.ts';
import { startInLocalSlack } from './support/slack-app.ts';
import { buttonsOf, labelOf, listenIn, showAsSlackDoes, wordsOf } from './support/slack-people.ts';

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
    await page.getByRole('button', { name: 'Turn on', exact: true }).waitFor();
    expect(await n8n.mentioning(url)).toEqual([]);
    const draft = await listenIn(started.slack, ops).hears(/Draft · /);
    await showAsSlackDoes(page, started.slack, draft);
    await window.picture('slack-draft', leftPart);
    await page.locator('.bk-overflow').last().selectOption({ label: 'Create switched off' });
    await page.getByText('Created in n8n, switched off').first().waitFor({ timeout: 40_000 });
    const card = await listenIn(started.slack, ops).becomes(draft.ts, /Created in n8n, switched off/);
    await showAsSlackDoes(page, started.slack, card);
    await window.picture('slack-created', leftPart);
    const workflow = await n8n.get(workflowIdIn(wordsOf(card), n8n.baseUrl));
    expect(workflow).toMatchObject({ active: false });
    expect((await n8n.mentioning(url)).map(({ id }) => id)).toEqual([workflow.id]);
    expect(buttonsOf(card).map(labelOf)).toContain('Turn on');
  });

  it('what is not signed, or with another secret, is refused', async () => {
    const body = new URLSearchParams({ command: '/n8n', text: 'help', team_id: workspace.team }).toString();
    for (const headers of [{}, sign(body, 'another secret')]) {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await deliver(started.app.url, { headers: { ...type, ...headers }, body })).status).toBe(401);
    }
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
    expect(buttonsOf(await channel.becomes(card.ts, /Discarded by|replaced by a newer/)).map(labelOf)).not.toContain(
      'Turn on',
    );
    await channel.press(changed, 'Create switched off');
    const created = await channel.becomes(changed.ts, /Created in n8n/);
    const workflow = await n8n.get(workflowIdIn(wordsOf(created), n8n.baseUrl));
    expect(JSON.stringify(workflow.nodes)).toMatch(/30 7 \* \* \*|"triggerAtHour":7/);
  });

  it('a direct message: Turn on ends live', async () => {
    const { slack } = started;
    const channel = listenIn(slack, direct);
    await slack.say({ channel: direct, user: ana, text: `every hour get ${uniqueUrl()}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Turn on');
    const live = await channel.becomes(card.ts, /Live · /);
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
    const closed = await channel.becomes(card.ts, /Discarded by|replaced by a newer/);
    expect(buttonsOf(closed).map(labelOf)).not.toContain('Turn on');
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
    await channel.press(card, 'Create switched off', ana);
    const refusal = await channel.hears(/approve/i, [card.ts]);
    expect(refusal).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ana });
    expect(await n8n.mentioning(url)).toEqual([]);
    await channel.press(card, 'Create switched off', ben);
    await channel.becomes(card.ts, /Created in n8n/);
    await eventually(async () => (await n8n.mentioning(url)).length === 1, 'the workflow in n8n');
  });
});

describe('Slack with four eyes', () => {
  it('in one channel nobody approves their own request, an approver neither; the other approver does', async () => {
    const n8n = lookIntoN8n();
    await using started = await startInLocalSlack({ policy: { approvers: [ana, ben], fourEyes: true } });
    const channel = listenIn(started.slack, ops);
    const url = uniqueUrl();
    await started.slack.say({ channel: ops, user: ana, text: `<@${bot}> every hour get ${url}` });
    const card = await channel.hears(/Draft: /);
    await channel.press(card, 'Create switched off', ana);
    const refusal = await channel.hears(/your own|somebody else|another/i, [card.ts]);
    expect(refusal).toMatchObject({ subtype: 'ephemeral', ephemeral_to: ana });
    expect(await n8n.mentioning(url)).toEqual([]);
    await channel.press(card, 'Create switched off', ben);
    expect(wordsOf(await channel.becomes(card.ts, /Created in n8n/))).toMatch(/Approved by ben/i);
    expect(await n8n.mentioning(url)).toHaveLength(1);
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
    await channel.press(card, 'Create switched off');
    await channel.becomes(card.ts, /Created in n8n/);
    expect((await n8n.mentioning(url)).map(({ name }) => name)).toEqual(['Hourly health']);
  });
});
