import { afterAll, beforeAll, expect, it } from 'vitest';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const inMail = async () => {
  const thread = openThread(app);
  await thread.ask('every day at 9 send an email to ben@example.com with subject “Hi” saying “Hello”', 'U0ANA');
  return async (words: string) => textOf(await thread.ask(words, 'U0ANA'));
};

it.each(['why?', 'warum?', 'pourquoi ?', 'was fehlt noch?', 'why does this need a credential?', '¿qué falta?'])(
  '“%s” to a draft is answered with what its card says',
  async (words) => {
    const say = await inMail();
    const answer = await say(words);
    expect(answer).toContain('SMTP');
    expect(answer).not.toMatch(/did not understand|nicht verstanden/);
  },
);

it('nothing of a draft is to be undone: what can be done is said', async () => {
  const say = await inMail();
  const answer = await say('undo that');
  expect(answer).toContain('is a draft: it is not in n8n yet');
  expect(answer).toContain('say “cancel” to drop it');
});

it.each([
  ['wartet etwas auf mich?', /Wartet auf deine Entscheidung/],
  ['Hallo, was kannst du?', /Sag mir in eigenen Worten|Zum Beispiel/],
])('%s', async (words, expected) => {
  const answer = textOf(await openThread(app).ask(words, 'U0ANA'));
  expect(answer).toMatch(expected);
  expect(answer).not.toContain('nicht verstanden');
});

it('what can be asked for is told once in a conversation', async () => {
  const talk = talkOn(app, 'slack');
  const say = async (words: string) => (await talk.say(words, 'other')).text();
  expect(await say('flumm the gromble brightly')).toContain('For example:');
  const again = await say('grindle the womp softly');
  expect(again).toContain('I did not understand');
  expect(again).toContain('Say “help”');
  expect(again).not.toContain('For example:');
});

it('what is in a language that is not spoken is not answered in the one spoken before', async () => {
  const talk = talkOn(app, 'slack');
  const say = async (words: string) => (await talk.say(words, 'other')).text();
  expect(await say('bonjour')).toContain('Par exemple');
  const answer = await say('invia un messaggio ogni giorno alle 9');
  expect(answer).toContain('I read English, German, French and Spanish');
});

it('what it will post is said once', async () => {
  const thread = openThread(app);
  await thread.ask('every day at 9 post “Doors open now” to #team', 'U0ANA');
  const answer = textOf(await thread.ask('what will it post?', 'U0ANA'));
  expect(answer.match(/Doors open now/g)).toHaveLength(1);
});
