import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTs, sendCommand, sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const channel = 'C0GENERAL';
const request = 'every hour get https://example.com/health';

/** One request is planned at a time here, and the first takes until it is let go. */
describe('whoever waits in a line', () => {
  let app: TestApp;
  let letGo: () => void;
  beforeEach(async ({ task }) => {
    const first = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const planner = createScriptedPlanner(async () => {
      await first;
      return hourly();
    });
    app = await startTestApp({
      overrides: {
        planner,
        slack: { strict: true, messageEveryMs: 5, signWaits: { messageMs: 50, commandMs: 50 } },
        workers: { planConcurrency: 1 },
      },
    });
    app.slack.reactions.allowed = !task.name.startsWith('without');
    await mention('first');
    await eventually(() => textOf(app.slack.lastMessage(channel)).includes('Working on it'), 'the first at work');
  });
  afterEach(async () => {
    letGo();
    await app?.[Symbol.asyncDispose]();
  });

  const mention = async (user: string, ts = nextTs()) => {
    const sent = await sendMention(app.url, slackSecret, {
      text: request,
      user: `U0${user.toUpperCase()}`,
      channel,
      ts,
    });
    expect(sent.status).toBe(200);
    return ts;
  };
  const drafts = () => [...app.slack.messages.values()].filter((one) => textOf(one).includes('"approve"'));
  const eyesOn = (ts: string) => app.slack.reactions.on.get(`${channel}:${ts}`)?.has('eyes') ?? false;

  it('has a sign on each message at once, which costs no message and goes with the answer', async () => {
    const asked: string[] = [];
    for (let index = 0; index < 19; index += 1) asked.push(await mention(`asker${index}`));
    await eventually(() => asked.every(eyesOn), 'eyes on all');
    expect(app.slack.messages.size).toBe(1);
    letGo();
    await eventually(() => drafts().length === 20, 'all answered', 60_000);
    await eventually(() => !asked.some(eyesOn), 'no eyes any more');
  });

  it('an event that comes twice has them once, and Slack may ask to slow down', async () => {
    const ts = await mention('twice');
    await mention('twice', ts);
    await eventually(() => eyesOn(ts), 'eyes');
    app.slack.fail('reactions.add', { status: 429, retryAfter: 30 });
    const other = await mention('slow');
    letGo();
    await eventually(() => drafts().length === 3, 'all answered');
    await eventually(() => !eyesOn(ts), 'no eyes any more');
    expect(app.slack.reactions.added.filter((at) => at.endsWith(ts))).toHaveLength(1);
    expect(eyesOn(other)).toBe(false);
  });

  it('without the permission nothing is shown and everything is answered', async () => {
    await mention('other');
    await eventually(() => app.slack.calls.some(({ method }) => method === 'reactions.add'), 'a try');
    await mention('third');
    letGo();
    await eventually(() => drafts().length === 3, 'all answered');
    expect(app.slack.calls.filter(({ method }) => method === 'reactions.add')).toHaveLength(1);
    expect(app.slack.calls.filter(({ method }) => method === 'reactions.remove')).toEqual([]);
  });

  it('a command is told in private that it was heard', async () => {
    await sendCommand(app.url, slackSecret, { text: request, responseUrl: app.slack.responseUrl(channel) });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text === 'On it…'), 'a word');
    letGo();
    await eventually(() => drafts().length === 2, 'all answered');
  });
});
