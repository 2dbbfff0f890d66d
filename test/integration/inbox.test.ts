import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Message, StoredEvent } from '#src/store/entities.ts';
import { deliver, directMessage, eventRequest, mention, sendCommand, slackTeam } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('accept durably, then acknowledge (promise 1)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const events = () => app.store.fork().find(StoredEvent, {}, { orderBy: { receivedAt: 'asc' } });

  it('the same delivery four times is one turn and one answer', async () => {
    const same = eventRequest(mention({ text: request, channel: 'C0SAME' }), slackSecret);
    const answers = await Promise.all([0, 1, 2, 3].map((retry) => deliver(app.url, same, retry)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    await eventually(
      async () => (await events()).every((event) => event.status === 'handled') && app.slack.lastMessage('C0SAME'),
      'handled',
    );
    expect(await events()).toHaveLength(1);
    expect([...app.slack.messages.values()].filter((message) => message.channel === 'C0SAME')).toHaveLength(1);
  });

  it('what PostgreSQL cannot store does not lose a message', async () => {
    const ts = '1790000009.000001';
    const body = mention({ text: 'x', channel: 'C0HALF', ts }) as { event: object };
    const half = { ...body, event: { ...body.event, text: 'every hour \ud800\u0000 get https://example.com/health' } };
    expect((await deliver(app.url, eventRequest(half, slackSecret))).status).toBe(200);
    await eventually(() => app.slack.lastMessage('C0HALF'), 'an answer');
  });

  it('app_mention and message for the same words are one turn', async () => {
    const ts = '1790000002.000001';
    const before = (await events()).length;
    await deliver(app.url, eventRequest(mention({ text: request, channel: 'D0PAIR', ts }), slackSecret));
    await deliver(
      app.url,
      eventRequest(directMessage({ text: `<@U0BOT> ${request}`, channel: 'D0PAIR', ts }), slackSecret),
    );
    await eventually(() => app.slack.lastMessage('D0PAIR'), 'an answer');
    expect(await events()).toHaveLength(before + 1);
  });

  it('answers one conversation in the order of arrival', async () => {
    const ts = '1790000003.000001';
    for (const [index, text] of [request, 'every 2 hours instead', 'every 3 hours instead'].entries()) {
      await deliver(
        app.url,
        eventRequest(mention({ text, channel: 'C0ORDER', ...(index === 0 ? { ts } : { threadTs: ts }) }), slackSecret),
      );
    }
    await eventually(
      () =>
        JSON.stringify([...app.slack.messages.values()].filter((message) => message.channel === 'C0ORDER')).includes(
          'revision\\":3',
        ),
      'revision 3',
    );
    const all = await events();
    const turns = all.filter((event) => event.payload.conversation.key === `${slackTeam}:C0ORDER:${ts}`);
    expect(turns.map((event) => (event.payload.kind === 'message' ? event.payload.text : ''))).toEqual([
      request,
      'every 2 hours instead',
      'every 3 hours instead',
    ]);
  });

  it('what a crash left between commit and enqueue is found by the sweeper', async () => {
    const lost = {
      dedupeKey: 'lost',
      kind: 'message',
      text: 'help',
      via: 'mention',
      tenant: { id: slackTeam },
      person: { id: 'U0ANA', name: 'ana' },
      conversation: {
        platform: 'slack',
        key: `${slackTeam}:C0LOST:1`,
        address: { team: slackTeam, channel: 'C0LOST', threadTs: '1.1', user: 'U0ANA' },
      },
    };
    const { createInbox } = await import('#src/engine/intake/inbox.ts');
    const { createLogger } = await import('#src/log.ts');
    const inbox = createInbox({
      store: app.store,
      queues: {
        enqueueTurn: async () => {
          throw new Error('queue is down');
        },
      },
      log: createLogger('silent'),
    });
    expect(await inbox.accept(lost as never)).toBe('accepted');
    await eventually(() => app.slack.lastMessage('C0LOST'), 'an answer');
  });

  it('keeps no secret anywhere (promise 6)', async () => {
    const secret = 'xoxb-1234567890-abcdefghijklmnop';
    await deliver(
      app.url,
      eventRequest(mention({ text: `${request} with token ${secret}`, channel: 'C0SECRET' }), slackSecret),
    );
    await eventually(
      () => JSON.stringify(app.slack.lastMessage('C0SECRET')?.blocks ?? '').includes('looked like a password'),
      'the warning',
    );
    const stored = JSON.stringify([
      await events(),
      await app.store.fork().find(Message, {}),
      [...app.slack.messages.values()],
    ]);
    expect(stored).not.toContain(secret);
  });

  it.each(['', 'help'])('command "%s" explains to that person alone what to say', async (text) => {
    const channel = `C0HELP${text.length}`;
    const responseUrl = app.slack.responseUrl(channel);
    const response = await sendCommand(app.url, slackSecret, { text, channel, responseUrl });
    expect(response.status).toBe(200);
    const answers = () =>
      app.slack.responseUrlCalls.filter((call) => call.url === responseUrl).map((call) => call.body);
    await eventually(() => JSON.stringify(answers()).includes('For example'), 'help');
    expect(answers()).toEqual([expect.objectContaining({ response_type: 'ephemeral' })]);
    expect(app.slack.lastMessage(channel)).toBeUndefined();
  });

  it('10,000 characters get a helpful answer', async () => {
    await deliver(app.url, eventRequest(mention({ text: 'please '.repeat(1_430), channel: 'C0LONG' }), slackSecret));
    await eventually(
      () => JSON.stringify(app.slack.lastMessage('C0LONG')?.blocks ?? '').includes('I read up to 4,000'),
      'an answer',
    );
  });
});
