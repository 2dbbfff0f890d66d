import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revokeKey } from '#src/api/keys.ts';
import { webhookMessage } from '#src/api/operations/webhooks.ts';
import { callWebhook, type Resolve, signatureOf, whyNotCalled } from '#src/engine/webhook-call.ts';
import { createCipher } from '#src/store/cipher.ts';
import { ApiKey, AuditEvent, Webhook, WebhookMessage } from '#src/store/entities.ts';
import { usualWebhooks } from '#src/workers/webhooks.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { faultsOf } from './as-documented.ts';
import { ask, call, request, until } from './client.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  json: { type: string; timestamp: string; data: { draftId?: string; actId?: string; path: string } };
}

const encryptionKey = Buffer.alloc(32, 7);

describe('webhooks', () => {
  let app: TestApp;
  const received: Received[] = [];
  /** How the listener answers; the last one from then on. */
  let answers: number[] = [204];
  const listener = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk) => {
      body += chunk;
    });
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, body, json: JSON.parse(body) });
      const status = answers.length > 1 ? answers.shift() : answers[0];
      outgoing.writeHead(status ?? 204, { location: `http://127.0.0.1:${port()}/elsewhere` }).end('x'.repeat(100));
    });
  });
  const port = () => (listener.address() as AddressInfo).port;
  beforeAll(async () => {
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    const webhooks = {
      ...usualWebhooks,
      everyMs: 50,
      delaysMs: [50, 50, 50, 50, 50, 50],
      disableAfterMs: 300,
      cipher: createCipher([encryptionKey]),
    };
    app = await startTestApp({
      env: { FLOWSMITH_ENCRYPTION_KEY: encryptionKey.toString('base64') },
      overrides: { workers: { webhooks } },
    });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    listener.close();
  });
  beforeEach(async () => {
    await app.store.fork().nativeDelete(Webhook, {});
    received.length = 0;
    answers = [204];
  });
  afterEach(() => expect(received.flatMap(({ json }) => faultsOf(webhookMessage, json, json.type))).toEqual([]));

  const register = async (key: string, body: object = {}) => {
    const answer = await call(app, '/api/v1/webhooks', {
      key,
      body: { url: `http://127.0.0.1:${port()}/hook`, ...body },
    });
    return {
      ...answer,
      body: answer.body as { id: string; secret: string; state: string; code?: string; detail?: string },
    };
  };
  const typesOf = (draftId: string | undefined) =>
    received.filter(({ json }) => json.data.draftId === draftId).map(({ json }) => json.type);
  const all = ['request', 'approve', 'publish', 'manage', 'read', 'webhooks'] as const;

  it('tells every change, signed, without a word of the request; the secret is shown once and kept sealed', async () => {
    const key = await app.key([...all]);
    const { status, body } = await register(key);
    expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)]);
    const draft = (await ask(app, key, { request })).body;
    await eventually(() => typesOf(draft.draftId).includes('draft.proposed'), 'proposed');
    await call(app, `/api/v1/drafts/${draft.draftId}/approve`, { key, body: { revision: 1, publish: true } });
    await eventually(() => typesOf(draft.draftId).includes('draft.published'), 'published');
    expect(typesOf(draft.draftId).sort()).toEqual(['draft.approved', 'draft.proposed', 'draft.published']);
    for (const { headers, body: sent, json } of received) {
      const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
      const secret = Buffer.from(body.secret.slice('whsec_'.length), 'base64');
      const expected = createHmac('sha256', secret).update(`${id}.${at}.${sent}`).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${expected}`);
      expect(json.data.path).toBe(`/api/v1/drafts/${draft.draftId}`);
      expect(Date.parse(json.timestamp)).toBeGreaterThan(0);
      expect(sent).not.toContain('example.com');
    }
    const list = await call(app, '/api/v1/webhooks', { key });
    expect(JSON.stringify(list.body)).not.toContain(body.secret);
    expect((list.body as unknown as { webhooks: object[] }).webhooks).toMatchObject([{ id: body.id, state: 'on' }]);
    expect((await app.store.fork().findOneOrFail(Webhook, { id: body.id })).secret).not.toContain(body.secret.slice(6));
  });

  it('with approve in the same call it is not told as proposed; words, failures, acts and what was turned down are told', async () => {
    const key = await app.key([...all]);
    await register(key);
    const both = (await ask(app, key, { request, approve: true })).body;
    const words = (await ask(app, key, { request: 'help' })).body;
    const down = (await ask(app, key, { request })).body;
    await call(app, `/api/v1/drafts/${down.draftId}/discard`, { key, body: { revision: 1 } });
    await eventually(() => typesOf(both.draftId).includes('draft.created'), 'created');
    const [{ id }] = (
      (await call(app, '/api/v1/workflows', { key })).body as unknown as { workflows: [{ id: string }] }
    ).workflows;
    await call(app, `/api/v1/workflows/${id}/publish`, { key, method: 'POST' });
    await eventually(() => received.some(({ json }) => json.type === 'act.done'), 'an act');
    await eventually(() => typesOf(down.draftId).length === 2, 'discarded');
    expect(typesOf(both.draftId).sort()).toEqual(['draft.approved', 'draft.created']);
    expect(typesOf(words.draftId)).toEqual(['request.answered']);
    expect(typesOf(down.draftId).sort()).toEqual(['draft.discarded', 'draft.proposed']);
  });

  it('only what it was registered for, and nothing of chats', async () => {
    const key = await app.key([...all]);
    await register(key, { events: ['draft.created'] });
    const { body } = await ask(app, key, { request, approve: true });
    await until(app, key, body.draftId, 'created');
    await eventually(() => received.length > 0, 'a message');
    expect(typesOf(body.draftId)).toEqual(['draft.created']);
    expect(await app.store.fork().count(WebhookMessage, { type: { $ne: 'draft.created' } })).toBe(0);
  });

  it('what did not arrive is sent again with the same id; a redirect is no arrival and is not followed', async () => {
    const key = await app.key([...all]);
    answers = [500, 302, 204];
    await register(key, { events: ['draft.proposed'] });
    await ask(app, key, { request });
    await eventually(
      async () => (await app.store.fork().count(WebhookMessage, {})) === 0 && received.length > 0,
      'arrival',
    );
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(await app.store.fork().find(Webhook, {})).toMatchObject([{ failingSince: null, disabledAt: null }]);
  });

  it.each([
    ['nothing arrives there for too long', 503],
    ['it says 410', 410],
  ])('%s: it is switched off, with an audit row, and nothing is sent any more', async (_what, status) => {
    const key = await app.key([...all]);
    answers = [status];
    const { body } = await register(key, { events: ['draft.proposed', 'draft.discarded'] });
    const { draftId } = (await ask(app, key, { request })).body;
    const off = async () => (await app.store.fork().findOneOrFail(Webhook, { id: body.id })).disabledAt;
    await eventually(off, 'switched off');
    const before = received.length;
    await call(app, `/api/v1/drafts/${draftId}/discard`, { key, body: { revision: 1 } });
    expect(await app.store.fork().count(WebhookMessage, {})).toBe(0);
    expect(received).toHaveLength(before);
    const list = await call(app, '/api/v1/webhooks', { key });
    expect(list.body).toMatchObject({ webhooks: [{ state: 'off', failure: `http_${status}` }] });
    const [row] = await app.store.fork().find(AuditEvent, { subject: body.id, actor: 'flowsmith' });
    expect(row?.data).toMatchObject({ act: 'disabled', failure: `http_${status}` });
  });

  it('a revoked key takes its addresses with it', async () => {
    const key = await app.key([...all]);
    const { body } = await register(key);
    const { apiKey } = await app.store.fork().findOneOrFail(Webhook, { id: body.id });
    const { name } = await app.store.fork().findOneOrFail(ApiKey, { id: apiKey });
    await revokeKey(app.store, name);
    const other = await app.key(['request']);
    await ask(app, other, { request });
    expect(await app.store.fork().count(WebhookMessage, {})).toBe(0);
    expect(received).toEqual([]);
  });

  it.each([
    ['https://127.0.0.2/hook', 'network'],
    ['https://169.254.169.254/latest', 'network'],
    ['https://[::1]/hook', 'network'],
    ['https://10.0.0.1.nip.io/hook', 'network'],
    ['http://example.com/hook', 'https'],
    ['https://a:b@example.com/hook', 'password'],
    ['ftp://example.com', 'address'],
    ['nonsense', 'address'],
  ])('%s is not taken', async (url, why) => {
    const { status, body } = await register(await app.key(['webhooks']), { url });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { code: 'address_refused', detail: expect.stringContaining(why) },
    });
  });

  it('needs its scope, knows its events, keeps to twenty, and forgets what is deleted', async () => {
    const key = await app.key(['webhooks']);
    expect((await register(await app.key(['request', 'read']))).status).toBe(403);
    expect((await register(key, { events: ['draft.eaten'] })).body.detail).toMatch(/^events\.0: it has to be one of /);
    const made = await Promise.all(Array.from({ length: 22 }, () => register(key)));
    expect(made.map(({ status }) => status).sort()).toEqual([...Array(20).fill(201), 409, 409]);
    const { id } = made.find(({ status }) => status === 201)?.body ?? { id: '' };
    const drop = () => call(app, `/api/v1/webhooks/${id}`, { key, method: 'DELETE' });
    expect([(await drop()).status, (await drop()).status]).toEqual([204, 404]);
  });
});

describe('a call', () => {
  const call = { id: 'msg', body: '{}', secret: 'whsec_AAAA', timeoutMs: 5_000, signal: new AbortController().signal };

  it('is signed as the specification’s own example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const signed = signatureOf(secret, {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1614265330,
      body: '{"test": 2432232314}',
    });
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['a private network', ['192.168.1.7']],
    ['the cloud’s own service', ['169.254.169.254']],
    ['IPv6 of this machine', ['::1']],
    ['IPv4 in IPv6', ['::ffff:10.0.0.1']],
    ['one of several', ['93.184.216.34', '10.0.0.1']],
  ])('does not go where a name that looks public leads to %s', async (_what, addresses) => {
    const asked: string[] = [];
    const resolve: Resolve = (host, _options, done) => {
      asked.push(host);
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    const url = 'https://hooks.example.com/x';
    expect(await callWebhook({ ...call, url, internalHosts: [], resolve })).toBe('address_refused');
    expect(asked).toEqual(['hooks.example.com']);
  });

  it('asks again with every call, and goes to a listed host wherever it is', async () => {
    expect(await callWebhook({ ...call, url: 'https://localhost/hook', internalHosts: [] })).toBe('address_refused');
    expect(whyNotCalled('https://grafana.internal/hook', ['*.internal'])).toBeUndefined();
    const failing: Resolve = (_host, _options, done) =>
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    const url = 'https://hooks.example.com/x';
    expect(await callWebhook({ ...call, url, internalHosts: [], resolve: failing })).toBe('enotfound');
  });
});
