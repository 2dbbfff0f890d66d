import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { openApiDocument } from '#src/api/openapi.ts';
import { createPictureTokens } from '#src/engine/shown/picture-token.ts';
import { blockAction, directMessage, mention, sign, slashCommand } from '#test/fakes/slack-requests.ts';
import type { TeamsServer } from '#test/fakes/teams-server.ts';
import { slackSecret } from '#test/support/test-app.ts';
import type { Shot } from './flood.ts';
import { hostileValue, spoilt, spoiltBytes } from './hostile.ts';

/** Headers for a request by its number: most with a key, some without or with a wrong one. */
export type KeyHeaders = (dice: number) => Record<string, string>;

/** Events, commands and clicks, spoilt; most signed rightly. */
export function slackShots(): fc.Arbitrary<Shot> {
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
  return fc.tuple(fc.oneof(json, click, command), fc.nat({ max: 99 })).map(([{ body, type }, dice]): Shot => {
    const headers = { 'content-type': dice % 17 === 0 ? 'text/plain' : type, ...signatureOf(body, dice) };
    return { method: 'POST', path: '/slack/events', headers, body };
  });
}

/** Activities of every kind, spoilt; most with the connector's token, others with what attackers have. */
export function teamsShots(teams: TeamsServer): fc.Arbitrary<Shot> {
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
  return fc
    .tuple(spoiltBytes(spoilt(activities).map((value) => JSON.stringify(value))), fc.nat({ max: 99 }))
    .map(([body, dice]): Shot => {
      const token = dice < 65 ? good : bad[dice % bad.length];
      const headers: Record<string, string> = { 'content-type': dice === 64 ? 'text/plain' : 'application/json' };
      if (dice !== 99) headers['authorization'] = `Bearer ${token}`;
      return { method: 'POST', path: '/api/messages', headers, body };
    });
}

/** Requests for a workflow over HTTP. */
export function createShots(headers: KeyHeaders): fc.Arbitrary<Shot> {
  const bodies = [
    { request: 'every hour get https://example.com', approve: false, publish: false },
    { request: 'list', approve: true, publish: true, user: 'ana@example.com' },
    { request: 'help', draftId: crypto.randomUUID() },
  ];
  return fc
    .tuple(spoiltBytes(spoilt(bodies).map((value) => JSON.stringify(value))), fc.nat(), hostileValue)
    .map(([body, dice, key]): Shot => {
      const idempotency: Record<string, string> = dice % 5 === 0 ? { 'idempotency-key': asHeader(key) } : {};
      return { method: 'POST', path: '/create-n8n-workflow', headers: { ...headers(dice), ...idempotency }, body };
    });
}

/** Every method of every `/api/v1` path of the OpenAPI document. */
export function apiShots(headers: KeyHeaders): fc.Arbitrary<Shot> {
  const routes = Object.entries(openApiDocument('https://flowsmith.example.org').paths)
    .filter(([path]) => path.startsWith('/api/v1'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })));
  if (routes.length < 8) throw new Error('the OpenAPI document names too few routes');
  const bodies = [
    { user: 'ana', request: 'every hour get https://example.com', confirm: true, publish: true },
    {
      name: 'Mine',
      description: 'x',
      draft: { name: 'x', nodes: [{ name: 'a', type: 'b', parameters: {} }], connections: [] },
    },
  ];
  return fc
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
}

/** Addresses of pictures: a real token, and real ones that were changed. */
export function pictureShots(secret: string): fc.Arbitrary<Shot> {
  const tokens = createPictureTokens(secret);
  const real = tokens.sign({ draftId: crypto.randomUUID(), revision: 1 });
  return fc.tuple(hostileValue, fc.nat()).map(([value, dice]): Shot => {
    const at = dice % real.length;
    const changed = `${real.slice(0, at)}${real[at] === 'A' ? 'B' : 'A'}${real.slice(at + 1)}`;
    const token = [inPath(value), changed, real, real.slice(0, at), `${real}${real}`][dice % 5] ?? '';
    return { method: 'GET', path: `/pictures/${token}.png`, headers: {}, body: Buffer.alloc(0) };
  });
}

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

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
export const inPath = (value: unknown): string => encodeURIComponent(toText(value).toWellFormed()).slice(0, 3_000);
export const asHeader = (value: unknown): string =>
  toText(value)
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 300);
