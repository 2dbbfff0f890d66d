import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { doorChecks } from '#src/cli/doctor/doors.ts';
import type { TeamsConfig } from '#src/config.ts';
import { freePort } from '#src/dev/free-port.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { wantedScopes } from '#src/n8n/scopes.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';

const stack = new AsyncDisposableStack();
let n8n: Awaited<ReturnType<typeof startN8nStandIn>>;
let env: Record<string, string>;
beforeAll(async () => {
  n8n = stack.use(await startN8nStandIn());
  const database = stack.use(await createTestDatabase());
  env = {
    ...{ N8N_BASE_URL: n8n.baseUrl, N8N_API_KEY: n8n.apiKey, DATABASE_URL: database.url, PORT: '0' },
    ...{ NPM_REGISTRY_URL: 'http://127.0.0.1:9', CATALOG_DIR: '/tmp' },
  };
});
afterAll(() => stack.disposeAsync());

/** An HTTP server on loopback that answers everything alike. */
async function answering(answer: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Line {
  check: string;
  state: string;
  says: string;
  details: string[];
}

/** Runs `doctor --json`; by check. Nobody is told to tell themselves, and no secret is told. */
async function doctor(more: Record<string, string> = {}, args: string[] = []) {
  const { code, out, err } = await flowsmith(['doctor', '--json', ...args], { ...env, ...more });
  expect(err).toBe('');
  expect(out).not.toMatch(/Flowsmith operator|s3cret|\\n\s+at /);
  const lines = out.split('\n').map((line) => JSON.parse(line) as Line);
  return { code, checks: Object.fromEntries(lines.map((line) => [line.check, line])) };
}

describe('flowsmith doctor', patience, () => {
  it('checks everything a start needs; exit 0 where nothing fails, also when something warns', async () => {
    const { code, checks } = await doctor();
    expect(code).toBe(0);
    expect(Object.keys(checks)).toEqual([
      ...['settings', 'policy', 'port', 'address', 'disk', 'database', 'queue', 'clock'],
      ...['n8n', 'n8n key', 'n8n version', 'n8n instance', 'values', 'catalogue', 'model', 'Slack', 'Teams'],
    ]);
    expect(checks).toMatchObject({
      database: { state: 'ok', says: expect.stringContaining('its schema is that of this program') },
      queue: { state: 'ok', says: 'no REDIS_URL: PostgreSQL is used.' },
      clock: { state: 'ok' },
      'n8n key': { state: 'ok', says: expect.stringContaining('it may create, change, publish') },
      'n8n instance': { state: 'ok' },
      values: { state: 'warns', says: expect.stringContaining('N8N_MCP_KEY is not set') },
      catalogue: { state: 'warns', details: [expect.stringContaining('NPM_REGISTRY_URL')] },
    });
  });

  it('in lines, details come after their check', async () => {
    const { out } = await flowsmith(['doctor'], env);
    const lines = out.split('\n');
    expect(lines.filter((line) => !/^(ok {4}|warns |FAILS ).+: .+\.$| {8}.+/.test(line))).toEqual([]);
    expect(lines[lines.findIndex((line) => line.startsWith('ok    policy: ')) + 1]).toMatch(/^ {8}Approving: /);
  });

  it('settings that cannot be: one line, exit 1', async () => {
    const { code, checks } = await doctor({ PUBLIC_URL: 'http://flowsmith.example.com' });
    expect(code).toBe(1);
    expect(checks).toEqual({
      settings: expect.objectContaining({ state: 'fails', says: expect.stringMatching(/^PUBLIC_URL/) }),
    });
  });

  it('names each store that is away, and goes on with the rest', async () => {
    const { code, checks } = await doctor({
      DATABASE_URL: inject('postgresUrl').replace(/postgres$/, 'mistyped'),
      REDIS_URL: 'redis://:s3cret@127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(checks).toMatchObject({
      database: { state: 'fails', says: expect.stringMatching(/has no database "mistyped"/) },
      queue: { state: 'fails', says: expect.stringMatching(/\(REDIS_URL\) does not answer: nothing listens there/) },
      n8n: { state: 'ok' },
    });
  });

  it('a database that is not up to date', async () => {
    const { code, checks } = await doctor({ DATABASE_URL: inject('postgresUrl') });
    expect(code).toBe(1);
    expect(checks['database']).toMatchObject({ state: 'fails', says: expect.stringContaining('flowsmith migrate') });
  });

  it('says by capability what the key may not do, and fails for what nothing works without', async () => {
    const scopes = (left: readonly string[]) =>
      n8n.fail({ on: 'GET /discover', html: JSON.stringify({ data: { scopes: left } }) });
    scopes(wantedScopes.filter((scope) => scope !== 'execution:retry'));
    const some = await doctor();
    expect(some.code).toBe(0);
    expect(some.checks['n8n key']).toMatchObject({
      state: 'warns',
      says: expect.stringMatching(/it may create, .*; it may not retry\.$/),
      details: [expect.stringContaining('lacks the scope execution:retry')],
    });
    scopes(wantedScopes.filter((scope) => scope !== 'workflow:create'));
    const grave = await doctor();
    expect(grave.code).toBe(1);
    expect(grave.checks['n8n key']).toMatchObject({ state: 'fails', says: expect.stringContaining('workflow:create') });
  });

  it('a proxy in front of n8n that asks for a password is no wrong key', async () => {
    await using proxy = await answering((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="inside"', 'content-type': 'text/html' });
      response.end('<h1>401 Authorization Required</h1>');
    });
    const { code, checks } = await doctor({ N8N_BASE_URL: proxy.url });
    expect(code).toBe(1);
    expect(checks['n8n']).toMatchObject({
      state: 'fails',
      says: expect.stringMatching(/A proxy in front of n8n turns Flowsmith away.*Check N8N_BASIC_AUTH_USER/),
      details: [expect.stringContaining('Basic realm="inside"')],
    });
    expect(checks['n8n key']?.says).not.toContain('N8N_API_KEY');

    const wrong = await doctor({ N8N_API_KEY: 's3cret' });
    expect(wrong.checks).toMatchObject({
      n8n: { state: 'ok' },
      'n8n key': {
        state: 'fails',
        says: expect.stringMatching(/does not accept the key.*Create a new one.*N8N_API_KEY/),
      },
    });
  });

  it('tells apart how n8n cannot be reached', async () => {
    await using silent = await answering(() => {});
    for (const [url, why] of [
      ['http://127.0.0.1:9', 'ECONNREFUSED'],
      ['http://n8n.invalid', 'the name in http://n8n.invalid leads nowhere'],
      [n8n.baseUrl.replace('http:', 'https:'), 'it does not speak TLS there'],
      [silent.url, 'did not answer in time'],
    ] as const) {
      const { code, checks } = await doctor({ N8N_BASE_URL: url });
      expect(code).toBe(1);
      expect(`${checks['n8n']?.says} ${checks['n8n']?.details.join(' ')}`).toContain(why);
      expect(checks['n8n key']).toMatchObject({ state: 'warns' });
    }
  });

  it('a clock that is ten minutes off is told, and fails where Slack is on', async () => {
    await using proxy = await answering((request, response) => {
      response.setHeader('date', new Date(Date.now() + 600_000).toUTCString());
      void fetch(`${n8n.baseUrl}${request.url}`, { headers: { 'x-n8n-api-key': n8n.apiKey } }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
        response.end(await answer.text());
      });
    });
    const { checks } = await doctor({ N8N_BASE_URL: proxy.url });
    expect(checks['clock']).toMatchObject({
      state: 'warns',
      says: expect.stringMatching(/this one is (599|600|601) s behind/),
    });
  });

  it('asks the model only when told to', async () => {
    await using model = await createOpenAiServer([{ text: 'OK' }, { status: 401 }]);
    const settings = { OPENAI_API_KEY: 's3cret', OPENAI_BASE_URL: model.baseUrl };
    expect((await doctor(settings)).checks['model']).toMatchObject({
      state: 'ok',
      says: expect.stringContaining('not asked'),
    });
    expect(model.requests).toHaveLength(0);
    expect((await doctor(settings, ['--model'])).checks['model']).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/answered in \d+ ms \(120 tokens\)/),
    });
    const refused = await doctor(settings, ['--model']);
    expect(refused).toMatchObject({
      code: 1,
      checks: { model: { state: 'fails', says: expect.stringContaining('OPENAI_API_KEY is refused') } },
    });
    const away = await doctor({ ...settings, OPENAI_BASE_URL: `http://127.0.0.1:${await freePort()}/v1` }, ['--model']);
    expect(away.checks['model']).toMatchObject({
      state: 'fails',
      details: [expect.stringContaining('nothing listens there')],
    });
    expect(model.requests).toHaveLength(2);
  });
});

describe('doctor: Slack and Teams', () => {
  const run = async (settings: Parameters<typeof doorChecks>[0], answer: (url: string) => Response) => {
    const asked: string[] = [];
    const fetcher = (async (url: string) => {
      asked.push(url);
      return answer(url);
    }) as typeof fetch;
    const [slack, teams] = await Promise.all(doorChecks(settings, fetcher).map((check) => check.run()));
    return { slack, teams, asked };
  };
  const slack = { signingSecret: 'x', botToken: 'xoxb-s3cret', command: '/n8n', allowedTeams: [] };
  const scopes = 'app_mentions:read,assistant:write,chat:write,commands,im:history,users:read';
  const teams: TeamsConfig = {
    ...{ local: false, appId: 'app', appPassword: 's3cret', tenantId: 'tenant' },
    ...{ appType: 'SingleTenant', cloud: 'gcchigh', allowedTenants: ['tenant'] },
  };
  const json = (body: object, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

  it('tokens that are taken', async () => {
    const found = await run({ slack, teams }, (url) =>
      url.includes('auth.test')
        ? json({ ok: true, user: 'flowsmith', team: 'Acme' }, { headers: { 'x-oauth-scopes': scopes } })
        : json({ access_token: 'x' }),
    );
    expect(found.slack).toMatchObject({ state: 'ok', says: expect.stringContaining('flowsmith in Acme') });
    expect(found.slack?.details?.join(' ')).toContain('Without files:write');
    expect(found.teams?.state).toBe('ok');
    expect(found.asked).toEqual([
      'https://slack.com/api/auth.test',
      'https://login.microsoftonline.us/tenant/oauth2/v2.0/token',
    ]);
  });

  it.each([
    ['invalid_auth', 'it is wrong'],
    ['account_inactive', 'removed from the workspace'],
    ['of_the_future', '(of_the_future)'],
  ])('Slack says %s', async (error, says) => {
    const { slack: verdict } = await run({ slack }, () => json({ ok: false, error }));
    expect(verdict).toMatchObject({ state: 'FAILS', says: expect.stringContaining(says) });
    expect(verdict?.says).toMatch(/^Slack refuses SLACK_BOT_TOKEN/);
  });

  it('a token without a scope that is needed', async () => {
    const headers = { 'x-oauth-scopes': scopes.replace('chat:write,', '') };
    const { slack: verdict } = await run({ slack }, () => json({ ok: true, user: 'f', team: 'A' }, { headers }));
    expect(verdict).toMatchObject({ state: 'FAILS', says: expect.stringContaining('It lacks chat:write') });
  });

  it.each([
    ['AADSTS7000215: Invalid client secret provided.', 'TEAMS_APP_PASSWORD is wrong'],
    ['AADSTS7000222: The provided client secret keys are expired.', 'has expired'],
    ['AADSTS700016: Application not found.', 'TEAMS_APP_ID is not known'],
  ])('Microsoft says %s', async (error_description, says) => {
    const { teams: verdict } = await run({ teams }, () =>
      json({ error: 'invalid_client', error_description }, { status: 401 }),
    );
    expect(verdict).toMatchObject({ state: 'FAILS', says: expect.stringContaining(says) });
    expect(verdict?.says).not.toContain('s3cret');
  });

  it('nobody answers', async () => {
    const found = await run({ slack, teams }, () => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } });
    });
    for (const verdict of [found.slack, found.teams])
      expect(verdict).toMatchObject({ state: 'FAILS', says: expect.stringContaining('the name leads nowhere') });
  });
});
