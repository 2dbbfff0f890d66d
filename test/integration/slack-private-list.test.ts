import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAction, sendCommand, sendView } from '#test/fakes/slack-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const channel = 'C0GENERAL';
type Private = TestApp['slack']['ephemerals'][number];

/** Whoever asks by command in a channel gets the list with its buttons, and nobody else sees any of it. */
describe('a list asked for by command', () => {
  let app: TestApp;
  let list: Private;
  let workflow: Private;
  beforeAll(async () => {
    app = await startTestApp();
    const thread = openThread(app);
    const draft = await thread.ask('every hour get https://example.com/health');
    await thread.press(draft, 'approve');
    await eventually(() => textOf(draft).includes('"publish"'), 'the workflow');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const shown = (message: Private) => JSON.stringify(message.blocks);
  const posted = () => [...app.slack.messages.values()];
  const cards = () => app.slack.ephemerals.filter(({ blocks }) => blocks.length > 0);
  /** As Slack sends it: every click has a response URL of its own. */
  const press = (message: Private, name: string) =>
    sendAction(app.url, slackSecret, {
      message,
      ephemeral: true,
      button: app.slack.button(message, name),
      responseUrl: app.slack.responseUrl(channel, message.ts),
    });
  /** The private card that a click leads to. */
  async function opens(message: Private, name: string, words: string): Promise<Private> {
    const before = cards().length;
    await press(message, name);
    return eventually(
      () =>
        cards()
          .slice(before)
          .find((one) => shown(one).includes(words)),
      words,
    );
  }

  it('is a card with buttons that only they see', async () => {
    const count = posted().length;
    await sendCommand(app.url, slackSecret, { text: 'list', responseUrl: app.slack.responseUrl(channel) });
    list = await eventually(() => cards()[0], 'a private card');
    expect(list.text).toContain('Workflows you asked for');
    expect(app.slack.button(list, 'show')).toBeDefined();
    expect(posted()).toHaveLength(count);
  });

  it('turns its pages in place, and shows a workflow and its executions beside it', async () => {
    const count = posted().length;
    await press(list, 'Show all');
    await eventually(() => shown(list).includes('All workflows made here'), 'all');
    expect(cards()).toHaveLength(1);
    workflow = await opens(list, 'show', 'Asked for by');
    await opens(workflow, 'executions', 'Executions of');
    await opens(workflow, 'history', 'History of');
    expect(posted()).toHaveLength(count);
  });

  it('what is done with it is shown on the card that was pressed', async () => {
    const count = posted().length;
    await press(workflow, 'publish');
    await eventually(() => shown(workflow).includes('"unpublish"'), 'published');
    expect(posted()).toHaveLength(count);
  });

  it('a change is drafted where everybody can decide about it', async () => {
    const count = posted().length;
    await press(workflow, 'change');
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    await sendView(app.url, slackSecret, { view, values: { request: 'every day at 7 instead' } });
    const draft = await eventually(() => {
      const last = app.slack.lastMessage(channel);
      return posted().length > count && textOf(last).includes('"approve"') && last;
    }, 'a draft');
    expect(draft.threadTs).toBeUndefined();
    await sendAction(app.url, slackSecret, { message: draft, button: app.slack.button(draft, 'discard') });
    await eventually(() => textOf(draft).includes('Discarded by ana'), 'the decision');
  });
});
