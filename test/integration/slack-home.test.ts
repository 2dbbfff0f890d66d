import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suggestedPrompts } from '#adapters/slack/prompts.ts';
import { homeAction, newAutomation } from '#test/fakes/slack-home-requests.ts';
import {
  actionRequest,
  automate,
  deliver,
  eventRequest,
  homeOpened,
  sendCommand,
  sendView,
} from '#test/fakes/slack-server.ts';
import { type Asked, doors } from '#test/support/doors.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('the app in Slack', () => {
  let app: TestApp;
  let asked: Asked;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: ['U0BOSS'] } });
    app.slack.sessions.enabled = true;
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function home(user: string): Promise<string> {
    const before = app.slack.homes.get(user);
    await deliver(app.url, eventRequest(homeOpened('home', user), slackSecret));
    const view = await eventually(() => app.slack.homes.get(user) !== before && app.slack.homes.get(user), 'a Home');
    return JSON.stringify(view);
  }

  it('Home welcomes who is new with first steps, and posts nothing by itself', async () => {
    expect(await home('U0NEW')).toMatch(/Welcome.*Nothing reaches n8n before/s);
    expect([...app.slack.messages.values()]).toEqual([]);
  });

  const press = (user: string, name: string, input: { actionTs?: string } = {}) => {
    const home = { text: '', blocks: app.slack.homes.get(user)?.blocks ?? [] };
    const button = app.slack.button(home, name);
    return deliver(app.url, actionRequest(homeAction({ button, user, ...input }), slackSecret));
  };
  const directTo = (user: string) =>
    [...app.slack.messages.values()].filter(({ channel }) => channel === `D${user.slice(1)}`);

  it('Home shows what waits for an approver, whole, with its buttons, and to nobody else', async () => {
    asked = await doors['Slack mention'](app, request);
    const shown = await home('U0BOSS');
    expect(shown).toMatch(/Waiting for you.*Every hour.*approve_publish.*change.*discard/s);
    expect(shown).toMatch(/"confirm":\{"title"/);
    expect(shown).not.toContain('/archives/');
    expect(await home('U0BOB')).not.toContain('Every hour');
  });

  it('who may not decide any more is told so in private, and nothing happens', async () => {
    app.slack.homes.set('U0BOB', app.slack.homes.get('U0BOSS') as never);
    await press('U0BOB', 'approve_publish');
    await eventually(() => directTo('U0BOB').length > 0, 'a refusal');
    expect(app.standIn.workflows()).toEqual([]);
    expect(asked.text()).toContain('"approve_publish"');
  });

  it('it is decided there: twice is once, Home and the card say what came of it', async () => {
    // It waits for them there, too.
    await eventually(() => directTo('U0BOSS').length > 0, 'the card alone');
    const before = directTo('U0BOSS').length;
    await Promise.all([1, 2].map(() => press('U0BOSS', 'approve_publish', { actionTs: '1790000500.000001' })));
    await eventually(() => asked.text().includes('/workflow/'), 'the workflow');
    await eventually(() => !JSON.stringify(app.slack.homes.get('U0BOSS')).includes('Waiting for you'), 'Home anew');
    expect(app.standIn.workflows()).toHaveLength(1);
    expect(directTo('U0BOSS')).toHaveLength(before);
  });

  it('a change is asked for there, and the next revision comes to whoever asked for it', async () => {
    const again = await doors['Slack mention'](app, request.replace('health', 'again'));
    await home('U0BOSS');
    await press('U0BOSS', 'change');
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    await sendView(app.url, slackSecret, { view, values: { request: 'every day at 7 instead' }, user: 'U0BOSS' });
    const next = await eventually(() => {
      const last = directTo('U0BOSS').at(-1);
      return JSON.stringify(last?.blocks ?? '').includes('07:00') && last;
    }, 'the next revision');
    expect(JSON.stringify(next.blocks)).toContain('"approve');
    await eventually(() => again.text().includes('07:00'), 'the card in the channel');
    await home('U0BOSS');
    await press('U0BOSS', 'discard');
    await eventually(() => again.text().includes('iscarded'), 'discarded');
    await eventually(() => !JSON.stringify(app.slack.homes.get('U0BOSS')).includes('Waiting for you'), 'Home anew');
  });

  it('Home shows my workflows with their state and last run, and no welcome any more', async () => {
    const mine = await home('U0ANA');
    expect(mine).toMatch(/Your workflows.*Get example.com.*Show/s);
    expect(mine).not.toContain('Welcome');
    await press('U0ANA', 'show');
    await eventually(
      () => directTo('U0ANA').some(({ blocks }) => JSON.stringify(blocks).includes('"unpublish"')),
      'it',
    );
  });

  it('what failed stands there with why', async () => {
    const [workflow] = app.standIn.workflows();
    app.standIn.addExecution({ workflowId: workflow?.id ?? '', status: 'error' });
    expect(await home('U0ANA')).toContain('What failed this week');
    await press('U0ANA', 'executions');
    await eventually(() => directTo('U0ANA').some(({ text }) => text.includes('failed')), 'why');
  });

  it('something is asked for and found from there, as if it had been said', async () => {
    for (const [name, typed, words] of [
      ['new_automation', 'every day at 8 get https://example.com/new', '08:00'],
      ['find_workflow', 'example.com', 'example.com'],
    ] as const) {
      const before = directTo('U0ANA').length;
      await home('U0ANA');
      const opened = app.slack.views.length;
      await press('U0ANA', name);
      const view = await eventually(() => app.slack.views[opened], 'a dialog');
      for (const _ of [1, 2]) await sendView(app.url, slackSecret, { view, values: { request: typed } });
      await eventually(() => JSON.stringify(directTo('U0ANA').slice(before)).includes(words), 'an answer');
      expect(directTo('U0ANA')).toHaveLength(before + 1);
    }
  });

  it('the global shortcut asks the same, and says so when it came too late', async () => {
    const opened = app.slack.views.length;
    await deliver(app.url, actionRequest(newAutomation(), slackSecret));
    await eventually(() => app.slack.views[opened], 'a dialog');
    const before = directTo('U0ANA').length;
    await deliver(app.url, actionRequest(newAutomation('U0ANA', `${Date.now() - 4_000}.late`), slackSecret));
    await eventually(() => directTo('U0ANA').length > before, 'a word');
  });

  it('a Home that cannot be read says so', async () => {
    app.slack.fail('views.publish', { status: 500 });
    const answer = await deliver(app.url, eventRequest(homeOpened('home', 'U0NEW'), slackSecret));
    expect(answer.status).toBe(200);
  });

  it('suggestions stand beside the conversation, and each of them works', async () => {
    await deliver(app.url, eventRequest(homeOpened('messages'), slackSecret));
    await eventually(() => app.slack.prompts.get('D0ANA'), 'suggestions');
    expect(app.slack.prompts.get('D0ANA')).toEqual(suggestedPrompts);
    for (const { message } of suggestedPrompts) {
      const asked = await doors['Slack DM'](app, message);
      expect(asked.text()).toMatch(
        /"approve"|The newest workflows|No workflow has been made|Your workflows|Tell me in plain words|workflow/,
      );
      expect(asked.text()).not.toMatch(/did not work|Say which/);
    }
  });

  it('"Automate this" makes a draft in the thread of the message', async () => {
    const responseUrl = app.slack.responseUrl();
    const send = (text: string, ts: string) =>
      deliver(app.url, actionRequest(automate({ text, ts, responseUrl }), slackSecret));
    expect((await send(request, '1790000100.000001')).status).toBe(200);
    const card = await eventually(
      () =>
        [...app.slack.messages.values()].find(
          ({ threadTs, blocks }) => threadTs === '1790000100.000001' && JSON.stringify(blocks).includes('"approve"'),
        ),
      'a draft',
    );
    expect(JSON.stringify(card.blocks)).toContain('asked by ana');
    await send('', '1790000100.000002');
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('has no words')), 'a word');
  });

  it('help still answers a command privately', async () => {
    const responseUrl = app.slack.responseUrl();
    await sendCommand(app.url, slackSecret, { text: 'help', responseUrl });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Tell me in plain words')), 'help');
  });
});
