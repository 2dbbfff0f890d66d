import { describe, expect, it } from 'vitest';
import { StoredEvent } from '#src/store/entities.ts';
import {
  deliver,
  eventRequest,
  type SlackMessage,
  sendAction,
  sendDirectMessage,
  sendMention,
  sessionStopped,
} from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { createScriptedPlanner, hourly, never } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const textOf = (message: SlackMessage | undefined): string => JSON.stringify(message?.blocks ?? []);
const shown = (app: TestApp, words: string, channel = 'C0GENERAL'): Promise<SlackMessage> =>
  eventually(() => {
    const last = app.slack.lastMessage(channel);
    return textOf(last).includes(words) && last;
  }, `"${words}" in Slack`);

describe('a question with choices', () => {
  it.each([
    ['two choices are buttons', ['Every hour', 'Every day']],
    ['six choices are a list', ['Every hour', 'Every day', 'Every week', 'Every month', 'On weekdays', 'On Mondays']],
  ])('%s, and pressing one goes on with it', async (_name, choices) => {
    const planner = createScriptedPlanner((_input, call) =>
      call === 1 ? { kind: 'question', text: 'How often?', choices } : hourly(),
    );
    await using app = await startTestApp({ overrides: { planner } });
    await doors['Slack mention'](app, 'get https://example.com/health');
    const question = await shown(app, 'How often?');
    const label = choices.at(-1) ?? '';
    const button = choices.length > 4 ? app.slack.choice(question, label) : app.slack.button(question, label);
    await sendAction(app.url, slackSecret, { message: question, button });
    const draft = await shown(app, 'Hourly health');
    expect(planner.inputs[1]?.request).toBe(label);
    expect(draft.threadTs).toBe(question.threadTs);
    const closed = textOf(app.slack.messages.get(`C0GENERAL:${question.ts}`));
    expect(closed).toContain(`${label} (ana)`);
    expect(closed).not.toMatch(/"action_id"/);
    await sendAction(app.url, slackSecret, { message: question, button, actionTs: '9.9' });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('answered already')), 'a word');
    expect(planner.inputs).toHaveLength(2);
  });
});

describe('Stop', () => {
  it('ends the running turn, which would go on for ever, in the one message that showed its progress', async () => {
    const planner = createScriptedPlanner((input) => {
      input.onProgress?.('choosing');
      return never(input);
    });
    await using app = await startTestApp({ overrides: { planner } });
    await sendMention(app.url, slackSecret, { text: 'get https://example.com every hour' });
    const progress = await shown(app, 'Choosing the steps');
    const button = app.slack.button(progress, 'stop');
    await sendAction(app.url, slackSecret, { message: progress, button, user: 'U0OTHER' });
    await eventually(() => app.slack.ephemerals.length > 0 || planner.inputs.length > 1, 'nothing', 800).catch(
      () => {},
    );
    expect(textOf(app.slack.messages.get(`C0GENERAL:${progress.ts}`))).toContain('Working on it');
    await sendAction(app.url, slackSecret, { message: progress, button });
    await shown(app, 'Stopped. Nothing was created or changed.');
    expect([...app.slack.messages.values()]).toHaveLength(1);
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0OTHER'), 'the refusal');
    const open = () => app.store.fork().count(StoredEvent, { status: 'received' });
    await eventually(async () => (await open()) === 0, 'the end of both turns');
  });

  it('of a turn that is over is answered privately', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(hourly) } });
    const asked = await doors['Slack mention'](app, 'get https://example.com every hour');
    const message = app.slack.lastMessage();
    const over = async () => (await app.store.fork().find(StoredEvent, { status: 'handled' }))[0];
    const row = await eventually(over, 'the end of the turn');
    if (!message) expect.fail('no turn');
    const value = JSON.stringify({ eventId: row.id });
    await sendAction(app.url, slackSecret, { message, button: { action_id: 'stop', block_id: 'old', value } });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('only while')), 'a word');
    expect(asked.text()).toContain('Hourly health');
  });
});

describe("Slack's own Stop in a direct message", () => {
  it('is shown while the turn runs, stops it, and goes away', async () => {
    const planner = createScriptedPlanner(never);
    await using app = await startTestApp({ overrides: { planner } });
    app.slack.sessions.enabled = true;
    const ts = '1790000009.000001';
    await sendDirectMessage(app.url, slackSecret, { text: 'get https://example.com every hour', ts });
    await shown(app, 'Working on it', 'D0ANA');
    const stop = (user: string) =>
      deliver(app.url, eventRequest(sessionStopped({ channel: 'D0ANA', threadTs: ts, user }), slackSecret));
    await stop('U0OTHER');
    expect((await stop('U0ANA')).status).toBe(200);
    // The other person is told afterwards that it was not theirs to stop: this need not be the last message.
    const stopped = () => [...app.slack.messages.values()].some(({ text }) => text.startsWith('Stopped. Nothing was'));
    await eventually(stopped, 'stopped');
    await eventually(() => app.slack.sessions.statuses.length > 1, 'not at it any more');
    expect(app.slack.sessions.statuses).toEqual([`D0ANA:${ts} processing`, `D0ANA:${ts} active`]);
  });

  it('is done without where the app has no agent view', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(hourly) } });
    await doors['Slack DM'](app, 'get https://example.com every hour');
    await doors['Slack DM'](app, 'get https://example.com every hour');
    const calls = app.slack.calls.filter(({ method }) => method === 'agents.sessions.setStatus');
    expect(calls).toHaveLength(1);
  });

  it("times and language are the asker's", async () => {
    const planner = createScriptedPlanner(hourly);
    await using app = await startTestApp({ overrides: { planner } });
    app.slack.people.set('U0ANA', { name: 'Ana', tz: 'America/New_York', locale: 'pt-BR' });
    const asked = await doors['Slack mention'](app, 'get https://example.com every hour');
    // The language is that of the words, the habits of dates are those of the region.
    expect(planner.inputs[0]).toMatchObject({ timezone: 'America/New_York', locale: 'en-BR' });
    expect(asked.text()).toContain('Ana');
    expect(asked.text()).toMatch(/next run \w+, \w+ \d+, \d+:\d\d [AP]M/);
    await asked.press('steps');
    await shown(app, '(America/New_York)');
  });
});
