import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Conversation, DraftRevision, DraftRow, Message, StoredEvent } from '#src/store/entities.ts';
import { sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const named = (name: string) => {
  const result = hourly();
  return { ...result, draft: { ...result.draft, name } };
};

/** What the store and Slack hold; a turn that lost its lease changes none of it. */
async function everything(app: TestApp) {
  const em = app.store.fork();
  const [event] = await em.find(StoredEvent, {});
  return {
    event: { status: event?.status, failure: event?.failure, progress: event?.progress, results: event?.results },
    drafts: (await em.find(DraftRow, {})).map(({ id, status, revision, card }) => ({ id, status, revision, card })),
    revisions: (await em.find(DraftRevision, {})).map(({ document }) => (document as { name: string }).name),
    messages: (await em.find(Message, {})).map(({ role, text }) => [role, text]),
    said: app.slack.calls.filter(({ method }) => method.startsWith('chat.')).length,
  };
}

/** As after a pause of a minute: the queue gave the job to somebody else, and the lease ran out. */
async function takeAway(app: TestApp): Promise<void> {
  await app.store.fork().execute('delete from bullmq.job');
  await app.store.fork().nativeUpdate(Conversation, {}, { leaseOwner: null, leaseUntil: null });
}

describe('a turn that lost its lease writes and says nothing more', () => {
  it.each([
    ['while the model thinks', 'planner'],
    ['while Slack takes its first message', 'chat.postMessage'],
    ['while Slack takes its card', 'chat.update'],
  ])('%s', { timeout: 60_000 }, async (_name, place) => {
    const woken = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const planner = createScriptedPlanner(async (_input, call) => {
      if (place !== 'planner' || call > 1) return named(`Of call ${call}`);
      held.resolve();
      await woken.promise;
      return named('Of the one that was paused');
    });
    await using app = await startTestApp({ overrides: { planner } });
    using stack = new DisposableStack();
    stack.defer(woken.resolve);
    if (place !== 'planner') app.slack.fail(place, { until: woken.promise });
    await sendMention(app.url, slackSecret, { text: 'every hour get https://example.com/health' });
    const isHeld = () => app.slack.calls.some(({ method }) => method === place);
    await (place === 'planner' ? held.promise : eventually(isHeld, `a call of ${place}`));
    await takeAway(app);
    const handled = async () => (await app.store.fork().find(StoredEvent, { status: 'handled' }))[0];
    await eventually(handled, 'the answer of another turn', 30_000);
    const before = await everything(app);
    expect(before.revisions).toHaveLength(1);
    expect(before.revisions).not.toContain('Of the one that was paused');
    expect(before.drafts).toMatchObject([{ status: 'proposed', revision: 1, card: before.event.progress }]);
    woken.resolve();
    // Long enough for whatever it would still do: writes follow at once on each of these places.
    await sleep(1_500);
    expect(await everything(app)).toEqual(before);
    expect(JSON.stringify([...app.slack.messages.values()])).not.toContain('went wrong');
  });

  it('and comes back when nobody else answered', { timeout: 60_000 }, async () => {
    const planner = createScriptedPlanner(async (_input, call) => {
      if (call > 1) return named('Second try');
      const soon = new Date(Date.now() + 1_000);
      await app.store.fork().nativeUpdate(Conversation, {}, { leaseOwner: 'nobody', leaseUntil: soon });
      return named('First try');
    });
    const app = await startTestApp({ overrides: { planner } });
    await using _app = app;
    await sendMention(app.url, slackSecret, { text: 'every hour get https://example.com/health' });
    const answered = () => JSON.stringify(app.slack.lastMessage()?.blocks ?? []).includes('Second try');
    await eventually(answered, 'the card of the second try', 30_000);
    const handled = async () => (await app.store.fork().find(StoredEvent, { status: 'handled' }))[0];
    await eventually(handled, 'the end of the turn');
    expect(await everything(app)).toMatchObject({ revisions: ['Second try'] });
    expect(app.slack.messages.size).toBe(1);
  });
});
