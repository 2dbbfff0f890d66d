import { get, request } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPlayground } from '#adapters/playground/index.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { Adapter } from '#src/chat/adapter.ts';
import { actions, button, type Card, image, text } from '#src/chat/card.ts';
import type { InboundEvent } from '#src/chat/inbound.ts';
import { createLogger } from '#src/log.ts';
import { createMemoryPictures, pictureOf } from '#test/support/pictures.ts';

const id = '11111111-1111-4111-8111-111111111111';
const card: Card = {
  title: 'A draft',
  elements: [text('It *runs*.'), actions(button({ kind: 'approve', draftId: 'd1', revision: 1 }, 'Create'))],
};
const here = { platform: 'playground', key: 'c1', address: { conversation: 'c1' } } as const;

let app: FastifyInstance;
let playground: Adapter;
let accepted: InboundEvent[];
let failure: Error | undefined;
let port: number;

async function start(): Promise<void> {
  accepted = [];
  failure = undefined;
  const inbox = {
    async accept(event: InboundEvent) {
      if (failure) throw failure;
      const known = accepted.some((other) => other.dedupeKey === event.dedupeKey);
      accepted.push(event);
      return known ? ('duplicate' as const) : ('accepted' as const);
    },
  };
  const pickers = { find: async (...asked: unknown[]) => [{ label: JSON.stringify(asked), value: 'v' }] };
  playground = createPlayground({ inbox, log: createLogger('silent'), pictures: createMemoryPictures(), pickers });
  app = Fastify();
  await playground.register(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
}
const stop = async (): Promise<void> => {
  await playground[Symbol.asyncDispose]();
  await app.close();
};
beforeEach(() => start());
afterEach(stop);

interface Answer {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}
/** node:http, because fetch() sets Host and Origin itself. */
function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const asked = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    });
    asked.end(sent);
  });
}
const say = (extra: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
  call('POST', '/playground/messages', { id, text: 'hello', person: 'rita', conversation: 'c1', ...extra }, headers);
const press = (extra: object = {}): Promise<Answer> =>
  call('POST', '/playground/actions', {
    id,
    action: 'approve',
    value: { draftId: 'd1', revision: 2 },
    message: id,
    person: 'alex',
    conversation: 'c1',
    ...extra,
  });

interface Shown {
  kind: string;
  text: string;
  id: string;
  card?: unknown;
  failed?: boolean;
  person?: { id: string };
}
/** Opens the event stream and collects entries until `count` came. */
function watch(conversation: string, count: number): Promise<Shown[]> {
  return new Promise((resolve, reject) => {
    const asked = get(
      { port, host: '127.0.0.1', path: `/playground/events?conversation=${conversation}` },
      (response) => {
        let received = '';
        response.on('data', (chunk) => {
          received += chunk;
          const entries = [...received.matchAll(/event: entry\ndata: (.*)\n\n/g)].map((found) =>
            JSON.parse(found[1] ?? ''),
          );
          if (entries.length < count || !received.includes('event: replayed')) return;
          asked.destroy();
          resolve(entries);
        });
      },
    );
    asked.on('error', reject);
  });
}

describe('from the page to the inbox', () => {
  test('a message is accepted, normalized and shown', async () => {
    expect((await say({ timezone: 'Europe/Berlin', locale: 'de-DE' })).status).toBe(202);
    expect(accepted).toEqual([
      {
        kind: 'message',
        dedupeKey: id,
        tenant: { id: 'playground' },
        conversation: here,
        person: { id: 'rita', name: 'Rita' },
        text: 'hello',
        via: 'direct',
        locale: 'de-DE',
        timezone: 'Europe/Berlin',
      },
    ]);
    expect(await watch('c1', 1)).toMatchObject([{ id, kind: 'said', text: 'hello', person: { id: 'rita' } }]);
  });

  test('an action carries ids only, and the card it was on', async () => {
    expect((await press({ value: { draftId: 'd1', revision: 2, role: 'admin' } })).status).toBe(202);
    expect(accepted).toMatchObject([
      {
        kind: 'action',
        action: 'approve',
        value: { draftId: 'd1', revision: 2 },
        person: { id: 'alex', name: 'Alex' },
        card: { platform: 'playground', address: { conversation: 'c1', id } },
      },
    ]);
    expect(accepted[0]).not.toHaveProperty('value.role');
  });

  test('the same thing sent twice has the same key, and is shown once', async () => {
    expect([(await say()).body, (await say()).body]).toEqual(['{"result":"accepted"}', '{"result":"duplicate"}']);
    expect(await watch('c1', 1)).toHaveLength(1);
  });

  test('what could not be accepted says so, with a reference and without the cause', async () => {
    failure = new Error('connect ECONNREFUSED 10.0.0.7');
    const refused = await say();
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.body).error).toMatchObject({
      code: 'not_accepted',
      reference: expect.stringMatching(/^[0-9a-f]{10}$/),
    });
    expect(refused.body).not.toContain('ECONNREFUSED');
    expect(await watch('c1', 1)).toMatchObject([{ failed: true }]);
  });

  test('an unknown time zone is left out rather than refused', async () => {
    expect((await say({ timezone: 'Mars/Olympus' })).status).toBe(202);
    expect(accepted[0]).toMatchObject({ timezone: undefined });
  });
});

describe('at the door', () => {
  test.each([
    ['not JSON', '{'],
    ['no text', { id, text: ' ', person: 'rita' }],
    ['an unknown person', { id, text: 'x', person: 'mallory' }],
    ['an id that is no uuid', { id: '1', text: 'x', person: 'rita' }],
    ['a conversation that is no name', { id, text: 'x', person: 'rita', conversation: '../x' }],
    ['nothing', 'null'],
  ])('%s is malformed: 400', async (_what, body) => {
    expect((await call('POST', '/playground/messages', body)).status).toBe(400);
    expect(accepted).toEqual([]);
  });

  test('an unknown action, a message that is no id and an odd conversation are malformed', async () => {
    expect((await press({ action: 'format_disk' })).status).toBe(400);
    expect((await press({ message: 'x' })).status).toBe(400);
    expect((await call('GET', '/playground/events?conversation=%00')).status).toBe(400);
  });

  test('more than 64 KB is 413, other content types are 415', async () => {
    expect((await say({ text: 'x'.repeat(65 * 1024) })).status).toBe(413);
    expect((await say({}, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await say({}, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  });

  test.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost@evil.example', '10.0.0.1'])(
    'Host %j is refused, for pages and posts alike',
    async (host) => {
      for (const path of ['/playground', '/playground/events', '/playground/assets/adaptivecards.min.js']) {
        expect((await call('GET', path, undefined, { host })).status).toBe(403);
      }
      expect((await say({}, { host })).status).toBe(403);
      expect(accepted).toEqual([]);
    },
  );

  test('posts of another origin are refused, those of the page are not', async () => {
    const host = `localhost:${port}`;
    expect((await say({}, { host, origin: 'http://evil.example' })).status).toBe(403);
    expect((await say({}, { host, origin: 'http://localhost:1' })).status).toBe(403);
    expect((await say({}, { host, origin: 'null' })).status).toBe(403);
    expect((await say({}, { host, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await say({}, { host, origin: `http://${host}` })).status).toBe(202);
  });

  test('what a proxy or tunnel forwarded is refused', async () => {
    expect((await call('GET', '/playground', undefined, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
    expect((await say({}, { forwarded: 'for=203.0.113.9' })).status).toBe(403);
  });

  test('a remote address that is not loopback is refused', async () => {
    const answer = await app.inject({
      url: '/playground',
      remoteAddress: '192.168.1.20',
      headers: { host: 'localhost' },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('from the engine to the page', () => {
  test('a posted card is the card Teams gets, and an update replaces it in place', async () => {
    const first = await playground.platform.post(here, { text: 'Working on it' });
    await playground.platform.post(here, { text: 'Second' });
    await playground.platform.update(first.message, { text: 'A draft', card });
    const shown = await watch('c1', 2);
    expect(shown).toMatchObject([{ kind: 'posted', text: 'A draft', card: toAdaptiveCard(card) }, { text: 'Second' }]);
    expect(first.message.address).toEqual({ conversation: 'c1', id: shown[0]?.id });
  });

  test('a picture is loaded from this server', async () => {
    const picture = image(pictureOf(), 'Schedule, then Slack');
    await playground.platform.post(here, { text: 'A draft', card: { title: 'Draft', elements: [picture] } });
    const [shown] = (await watch('c1', 1)) as { card: { body: { url?: string }[] } }[];
    expect(shown?.card.body[1]).toMatchObject({ type: 'Image', url: expect.stringMatching(/^\/pictures\//) });
  });

  test('an open page is told live, of its own conversation only', async () => {
    const watching = watch('c1', 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await playground.platform.post({ ...here, key: 'c2', address: { conversation: 'c2' } }, { text: 'Elsewhere' });
    const posted = await playground.platform.post(here, { text: 'Progress 1' });
    await playground.platform.update(posted.message, { text: 'Progress 2' });
    const [one, two] = await watching;
    expect([one?.text, two?.text]).toEqual(['Progress 1', 'Progress 2']);
    expect(two?.id).toBe(one?.id);
  });

  test('a notification names the one person who sees it', async () => {
    await playground.platform.notify(here, { id: 'rita', name: 'Rita' }, 'Only for you');
    expect(await watch('c1', 1)).toMatchObject([{ kind: 'private', person: { id: 'rita' }, text: 'Only for you' }]);
  });

  test('a message from before a restart is shown again when it changes', async () => {
    await playground.platform.update({ platform: 'playground', address: { conversation: 'c1', id } }, { text: 'Done' });
    expect(await watch('c1', 1)).toMatchObject([{ id, text: 'Done' }]);
  });

  test('an address of another platform is a DeliveryError', async () => {
    const elsewhere = { platform: 'slack', key: 'x', address: { channel: 'C1' } } as const;
    await expect(playground.platform.post(elsewhere, { text: 'x' })).rejects.toMatchObject({ name: 'DeliveryError' });
  });

  test('the server closes although a page is open', async () => {
    const asked = get({ port, host: '127.0.0.1', path: '/playground/events' });
    const ended = new Promise((resolve) =>
      asked.on('response', (response) => response.resume().on('end', () => resolve(true))),
    );
    await new Promise((resolve) => asked.on('response', resolve));
    await app.close();
    expect(await ended).toBe(true);
  });
});
