import { expect, test } from 'vitest';
import { commandRequest, eventRequest, type SlackRequest, sign, slashCommand } from '#test/fakes/slack-server.ts';
import { createSlackApp, secret } from './slack-app.ts';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const now = () => Math.floor(Date.now() / 1000);
const command = (timestamp?: number, key = secret) =>
  commandRequest(slashCommand({ text: 'hello', responseUrl: 'http://127.0.0.1:9/' }), key, timestamp);
const signed = (body: string): SlackRequest => ({ body, headers: { 'content-type': json, ...sign(body, secret) } });
const withHeaders = (headers: Record<string, string>): SlackRequest => {
  const request = command();
  return { ...request, headers: { ...request.headers, ...headers } };
};

const table: [name: string, request: () => SlackRequest, status: number, stored: number][] = [
  ['signed now', () => command(), 200, 1],
  ['signed 298 s ago', () => command(now() - 298), 200, 1],
  ['signed more than 300 s ago', () => command(now() - 301), 401, 0],
  ['signed more than 300 s ahead', () => command(now() + 302), 401, 0],
  ['signed with another secret', () => command(now(), 'other'), 401, 0],
  ['unsigned {}', () => ({ headers: { 'content-type': json }, body: '{}' }), 401, 0],
  ['empty', () => ({ headers: {}, body: '' }), 401, 0],
  ['changed after signing', () => ({ ...command(), body: 'command=%2Fn8n' }), 401, 0],
  ['a timestamp that is no number', () => withHeaders({ 'x-slack-request-timestamp': 'soon' }), 401, 0],
  ['a signature of another scheme', () => withHeaders({ 'x-slack-signature': 'v1=00' }), 401, 0],
  ['a form with a charset', () => withHeaders({ 'content-type': `${form}; charset=utf-8` }), 200, 1],
  ['signed, not JSON', () => signed('{"type"'), 400, 0],
  ['signed, JSON null', () => signed('null'), 400, 0],
  ['signed, payload null', () => commandRequest({ payload: 'null' }, secret), 400, 0],
  ['signed, of no known kind', () => eventRequest({}, secret), 200, 0],
  ['ssl_check, which is not signed', () => ({ headers: { 'content-type': form }, body: 'ssl_check=1&text=x' }), 200, 0],
  ['larger than 1 MB', () => eventRequest({ padding: 'x'.repeat(1024 * 1024) }, secret), 413, 0],
];

test.each(table)('%s', async (_name, request, status, stored) => {
  await using slack = await createSlackApp();
  expect((await slack.send(request())).statusCode).toBe(status);
  expect(slack.inbox.events).toHaveLength(stored);
  // The process is alive and well.
  expect((await slack.send(command())).statusCode).toBe(200);
  expect(slack.inbox.events).toHaveLength(stored + 1);
});

test('GET is answered at once', async () => {
  await using slack = await createSlackApp();
  expect((await slack.app.inject({ method: 'GET', url: '/slack/events' })).statusCode).toBe(404);
});

test('url_verification is answered with the challenge', async () => {
  await using slack = await createSlackApp({ knownBot: false });
  const answer = await slack.send(eventRequest({ type: 'url_verification', challenge: 'c-123' }, secret));
  expect(JSON.parse(answer.body)).toEqual({ challenge: 'c-123' });
  expect(slack.server.calls).toEqual([]);
});

test('the same signed request again goes to the inbox, which knows it', async () => {
  await using slack = await createSlackApp();
  const request = command();
  expect((await slack.send(request)).statusCode).toBe(200);
  expect((await slack.send(request)).statusCode).toBe(200);
  expect(slack.inbox.events).toHaveLength(1);
});
