import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftRevision, StoredEvent } from '#src/store/entities.ts';
import { sendAction, sendView } from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { createScriptedPlanner, withoutChannel } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('forms in Slack', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const openedView = (before: number) =>
    eventually(() => app.slack.views.length > before && app.slack.views.at(-1), 'a dialog');

  it('Change… opens a dialog; sending it makes the next revision in the thread', async () => {
    const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
    const message = app.slack.lastMessage('C0GENERAL');
    if (!message) expect.fail('no card');
    const before = app.slack.views.length;
    await asked.press('change');
    const view = await openedView(before);
    await sendView(app.url, slackSecret, { view, values: { request: 'every 2 hours instead' } });
    const next = await eventually(() => {
      const last = app.slack.lastMessage('C0GENERAL');
      return last?.ts !== message.ts && JSON.stringify(last?.blocks).includes('revision\\":2') && last;
    }, 'revision 2');
    expect(next.threadTs).toBe(message.threadTs ?? message.ts);
    await eventually(() => asked.text().includes('replaced by a newer version'), 'the old card closed');
  });

  it('secrets typed into a dialog are never stored', async () => {
    const asked = await doors['Slack mention'](app, 'every day get https://example.com/health');
    const before = app.slack.views.length;
    await asked.press('change');
    const secret = `sk-${'a1B2'.repeat(10)}`;
    await sendView(app.url, slackSecret, {
      view: await openedView(before),
      values: { request: `use the key ${secret} every 3 hours` },
    });
    await eventually(
      () => JSON.stringify(app.slack.lastMessage('C0GENERAL')?.blocks).includes('revision\\":2'),
      'revision 2',
    );
    const stored = await app.store.fork().find(StoredEvent, {});
    expect(JSON.stringify(stored.map(({ payload }) => payload))).not.toContain(secret);
  });

  it('a form of an older revision says so instead of opening', async () => {
    const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
    const message = app.slack.lastMessage('C0GENERAL');
    if (!message) expect.fail('no card');
    const button = app.slack.button(message, 'change');
    const views = app.slack.views.length;
    await asked.press('discard');
    await eventually(() => asked.text().includes('Discarded by'), 'the closed card');
    await sendAction(app.url, slackSecret, { message, button });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('was discarded')), 'the explanation');
    expect(app.slack.views).toHaveLength(views);
  });
});

describe('what is still needed', () => {
  it('is asked for in a dialog and written into the draft', async () => {
    await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(withoutChannel) } });
    const asked = await doors['Slack mention'](app, 'post hello every hour');
    expect(asked.buttons()).toContain('fill');
    expect(asked.buttons()).not.toContain('approve');
    await asked.press('fill');
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    // It is a channel of Slack, so it can be picked; here it is typed.
    expect(view.view.blocks.map(({ block_id }) => block_id)).toEqual(['0.picked', '0']);
    await sendView(app.url, slackSecret, { view, values: { 0: '#ops' } });
    const card = await eventually(() => {
      const last = app.slack.lastMessage('C0GENERAL');
      return JSON.stringify(last?.blocks).includes('revision\\":2') && last;
    }, 'the filled draft');
    expect(app.slack.button(card, 'approve')).toBeDefined();
    const rows = await app.store.fork().find(DraftRevision, { revision: 2 });
    expect(JSON.stringify(rows[0]?.document)).toContain('ops');
  });
});
