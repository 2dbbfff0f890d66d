import { afterEach, expect, it } from 'vitest';
import { sendDirectMessage } from '#test/fakes/slack-server.ts';
import { textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const daily = 'every day at 9:00 get https://example.com/status and post it to Slack #ops';
let app: TestApp;
afterEach(() => app?.[Symbol.asyncDispose]());

/** The draft for it, as the card of whoever asked shows it. */
async function ask(text: string): Promise<string> {
  const before = app.slack.messages.size;
  await sendDirectMessage(app.url, slackSecret, { text });
  const card = await eventually(() => {
    const last = app.slack.lastMessage('D0ANA');
    return app.slack.messages.size > before && /"approve|"fill/.test(textOf(last)) && last;
  }, 'a draft');
  return textOf(card);
}

it('a zone that Slack does not tell is named on the card, with the reason and what to say', async () => {
  app = await startTestApp();
  expect(await ask(daily)).toMatch(/Times are in UTC: I may not read your time zone in Slack.*Europe\/Berlin/);
  expect(await ask('jeden Tag um 9 Uhr https://example.com/a abrufen und in Slack #ops posten')).toMatch(
    /Zeiten in UTC: Deine Zeitzone darf ich in Slack nicht lesen/,
  );
});

it('not where a zone was said, or no time', async () => {
  app = await startTestApp();
  expect(await ask(daily.replace('9:00', '9:00 Europe/Madrid'))).not.toContain('Times are in');
  expect(await ask(daily.replace('9:00', '9:00 UTC'))).not.toContain('Times are in');
  expect(await ask('every hour get https://example.com/health')).not.toContain('Times are in');
});

it('a zone that Slack told is taken, also while it cannot be asked', async () => {
  app = await startTestApp();
  app.slack.people.set('U0ANA', { name: 'Ana', tz: 'Europe/Madrid', locale: 'en-GB' });
  app.slack.fail('users.info', { status: 500, times: 2 });
  expect(await ask(daily)).toContain('Times are in UTC');
  await eventually(async () => !(await ask(daily)).includes('Times are in'), 'the own zone');
  app.slack.people.set('U0BOB', { name: 'Bob' });
  expect(await ask(daily)).not.toContain('Times are in');
});

it('the operator may say in which zone they are meant then', async () => {
  app = await startTestApp({ env: { DEFAULT_TIMEZONE: 'Europe/Berlin' } });
  const card = await ask(daily);
  expect(card).toMatch(/Times are in Europe\/Berlin, as set here: I may not read your time zone in Slack/);
  expect(card).toContain('every day at 09:00 (Europe/Berlin)');
});
