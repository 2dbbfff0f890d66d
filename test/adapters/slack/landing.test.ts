import { expect, test } from 'vitest';
import { createPace } from '#adapters/slack/pace.ts';
import { DeliveryError } from '#src/errors.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { createSlackApp, type SlackApp } from './slack-app.ts';

const inThread = (channel: string, team = 'T0TEAM'): ConversationRef => ({
  platform: 'slack',
  key: `${team}:${channel}:1.1`,
  address: { team, channel, threadTs: '1.1', user: 'U0ANA' },
});
const post = (slack: SlackApp, channel: string, team?: string) =>
  slack.slack.platform.post(inThread(channel, team), { text: 'A draft' });
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error) => error,
  );
const failures = [
  ['HTTP 500', { status: 500 }],
  ['HTTP 502', { status: 502 }],
  ['internal_error', { error: 'internal_error' }],
  ['fatal_error', { error: 'fatal_error' }],
] as const;

test.each(failures)(
  '%s after Slack took the message: found in a direct message, posted once',
  async (_name, failure) => {
    await using slack = await createSlackApp();
    slack.server.fail('chat.postMessage', { ...failure, afterAccept: true });
    const posted = await post(slack, 'D0ANA');
    expect(posted.message.address).toMatchObject({ ts: slack.server.lastMessage()?.ts, threadTs: '1.1' });
    expect(slack.server.messages.size).toBe(1);
  },
);

test.each(failures)('%s before that: may be tried again', async (_name, failure) => {
  await using slack = await createSlackApp();
  slack.server.fail('chat.postMessage', failure);
  expect(await failureOf(post(slack, 'D0ANA'))).toMatchObject({ retryable: true });
  await post(slack, 'D0ANA');
  expect(slack.server.messages.size).toBe(1);
});

test.each(failures)(
  '%s in a channel, which the app may not read: never again, and the asker is told',
  async (_n, failure) => {
    await using slack = await createSlackApp();
    slack.server.fail('chat.postMessage', { ...failure, afterAccept: true });
    const error = await failureOf(post(slack, 'C0GENERAL'));
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ code: 'slack_outcome_unknown', retryable: false });
    expect(slack.server.ephemerals).toMatchObject([{ user: 'U0ANA', text: expect.stringContaining('ask again') }]);
    expect(slack.server.messages.size).toBe(1);
  },
);

test('an attempt before may have posted it: found where the app may read and rewritten, else posted', async () => {
  await using slack = await createSlackApp();
  const say = (channel: string, text: string, options: { id: string; again: boolean }) =>
    slack.slack.platform.post(inThread(channel), { text }, options);
  const first = await say('D0ANA', 'Working on it', { id: 'event-1', again: false });
  await say('D0ANA', 'Of another turn', { id: 'event-2', again: false });
  const second = await say('D0ANA', 'A draft', { id: 'event-1', again: true });
  expect(second.message).toEqual(first.message);
  expect([...slack.server.messages.values()].map(({ text }) => text)).toEqual(['A draft', 'Of another turn']);
  await say('C0GENERAL', 'A draft', { id: 'event-3', again: true });
  expect(slack.server.lastMessage('C0GENERAL')?.text).toBe('A draft');
  slack.server.granted.add('channels:history');
  const there = await say('C0GENERAL', 'Working on it', { id: 'event-4', again: false });
  expect((await say('C0GENERAL', 'A draft', { id: 'event-4', again: true })).message).toEqual(there.message);
});

test('a Slack that cannot be reached at all took nothing', async () => {
  const slack = await createSlackApp();
  await slack.server[Symbol.asyncDispose]();
  expect(await failureOf(post(slack, 'C0GENERAL'))).toMatchObject({ code: 'slack_unreachable', retryable: true });
  await slack.app.close();
});

test('429 in one workspace stops that workspace only', async () => {
  await using slack = await createSlackApp();
  slack.server.fail('chat.postMessage', { status: 429, retryAfter: 30 });
  expect(await failureOf(post(slack, 'C0ONE', 'T0ONE'))).toMatchObject({
    code: 'slack_rate_limited',
    retryAfterMs: 30_000,
  });
  const calls = slack.server.calls.length;
  const again = await failureOf(post(slack, 'C0ONE', 'T0ONE'));
  expect(again).toMatchObject({ code: 'slack_rate_limited', retryable: true });
  expect((again as DeliveryError).retryAfterMs).toBeGreaterThan(28_000);
  expect(slack.server.calls).toHaveLength(calls);
  await post(slack, 'C0TWO', 'T0TWO');
});

test('a channel gets short bursts, then a message a second; other channels do not wait', async () => {
  let now = 0;
  const pace = createPace(() => now);
  /** Whether it is over before the event loop turns: a timer comes later. */
  const atOnce = (work: Promise<void>) =>
    Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
  for (const channel of ['C1', 'C1', 'C1', 'C1', 'C2']) expect(await atOnce(pace.take('T', channel))).toBe(true);
  const started = performance.now();
  const fifth = pace.take('T', 'C1');
  expect(await atOnce(fifth)).toBe(false);
  await fifth;
  expect(performance.now() - started).toBeGreaterThan(950);
  now += 10_000;
  expect(await atOnce(pace.take('T', 'C1'))).toBe(true);
});

test('nobody waits long for a crowded channel: the queue comes again', async () => {
  const pace = createPace(() => 0);
  const all = await Promise.allSettled(Array.from({ length: 12 }, () => pace.take('T', 'C')));
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ reason: { code: 'slack_rate_limited', retryable: true } });
});
