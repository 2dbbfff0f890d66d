import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatPlatform, OutboundMessage } from '#src/chat/platform.ts';
import { type CardContext, showCards } from '#src/engine/shown/show-cards.ts';
import { DeliveryError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import type { MessageRef } from '#src/model/chat.ts';
import { policySchema } from '#src/policy/roles.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { Delivery, DraftRow, type DraftStatus } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { type PlantedDraft, plantCard, plantDraft } from '#test/support/plant-draft.ts';
import { plantConversation } from '#test/support/plant-event.ts';

const ref = { platform: 'playground' as const, key: 'c', address: {} };
const cardAt = (place: string): MessageRef => ({ platform: 'playground', address: { place } });
const away = () => new DeliveryError('away', { code: 'slack_http_503', userMessage: '', retryable: true });

describe('cards show what they are owed', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let context: CardContext;
  let draft: PlantedDraft;
  /** What people see, by place, and everything that was ever shown. */
  let seen: Map<string, string>;
  let shown: string[];
  /** What the platform does before it shows something. */
  let before: (place: string, message: OutboundMessage) => Promise<void>;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    seen = new Map();
    shown = [];
    before = async () => {};
    const platform: ChatPlatform = {
      name: 'playground',
      linkable: true,
      post: async () => ({ message: { platform: 'playground', address: {} } }),
      notify: async () => {},
      linkTo: async () => undefined,
      atWork: async () => true,
      async update({ address }, message) {
        const { place } = address as { place: string };
        await before(place, message);
        seen.set(place, message.text);
        shown.push(message.text);
      },
    };
    context = {
      ...{ store, platforms: new Map([['playground' as const, platform]]) },
      ...{ n8n: knownAt(), policy: policySchema.parse({}) },
      log: createLogger('silent'),
      follow: followNothing,
    };
    draft = await plantDraft(store, { ref, tenant: 't', card: cardAt('own') });
  });

  const become = (status: DraftStatus) =>
    store.fork().transactional(async (tx) => {
      await tx.nativeUpdate(DraftRow, { id: draft.id }, { status });
      await oweCards(tx, [draft.id]);
    });
  const owed = () => store.fork().find(Delivery, { subject: draft.id });
  /** As if so much time had passed. */
  const later = () =>
    store.fork().execute(
      `update deliveries set due_at = least(due_at, clock_timestamp()), lease_until = clock_timestamp() - interval '1 second'
       where subject = ?`,
      [draft.id],
    );

  it('of two that redraw a card at once, the newer state stays on it', async () => {
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    before = async (_place, { text }) => {
      if (!text.startsWith('Approved')) return;
      started.resolve();
      await release.promise;
    };
    await become('approved');
    const older = showCards(context, draft.id);
    await started.promise;
    await become('discarded');
    await showCards(context, draft.id);
    expect(shown).toEqual([]);
    release.resolve();
    await older;
    expect(shown).toEqual([expect.stringContaining('Approved'), expect.stringContaining('Discarded')]);
    expect(await owed()).toEqual([]);
  });

  it('holds no transaction and no advisory lock while the platform is called', async () => {
    let open: unknown[] = [];
    before = async () => {
      open = (await store.fork().execute(
        `select state, query from pg_stat_activity where datname = current_database() and state like 'idle in%'
         union all select 'lock', locktype from pg_locks where locktype = 'advisory'
           and database = (select oid from pg_database where datname = current_database())`,
      )) as unknown[];
    };
    await become('discarded');
    await showCards(context, draft.id);
    expect(seen.get('own')).toContain('Discarded');
    expect(open).toEqual([]);
  });

  it('a process that died over it: the next one shows what is true by then', async () => {
    const started = Promise.withResolvers<void>();
    before = () => {
      started.resolve();
      return new Promise(() => {});
    };
    await become('approved');
    void showCards(context, draft.id);
    await started.promise;
    before = async () => {};
    await become('discarded');
    await showCards(context, draft.id);
    expect(seen.get('own')).toBeUndefined();
    await later();
    await showCards(context, draft.id);
    expect(seen.get('own')).toContain('Discarded');
    expect(await owed()).toEqual([]);
  });

  it('a process that slept over it and then shows what is old: the newer state comes back', async () => {
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    before = async (_place, { text }) => {
      if (!text.startsWith('Approved')) return;
      started.resolve();
      await release.promise;
    };
    await become('approved');
    const sleeper = showCards(context, draft.id);
    await started.promise;
    await later();
    await become('discarded');
    await showCards(context, draft.id);
    expect(seen.get('own')).toContain('Discarded');
    release.resolve();
    await sleeper;
    expect(shown.at(-1)).toContain('Discarded');
    expect(shown.some((text) => text.startsWith('Approved'))).toBe(true);
  });

  it('an answer that never came may land late: shown once more after that', async () => {
    before = () => Promise.reject(away());
    await become('discarded');
    await showCards(context, draft.id);
    expect(await owed()).toMatchObject([{ attempts: 1, failure: 'slack_http_503', doubtful: true }]);
    before = async () => {};
    await later();
    await showCards(context, draft.id);
    const [once] = await owed();
    expect(once).toMatchObject({ attempts: 0, failure: null, doubtful: false });
    await later();
    await showCards(context, draft.id);
    expect(shown).toHaveLength(2);
    expect(await owed()).toEqual([]);
  });

  it('a card that cannot be rewritten keeps no other from it; what is refused for good is given up with its reason', async () => {
    const elsewhere = await plantConversation(store.fork(), { id: 't' }, { ...ref, key: 'elsewhere' });
    await plantCard(store, draft, { conversation: elsewhere.id, card: cardAt('elsewhere') });
    before = async (place) => {
      if (place === 'own') throw new DeliveryError('gone', { code: 'slack_message_not_found', userMessage: '' });
    };
    await become('discarded');
    await showCards(context, draft.id);
    expect(seen.get('elsewhere')).toContain('Discarded');
    expect(await owed()).toMatchObject([
      { dueAt: null, failure: 'slack_message_not_found', place: draft.conversation },
    ]);
    before = async () => {};
    await become('expired');
    await showCards(context, draft.id);
    expect(seen.get('own')).toContain('xpired');
    expect(await owed()).toEqual([]);
  });

  it('a state that is read while the next one is being written counts as old', async () => {
    await become('approved');
    const tx = store.fork();
    await tx.begin();
    await tx.nativeUpdate(DraftRow, { id: draft.id }, { status: 'discarded' });
    await oweCards(tx, [draft.id]);
    const showing = showCards(context, draft.id);
    await sleep(100);
    await tx.commit();
    await showing;
    expect(seen.get('own')).toContain('Discarded');
  });
});
