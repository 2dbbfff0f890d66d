import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Approval, AuditEvent, StoredEvent } from '#src/store/entities.ts';
import { sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const asked = ['Every hour', 'Every day'];

/** What a turn decided belongs to its event: people hear the same, however often it runs. */
describe('a turn that runs again comes to the same', () => {
  let app: TestApp;
  beforeAll(async () => {
    const planner = createScriptedPlanner(({ request: words }) =>
      words === 'ask me' ? { kind: 'question', text: 'How often?', choices: asked } : hourly(),
    );
    app = await startTestApp({ policy: { approvers: ['U0ANA'] }, overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const shows = (channel: string, words: string) =>
    eventually(() => {
      const last = app.slack.lastMessage(channel);
      return last && JSON.stringify(last.blocks).includes(words) && last;
    }, words);
  const whispers = () => app.slack.ephemerals.map(({ text }) => text).join('\n');
  /** The newest event, once all are over. */
  const over = (tries: number) =>
    eventually(async () => {
      const rows = await app.store.fork().find(StoredEvent, {}, { orderBy: { receivedAt: 'desc' } });
      return rows.every(({ status }) => status === 'handled') && (rows[0]?.attempts ?? 0) >= tries && rows[0];
    }, `the end of the turn after ${tries} tries`);
  /** As if the process had died at the very end of the newest turn: its row says nothing of it, and it runs again. */
  const again = async () => {
    const { id } = await over(1);
    const received = { status: 'received', handledAt: null } as const;
    await app.store.fork().nativeUpdate(StoredEvent, { id }, { ...received, nextAttemptAt: null, nextSweepAt: null });
    await over(2);
  };

  it('a click on Create', async () => {
    const draft = await doors['Slack mention'](app, request);
    await draft.press('approve');
    await eventually(() => draft.text().includes('/workflow/'), 'a link on the card');
    await again();
    expect(whispers()).not.toContain('already');
    expect(await app.store.fork().count(Approval, {})).toBe(1);
  });

  it('a refused click: refused once in the audit trail, and told', async () => {
    const draft = await doors['Slack mention'](app, request);
    await draft.press('approve', 'U0OTHER');
    await again();
    expect(app.slack.ephemerals.some(({ user }) => user === 'U0OTHER')).toBe(true);
    expect(await app.store.fork().count(AuditEvent, { kind: 'refusal' })).toBe(1);
  });

  it('"cancel" in words', async () => {
    const ts = '1790000077.000001';
    await sendMention(app.url, slackSecret, { text: request, channel: 'C0CANCEL', ts });
    await shows('C0CANCEL', 'approve');
    await sendMention(app.url, slackSecret, { text: 'cancel', channel: 'C0CANCEL', threadTs: ts });
    await again();
    const answer = app.slack.lastMessage('C0CANCEL')?.text ?? '';
    expect(answer).toMatch(/discarded/i);
    expect(answer).not.toMatch(/nothing to cancel/i);
  });

  it('a pressed choice', async () => {
    await sendMention(app.url, slackSecret, { text: 'ask me', channel: 'C0ASK' });
    const question = await shows('C0ASK', 'How often?');
    await sendAction(app.url, slackSecret, { message: question, button: app.slack.button(question, 'Every hour') });
    await again();
    expect(JSON.stringify(app.slack.lastMessage('C0ASK')?.blocks)).toContain('Hourly health');
    expect(whispers()).not.toContain('answered already');
  });

  it('a choice said in words is that choice again, and no new request', async () => {
    const ts = '1790000078.000001';
    await sendMention(app.url, slackSecret, { text: 'ask me', channel: 'C0WORDS', ts });
    await shows('C0WORDS', 'How often?');
    await sendMention(app.url, slackSecret, { text: '2', channel: 'C0WORDS', threadTs: ts });
    await again();
    const [said] = (await app.store
      .fork()
      .execute('select request from draft_revisions order by created_at desc limit 1')) as { request: string }[];
    expect(said?.request).toBe('Every day');
  });

  it('feedback is thanked for, not taken for an old opinion', async () => {
    const draft = await doors['Slack mention'](app, request);
    const [row] = await app.store.fork().find(StoredEvent, { status: 'handled' }, { orderBy: { receivedAt: 'desc' } });
    const message = app.slack.lastMessage();
    if (!message || !row) expect.fail('no answer');
    const value = JSON.stringify({ choice: 1, eventId: row.id });
    const before = app.slack.ephemerals.length;
    await sendAction(app.url, slackSecret, { message, button: { action_id: 'feedback', block_id: 'f', value } });
    await again();
    // By each run, because nobody knows whether the first one still came to it.
    expect(app.slack.ephemerals).toHaveLength(before + 2);
    expect(draft.buttons()).toContain('approve');
  });
});
