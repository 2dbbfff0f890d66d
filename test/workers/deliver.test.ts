import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatPlatform } from '#src/chat/platform.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { DeliveryError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import type { MessageRef, PlatformName } from '#src/model/chat.ts';
import { policySchema } from '#src/policy/roles.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { Delivery, DraftRow } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { startDeliveries } from '#src/workers/deliver.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { type PlantedDraft, plantCard, plantDraft } from '#test/support/plant-draft.ts';
import { eventually } from '#test/support/test-app.ts';

const failure = (options: { retryable?: boolean; mendable?: boolean; retryAfterMs?: number }, code = 'x') =>
  new DeliveryError('no', { code, userMessage: 'no', ...options });

describe('what is owed is delivered by workers', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let context: EngineContext;
  /** `place: text`, in the order in which people saw it. */
  let shown: string[];
  let tried: string[];
  let before: (place: string) => Promise<void>;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await store.fork().nativeDelete(Delivery, {});
    [shown, tried, before] = [[], [], async () => {}];
    const platform = (name: PlatformName): ChatPlatform => ({
      name,
      linkable: true,
      post: async () => ({ message: { platform: name, address: {} } }),
      notify: async () => {},
      linkTo: async () => undefined,
      atWork: async () => true,
      async update({ address }, { text }) {
        const { place } = address as { place: string };
        tried.push(place);
        await before(place);
        shown.push(`${place}: ${text}`);
      },
    });
    context = {
      ...{ store, log: createLogger('silent'), follow: followNothing },
      platforms: new Map((['slack', 'teams'] as const).map((name) => [name, platform(name)])),
      ...{ n8n: knownAt(), policy: policySchema.parse({}) },
    } as unknown as EngineContext;
  });

  const cardAt = (platform: PlatformName, place: string): MessageRef => ({ platform, address: { place } });
  async function discarded(platform: PlatformName, tenant: string, place: string): Promise<PlantedDraft> {
    const ref = { platform, key: crypto.randomUUID(), address: {} };
    const draft = await plantDraft(store, { ref, tenant, card: cardAt(platform, place) });
    await store.fork().transactional(async (tx) => {
      await tx.nativeUpdate(DraftRow, { id: draft.id }, { status: 'discarded' });
      await oweCards(tx, [draft.id], { inMs: 0 });
    });
    return draft;
  }
  const rowOf = ({ id }: PlantedDraft) => store.fork().findOne(Delivery, { subject: id });
  const deliver = () => startDeliveries(context, { everyMs: 20 });

  it('a platform that hangs keeps no other waiting', async () => {
    const hanging = Promise.withResolvers<void>();
    before = async (place) => (place.startsWith('slack') ? hanging.promise : undefined);
    for (let count = 0; count < 10; count++) await discarded('slack', 's', `slack${count}`);
    await discarded('teams', 't', 'teams');
    await using _deliveries = deliver();
    await eventually(() => shown.some((line) => line.startsWith('teams')), 'the card in Teams');
    expect(tried.filter((place) => place.startsWith('slack')).length).toBeLessThanOrEqual(4);
    hanging.resolve();
    await eventually(() => shown.length === 11, 'all of them');
  });

  it('of one platform a tenant with much to show, or one that is away, keeps no other waiting', async () => {
    before = async (place) => {
      if (place.startsWith('away')) throw failure({ retryable: true });
    };
    for (let count = 0; count < 30; count++) await discarded('slack', 'away', `away${count}`);
    await discarded('slack', 'well', 'well');
    await using _deliveries = deliver();
    await eventually(() => shown.some((line) => line.startsWith('well')), 'the card of the other tenant');
    // Its first places in the line; then it is left alone for a while.
    expect(tried.length).toBeLessThanOrEqual(10);
  });

  it('what a platform that is not switched on here owes is left to others', async () => {
    const off = await discarded('playground', 'p', 'playground');
    await discarded('teams', 't', 'teams');
    await using _deliveries = deliver();
    await eventually(() => shown.length > 0, 'the card in Teams');
    expect(await rowOf(off)).toMatchObject({ attempts: 0, failure: null, leaseOwner: null });
  });

  it.each([
    { what: 'refused for good: given up, with the reason', error: failure({}, 'slack_message_not_found'), due: false },
    { what: 'for want of a token: kept until somebody saw to it', error: failure({ mendable: true }), due: true },
    {
      what: 'with a time to come back: not before that',
      error: failure({ retryable: true, retryAfterMs: 60_000 }),
      due: true,
    },
    { what: 'by a fault of ours: given up and logged', error: new TypeError('ours'), due: false },
  ])('a card that is refused $what', async ({ error, due }) => {
    before = () => Promise.reject(error);
    const draft = await discarded('slack', crypto.randomUUID(), 'slack');
    await using _deliveries = deliver();
    const row = await eventually(async () => {
      const now = await rowOf(draft);
      return now?.failure ? now : undefined;
    }, 'a failure');
    expect(row.failure).toBe(error instanceof DeliveryError ? error.code : 'internal');
    expect(Boolean(row.dueAt)).toBe(due);
    // By PostgreSQL's clock, which is this machine's here.
    if (row.dueAt) expect(row.dueAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
  });

  it('a message that was the card before says what took its place, also when it could not at first', async () => {
    before = async (place) => {
      if (place === 'old' && tried.filter((each) => each === 'old').length < 2) throw failure({ retryable: true });
    };
    const ref = { platform: 'slack' as const, key: crypto.randomUUID(), address: {} };
    const draft = await plantDraft(store, { ref, tenant: 'former', card: cardAt('slack', 'old') });
    await plantCard(store, draft, { conversation: draft.conversation, card: cardAt('slack', 'new') });
    await store.fork().nativeUpdate(Delivery, { subject: draft.id }, { dueAt: new Date() });
    await using _deliveries = deliver();
    await eventually(() => shown.length > 0, 'the old card');
    expect(shown).toEqual([expect.stringMatching(/^old: /)]);
    await eventually(async () => !(await rowOf(draft)) || (await rowOf(draft))?.attempts === 0, 'no failure left');
  });

  it('two processes do nothing twice', async () => {
    const drafts: PlantedDraft[] = [];
    for (let count = 0; count < 12; count++) drafts.push(await discarded('slack', `t${count % 3}`, `card${count}`));
    await using _one = deliver();
    await using _two = deliver();
    await eventually(async () => (await store.fork().count(Delivery, {})) === 0, 'all of them');
    expect(shown).toHaveLength(12);
    expect(new Set(tried).size).toBe(12);
  });
});
