import { expect, it } from 'vitest';
import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { Delivery, DraftRow, Notice } from '#src/store/entities.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const queuePrefix = `test-${crypto.randomUUID()}`;

/** Only the part that works, beside an app that only listens. */
const startWorker = (app: TestApp) =>
  startApp(readConfig({ ...app.env, ROLE: 'worker' }), createLogger('silent'), {
    teams: app.teams.overrides,
    slack: { strict: true, messageEveryMs: 5 },
    n8nWatch: { everyMs: 3_600_000 },
    patience: { lateMs: 2_000, settleMs: 100, tellMs: 300 },
    queuePrefix,
    workers: { lockMs: 2_000, sweep: { everyMs: 500, ageMs: 1_000 }, deliver: { everyMs: 200 } },
  });

it('whoever is owed a word gets it once, whichever process was there', async () => {
  await using app = await startTestApp({
    policy: { approvers: ['U0BO'], fourEyes: true },
    env: { ROLE: 'web' },
    overrides: { queuePrefix },
  });
  // Where it may read, a second process finds what the first one left.
  app.slack.granted.add('channels:history');
  const alone = (): SlackMessage[] => [...app.slack.messages.values()].filter(({ channel }) => channel === 'D0U0BO');
  const called = (name: string) =>
    [...app.slack.messages.values()].filter(({ threadTs, text }) => threadTs && text.startsWith(`<@${name}>`));
  const owed = () => app.store.fork().count(Delivery, { kind: ['ask', 'news'], dueAt: { $ne: null } });

  const first = await startWorker(app);
  const thread = openThread(app);
  await thread.ask('every hour get https://example.com/health', 'U0ANA');
  await first[Symbol.asyncDispose]();
  expect(alone()).toEqual([]);
  expect(await owed()).toBe(2);

  // Its messages arrive, and it never hears of that.
  app.slack.fail('chat.postMessage', { status: 503, afterAccept: true, times: 2 });
  const second = await startWorker(app);
  await eventually(() => alone().length === 1 && called('U0BO').length === 1, 'whoever may decide is asked');
  await second[Symbol.asyncDispose]();

  const third = await startWorker(app);
  await eventually(async () => (await owed()) === 0, 'nothing is owed any more');
  expect(alone()).toHaveLength(1);
  expect(called('U0BO')).toHaveLength(1);
  const [own] = alone();
  if (!own) throw new Error('no message');
  const button = app.slack.button(own, 'approve_publish');
  await sendAction(app.url, slackSecret, { message: own, button, user: 'U0BO' });
  await eventually(
    async () => (await app.store.fork().count(DraftRow, { status: ['approved', 'created'] })) === 1,
    'it is decided',
  );
  await third[Symbol.asyncDispose]();

  await using _fourth = await startWorker(app);
  await eventually(() => called('U0ANA').some(({ text }) => text.includes('/workflow/')), 'whoever asked is told');
  await eventually(async () => (await owed()) === 0, 'nothing is owed any more');
  await eventually(() => textOf(alone()[0]).includes('/workflow/'), 'the card alone says so as well');
  expect(called('U0ANA').filter(({ text }) => text.includes('/workflow/'))).toHaveLength(1);
  expect(await app.store.fork().count(Notice, { toldAt: null })).toBe(0);
});
