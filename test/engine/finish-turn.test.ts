import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { progressMessage } from '#src/cards/message-cards.ts';
import type { ActionTaken, InboundEvent, MessageReceived } from '#src/chat/inbound.ts';
import type { ChatPlatform, PostOptions } from '#src/chat/platform.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { oweEnd } from '#src/engine/intake/finish-turn.ts';
import { createSpeaker } from '#src/engine/turn/speaker.ts';
import { DeliveryError, PlannerError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { policySchema } from '#src/policy/roles.ts';
import { createDraft } from '#src/store/drafts.ts';
import { Delivery, DraftRow, StoredEvent } from '#src/store/entities.ts';
import { findEvent, loadEventContext, markFailed, markHandled } from '#src/store/events.ts';
import { saveMessage } from '#src/store/messages.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { startDeliveries } from '#src/workers/deliver.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';
import { eventually } from '#test/support/test-app.ts';

const person = { id: 'rita', name: 'Rita' };
const away = () => new DeliveryError('away', { code: 'slack_http_503', userMessage: 'away', retryable: true });

describe('a turn that ended without its answer is brought to an end', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let context: EngineContext;
  let isAway: boolean;
  /** Messages by number, as people see them now. */
  let messages: string[];
  let whispers: string[];
  let posts: PostOptions[];
  let queued: string[];
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await store.fork().nativeDelete(Delivery, {});
    [isAway, messages, whispers, posts, queued] = [false, [], [], [], []];
    const platform: ChatPlatform = {
      name: 'playground',
      linkable: true,
      async post(_to, { text }, options = {}) {
        if (isAway) throw away();
        posts.push(options);
        const number = messages.push(text) - 1;
        return { message: { platform: 'playground', address: { number } } };
      },
      async update({ address }, { text }) {
        if (isAway) throw away();
        messages[(address as { number: number }).number] = text;
      },
      async notify(_to, _person, text) {
        if (isAway) throw away();
        whispers.push(text);
      },
      linkTo: async () => undefined,
      atWork: async () => true,
    };
    context = {
      ...{ store, platforms: new Map([['playground' as const, platform]]) },
      ...{ n8n: knownAt(), policy: policySchema.parse({}) },
      ...{
        log: createLogger('silent'),
        follow: followNothing,
        queues: { enqueueTurn: async (id: string) => void queued.push(id) },
      },
    } as unknown as EngineContext;
  });

  const common = { tenant: { id: 't' }, person, locale: 'en' };
  const place = (key: string) => ({ platform: 'playground' as const, key, address: {} });
  const said = (key: string): MessageReceived => ({
    ...{ kind: 'message', dedupeKey: crypto.randomUUID(), conversation: place(key), text: 'x', via: 'direct' },
    ...common,
  });
  const clicked = (key: string): ActionTaken => ({
    ...{ kind: 'action', dedupeKey: crypto.randomUUID(), conversation: place(key), action: 'list', value: {} },
    ...{ ...common, card: { platform: 'playground', address: { number: 0 } } },
  });
  /** What came in, and who speaks for its turn. */
  async function comesIn(event: InboundEvent) {
    const em = store.fork();
    const { id: conversation, tenant } = await plantConversation(em, { id: 't' }, event.conversation);
    const { row } = await plantEvent(em, { id: crypto.randomUUID(), tenant, conversation }, event);
    const platform = context.platforms.get('playground');
    if (!platform) throw new Error('no platform');
    const speak = async () => {
      const now = await findEvent(store.fork(), row.id);
      if (!now) throw new Error('no event');
      const home = await loadEventContext(store.fork(), now);
      return createSpeaker(store.fork(), platform, home.conversation, now, person);
    };
    return { row, speak };
  }
  const understanding = (id: string) => progressMessage('understanding', id);
  const allDue = () =>
    store.fork().nativeUpdate(Delivery, { dueAt: { $ne: null } }, { dueAt: new Date(0), leaseUntil: null });
  const statusOf = async (id: string) => (await store.fork().findOneOrFail(StoredEvent, { id })).status;
  const isOwed = async (id: string) => (await store.fork().count(Delivery, { subject: id, dueAt: { $ne: null } })) > 0;
  /** As if the time had come. */
  async function deliver<T>(until: () => Promise<T>, what: string): Promise<void> {
    await allDue();
    await using _deliveries = startDeliveries(context, { everyMs: 20 });
    await eventually(until, what);
  }
  const settles = (id: string) => deliver(async () => !(await isOwed(id)), 'nothing owed any more');

  it('an answer leaves nothing owed', async () => {
    const { row, speak } = await comesIn(said('a'));
    const speaker = await speak();
    await speaker.say(understanding(row.id));
    expect(await isOwed(row.id)).toBe(true);
    await speaker.say({ text: 'done' });
    expect(await isOwed(row.id)).toBe(false);
    expect(messages).toEqual(['done']);
  });

  it('while its turn still runs, or will run again, its message is left alone', async () => {
    const { row, speak } = await comesIn(said('b'));
    await (await speak()).say(understanding(row.id));
    await deliver(async () => {
      const [left] = await store.fork().find(Delivery, { subject: row.id });
      return left?.dueAt && left.dueAt.getTime() > 0 && !left.leaseOwner;
    }, 'a look at it');
    expect(messages).toEqual(['Understanding what you want…']);
    expect(await isOwed(row.id)).toBe(true);
  });

  it.each([
    {
      what: 'the event failed and nothing was kept of why',
      text: undefined,
      shown: /interrupted before I could answer/,
    },
    { what: 'the event failed and could not be told', text: 'n8n is away (reference 1234)', shown: /^n8n is away/ },
  ])('a sign of life that stayed: $what', async ({ text, shown }) => {
    const { row, speak } = await comesIn(said('c'));
    await (await speak()).say(understanding(row.id));
    if (text)
      await saveMessage(store.fork(), { conversation: row.conversation, event: row.id, role: 'assistant', text });
    await markFailed(store.fork(), row.id, 'internal');
    await settles(row.id);
    expect(messages).toEqual([expect.stringMatching(shown)]);
  });

  it('a sign of life of a turn that answered in private', async () => {
    const { row, speak } = await comesIn(said('d'));
    const speaker = await speak();
    await speaker.say(understanding(row.id));
    await speaker.whisper('only you');
    await markHandled(store.fork(), row.id);
    await settles(row.id);
    expect(messages).toEqual(['Answered in private.']);
  });

  it('a draft that was kept but not shown becomes what the message shows, and its card from then on', async () => {
    const { row, speak } = await comesIn(said('e'));
    await (await speak()).say(understanding(row.id));
    const nodes = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} }];
    const document = { name: 'Hourly', description: '', nodes, connections: [], assumptions: [] };
    await store.fork().transactional((em) =>
      createDraft(
        em,
        {
          ...{ id: row.id, conversation: row.conversation, requesterId: 'rita', requesterName: 'Rita' },
          ...{ workflow: null, locale: null, timezone: null, expiresAt: null },
        },
        {
          ...{ event: row.id, request: 'x', document, issues: [], notes: [] },
          workflow: { name: 'Hourly', nodes: [], connections: {}, settings: {} },
        },
      ),
    );
    await markFailed(store.fork(), row.id, 'internal');
    await settles(row.id);
    expect(messages).toEqual([expect.stringContaining('Hourly')]);
    const draft = await store.fork().findOneOrFail(DraftRow, { id: row.id });
    expect(draft.card).toEqual({ platform: 'playground', address: { number: 0 } });
  });

  it('a turn whose answer could not be delivered runs again once somebody can be answered', async () => {
    const { row } = await comesIn(said('f'));
    await store.fork().transactional(async (tx) => {
      await markFailed(tx, row.id, 'slack_http_503');
      await oweEnd(tx, row, away());
    });
    isAway = true;
    await deliver(async () => (await store.fork().findOne(Delivery, { subject: row.id }))?.failure, 'a try');
    expect([queued, await statusOf(row.id)]).toEqual([[], 'failed']);
    isAway = false;
    await deliver(async () => queued.length > 0, 'another run');
    expect([queued, await statusOf(row.id), messages]).toEqual([[row.id], 'received', ['One moment, I am looking.']]);
  });

  it.each([
    { where: 'it is known where', known: true, shown: [expect.stringContaining('refused')] },
    { where: 'nobody knows whether it is there', known: false, shown: ['Understanding what you want…'] },
  ])('an answer that is refused for good is not posted again: $where', async ({ known, shown }) => {
    const { row, speak } = await comesIn(said('k'));
    await (await speak()).say(understanding(row.id));
    if (!known) await store.fork().nativeUpdate(StoredEvent, { id: row.id }, { progress: null });
    await store.fork().transactional(async (tx) => {
      const text = 'Slack refused the message (reference 9)';
      await saveMessage(tx, { conversation: row.conversation, event: row.id, role: 'assistant', text });
      await markFailed(tx, row.id, 'slack_outcome_unknown');
      await oweEnd(tx, row, new DeliveryError('no', { code: 'slack_outcome_unknown', userMessage: 'no' }));
    });
    await settles(row.id);
    expect([messages, posts.length]).toEqual([shown, 1]);
  });

  it('but not when the person has said something else since: then they are told', async () => {
    const { row, speak } = await comesIn(said('g'));
    await (await speak()).say(understanding(row.id));
    await store.fork().transactional(async (tx) => {
      await markFailed(tx, row.id, 'slack_http_503');
      await oweEnd(tx, row, away());
    });
    await comesIn(said('g'));
    await settles(row.id);
    expect(queued).toEqual([]);
    expect(messages).toEqual([expect.stringContaining('interrupted')]);
  });

  it('a failed click is told in private, and one that could not be answered runs again', async () => {
    const failed = await comesIn(clicked('h'));
    await store.fork().transactional(async (tx) => {
      const { id: event, conversation } = failed.row;
      await saveMessage(tx, { conversation, event, role: 'assistant', text: 'n8n is away (reference 5678)' });
      await markFailed(tx, event, 'planner');
      await oweEnd(tx, failed.row, new PlannerError('away', { code: 'planner', userMessage: 'away' }));
    });
    const unheard = await comesIn(clicked('h'));
    await store.fork().transactional(async (tx) => {
      await markFailed(tx, unheard.row.id, 'slack_http_503');
      await oweEnd(tx, unheard.row, away());
    });
    await deliver(async () => queued.length > 0 && whispers.length > 0, 'both');
    expect([queued, whispers]).toEqual([[unheard.row.id], ['n8n is away (reference 5678)']]);
    expect(messages).toEqual([]);
  });

  it('a post nobody knows the fate of is looked for by the next attempt', async () => {
    const { row, speak } = await comesIn(said('i'));
    await (await speak()).say(understanding(row.id));
    // Killed before it was written down where.
    await store.fork().nativeUpdate(StoredEvent, { id: row.id }, { progress: null });
    await (await speak()).say({ text: 'done' });
    expect(posts).toEqual([
      { id: row.id, again: false },
      { id: row.id, again: true },
    ]);
  });
});
