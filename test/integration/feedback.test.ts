import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, Feedback, StoredEvent } from '#src/store/entities.ts';
import { type SlackMessage, sendAction, sendMention, sendView } from '#test/fakes/slack-server.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { openThread, type SlackThread } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('what people think of drafts and answers', () => {
  let app: TestApp;
  let thread: SlackThread;
  let draft: SlackMessage;
  beforeAll(async () => {
    app = await startTestApp();
    thread = openThread(app);
    draft = await thread.ask(request);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const press = (thumb: 'up' | 'down', user: string, message: SlackMessage = draft) =>
    sendAction(app.url, slackSecret, { message, button: app.slack.thumb(draft, thumb), user });
  const kept = () => app.store.fork().find(Feedback, {}, { orderBy: { createdAt: 'asc' } });
  const verdicts = async () => (await kept()).map(({ personId, verdict, comment }) => [personId, verdict, comment]);
  const becomes = (wanted: unknown[]) =>
    eventually(async () => JSON.stringify(await verdicts()) === JSON.stringify(wanted), JSON.stringify(wanted));
  const thanked = (user: string) => app.slack.ephemerals.filter((one) => one.user === user && /^Thanks/.test(one.text));

  it('a thumb is kept and thanked for once, in private; it is no decision', async () => {
    const audited = await app.store.fork().count(AuditEvent, {});
    await press('up', 'U0ANA');
    await becomes([['slack:T0TEAM:U0ANA', 'good', null]]);
    await eventually(() => thanked('U0ANA').length === 1, 'thanks');
    await press('up', 'U0ANA');
    await press('down', 'U0ANA');
    await becomes([['slack:T0TEAM:U0ANA', 'bad', null]]);
    await eventually(async () => (await app.store.fork().count(StoredEvent, { status: 'received' })) === 0, 'quiet');
    expect(thanked('U0ANA')).toHaveLength(1);
    expect(await app.store.fork().count(AuditEvent, {})).toBe(audited);
    expect(JSON.stringify(draft.blocks)).toContain('"approve"');
  });

  it('a bad verdict asks for its reasons, and counts without them; the last word counts', async () => {
    const view = await eventually(() => app.slack.views.at(-1), 'a dialog');
    await sendView(app.url, slackSecret, { view, values: { comment: 'wrong day' } });
    await becomes([['slack:T0TEAM:U0ANA', 'bad', 'wrong day']]);
    await press('down', 'U0BOB');
    await becomes([
      ['slack:T0TEAM:U0ANA', 'bad', 'wrong day'],
      ['slack:T0TEAM:U0BOB', 'bad', null],
    ]);
    await press('up', 'U0ANA');
    await becomes([
      ['slack:T0TEAM:U0BOB', 'bad', null],
      ['slack:T0TEAM:U0ANA', 'good', null],
    ]);
  });

  it('only where the answer can be seen', async () => {
    const elsewhere = { ...draft, channel: 'C0OTHER', threadTs: '5.5' };
    await press('up', 'U0EVE', elsewhere);
    await eventually(() => app.slack.ephemerals.find(({ user }) => user === 'U0EVE'), 'a word');
    expect((await kept()).map(({ personId }) => personId)).not.toContain('slack:T0TEAM:U0EVE');
  });

  it('words of our own, like help, are not rated', async () => {
    await sendMention(app.url, slackSecret, { text: 'help', channel: 'C0HELP' });
    const help = await eventually(() => app.slack.lastMessage('C0HELP'), 'help');
    expect(JSON.stringify(help.blocks)).not.toContain('context_actions');
  });

  it('operators read it: a counter, and a list by the command line', patience, async () => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/flowsmith_feedback_total\{verdict="bad"\} 2/);
    const run = await flowsmith(['feedback', 'list', '--limit', '1'], { DATABASE_URL: app.database.url });
    expect(JSON.parse(run.out)).toMatchObject({
      verdict: 'good',
      person: 'slack:T0TEAM:U0ANA',
      request,
      comment: null,
    });
  });
});
