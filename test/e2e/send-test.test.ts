import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { AuditEvent } from '#src/store/entities.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { startSmtpSink } from '#test/support/smtp-sink.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Mails each deal a webhook is told of, to the customer with a copy to somebody. */
const deals = () =>
  drafted({
    name: 'Deals',
    nodes: [
      { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'deals-mailed' } },
      {
        name: 'Tell the customer',
        type: 'n8n-nodes-base.emailSend',
        parameters: {
          ...{ fromEmail: 'deals@acme.example', toEmail: '=customer-{{ $json.body.number }}@elsewhere.example' },
          ...{ subject: '=Deal {{ 6 * 7 }}', emailFormat: 'text', text: '==Thanks, {{ $json.body.customer }}' },
          options: { ccEmail: 'boss@elsewhere.example', bccEmail: 'hidden@elsewhere.example' },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell the customer', output: 0, input: 0, kind: 'main' }],
  });

describe('a test of one message goes to whoever pressed, for real', () => {
  const n8n = lookIntoN8n();
  const { client } = connectN8n({ ...n8n, editorUrl: n8n.baseUrl, rateLimit: 50, gate: openGate() });
  let app: TestApp;
  let sink: Awaited<ReturnType<typeof startSmtpSink>>;
  let credential = '';
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as { id: string };
  };
  beforeAll(async () => {
    sink = await startSmtpSink();
    const data = { user: '', password: '', host: '127.0.0.1', port: sink.port, secure: false, disableStartTls: true };
    credential = (await call('POST', '/credentials', { name: 'Mail of Acme', type: 'smtp', data })).id;
    app = await startTestApp({
      ...{ n8n, env: { REHEARSE: '1', N8N_RATE_LIMIT: '20' } },
      overrides: { planner: createScriptedPlanner(deals) },
    });
    for (const [id, name] of [
      ['U0ANA', 'Ana'],
      ['U0BEN', 'Ben'],
    ] as const)
      app.slack.people.set(id, {
        name,
        extra: { profile: { display_name: name, email: `${name.toLowerCase()}@acme.example` } },
      });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await call('DELETE', `/credentials/${credential}`);
    sink?.close();
  });
  beforeEach(() => {
    Object.assign(sink.how, { refuse: undefined, dropAfterData: false });
    sink.mails.splice(0);
  });

  const last = (thread: SlackThread) => thread.messages().at(-1);
  const shows = (thread: SlackThread, words: string) =>
    eventually(() => textOf(last(thread)).includes(words) && last(thread), `“${words}” on the card`, 60_000);

  /** A draft on its card, rehearsed, and the offer of a test. */
  async function offered() {
    const thread = openThread(app);
    await thread.ask('mail every customer of a deal');
    const draft = await eventually(
      () => {
        const card = last(thread);
        return card && textOf(card).includes('Send me a test') && card;
      },
      'a draft with a test to be sent',
      60_000,
    );
    expect(sink.mails).toEqual([]);
    await thread.press(draft, 'test');
    // As it looked then: a client may press what is gone.
    const offer = structuredClone(await shows(thread, 'Send it to me'));
    return { thread, draft, offer };
  }
  const trail = async (kind: 'approval' | 'outcome') =>
    (await app.store.fork().find(AuditEvent, { kind }, { orderBy: { seq: 'desc' } })).find(
      ({ data }) => (data as { act?: string }).act === 'test',
    );

  it('says exactly what goes to whom, sends that once however often it is pressed, and leaves nothing in n8n', async () => {
    const { thread, offer } = await offered();
    expect(textOf(offer)).toContain('ana@acme.example');
    expect(textOf(offer)).toContain('Mail of Acme');
    expect(textOf(offer)).toContain('Deal 42');
    expect(textOf(offer)).toContain('=Thanks, ');
    expect(textOf(offer)).not.toContain('elsewhere.example');
    expect(sink.mails).toEqual([]);
    await Promise.all([thread.press(offer, 'test'), thread.press(offer, 'test'), thread.press(offer, 'test')]);
    await shows(thread, 'Sent.');
    expect(sink.mails).toHaveLength(1);
    const [mail] = sink.mails;
    expect(mail?.to).toEqual(['ana@acme.example']);
    expect(mail?.data).toContain('Subject: Deal 42');
    expect(mail?.data).toMatch(/=3DThanks, |^=Thanks, /m);
    expect(mail?.data).not.toContain('elsewhere.example');
    expect((await trail('approval'))?.data).toMatchObject({
      ...{ act: 'test', step: 'Tell the customer', content: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await trail('outcome'))?.data).toMatchObject({ act: 'test', result: 'sent' });
    await eventually(
      async () => (await client.list({ rehearsals: true })).workflows.every(({ name }) => !/rehearsal/i.test(name)),
      'nothing of it left in n8n',
      40_000,
    );
  }, 180_000);

  it('what the service refuses is told in its words', async () => {
    sink.how.refuse = 'no such mailbox here';
    const { thread, offer } = await offered();
    await thread.press(offer, 'test');
    expect(textOf(await shows(thread, 'It was not sent'))).toContain('no such mailbox here');
    expect(sink.mails).toEqual([]);
  }, 180_000);

  it('what broke half-way is not known, and not sent again', async () => {
    sink.how.dropAfterData = true;
    const { thread, offer } = await offered();
    await thread.press(offer, 'test');
    await shows(thread, 'not known whether it went out');
    sink.how.dropAfterData = false;
    await thread.press(offer, 'test');
    await new Promise((done) => setTimeout(done, 3_000));
    expect(sink.mails).toHaveLength(1);
    expect(textOf(last(thread))).toContain('not known whether it went out');
  }, 180_000);

  it('is for whoever it was offered to', async () => {
    const { thread, offer } = await offered();
    await thread.press(offer, 'test', 'U0BEN');
    await new Promise((done) => setTimeout(done, 3_000));
    expect(sink.mails).toEqual([]);
    expect(textOf(last(thread))).toContain('Send it to me');
  }, 180_000);
});
