import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { ClaimsIdentity, ToBotFromBotOrEmulatorTokenValidationParameters } from 'botframework-connector';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { HardenedAuth } from '#adapters/teams/auth.ts';
import { clouds } from '#adapters/teams/cloud.ts';
import { createServiceUrlRule } from '#adapters/teams/service-url.ts';
import type { TeamsCloud } from '#src/config.ts';
import type { Payload } from '#test/fakes/teams-activities.ts';
import type { SignOptions } from '#test/fakes/teams-server.ts';
import { type StartedTeams, startTeams } from './support.ts';

const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const hour = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

let teams: StartedTeams;
const printed = vi.spyOn(console, 'error');
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());
afterEach(() => {
  expect(printed).not.toHaveBeenCalled();
  teams.events.length = 0;
});

interface Row {
  name: string;
  status: number;
  claims?: () => Record<string, unknown>;
  signing?: SignOptions;
  header?: string;
  change?: (activity: Payload) => Payload;
}

const rows: Row[] = [
  { name: 'valid', status: 200 },
  { name: 'no header', status: 401, header: '' },
  { name: 'garbage', status: 401, header: 'Bearer garbage' },
  { name: 'three parts of garbage', status: 401, header: 'Bearer a.b.c' },
  { name: 'Basic', status: 401, header: 'Basic dXNlcjpwYXNz' },
  { name: 'longer than 8 KB', status: 401, header: `Bearer ${'a'.repeat(9000)}.b.c` },
  { name: 'attacker key under a known kid', status: 401, signing: { key: attacker } },
  { name: 'unknown kid', status: 401, signing: { kid: 'other', key: attacker } },
  { name: 'alg none', status: 401, signing: { alg: 'none' } },
  { name: 'HS256 with the public key', status: 401, signing: { alg: 'HS256' } },
  { name: 'nbf an hour ahead', status: 401, claims: () => ({ nbf: now() + hour }) },
  { name: 'wrong aud', status: 401, claims: () => ({ aud: 'someone-else' }) },
  { name: 'wrong iss', status: 401, claims: () => ({ iss: 'https://issuer.example' }) },
  { name: 'expired an hour ago', status: 401, claims: () => ({ exp: now() - hour }) },
  { name: 'expired four minutes ago', status: 200, claims: () => ({ exp: now() - 240 }) },
  { name: 'no exp', status: 401, claims: () => ({ exp: undefined }) },
  {
    name: 'serviceUrl of someone else in the token',
    status: 401,
    claims: () => ({ serviceurl: 'https://evil.example/' }),
  },
  { name: 'no serviceurl claim', status: 401, claims: () => ({ serviceurl: undefined }) },
  { name: 'slash differs', status: 401, claims: () => ({ serviceurl: teams.server.serviceUrl.slice(0, -1) }) },
  { name: 'activity without serviceUrl', status: 401, change: ({ serviceUrl: _, ...rest }) => rest as Payload },
  { name: 'activity with an empty serviceUrl', status: 401, change: (activity) => ({ ...activity, serviceUrl: '' }) },
  {
    name: 'signed, but not a host of the Bot Connector',
    status: 401,
    claims: () => ({ serviceurl: 'https://evil.example/' }),
    change: (activity) => ({ ...activity, serviceUrl: 'https://evil.example/' }),
  },
  { name: 'channelId not endorsed by the key', status: 401, signing: { kid: 'webchat' } },
  { name: 'channelId of another channel', status: 401, change: (activity) => ({ ...activity, channelId: 'webchat' }) },
  { name: 'channelId null', status: 401, change: (activity) => ({ ...activity, channelId: null }) },
  { name: 'channelId empty', status: 401, change: (activity) => ({ ...activity, channelId: '' }) },
  { name: 'channelId absent', status: 401, change: ({ channelId: _, ...rest }) => rest as Payload },
  {
    name: 'key without endorsements, other channel',
    status: 401,
    signing: { kid: 'bare' },
    change: (activity) => ({ ...activity, channelId: 'webchat' }),
  },
  {
    name: 'another tenant in the body',
    status: 403,
    change: (activity) => ({ ...activity, channelData: { tenant: { id: 'other-tenant' } } }),
  },
  {
    name: 'somebody of another tenant in a shared channel',
    status: 403,
    change: (activity) => ({ ...activity, from: { ...(activity['from'] as object), tenantId: 'other-tenant' } }),
  },
  {
    name: 'somebody of our own tenant, as Teams says',
    status: 200,
    change: (activity) => ({ ...activity, from: { ...(activity['from'] as object), tenantId: teams.server.tenantId } }),
  },
  {
    name: 'no tenant in the body',
    status: 403,
    change: (activity) => ({ ...activity, channelData: {}, conversation: { id: 'a:1' } }),
  },
  {
    name: 'emulator token',
    status: 401,
    claims: () => ({
      iss: `https://login.microsoftonline.com/${teams.server.tenantId}/v2.0`,
      ver: '2.0',
      azp: teams.server.appId,
      serviceurl: undefined,
    }),
  },
  {
    name: 'skill token',
    status: 401,
    claims: () => ({
      iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
      ver: '2.0',
      azp: 'another-bot',
    }),
  },
];

test.each(rows)('token: $name → $status', async ({ status, claims, signing, header, change }) => {
  const { server, app, events } = teams;
  const activity = server.message({ text: 'hello' });
  const response = await app.inject({
    method: 'POST',
    url: '/api/messages',
    headers: { authorization: header ?? `Bearer ${server.sign(claims?.(), signing)}` },
    payload: change ? change(activity) : activity,
  });
  expect(response.statusCode).toBe(status);
  expect(events).toHaveLength(status === 200 ? 1 : 0);
  if (status === 401) expect(response.json()).toEqual({ message: 'Unauthorized.' });
  if (status === 403) expect(response.json()).toEqual({ message: 'Forbidden.' });
});

test('the same activity again is answered 200 and taken once', async () => {
  const activity = teams.server.message({ text: 'hello' });
  const answers = await Promise.all([1, 2, 3, 4].map(() => teams.server.send(teams.url, activity)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(teams.events).toHaveLength(1);
});

test('junk tokens never reach the SDK', async () => {
  const issuers = ToBotFromBotOrEmulatorTokenValidationParameters.issuer as string[];
  const before = issuers.length;
  const activity = teams.server.message({ text: 'hello' });
  for (let tid = 0; tid < 50; tid += 1) {
    const token = teams.server.sign({
      tid: `tenant-${tid}`,
      ver: '2.0',
      iss: `https://sts.windows.net/tenant-${tid}/`,
    });
    expect(await teams.server.send(teams.url, activity, { token })).toMatchObject({ status: 401 });
  }
  expect(issuers).toHaveLength(before);
});

test('signing keys answering 503 are our problem, not a forgery, and heal', async () => {
  await using fresh = await startTeams();
  fresh.server.fail('metadata', { status: 503 });
  const activity = fresh.server.message({ text: 'hello' });
  const answer = await fresh.server.send(fresh.url, activity);
  expect(answer).toMatchObject({ status: 503, body: { message: 'Not available right now. Please send it again.' } });
  expect(await fresh.server.send(fresh.url, activity)).toMatchObject({ status: 200 });
});

test('signing keys out of reach are 503 without a host name', async () => {
  await using fresh = await startTeams({ overrides: { openIdMetadataUrl: 'http://127.0.0.1:1/openid' } });
  const answer = await fresh.server.send(fresh.url, fresh.server.message({ text: 'hello' }));
  expect(answer).toMatchObject({ status: 503, body: { message: 'Not available right now. Please send it again.' } });
  expect(answer.text).not.toContain('127.0.0.1');
});

test('signing keys that never come are 503 in time', async () => {
  await using fresh = await startTeams({ overrides: { timeoutMs: 200 } });
  fresh.server.fail('metadata', { hang: true });
  const answer = await fresh.server.send(fresh.url, fresh.server.message({ text: 'hello' }));
  expect(answer).toMatchObject({ status: 503 });
});

test.each([
  { appType: 'SingleTenant', appPassword: 'secret' },
  { appType: 'UserAssignedMSI', appPassword: undefined },
  { appType: 'FederatedCredentials', appPassword: undefined, federatedClientId: 'identity' },
] as const)('$appType in the public cloud: a stranger is refused before anything is fetched', async (identity) => {
  const teamsConfig = {
    local: false,
    appId: 'app',
    tenantId: 'tenant',
    cloud: 'public',
    allowedTenants: ['tenant'],
    ...identity,
  } as const;
  const auth = new HardenedAuth({ ...teamsConfig, allowedTenants: ['tenant'] }, () => true);
  const activity = teams.server.message({ text: 'hello' }) as Partial<Activity> as Activity;
  const token = `Bearer ${teams.server.sign()}`;
  await expect(auth.authenticateRequest(activity, token)).rejects.toMatchObject({ statusCode: 401 });
});

test.each([
  ['{}', 400],
  ['[]', 400],
  ['"text"', 400],
  ['{"type":7}', 400],
  ['{"type":""}', 400],
  ['{"type"', 400],
  [JSON.stringify({ type: 'message', text: 'x'.repeat(256 * 1024) }), 413],
])('body %.20s → %i', async (payload, status) => {
  const headers = { 'content-type': 'application/json' };
  const response = await teams.app.inject({ method: 'POST', url: '/api/messages', headers, payload });
  expect(response.statusCode).toBe(status);
  expect(Object.keys(response.json())).toEqual(['message']);
});

test.each(['GET', 'PUT', 'DELETE'] as const)('%s → 405', async (method) => {
  expect(await teams.app.inject({ method, url: '/api/messages' })).toMatchObject({ statusCode: 405 });
});

test('something that is not JSON → 415', async () => {
  const headers = { 'content-type': 'application/xml' };
  const response = await teams.app.inject({ method: 'POST', url: '/api/messages', headers, payload: '<a/>' });
  expect(response.statusCode).toBe(415);
});

test('calls share clients, and a token that several wait for is asked for once, at start already', async () => {
  let asked = 0;
  const acquireToken = async () => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { accessToken: 'bot-token', expiresOn: new Date(Date.now() + 3_600_000) };
  };
  const config = { ...teams.server.config, appId: randomUUID() };
  const auth = new HardenedAuth(config, () => true, { ...teams.server.overrides, acquireToken });
  const warm = auth.warmUp();
  const identity = new ClaimsIdentity([{ type: 'aud', value: config.appId }], true);
  const clients = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client = await auth.createConnectorFactory(identity).create(teams.server.serviceUrl);
      await client.conversations.sendToConversation('a:1', { type: 'message', text: 'x' } as Activity);
      return client;
    }),
  );
  await warm;
  expect(asked).toBe(1);
  expect(new Set(clients).size).toBe(1);
  const users = await Promise.all([1, 2].map(() => auth.createUserTokenClient(identity)));
  expect(users[0]).toBe(users[1]);
});

test('a token that could not be had at start is asked for again', async () => {
  let asked = 0;
  const acquireToken = () => {
    asked += 1;
    if (asked === 1) return Promise.reject(new Error('unreachable'));
    return Promise.resolve({ accessToken: 'bot-token', expiresOn: new Date(Date.now() + 3_600_000) });
  };
  const config = { ...teams.server.config, appId: randomUUID() };
  const auth = new HardenedAuth(config, () => true, { ...teams.server.overrides, acquireToken });
  await expect(auth.warmUp()).rejects.toThrow('unreachable');
  await auth.warmUp();
  expect(asked).toBe(2);
});

test.each(Object.keys(clouds) as TeamsCloud[])(
  'cloud %s: its own tokens and hosts count, others do not',
  async (cloud) => {
    const { tokenIssuer, serviceHosts } = clouds[cloud];
    const { config, overrides, ...server } = teams.server;
    if (config.local) throw new Error('not local');
    await using started = await startTeams({
      server: { ...teams.server, [Symbol.asyncDispose]: async () => undefined },
      config: { ...config, cloud },
      overrides: { tokenIssuer },
    });
    const activity = server.message({ text: 'hello' });
    const send = (iss: string) => server.send(started.url, activity, { token: server.sign({ iss }) });
    expect((await send(tokenIssuer)).status).toBe(200);
    const others = Object.values(clouds).filter((other) => other.tokenIssuer !== tokenIssuer);
    for (const other of others) expect((await send(other.tokenIssuer)).status).toBe(401);
    const rule = createServiceUrlRule({ local: false, hosts: serviceHosts });
    const hosts = [...new Set(Object.values(clouds).flatMap((each) => each.serviceHosts))];
    expect(hosts.filter((host) => rule(`https://${host}/x/`))).toEqual(serviceHosts);
  },
);

test('streaming is refused', async () => {
  const auth = new HardenedAuth(teams.server.config, () => true, teams.server.overrides);
  await expect(auth.authenticateStreamingRequest()).rejects.toMatchObject({ statusCode: 401 });
});
