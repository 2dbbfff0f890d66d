import fc from 'fast-check';
import { errorHookPath } from '#src/engine/error-hub.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import type { Shot } from './flood.ts';
import { hostileValue, spoilt, spoiltBytes } from './hostile.ts';
import { asHeader, inPath } from './hostile-requests.ts';

const nothing = Buffer.alloc(0);

/** What a browser that began an installation brings back. */
export interface Begun {
  state: string;
  cookie: string;
}

/** Beginnings of an installation, with whatever a stranger may put into address and headers. */
export function installShots(): fc.Arbitrary<Shot> {
  return fc.tuple(hostileValue, fc.nat()).map(([value, dice]): Shot => {
    const path = ['/slack/install', `/slack/install?team=${inPath(value)}`, `/slack/install/${inPath(value)}`];
    const headers = { cookie: asHeader(value), 'x-forwarded-host': asHeader(value), referer: asHeader(value) };
    return { method: 'GET', path: path[dice % 3] ?? '', headers, body: nothing };
  });
}

/** Ends of an installation: states that are good once, changed, of somebody else, doubled; codes Slack never gave. */
export function redirectShots(begun: readonly Begun[]): fc.Arbitrary<Shot> {
  const two = fc.tuple(fc.constantFrom(...begun), fc.constantFrom(...begun));
  return fc.tuple(two, hostileValue, fc.nat()).map(([[one, other], value, dice]): Shot => {
    const at = dice % one.state.length;
    const changed = `${one.state.slice(0, at)}${one.state[at] === 'A' ? 'B' : 'A'}${one.state.slice(at + 1)}`;
    const state = [one.state, one.state, changed, inPath(value), one.state.slice(0, at), ''][dice % 6] ?? '';
    const cookie = [one.cookie, one.cookie, one.cookie, other.cookie, asHeader(value)][dice % 5] ?? '';
    const queries = [
      `code=${inPath(value)}&state=${state}`,
      `state=${state}`,
      `code=x&state=${state}&state=${state}`,
      `code[]=x&state[x]=${inPath(value)}`,
      `error=${inPath(value)}&state=${state}`,
    ];
    // Most of them are tried with a code.
    const query = dice % 3 === 0 ? queries[dice % queries.length] : queries[0];
    return { method: 'GET', path: `/slack/oauth_redirect?${query}`, headers: { cookie }, body: nothing };
  });
}

/** Reports of failed executions as our workflow in n8n sends them, spoilt; most with its secret. */
export function reportShots(secret: string, n8nId: string): fc.Arbitrary<Shot> {
  const reports = [
    {
      execution: { id: '101', url: 'http://x', mode: 'trigger', lastNodeExecuted: 'Get' },
      error: { message: 'The service is down', node: 'Get' },
      workflow: { id: n8nId, name: 'Hourly health' },
    },
    // A trigger that failed has no execution.
    { execution: {}, error: { message: 'No such channel' }, workflow: { id: n8nId, name: 'Hourly health' } },
    { execution: { id: 102, mode: 'manual' }, workflow: { id: n8nId } },
    { execution: { id: '103', mode: 'webhook' }, workflow: { id: 'nobody' } },
  ];
  return fc
    .tuple(spoiltBytes(spoilt(reports).map((value) => JSON.stringify(value))), fc.nat({ max: 99 }), hostileValue)
    .map(([body, dice, value]): Shot => {
      const given: Record<string, string> = { [errorHubHeader]: dice < 85 ? secret : asHeader(value) };
      const type = dice % 17 === 0 ? 'text/plain' : 'application/json';
      const headers = { 'content-type': type, ...(dice > 95 ? {} : given) };
      return { method: 'POST', path: errorHookPath, headers, body };
    });
}

/** What the playground's page sends, spoilt; some of it as another page or a proxy would. */
export function playgroundShots(host: string): fc.Arbitrary<Shot> {
  const from = { person: 'rita', conversation: 'main' };
  const said = [{ ...from, id: crypto.randomUUID(), text: 'help', locale: 'de-DE', timezone: 'Europe/Berlin' }];
  const clicked = [
    {
      ...from,
      id: crypto.randomUUID(),
      action: 'approve',
      value: { draftId: crypto.randomUUID(), revision: 1 },
      message: crypto.randomUUID(),
    },
  ];
  const body = (payloads: object[]) => spoiltBytes(spoilt(payloads).map((value) => JSON.stringify(value)));
  const post = fc.oneof(
    body(said).map((bytes) => ({ path: '/playground/messages', bytes })),
    body(clicked).map((bytes) => ({ path: '/playground/actions', bytes })),
  );
  return fc.tuple(post, fc.nat(), hostileValue).map(([{ path, bytes }, dice, value]): Shot => {
    if (dice % 7 === 0) {
      const pages = [
        '/playground',
        `/playground/assets/${inPath(value)}`,
        `/playground/events?conversation=${inPath(value)}`,
      ];
      return { method: 'GET', path: pages[dice % 3] ?? '', headers: {}, body: nothing };
    }
    const others: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'x-forwarded-for': '203.0.113.7' },
      { host: asHeader(value) || 'evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    const given = dice % 5 === 0 ? others[dice % others.length] : { origin: `http://${host}` };
    const type = dice % 19 === 0 ? 'text/plain' : 'application/json';
    return { method: 'POST', path, headers: { 'content-type': type, ...given }, body: bytes };
  });
}
