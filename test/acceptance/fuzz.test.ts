import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '#src/api/openapi.ts';
import { createPictureTokens } from '#src/engine/picture-token.ts';
import { noUsage } from '#src/planner/planner.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { blockAction, directMessage, mention, sign, slashCommand } from '#test/fakes/slack-requests.ts';
import { slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { type Answer, flood, heapInUse, type Shot } from './support/flood.ts';
import { hostileValue, spoilt, spoiltBytes } from './support/hostile.ts';

const count = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Made and sent this many at a time, so that what is sent does not pile up in memory. */
const batch = 500;
/**
 * What may stay on the heap after a door took all its requests. A leak of half a kilobyte for each of 10,000 is 5 MB; what
 * is kept on purpose (compiled queries, 50 pictures, limiters, spare connections) was measured to stay below 4 MB.
 */
const allowedGrowth = 6 * 1024 * 1024;

describe(`10,000 malformed or hostile requests at each door (FUZZ_SEED=${seed}, FUZZ_REQUESTS=${count})`, () => {
  let app: TestApp;
  beforeAll(async () => {
    const planner = {
      name: 'echo',
      plan: async () => ({ result: { kind: 'answer', text: 'ok' } as const, usage: noUsage, notes: [] }),
    };
    app = await startTestApp({ overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** What the fakes remember is theirs, not the app's. */
  function forgetWhatWasSaid(): void {
    app.slack.calls.length = 0;
    app.slack.responseUrlCalls.length = 0;
    app.slack.messages.clear();
    app.slack.ephemerals.length = 0;
    app.teams.activities.length = 0;
    app.teams.requests.length = 0;
  }

  async function fuzz(shot: fc.Arbitrary<Shot>, mayAnswer: readonly number[]): Promise<void> {
    const statuses = new Map<number, number>();
    const wrong: string[] = [];
    const run = async (round: number) => {
      const t0 = performance.now();
      const shots = fc.sample(shot, { numRuns: Math.min(batch, count), seed: seed + round });
      const t1 = performance.now();
      const answers = await flood(app.url, shots);
      console.log(
        'TIMES',
        Math.round(t1 - t0),
        Math.round(performance.now() - t1),
        JSON.stringify(shots.reduce((sum, each) => sum + each.body.length, 0)),
      );
      for (const [index, answer] of answers.entries()) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const why = whatIsWrong(answer, mayAnswer);
        if (why && wrong.length < 5) wrong.push(`${why}: ${tell(shots[index], answer)}`);
      }
      forgetWhatWasSaid();
    };
    await run(0);
    const before = heapInUse();
    for (let round = 1; round < Math.ceil(count / batch); round += 1) await run(round);
    await new Promise((done) => setTimeout(done, 500));
    forgetWhatWasSaid();
    const growth = heapInUse() - before;
    const counted = [...statuses].sort().map(([status, times]) => `${status}: ${times}`);
    console.log(
      `${expect.getState().currentTestName}\n  ${counted.join(', ')}; heap ${(growth / 1024 / 1024).toFixed(1)} MB`,
    );
    expect(wrong).toEqual([]);
    expect(growth).toBeLessThan(allowedGrowth);
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  }

  it('POST /slack/events: events, commands and clicks, signed and not', { timeout: 180_000 }, async () => {
    const message = { channel: 'C0GENERAL', ts: '1790000000.000001' };
    const button = {
      action_id: 'approve',
      block_id: 'b',
      value: JSON.stringify({ draftId: crypto.randomUUID(), revision: 1 }),
    };
    const events = [
      mention({ text: 'every hour get https://example.com' }),
      directMessage({ text: 'list', extra: { subtype: 'file_share' } }),
      { type: 'url_verification', challenge: 'c', token: 't' },
      { type: 'event_callback', team_id: 'T0TEAM', event: { type: 'app_home_opened', user: 'U0ANA', tab: 'home' } },
      { type: 'event_callback', team_id: 'T0TEAM', event: { type: 'app_uninstalled' } },
    ];
    const clicks = [
      blockAction({ message, button, responseUrl: 'http://127.0.0.1:9/response' }),
      {
        type: 'view_submission',
        team: { id: 'T0TEAM' },
        user: { id: 'U0ANA' },
        view: { callback_id: 'change', private_metadata: '{}', state: { values: {} } },
      },
      {
        type: 'message_action',
        callback_id: 'automate',
        team: { id: 'T0TEAM' },
        user: { id: 'U0ANA' },
        channel: { id: 'C0GENERAL' },
        message: { text: 'x', ts: '1.1' },
      },
    ];
    const commands = [
      slashCommand({ text: 'every hour get https://example.com', responseUrl: 'http://127.0.0.1:9/response' }),
    ];
    const json = spoiltBytes(spoilt(events).map((value) => JSON.stringify(value))).map((body) => ({
      body,
      type: 'application/json',
    }));
    const form = 'application/x-www-form-urlencoded';
    const click = spoiltBytes(
      spoilt(clicks).map((value) => new URLSearchParams({ payload: JSON.stringify(value) }).toString()),
    ).map((body) => ({ body, type: form }));
    const command = spoiltBytes(
      spoilt(commands).map((value) =>
        new URLSearchParams(
          Object.entries(value as object).map(([key, each]) => [key, toText(each)] as [string, string]),
        ).toString(),
      ),
    ).map((body) => ({ body, type: form }));
    const shot = fc.tuple(fc.oneof(json, click, command), fc.nat({ max: 99 })).map(([{ body, type }, dice]): Shot => {
      const headers = { 'content-type': dice % 17 === 0 ? 'text/plain' : type, ...signatureOf(body, dice) };
      return { method: 'POST', path: '/slack/events', headers, body };
    });
    // 415 and 404 are not among them: Slack sends what it sends, anything else is refused as unsigned or unreadable.
    await fuzz(shot, [200, 400, 401, 413]);
  });

  it('POST /api/messages: activities with good, bad and no tokens', { timeout: 180_000 }, async () => {
    const { teams } = app;
    const invoke = {
      ...teams.message({ text: '', scope: 'channel' }),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '1:1',
      value: {
        action: { type: 'Action.Execute', verb: 'approve', data: { draftId: crypto.randomUUID(), revision: 1 } },
        trigger: 'manual',
      },
    };
    const recorded = JSON.parse(readFileSync('test/fixtures/teams/channel-mention.json', 'utf8')) as object;
    const tenant = { channelData: { tenant: { id: teams.tenantId } } };
    const activities = [
      teams.message({ text: 'every hour get https://example.com' }),
      teams.message({ text: 'list', scope: 'groupChat' }),
      teams.message({ text: 'help', scope: 'channel' }),
      { ...recorded, serviceUrl: teams.serviceUrl, ...tenant },
      invoke,
      { ...invoke, name: 'task/fetch' },
      {
        ...teams.message({ text: '' }),
        value: { action: 'approve', draftId: crypto.randomUUID(), revision: 1 },
        replyToId: '1:1',
      },
      { ...teams.message({ text: '' }), type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] },
      { ...teams.message({ text: '' }), type: 'installationUpdate', action: 'add' },
    ];
    const good = teams.sign();
    const bad = [
      teams.sign({ exp: 1 }),
      teams.sign({ exp: undefined }),
      teams.sign({ aud: 'other' }),
      teams.sign({ iss: 'https://sts.windows.net/x/' }),
      teams.sign({ serviceurl: 'https://evil.example/' }),
      teams.sign({}, { alg: 'none' }),
      teams.sign({}, { alg: 'HS256' }),
      teams.sign({}, { kid: 'webchat' }),
      good.slice(0, -4),
      'x.y.z',
      '',
    ];
    const shot = fc
      .tuple(spoiltBytes(spoilt(activities).map((value) => JSON.stringify(value))), fc.nat({ max: 99 }))
      .map(([body, dice]): Shot => {
        const token = dice < 65 ? good : bad[dice % bad.length];
        const headers: Record<string, string> = { 'content-type': dice === 64 ? 'text/plain' : 'application/json' };
        if (dice !== 99) headers['authorization'] = `Bearer ${token}`;
        return { method: 'POST', path: '/api/messages', headers, body };
      });
    await fuzz(shot, [200, 400, 401, 403, 413, 415]);
  });

  it('POST /create-n8n-workflow, with keys and without', { timeout: 180_000 }, async () => {
    const headers = await keyHeaders();
    const bodies = [
      { request: 'every hour get https://example.com', approve: false, publish: false },
      { request: 'list', approve: true, publish: true, user: 'ana@example.com' },
      { request: 'help', draftId: crypto.randomUUID() },
    ];
    const shot = fc
      .tuple(spoiltBytes(spoilt(bodies).map((value) => JSON.stringify(value))), fc.nat(), hostileValue)
      .map(([body, dice, key]): Shot => {
        const idempotency: Record<string, string> = dice % 5 === 0 ? { 'idempotency-key': asHeader(key) } : {};
        return { method: 'POST', path: '/create-n8n-workflow', headers: { ...headers(dice), ...idempotency }, body };
      });
    await fuzz(shot, restAnswers);
  });

  it('/api/v1: every route of the document, with keys and without', { timeout: 180_000 }, async () => {
    const headers = await keyHeaders();
    const routes = Object.entries(openApiDocument.paths)
      .filter(([path]) => path.startsWith('/api/v1'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })));
    expect(routes.length).toBeGreaterThan(8);
    const bodies = [
      { user: 'ana', request: 'every hour get https://example.com', confirm: true, publish: true },
      {
        name: 'Mine',
        description: 'x',
        draft: { name: 'x', nodes: [{ name: 'a', type: 'b', parameters: {} }], connections: [] },
      },
    ];
    const shot = fc
      .tuple(
        fc.constantFrom(...routes),
        spoiltBytes(spoilt(bodies).map((value) => JSON.stringify(value))),
        fc.nat(),
        fc.array(hostileValue, { minLength: 2, maxLength: 2 }),
      )
      .map(([{ path, method }, body, dice, [id, query]]): Shot => {
        const filled = path.replace(/\{\w+\}/g, () => (dice % 3 === 0 ? crypto.randomUUID() : inPath(id ?? '')));
        const names = ['cursor', 'limit', 'which', 'after', 'q', 'page', 'user'];
        const search = dice % 2 === 0 ? `?${names[dice % names.length]}=${inPath(query ?? '')}` : '';
        const bare = method === 'GET';
        return { method, path: `${filled}${search}`, headers: headers(dice), body: bare ? Buffer.alloc(0) : body };
      });
    await fuzz(shot, restAnswers);
  });

  it('GET /pictures/…: tokens made up, cut and changed', { timeout: 180_000 }, async () => {
    const tokens = createPictureTokens(app.env['N8N_API_KEY'] ?? '');
    const real = tokens.sign({ draftId: crypto.randomUUID(), revision: 1 });
    const shot = fc.tuple(hostileValue, fc.nat()).map(([value, dice]): Shot => {
      const at = dice % real.length;
      const changed = `${real.slice(0, at)}${real[at] === 'A' ? 'B' : 'A'}${real.slice(at + 1)}`;
      const token = [inPath(value), changed, real, real.slice(0, at), `${real}${real}`][dice % 5] ?? '';
      return { method: 'GET', path: `/pictures/${token}.png`, headers: {}, body: Buffer.alloc(0) };
    });
    await fuzz(shot, [400, 404, 414, 429, 431]);
  });

  it('the audit chain holds after all of it', async () => {
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
    expect(app.slack.problems).toEqual([]);
  });

  /** Each key may ask 120 times a minute: enough of them that most requests get past the door. */
  async function keyHeaders(): Promise<(dice: number) => Record<string, string>> {
    const keys = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        app.key(index % 4 === 0 ? ['read'] : ['request', 'approve', 'publish', 'read']),
      ),
    );
    return (dice) => {
      const type = dice % 23 === 0 ? 'text/plain' : 'application/json';
      const given = dice % 11 === 0 ? 'not-a-key' : keys[dice % keys.length];
      return { 'content-type': type, ...(dice % 13 === 0 ? {} : { authorization: `Bearer ${given}` }) };
    };
  }
});

/** What the REST document names; 502 and 504: n8n refused or did not answer, in words. */
const restAnswers = [200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431];

function signatureOf(body: Buffer, dice: number): Record<string, string> {
  const text = body.toString('latin1');
  if (dice < 70) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', slackSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': timestamp };
  }
  if (dice < 80) return {};
  if (dice < 87) return sign(text, 'another secret');
  if (dice < 94) return sign(text, slackSecret, Math.floor(Date.now() / 1000) - 3_600);
  return { 'x-slack-signature': 'v0=zz', 'x-slack-request-timestamp': 'NaN' };
}

function whatIsWrong({ status, text }: Answer, mayAnswer: readonly number[]): string | undefined {
  // A body over the limit may be cut off before it was sent whole.
  if (status === 0) return /ECONNRESET|EPIPE|socket hang up/.test(text) ? undefined : 'no answer';
  if (!mayAnswer.includes(status)) return 'an answer nobody meant';
  if (/\bat \S+ \(|node_modules|\.ts:\d+/.test(text)) return 'a stack was shown';
  return undefined;
}

function tell(shot: Shot | undefined, { status, text }: Answer): string {
  const body = shot?.body.toString('utf8').slice(0, 700);
  return `${shot?.method} ${shot?.path.slice(0, 200)} ${shot?.headers['content-type']} → ${status} ${text.slice(0, 300)}\n  ${body}`;
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const inPath = (value: unknown): string => encodeURIComponent(toText(value).toWellFormed()).slice(0, 3_000);
const asHeader = (value: unknown): string =>
  toText(value)
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 300);
