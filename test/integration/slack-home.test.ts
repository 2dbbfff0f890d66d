import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suggestedPrompts } from '#adapters/slack/prompts.ts';
import { actionRequest, automate, deliver, eventRequest, homeOpened, sendCommand } from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('the app in Slack', () => {
  let app: TestApp;
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

  it('Home shows what waits for an approver, with a link to its card, and to nobody else', async () => {
    const asked = await doors['Slack mention'](app, request);
    const ts = app.slack.lastMessage('C0GENERAL')?.ts.replace('.', '');
    // Slack shows the card a moment before it is written down where it is.
    const linked = async () => {
      const shown = await home('U0BOSS');
      return shown.includes(`https://acme.slack.com/archives/C0GENERAL/p${ts}`) && shown;
    };
    expect(await eventually(linked, 'a link to the card')).toMatch(/Waiting for you.*Every hour/s);
    expect(await home('U0BOB')).not.toContain('Every hour');
    await asked.press('approve', 'U0BOSS');
    await eventually(() => asked.text().includes('/workflow/'), 'the workflow');
  });

  it('Home shows my workflows with their state, and no welcome any more', async () => {
    const mine = await home('U0ANA');
    expect(mine).toMatch(/Your workflows.*Every hour.*off/s);
    expect(mine).toContain(`${app.standIn.baseUrl}/workflow/`);
    expect(mine).not.toContain('Welcome');
    expect(await home('U0BOSS')).not.toContain('Waiting for you');
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
    const before = app.slack.messages.size;
    expect((await send(request, '1790000100.000001')).status).toBe(200);
    const card = await eventually(
      () =>
        app.slack.messages.size > before &&
        JSON.stringify(app.slack.lastMessage()?.blocks).includes('"approve"') &&
        app.slack.lastMessage(),
      'a draft',
    );
    expect(card.threadTs).toBe('1790000100.000001');
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
