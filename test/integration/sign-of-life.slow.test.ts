import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { type SlackMessage, sendAction, sendView } from '#test/fakes/slack-server.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { type N8nProxy, startN8nProxy } from '#test/support/n8n-proxy.ts';
import { teamsChat } from '#test/support/private-chat.ts';
import { createScriptedPlanner, hourly, withoutChannel } from '#test/support/scripted-planner.ts';
import { isProgress, openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

/** n8n is held back: what is asserted before it is let go cannot have come from it. */
describe('while n8n has not answered yet', () => {
  const stack = new AsyncDisposableStack();
  let n8n: N8nProxy;
  let app: TestApp;
  let thread: SlackThread;
  let name: string;
  beforeAll(async () => {
    const standIn = stack.use(await startN8nStandIn());
    n8n = stack.use(await startN8nProxy(standIn.baseUrl));
    app = stack.use(await startTestApp({ n8n: { baseUrl: n8n.url, apiKey: standIn.apiKey } }));
    thread = openThread(app);
    const draft = await thread.ask(request);
    await thread.press(draft, 'approve');
    await eventually(() => textOf(draft).includes('"publish"'), 'the workflow');
    name = standIn.workflows()[0]?.name ?? '';
  });
  afterAll(() => stack.disposeAsync());

  const working = () => [...app.slack.working].filter(([, status]) => status !== '').map(([where]) => where);
  const shown = () => JSON.stringify([[...app.slack.messages.values()], app.slack.ephemerals]);

  /** Does it with n8n held back; the answer comes only afterwards. */
  async function shows(act: () => Promise<unknown>, answered: () => unknown): Promise<void> {
    const before = shown();
    const release = n8n.hold();
    try {
      await act();
      await eventually(() => working().length === 1, 'a sign below the thread');
      expect(shown()).toBe(before);
    } finally {
      release();
    }
    await eventually(() => shown() !== before && answered(), 'the answer');
    await eventually(() => working().length === 0, 'no sign any more');
  }
  const newest = () => thread.messages().at(-1);
  const shownIn = (words: string) => textOf(newest()).includes(words);
  const now = (message: SlackMessage) => app.slack.messages.get(`${message.channel}:${message.ts}`) ?? message;

  it.each([
    ['list', () => 'list'],
    ['show', () => `show ${name}`],
    ['history', () => `history ${name}`],
    ['executions', () => `runs of ${name}`],
    ['restore', () => `undo ${name}`],
    ['publish', () => `publish ${name}`],
    ['save as template', () => `save ${name} as template`],
  ])('Slack shows that the bot is at work on "%s"', async (_verb, words) => {
    const count = thread.messages().length;
    await shows(
      () => thread.say(words()),
      () => thread.messages().length > count,
    );
  });

  it.each([
    ['executions', () => shownIn('Executions of')],
    ['history', () => shownIn('History of')],
    ['delete', (card: SlackMessage) => textOf(now(card)).includes('Delete ')],
    ['publish', (card: SlackMessage) => textOf(now(card)).includes('"unpublish"')],
    ['unpublish', (card: SlackMessage) => textOf(now(card)).includes('"publish"')],
  ])('and on a press on "%s"', async (action, answered) => {
    const card = await thread.ask(`show ${name}`);
    await shows(
      () => thread.press(now(card), action),
      () => answered(card),
    );
  });

  it('and on turning a page, which rewrites the card', async () => {
    const list = await thread.ask('list');
    const button = app.slack.button(list, 'list');
    await shows(
      () => sendAction(app.url, slackSecret, { message: list, button, user: 'U0ANA' }),
      () => textOf(now(list)).includes('All workflows'),
    );
    expect(newest()?.ts).toBe(list.ts);
  });

  it('a Teams channel, which shows no typing, gets a message that becomes the answer', async () => {
    const talk = talkOn(app, 'teams');
    const draft = await talk.say(request);
    await draft.press('Create switched off');
    await draft.says('Created in n8n');
    const release = n8n.hold();
    const activities = app.teams.activities.length;
    const answer = talk.say('list');
    try {
      await eventually(() => app.teams.activities.length > activities, 'a message');
      expect(JSON.stringify(app.teams.activities.at(-1))).toContain('One moment');
    } finally {
      release();
    }
    await (await answer).says('1 in all');
    expect(app.teams.activities).toHaveLength(activities + 1);
  });

  it('Teams types in a chat', async () => {
    const release = n8n.hold();
    const before = app.teams.typing.length;
    const activities = app.teams.activities.length;
    const answer = teamsChat(app, rita).say('list');
    try {
      // One when the words come in; the next says that the turn is still at it.
      await eventually(() => app.teams.typing.length >= before + 2, 'typing');
      expect(app.teams.activities).toHaveLength(activities);
    } finally {
      release();
    }
    await answer;
  });
});

describe('while the planner has not answered yet', () => {
  it('a dialog and a chosen answer show progress in the thread at once', async () => {
    const held = Promise.withResolvers<ReturnType<typeof hourly>>();
    const planner = createScriptedPlanner((_input, call) => {
      if (call === 1) return { kind: 'question', text: 'How often?', choices: ['Every hour', 'Every day'] };
      return call === 2 ? hourly() : held.promise;
    });
    await using app = await startTestApp({ overrides: { planner } });
    const thread = openThread(app);
    const question = await thread.ask('get https://example.com/health');
    await thread.press(question, 'Every hour');
    const draft = await eventually(() => thread.messages().find((one) => textOf(one).includes('"change"')), 'a draft');
    await thread.press(draft, 'change');
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    await sendView(app.url, slackSecret, { view, values: { request: 'every day' } });
    await eventually(() => thread.messages().some(isProgress), 'progress');
    await eventually(() => planner.inputs.length === 3, 'the planner is asked');
    expect(thread.messages().some(isProgress)).toBe(true);
    held.resolve(hourly());
    await eventually(() => !thread.messages().some(isProgress), 'the draft');
  });

  it('filling in asks n8n for its facts, and shows that it is at work', async () => {
    await using standIn = await startN8nStandIn();
    await using n8n = await startN8nProxy(standIn.baseUrl);
    const planner = createScriptedPlanner(withoutChannel);
    await using app = await startTestApp({ n8n: { baseUrl: n8n.url, apiKey: standIn.apiKey }, overrides: { planner } });
    const thread = openThread(app);
    const release = n8n.hold();
    await thread.say('every hour post to Slack');
    await eventually(() => thread.messages().some(isProgress), 'progress before n8n told its facts');
    release();
    await eventually(() => textOf(thread.messages()[0]).includes('Fill in'), 'the draft');
  });
});
