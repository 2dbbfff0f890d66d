import { describe, expect, it } from 'vitest';
import { StoredEvent } from '#src/store/entities.ts';
import { type SlackMessage, sendAction, sendMention } from '#test/fakes/slack-server.ts';
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
  it('ends the running turn at once, in the one message that showed its progress', async () => {
    const planner = createScriptedPlanner((input) => {
      input.onProgress?.('choosing');
      return never(input);
    });
    await using app = await startTestApp({ overrides: { planner } });
    await sendMention(app.url, slackSecret, { text: 'get https://example.com every hour' });
    const progress = await shown(app, '▸ Choosing the steps');
    const button = app.slack.button(progress, 'stop');
    await sendAction(app.url, slackSecret, { message: progress, button, user: 'U0OTHER' });
    await eventually(() => app.slack.ephemerals.length > 0 || planner.inputs.length > 1, 'nothing', 800).catch(
      () => {},
    );
    expect(textOf(app.slack.messages.get(`C0GENERAL:${progress.ts}`))).toContain('Working on it');
    const started = Date.now();
    await sendAction(app.url, slackSecret, { message: progress, button });
    await shown(app, 'Stopped. Nothing was created or changed.');
    expect(Date.now() - started).toBeLessThan(2_000);
    expect([...app.slack.messages.values()]).toHaveLength(1);
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0OTHER'), 'the refusal');
    const rows = await app.store.fork().find(StoredEvent, { status: 'received' });
    expect(rows).toEqual([]);
  });

  it('of a turn that is over is answered privately', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(hourly) } });
    const asked = await doors['Slack mention'](app, 'get https://example.com every hour');
    const message = app.slack.lastMessage();
    const [row] = await app.store.fork().find(StoredEvent, {});
    if (!message || !row) expect.fail('no turn');
    const value = JSON.stringify({ eventId: row.id });
    await sendAction(app.url, slackSecret, { message, button: { action_id: 'stop', block_id: 'old', value } });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('only while')), 'a word');
    expect(asked.text()).toContain('Hourly health');
  });
});
