import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Creation } from '#src/store/entities.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { mostWithinASecond } from '#test/support/windows.ts';

const redisUrl = inject('redisUrl');
const backends = [{ name: 'PostgreSQL', redis: undefined }, ...(redisUrl ? [{ name: 'Redis', redis: redisUrl }] : [])];
const limit = 5;
const request = 'every hour get https://example.com/health';

describe.each(backends)('what n8n sees of the whole service, limited on $name', ({ redis }) => {
  let app: TestApp;
  beforeAll(async () => {
    const env = { N8N_RATE_LIMIT: String(limit), ...(redis ? { REDIS_URL: redis } : {}) };
    app = await startTestApp({ env, overrides: { workers: { reconcile: { everyMs: 1_000 } } } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** Asks in a thread of its own and waits for the card. */
  async function draft(user: string) {
    const thread = openThread(app);
    const card = await thread.ask(request, user);
    const now = () => textOf(app.slack.messages.get(`${card.channel}:${card.ts}`));
    return { now, press: (action: string) => thread.press(card, action, user) };
  }

  it('creations, publishing, lists, readiness and comparisons together stay within the limit', async () => {
    const drafts = await Promise.all(Array.from({ length: 4 }, (_, index) => draft(`U0P${index}`)));
    await Promise.all(drafts.map((each) => each.press('approve_publish')));
    await Promise.all([
      ...Array.from({ length: 3 }, () => openThread(app).ask('list all')),
      ...Array.from({ length: 3 }, () => fetch(`${app.url}/readyz`)),
    ]);
    for (const each of drafts) await eventually(() => each.now().includes('/workflow/'), 'the workflow', 40_000);
    expect(app.standIn.workflows()).toHaveLength(4);
    expect(app.standIn.workflows().every(({ active }) => active)).toBe(true);
    const arrivals = app.standIn.arrivals();
    expect(arrivals.length).toBeGreaterThan(4 * limit);
    expect(mostWithinASecond(arrivals)).toBeLessThanOrEqual(limit);
  });

  it('an n8n that asks for a break gets one, and what was approved is created once all the same', async () => {
    const { now, press } = await draft('U0Q');
    const before = app.standIn.workflows().length;
    // More often than anything is tried: none of it counts as a try.
    app.standIn.fail({ on: 'POST /workflows', status: 429, headers: { 'retry-after': '1' }, times: 9 });
    await press('approve');
    await eventually(() => now().includes('/workflow/'), 'the workflow', 50_000);
    expect(app.standIn.workflows()).toHaveLength(before + 1);
    expect(now()).not.toContain('asks for fewer calls');
    expect(mostWithinASecond(app.standIn.arrivals())).toBeLessThanOrEqual(limit);
  });

  it('a long break is told on the card, and the creation stays open with all its tries', async () => {
    const { now, press } = await draft('U0R');
    app.standIn.fail({ on: 'POST /workflows', status: 429, headers: { 'retry-after': '3600' } });
    await press('approve');
    await eventually(() => now().includes('I keep trying'), 'the card to say so');
    const open = await app.store.fork().find(Creation, { status: 'pending' });
    await eventually(async () => {
      const row = await app.store.fork().findOneOrFail(Creation, { id: open[0]?.id ?? '' });
      return row.attempts === 0;
    }, 'its try to be given back');
    expect(open).toHaveLength(1);
    expect(await fetch(`${app.url}/readyz`)).toMatchObject({ status: 200 });
  });
});
