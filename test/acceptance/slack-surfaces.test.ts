import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { actionRequest, automate, deliver } from '#test/fakes/slack-requests.ts';
import { lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { slackSecret } from '#test/support/test-app.ts';
import { openWindow, type Window } from './support/browser.ts';
import { workspace } from './support/local-slack.ts';
import { tellWhatIsNotRun } from './support/not-run.ts';
import { uniqueUrl } from './support/requests.ts';
import { startInLocalSlack } from './support/slack-app.ts';
import { buttonsOf, labelOf, listenIn, showAsSlackDoes, wordsOf } from './support/slack-people.ts';

const { ana, ben, ops, sales, bot, team } = workspace;

tellWhatIsNotRun('local-slack');

describe.each(['events', 'socket'] as const)('Home and modals in local-slack (%s)', (mode) => {
  const n8n = lookIntoN8n();
  let started: Awaited<ReturnType<typeof startInLocalSlack>>;
  let window: Window;
  beforeAll(async () => {
    started = await startInLocalSlack({ mode });
    window = await openWindow(inject('tools').chromium, started.slack.url);
  });
  afterAll(async () => {
    await window?.[Symbol.asyncDispose]();
    await started?.[Symbol.asyncDispose]();
  });
  const go = (name: string) => window.page.locator('.sidebar-item', { hasText: name }).first().click();
  const home = (words: string | RegExp) => window.page.locator('.home').getByText(words).first().waitFor();
  const dialog = () => window.page.getByRole('dialog').or(window.page.locator('.modal')).first();
  const ask = async (channel: string, text: string) => {
    const seen = (await listenIn(started.slack, channel).fromBot()).map(({ ts }) => ts);
    await started.slack.command({ channel, user: ana, command: '/n8n', text });
    return listenIn(started.slack, channel).hears(/Draft: /, seen);
  };

  it('Home welcomes with first steps, and later shows what waits and what was made', async () => {
    await go('flowsmith');
    await home('Welcome');
    await window.picture(`slack-home-${mode}`);
    await go('ops');
    const url = uniqueUrl();
    const card = await ask(ops, `every hour get ${url}`);
    await go('flowsmith');
    await home('Waiting for you');
    await listenIn(started.slack, ops).press(card, 'Create switched off');
    const created = await listenIn(started.slack, ops).becomes(card.ts, /Created in n8n/);
    const { name } = await n8n.get(workflowIdIn(wordsOf(created), n8n.baseUrl));
    await go('sales');
    await go('flowsmith');
    // What waited stood there by the same name.
    await window.page.locator('.home').getByText('Waiting for you').waitFor({ state: 'hidden' });
    await home(name);
    await home('Your workflows');
    await window.picture(`slack-home-later-${mode}`);
  });

  it('Change… opens a modal; what is typed there changes the draft, and Create creates that', async () => {
    const channel = listenIn(started.slack, sales);
    await go('sales');
    const url = uniqueUrl();
    const card = await ask(sales, `every day at 8:00 get ${url}`);
    await showAsSlackDoes(window.page, started.slack, card);
    await channel.press(card, 'Change…');
    await dialog().waitFor();
    await window.picture(`slack-modal-${mode}`);
    await dialog().getByRole('textbox').first().fill('at 7:30 instead');
    await dialog().getByRole('button', { name: 'Change', exact: true }).click();
    const changed = await channel.hears(/Every day at 07:30/, [card.ts]);
    await channel.becomes(card.ts, /replaced by a newer version/);
    await channel.press(changed, 'Create switched off');
    await channel.becomes(changed.ts, /Created in n8n/);
    expect(JSON.stringify((await n8n.mentioning(url)).map(({ nodes }) => nodes))).toMatch(
      /30 7 \* \* \*|"triggerAtHour":7/,
    );
  });

  it('Fill in… asks in a modal for what is missing; the draft then has it', async () => {
    const channel = listenIn(started.slack, sales);
    const card = await ask(sales, `every day at 9:00 get ${uniqueUrl()} and post it to Slack`);
    await channel.press(card, 'Fill in…');
    await dialog().waitFor();
    await window.picture(`slack-fill-${mode}`);
    await dialog().getByRole('textbox').first().fill('#weekly-numbers');
    await dialog().getByRole('button', { name: 'Save', exact: true }).click();
    const filled = await channel.hears(/weekly-numbers/, [card.ts]);
    expect(buttonsOf(filled).map(labelOf)).not.toContain('Fill in…');
    expect(buttonsOf(filled).map(labelOf)).toContain('Turn on');
  });

  it('a mention is answered in its thread', async () => {
    const channel = listenIn(started.slack, sales);
    const seen = (await channel.fromBot()).map(({ ts }) => ts);
    await started.slack.say({ channel: sales, user: ana, text: `<@${bot}> every 2 hours get ${uniqueUrl()}` });
    const card = await channel.hears(/Draft: /, seen);
    expect(card.thread_ts).toBeDefined();
    await channel.press(card, 'Discard');
    await channel.becomes(card.ts, /Discarded by|replaced by a newer/);
  });
});

describe('the message shortcut in local-slack', () => {
  it('"Automate this": the draft is in the thread of the message, and Create creates it', async () => {
    const n8n = lookIntoN8n();
    await using started = await startInLocalSlack();
    const { slack, app } = started;
    const channel = listenIn(slack, ops);
    const url = uniqueUrl();
    await slack.say({ channel: ops, user: ben, text: `Every hour get ${url}` });
    const message = (await slack.messages(ops)).find(({ text }) => text?.includes(url));
    if (!message) expect.fail('the message is not there');
    // local-slack has no such menu: signed as Slack would.
    const chosen = automate({
      text: `${message.text}`,
      ts: message.ts,
      channel: ops,
      responseUrl: `${slack.url}/none`,
    });
    const by = { team: { id: team, domain: 'acme' }, user: { id: ana, name: 'ana', team_id: team } };
    expect((await deliver(app.url, actionRequest({ ...chosen, ...by }, slackSecret))).status).toBe(200);
    const card = await channel.hears(/Draft: /);
    expect(card.thread_ts).toBe(message.ts);
    await channel.press(card, 'Create switched off');
    await channel.becomes(card.ts, /Created in n8n/);
    expect(await n8n.mentioning(url)).toHaveLength(1);
  });
});
