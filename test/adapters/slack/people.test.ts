import { expect, test } from 'vitest';
import { wordsIn } from '#src/language/words.ts';
import {
  actionRequest,
  blockAction,
  commandRequest,
  directMessage,
  eventRequest,
  mention,
  slashCommand,
} from '#test/fakes/slack-server.ts';
import { createSlackApp, type SlackApp, secret } from './slack-app.ts';

const say = (slack: SlackApp, user = 'U0ANA', team?: string) =>
  slack.send(eventRequest(mention({ text: 'hi', user, ...(team ? { team } : {}) }), secret));
const asked = (slack: SlackApp) => slack.server.calls.filter(({ method }) => method === 'users.info');

test('people have a name, a timezone and a language, asked for once', async () => {
  await using slack = await createSlackApp();
  slack.server.people.set('U0ANA', { name: 'Ana María', tz: 'Europe/Madrid', locale: 'es-ES' });
  await say(slack);
  await slack.send(eventRequest(directMessage({ text: 'again' }), secret));
  const responseUrl = slack.server.responseUrl();
  await slack.send(commandRequest(slashCommand({ text: 'x', responseUrl }), secret));
  const known = { person: { id: 'U0ANA', name: 'Ana María' }, timezone: 'Europe/Madrid', locale: 'es-ES' };
  expect(slack.inbox.events).toMatchObject([known, known, known]);
  expect(asked(slack)).toMatchObject([{ args: { user: 'U0ANA', include_locale: 'true' } }]);
});

test('whose language is known by now is answered in it, everybody else in English', async () => {
  await using slack = await createSlackApp();
  const { slack: de } = wordsIn('de').adapters;
  slack.server.people.set('U0ANA', { name: 'Ana', locale: 'de-DE' });
  const responseUrl = slack.server.responseUrl();
  const command = async (given: { user?: string; command?: string; text?: string } = {}): Promise<string> => {
    const request = commandRequest(slashCommand({ text: 'x', responseUrl, ...given }), secret);
    return JSON.parse((await slack.send(request)).body).text;
  };
  expect(await command({ command: '/flow' })).toContain('I answer to /n8n');
  expect(await command()).toBe(de.onIt);
  expect(await command({ command: '/flow' })).toBe(de.otherCommand('/n8n'));
  expect(await command({ user: 'U0BOB' })).toBe('On it…');

  const button = { action_id: 'nobody_knows', block_id: 'b-1', value: '{}' };
  const message = { channel: 'C0GENERAL', ts: '1790000000.000100' };
  await slack.send(actionRequest(blockAction({ message, button, responseUrl }), secret));
  slack.inbox.failure = new Error('database gone');
  expect(await command()).toMatch(/deshalb wurde nichts angelegt oder geändert.*Referenz \w{10}/);
  slack.inbox.failure = undefined;
  slack.inbox.delayMs = 2800;
  expect(await command()).toBe(de.slow);
  await slack.slack[Symbol.asyncDispose]();
  expect(slack.server.ephemerals.map(({ text }) => text)).toContain(de.unknownButton);
});

test('each workspace knows its own people', async () => {
  await using slack = await createSlackApp();
  slack.server.people.set('U0ANA', { name: 'Ana' });
  await say(slack);
  slack.server.people.set('U0ANA', { name: 'Another Ana' });
  await say(slack, 'U0ANA', 'T0OTHER');
  expect(slack.inbox.events.map(({ person }) => person.name)).toEqual(['Ana', 'Another Ana']);
});

test('without users:read everything works as before, and Slack is not asked again', async () => {
  await using slack = await createSlackApp();
  await say(slack);
  await say(slack, 'U0BOB');
  expect(slack.inbox.events).toMatchObject([{ person: { name: 'U0ANA' } }, { person: { name: 'U0BOB' } }]);
  expect(slack.inbox.events[0]).not.toHaveProperty('timezone');
  expect(asked(slack)).toHaveLength(1);
});

test('what is no timezone or language is left out', async () => {
  await using slack = await createSlackApp();
  slack.server.people.set('U0ANA', { tz: 'Mars/Olympus', locale: 'not a locale!' });
  await say(slack);
  expect(slack.inbox.events[0]).not.toHaveProperty('timezone');
  expect(slack.inbox.events[0]).not.toHaveProperty('locale');
});

test('a slow answer does not hold up the acknowledgement, and counts the next time', async () => {
  await using slack = await createSlackApp();
  slack.server.people.set('U0ANA', { name: 'Ana' });
  const answer = Promise.withResolvers<void>();
  slack.server.fail('users.info', { until: answer.promise });
  await say(slack);
  expect(slack.inbox.events).toMatchObject([{ person: { name: 'U0ANA' } }]);
  answer.resolve();
  await expect
    .poll(() => say(slack).then(() => slack.inbox.events.at(-1)?.person.name), { timeout: 10_000 })
    .toBe('Ana');
  expect(asked(slack)).toHaveLength(1);
});

test('an address is told with a wish for a test alone', async () => {
  await using slack = await createSlackApp();
  slack.server.people.set('U0ANA', { name: 'Ana', extra: { profile: { email: 'ana@acme.example' } } });
  await say(slack);
  const message = { channel: 'C0GENERAL', ts: '1790000000.000100' };
  const responseUrl = slack.server.responseUrl();
  const press = async (action: string, value: object) => {
    const button = { action_id: action, block_id: 'b-1', value: JSON.stringify(value) };
    await slack.send(actionRequest(blockAction({ message, button, responseUrl }), secret));
  };
  await press('test', { draftId: 'd', revision: 1 });
  await press('test', { draftId: 'd', revision: 1, eventId: 'e', page: 0 });
  await press('approve', { draftId: 'd', revision: 1 });
  const emails = slack.inbox.events.map((event) => ('email' in event ? event.email : undefined));
  expect(emails).toEqual([undefined, 'ana@acme.example', undefined, undefined]);
});
