import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toPlainRequest } from '#adapters/teams/mention.ts';
import { normalize } from '#adapters/teams/normalize.ts';
import { createServiceUrlRule } from '#adapters/teams/service-url.ts';

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/teams/channel-mention.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const tenant = '00000000-0000-4000-8000-000000000001';
const bot = { id: '28:bot', name: 'Flowsmith' };
const mention = (text?: string, mentioned = bot) => ({ type: 'mention' as const, text, mentioned });

function eventOf(changes: Record<string, unknown> = {}) {
  const result = normalize({ ...fixture, ...changes }, tenant);
  if (result.outcome !== 'event') throw new Error(result.outcome);
  return result.event;
}

test('a channel mention as Teams sends it', () => {
  expect(eventOf()).toEqual({
    kind: 'message',
    channel: '19:general@thread.tacv2',
    dedupeKey: 'msg:19:general@thread.tacv2;messageid=1772615564195:1772615564195',
    tenant: { id: tenant },
    person: { id: '00000000-0000-4000-8000-0000000000a1', name: 'Alice Example' },
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    text: 'post new orders & refunds to the team, @Rita Requester reads them',
    via: 'mention',
    conversation: {
      platform: 'teams',
      key: '19:general@thread.tacv2;messageid=1772615564195',
      address: {
        serviceUrl: 'https://smba.trafficmanager.net/emea/00000000-0000-4000-8000-000000000001/',
        channelId: 'msteams',
        tenantId: tenant,
        conversation: {
          id: '19:general@thread.tacv2;messageid=1772615564195',
          conversationType: 'channel',
          tenantId: tenant,
        },
        bot: { id: '28:00000000-0000-4000-8000-0000000000b0', name: 'Flowsmith' },
        team: { id: '19:general@thread.tacv2' },
        user: {
          id: '29:1AliceAliceAliceAlice',
          name: 'Alice Example',
          aadObjectId: '00000000-0000-4000-8000-0000000000a1',
        },
      },
    },
  });
});

test('a channel message without its thread starts one; a reply keeps its own', () => {
  const bare = { id: '19:general@thread.tacv2', conversationType: 'channel' };
  expect(eventOf({ conversation: bare }).conversation.key).toBe('19:general@thread.tacv2;messageid=1772615564195');
  const reply = { conversation: { ...bare, id: '19:general@thread.tacv2;messageid=42' }, id: '43' };
  expect(eventOf(reply).conversation.key).toBe('19:general@thread.tacv2;messageid=42');
});

test('a personal chat needs no mention and keeps its id', () => {
  const event = eventOf({
    conversation: { id: 'a:1x', conversationType: 'personal' },
    channelData: {},
    entities: [],
    text: 'hi',
  });
  expect(event).toMatchObject({ via: 'direct', text: 'hi', conversation: { key: 'a:1x' } });
});

test('nothing optional is needed', () => {
  const changes = { text: undefined, locale: null, localTimezone: 7, entities: 'x', channelData: null };
  const event = eventOf({ ...changes, from: { id: '29:guest' } });
  expect(event).toMatchObject({ text: '', person: { id: '29:guest', name: 'Teams user' } });
  expect(event.locale).toBeUndefined();
  expect(event.timezone).toBeUndefined();
});

test.each([
  ['first and last', '<at>Flowsmith</at> hi <at>Flowsmith</at>', [mention('<at>Flowsmith</at>')], 'hi'],
  ['nbsp', '<at>Flowsmith</at>&nbsp;hi&nbsp; you\u00a0there', [mention('<at>Flowsmith</at>')], 'hi you there'],
  ['others stay', '<at>Rita</at>, <at>Flowsmith</at> help', [mention('<at>Flowsmith</at>')], '@Rita, help'],
  ['entity without text', '<at>Flowsmith</at> hi', [mention(undefined)], 'hi'],
  [
    'someone of the same name',
    '<at>Flowsmith</at> hi',
    [mention('<at>Flowsmith</at>', { ...bot, id: '29:x' })],
    '@Flowsmith hi',
  ],
  ['no text', undefined, [mention('<at>Flowsmith</at>')], ''],
  ['lines', 'a  b \r\n\r\n  c', [], 'a b\nc'],
  ['entities', 'if a &lt; b &amp;&amp; c', [], 'if a < b && c'],
])('mention: %s', (_name, text, mentions, expected) => {
  expect(toPlainRequest(text, mentions, bot.id)).toBe(expected);
});

test('a mention entity without `mentioned` does no harm', () => {
  expect(eventOf({ entities: [{ type: 'mention' }, null, 7], text: 'hi' })).toMatchObject({ text: 'hi' });
});

test.each([
  ['https://smba.trafficmanager.net/emea/', true],
  ['http://smba.trafficmanager.net/emea/', false],
  ['https://smba.trafficmanager.net:8443/emea/', false],
  ['https://smba.trafficmanager.net.evil.example/', false],
  ['https://user:pass@smba.trafficmanager.net/', false],
  ['https://evil.example/#smba.trafficmanager.net', false],
  ['https://smba.infra.gcc.teams.microsoft.com/gcc/', true],
  ['http://127.0.0.1:3978/', false],
  ['nonsense', false],
])('service URL %s → %s', (url, allowed) => {
  const rule = createServiceUrlRule({
    local: false,
    hosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  });
  expect(rule(url)).toBe(allowed);
});

test('local mode talks to this machine only', () => {
  const rule = createServiceUrlRule({ local: true });
  expect(['http://localhost:56150/_connector', 'http://[::1]:1/', 'http://127.0.0.1:9/'].every(rule)).toBe(true);
  expect(['https://smba.trafficmanager.net/', 'http://127.0.0.1.evil.example/'].some(rule)).toBe(false);
});
