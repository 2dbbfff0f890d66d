import { expect, it } from 'vitest';
import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import type { Planner } from '#src/planner/planner.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { type SlackMessage, sendMention } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const daily = 'every day at 9:00 get https://example.com/status';
const channel = 'C0PLAN';

const kinds = (message: SlackMessage | undefined) => ((message?.blocks ?? []) as { type: string }[]).map((b) => b.type);
const texts = (message: SlackMessage | undefined) => JSON.stringify(message?.blocks ?? []);
const mine = (app: TestApp) => [...app.slack.messages.values()].filter((one) => one.channel === channel);

/** Looks something up, and goes on when it may, if it does. */
const slow = (goOn: () => Promise<unknown>) =>
  createScriptedPlanner(async ({ onProgress }) => {
    onProgress?.('choosing');
    await goOn();
    return undefined;
  });

it('while a model works its tasks are shown and nothing of the draft; then the card is the same message', async () => {
  const gate = Promise.withResolvers<void>();
  await using app = await startTestApp({ overrides: { planner: slow(() => gate.promise) } });
  await sendMention(app.url, slackSecret, { text: daily, channel });
  const plan = await eventually(() => mine(app).find((one) => kinds(one).includes('plan')), 'the list of tasks');
  expect(texts(plan)).not.toContain('example.com');
  gate.resolve();
  await eventually(() => texts(mine(app)[0]).includes('approve'), 'the card');
  expect(mine(app).map(({ ts }) => ts)).toEqual([plan.ts]);
  expect(kinds(mine(app)[0])).not.toContain('plan');
});

it('a service that ends while tasks are shown leaves none behind: the next one puts the card there', async () => {
  const queuePrefix = `test-${crypto.randomUUID()}`;
  await using app = await startTestApp({ env: { ROLE: 'web' }, overrides: { queuePrefix } });
  const startWorker = (planner?: Planner) =>
    startApp(readConfig({ ...app.env, ROLE: 'worker' }), createLogger('silent'), {
      teams: app.teams.overrides,
      slack: { strict: true, messageEveryMs: 5 },
      n8nWatch: { everyMs: 3_600_000 },
      queuePrefix,
      workers: { lockMs: 2_000, sweep: { everyMs: 500, ageMs: 1_000 }, deliver: { everyMs: 200 } },
      ...(planner ? { planner } : {}),
    });
  await sendMention(app.url, slackSecret, { text: daily, channel });
  const shown = () => eventually(() => mine(app).find((one) => kinds(one).includes('plan')), 'the list of tasks');
  const dies = async () => {
    await shown();
    throw new Error('its process ends');
  };
  const first = await startWorker(slow(dies));
  const plan = await shown();
  await first[Symbol.asyncDispose]();
  await using _second = await startWorker();
  await eventually(() => texts(mine(app)[0]).includes('approve'), 'the card');
  expect(mine(app).map(({ ts }) => ts)).toEqual([plan.ts]);
  expect(kinds(mine(app)[0])).not.toContain('plan');
});
