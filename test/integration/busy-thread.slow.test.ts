import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoredEvent } from '#src/store/entities.ts';
import { nextTs, sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const behind = 40;

describe('messages that wait behind a slow turn of their thread', () => {
  let app: TestApp;
  const slow = Promise.withResolvers<void>();
  beforeAll(async () => {
    const planner = createScriptedPlanner(async ({ request }) => {
      if (request.startsWith('slowly')) await slow.promise;
      return hourly();
    });
    // A sweep would look at them as well, which is not what is measured here.
    const workers = { sweep: { everyMs: 60_000, ageMs: 60_000 } };
    app = await startTestApp({ overrides: { planner, workers } });
  });
  afterAll(async () => {
    slow.resolve();
    await app?.[Symbol.asyncDispose]();
  });

  /** How often the queue has started one of their jobs. */
  const looks = async (): Promise<number> => {
    const [row] = (await app.store.fork().execute('select sum(attempts_started)::int as n from bullmq.job')) as {
      n: number;
    }[];
    return row?.n ?? 0;
  };
  const waiting = () => app.store.fork().count(StoredEvent, { status: 'received' });

  it('are looked at seldom, and answered one right after the other once it is over', { timeout: 90_000 }, async () => {
    const ts = nextTs();
    await sendMention(app.url, slackSecret, {
      text: 'slowly, every hour get https://example.com',
      channel: 'C0BUSY',
      ts,
    });
    await eventually(() => app.slack.lastMessage('C0BUSY'), 'the first turn');
    for (let index = 0; index < behind; index++)
      await sendMention(app.url, slackSecret, { text: 'status', channel: 'C0BUSY', threadTs: ts });
    await eventually(async () => (await waiting()) === behind + 1, 'all of them');
    // By now they look every few seconds or less often; each look is several transactions.
    await sleep(8_000);
    const before = await looks();
    const measuredMs = 5_000;
    await sleep(measuredMs);
    const perSecond = ((await looks()) - before) / (measuredMs / 1_000);
    expect(perSecond).toBeLessThan(behind / 2);
    const released = performance.now();
    slow.resolve();
    await eventually(async () => (await waiting()) === 0, 'the last answer', 60_000);
    // With nothing but looks every few seconds it would take minutes: each is woken by the one before.
    expect(performance.now() - released).toBeLessThan(behind * 1_000);
  });
});
