import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { StoredEvent } from '#src/store/entities.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { isProgress, openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const redisUrl = inject('redisUrl');
const backends = [{ name: 'PostgreSQL', redis: undefined }, ...(redisUrl ? [{ name: 'Redis', redis: redisUrl }] : [])];

/** A model that answers "slow …" only once it is let go, and everything else at once. */
function createHeldPlanner() {
  let held = Promise.withResolvers<void>();
  /** What is planned now, and what was, in the order of beginning. */
  const begun: string[] = [];
  const planner = createScriptedPlanner(async ({ request, signal }) => {
    begun.push(request);
    if (request.startsWith('slow')) {
      const stopped = new Promise<never>((_, fail) =>
        signal.addEventListener('abort', () => fail(signal.reason), { once: true }),
      );
      await Promise.race([held.promise, stopped]);
    }
    return hourly();
  });
  return {
    planner,
    begun,
    hold() {
      held = Promise.withResolvers<void>();
      begun.splice(0);
    },
    release: () => held.resolve(),
  };
}

/** Nothing here is timed: what is asserted while the model is held back cannot have waited for it. */
describe.each(backends)('while every slot of the planner is taken, queues on $name', ({ redis }) => {
  const model = createHeldPlanner();
  let app: TestApp;
  let asked: SlackThread;
  beforeAll(async () => {
    app = await startTestApp({
      env: redis ? { REDIS_URL: redis } : {},
      policy: { waiting: { perPerson: 3, perTenant: 9 } },
      overrides: { planner: model.planner, workers: { planConcurrency: 2 } },
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  beforeEach(() => {
    model.hold();
    asked = openThread(app);
  });
  afterEach(async () => {
    model.release();
    await eventually(async () => (await waiting()) === 0, 'all answers');
  });

  const waiting = () => app.store.fork().count(StoredEvent, { status: 'received' });
  const begins = (count: number) => eventually(() => model.begun.length >= count, `${count} requests to be planned`);
  const newest = (thread: SlackThread) => thread.messages().at(-1);

  it('commands elsewhere, and Create and Stop in that very conversation, are answered', async () => {
    const draft = await asked.ask('every hour, please');
    await asked.say('slow one');
    await openThread(app).say('slow two', 'U0BOB');
    await begins(3);
    const other = openThread(app);
    expect(textOf(await other.ask('help', 'U0CYD'))).toContain('For example');
    await other.ask('list', 'U0CYD');
    await asked.press(draft, 'approve');
    await eventually(() => textOf(asked.messages()[0]).includes('/workflow/'), 'the workflow');
    expect(app.standIn.workflows()).toHaveLength(1);
    await asked.say('help');
    await eventually(() => textOf(newest(asked)).includes('For example'), 'help in the same thread');
    expect([...model.begun].sort()).toEqual(['every hour, please', 'slow one', 'slow two']);
    const working = asked.messages().find(isProgress) ?? expect.fail('no progress');
    await asked.press(working, 'stop');
    await eventually(() => asked.messages().some((message) => textOf(message).includes('Stopped')), 'it to stop');
    await eventually(async () => (await waiting()) === 1, 'its end');
  });

  it('what was said in one conversation is answered in order, and what is no command after all is planned', async () => {
    await asked.say('slow one');
    await begins(1);
    await asked.say('show me the weather every morning');
    await asked.say('status');
    await openThread(app).ask('and this, please', 'U0BOB');
    expect(model.begun).toEqual(['slow one', 'and this, please']);
    expect(asked.messages()).toHaveLength(1);
    model.release();
    await eventually(() => asked.messages().length === 3, 'all three answers');
    expect(model.begun).toEqual(['slow one', 'and this, please', 'show me the weather every morning']);
  });

  it('who comes last from another tenant is planned next; who asks too much at once is told so', async () => {
    for (const [index, user] of ['U0DAN', 'U0EVE', 'U0DAN', 'U0EVE', 'U0FAY', 'U0DAN', 'U0FAY'].entries())
      await openThread(app).say(`slow ${index}`, user);
    await begins(2);
    const fourth = await openThread(app).ask('slow and one more', 'U0DAN');
    expect(textOf(fourth)).toContain('Many of your requests are waiting');
    await app.teams.send(app.url, app.teams.message({ text: 'every day, please' }));
    await eventually(async () => (await waiting()) === 8, 'the end of that answer');
    model.release();
    await eventually(async () => (await waiting()) === 0, 'all answers');
    expect(model.begun).toHaveLength(8);
    // One of a person at a time, and people take turns: Fay had none yet.
    expect(new Set(model.begun.slice(0, 2))).toEqual(new Set(['slow 0', 'slow 1']));
    expect(new Set(model.begun.slice(2, 4))).toEqual(new Set(['every day, please', 'slow 4']));
  });

  it('a request that is stopped while it waits does not wait for its turn', async () => {
    await asked.say('slow one');
    await openThread(app).say('slow two', 'U0BOB');
    await begins(2);
    const waits = openThread(app);
    await waits.say('slow three', 'U0CYD');
    const row = await app.store.fork().findOneOrFail(StoredEvent, { status: 'received', takenAt: null });
    const { createInbox } = await import('#src/engine/intake/inbox.ts');
    const { createLogger } = await import('#src/log.ts');
    // As Slack's own Stop arrives; the sweeper does what this queue does not.
    const inbox = createInbox({
      store: app.store,
      queues: { enqueueTurn: async () => {} },
      log: createLogger('silent'),
    });
    const { tenant, conversation, person } = row.payload;
    const stop = { kind: 'action', action: 'stop', value: {}, card: { platform: 'slack', address: {} } } as const;
    await inbox.accept({ ...stop, dedupeKey: 'stop', tenant, conversation, person });
    await eventually(() => textOf(newest(waits)).includes('Stopped'), 'to be told so');
    expect([...model.begun].sort()).toEqual(['slow one', 'slow two']);
  });
});
