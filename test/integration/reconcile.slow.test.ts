import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatPlatform } from '#src/chat/platform.ts';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import type { EngineContext } from '#src/engine/context.ts';
import type { CardContext } from '#src/engine/shown/show-cards.ts';
import { DeliveryError, N8nError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { policySchema } from '#src/policy/roles.ts';
import { openRateLimits, type RateLimits } from '#src/queue/rate-limit.ts';
import { createAct } from '#src/store/acts.ts';
import { createCreation, finishCreation } from '#src/store/creations.ts';
import { createDraft, recordDecision } from '#src/store/drafts.ts';
import { AuditEvent, Delivery, WorkflowRow } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { ensureWorkflow } from '#src/store/workflows.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import type { ReconcileContext } from '#src/workers/compare.ts';
import { startDeliveries } from '#src/workers/deliver.ts';
import { reconcile, startReconciler } from '#src/workers/reconcile.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';
import { eventually } from '#test/support/test-app.ts';

describe('comparing n8n with what we know of it', () => {
  let stack: AsyncDisposableStack;
  let store: Store;
  let standIn: StandIn;
  let limits: RateLimits;
  let context: ReconcileContext & CardContext;
  /** `card number: text` of every rewriting of a card. */
  let shown: string[];
  let refuse: (card: number) => Error | undefined;
  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    standIn = stack.use(await startN8nStandIn());
    limits = stack.use(await openRateLimits({ databaseUrl: database.url }));
    shown = [];
    refuse = () => undefined;
    const platform: ChatPlatform = {
      name: 'playground',
      linkable: true,
      post: async () => ({ message: { platform: 'playground', address: {} } }),
      notify: async () => {},
      linkTo: async () => undefined,
      atWork: async () => true,
      async update({ address }, message) {
        const { card } = address as { card: number };
        const error = refuse(card);
        if (error) throw error;
        shown.push(`${card}: ${message.text}`);
      },
    };
    context = {
      ...{ store, limits, platforms: new Map([['playground' as const, platform]]) },
      policy: policySchema.parse({}),
      queues: { enqueueCreation: async () => {} } as never,
      n8n: {
        ...{ ...connectN8n(standIn.config), ...knownAt(standIn.baseUrl), editorUrl: 'http://n8n' },
        capabilities: async () => (await readRelease(standIn.config)).capabilities,
      },
      log: createLogger('silent'),
      follow: followNothing,
    };
  });
  afterEach(() => stack.disposeAsync());

  const ref = { platform: 'playground' as const, key: 'c', address: {} };
  /** A published workflow in n8n, with everything we keep of how it came there. */
  async function made(number: number): Promise<WorkflowRowId> {
    const rule = { interval: [{ field: 'hours' }] };
    const node = { name: 'Hourly', type: 'n8n-nodes-base.scheduleTrigger', parameters: { rule } };
    const whole = { ...node, id: crypto.randomUUID(), typeVersion: 1.2, position: [0, 0] as [number, number] };
    const workflow = { name: `Workflow ${number}`, nodes: [whole], connections: {}, settings: {} };
    const stored = await context.n8n.client.create(workflow);
    await context.n8n.client.publish(stored.id);
    const conversation = await plantConversation(store.fork(), { id: 't' }, ref);
    const id = crypto.randomUUID();
    const event = { kind: 'message', dedupeKey: id, tenant: { id: 't' }, conversation: ref, text: 'x', via: 'direct' };
    const at = { id, tenant: conversation.tenant, conversation: conversation.id };
    await plantEvent(store.fork(), at, { ...event, person: { id: 'rita', name: 'Rita' } } as never);
    const document = { name: workflow.name, description: '', nodes: [node], connections: [], assumptions: [] };
    return store.fork().transactional(async (em) => {
      const draft = await createDraft(
        em,
        {
          ...{ id, conversation: conversation.id, requesterId: 'rita', requesterName: 'Rita' },
          ...{ workflow: null, locale: null, timezone: null, expiresAt: null },
        },
        { event: id, request: 'x', document, workflow, issues: [], notes: [] } as never,
      );
      draft.card = { platform: 'playground', address: { card: number } };
      draft.status = 'created';
      const approval = await recordDecision(em, {
        ...{ draft: id, revision: 1, decision: 'approved', decidedBy: 'rita', decidedByName: 'Rita' },
        ...{ byPolicy: false, publish: true },
      });
      const creation = await createCreation(em, draft, approval);
      const row = await ensureWorkflow(em, {
        ...{ tenant: conversation.tenant, creation, instanceUrl: standIn.baseUrl, n8nId: stored.id },
        ...{
          n8nVersionId: stored.versionId ?? null,
          name: stored.name,
          requesterId: 'rita',
          document: workflow as never,
        },
      });
      await em.nativeUpdate(WorkflowRow, { id: row.id }, { published: true });
      const outcome: Outcome = { kind: 'published', url: 'http://n8n/1', live: true, message: 'It runs.' };
      await finishCreation(em, creation.id, 'created', outcome);
      return { id: row.id, n8nId: stored.id, event: id, conversation: conversation.id };
    });
  }
  type WorkflowRowId = { id: string; n8nId: string; event: string; conversation: string };
  const rowOf = ({ id }: WorkflowRowId) => store.fork().findOneOrFail(WorkflowRow, { id });
  const trailOf = ({ id }: WorkflowRowId) => store.fork().count(AuditEvent, { subject: id, actor: 'n8n' });
  const manyMade = async (count: number) => {
    const all: WorkflowRowId[] = [];
    for (let number = 1; number <= count; number++) all.push(await made(number));
    return all;
  };

  const due = () => store.fork().find(Delivery, { dueAt: { $ne: null } });
  /** A round, and what it owes to the cards. */
  async function compare(): Promise<void> {
    await reconcile(context);
    await using _deliveries = startDeliveries(context as unknown as EngineContext, { everyMs: 20 });
    await eventually(async () => (await due()).every(({ failure }) => failure), 'what was owed');
  }

  it('asks n8n nothing while there is no workflow of ours', async () => {
    await reconcile(context);
    expect(standIn.requests()).toEqual([]);
  });

  it('changes nothing and shows nothing while all is as it was', async () => {
    const workflow = await made(1);
    await compare();
    await compare();
    expect([shown, await trailOf(workflow)]).toEqual([[], 0]);
  });

  it('a burst of changes: all cards follow, each once', async () => {
    const all = await manyMade(25);
    for (const { n8nId } of all) await context.n8n.client.unpublish(n8nId);
    await compare();
    await compare();
    expect(shown).toHaveLength(25);
    expect(new Set(shown).size).toBe(25);
    expect(shown.every((line) => /^\d+: ⚪ Off · Workflow \d+\. http/.test(line))).toBe(true);
  });

  it('what is missing from a list that could not be read whole is not gone', async () => {
    const workflow = await made(1);
    standIn.fail({ on: 'GET /workflows', status: 502, message: 'Bad gateway' });
    await ensureRemoved(context.n8n.client, workflow.n8nId);
    await compare();
    expect(await rowOf(workflow)).toMatchObject({ removedAt: null, published: true });
    await compare();
    expect(await rowOf(workflow)).toMatchObject({ removedAt: expect.any(Date), published: false });
    expect(shown).toEqual([expect.stringMatching(/^1: Deleted: /)]);
  });

  it('what is missing from the whole list is asked for before it counts as gone', async () => {
    const workflow = await made(1);
    standIn.fail({ on: 'GET /workflows', status: 200, html: '{"data":[],"nextCursor":null}' });
    await compare();
    expect((await rowOf(workflow)).removedAt).toBeNull();
    expect(shown).toEqual([]);
  });

  it.each([
    { what: 'that the key may not read', failure: { code: 'n8n_forbidden', userMessage: 'not for this key' } },
    { what: 'that n8n fails on', failure: { code: 'n8n_failed', userMessage: 'inside', retryable: true } },
  ])('one $what keeps no other from being looked at', async ({ failure }) => {
    const [hidden, other] = await manyMade(2);
    if (!hidden || !other) expect.fail('two workflows');
    await context.n8n.client.unpublish(hidden.n8nId);
    await context.n8n.client.unpublish(other.n8nId);
    const whole = context.n8n.client;
    const get: typeof whole.get = async (id) => {
      if (id === hidden.n8nId) throw new N8nError('no', failure);
      return whole.get(id);
    };
    await reconcile({ ...context, n8n: { ...context.n8n, client: { ...whole, get } } });
    expect(await rowOf(hidden)).toMatchObject({ published: true, removedAt: null });
    expect(await rowOf(other)).toMatchObject({ published: false });
  });

  it('an n8n that went away is not asked for one after the other', async () => {
    for (const { n8nId } of await manyMade(5)) await context.n8n.client.unpublish(n8nId);
    const whole = context.n8n.client;
    let asked = 0;
    const get: typeof whole.get = async () => {
      asked += 1;
      throw new N8nError('away', { code: 'n8n_unreachable', userMessage: 'away', retryable: true });
    };
    await reconcile({ ...context, n8n: { ...context.n8n, client: { ...whole, get } } });
    expect(asked).toBe(3);
  });

  it('archived and brought back: both are seen, and neither counts as an edit', async () => {
    const workflow = await made(1);
    await context.n8n.archive.archive(workflow.n8nId);
    await compare();
    expect(await rowOf(workflow)).toMatchObject({ archived: true, published: false });
    expect(shown.at(-1)).toMatch(/^1: Deleted: Workflow 1/);
    await context.n8n.archive.unarchive(workflow.n8nId);
    await compare();
    expect(await rowOf(workflow)).toMatchObject({ archived: false, removedAt: null, editedInN8nAt: null });
    expect(shown.at(-1)).toMatch(/^1: ⚪ Off · Workflow 1/);
    await compare();
    expect([shown.length, await trailOf(workflow)]).toEqual([2, 2]);
  });

  it('what Flowsmith itself is at is not taken for somebody in n8n', async () => {
    const workflow = await made(1);
    await store.fork().transactional((em) =>
      createAct(em, {
        ...{ workflow: workflow.id, conversation: workflow.conversation, event: workflow.event, verb: 'unpublish' },
        ...{ requestedBy: 'rita', requestedByName: 'Rita', card: null },
      }),
    );
    await context.n8n.client.unpublish(workflow.n8nId);
    await compare();
    expect(await rowOf(workflow)).toMatchObject({ published: true, switchedInN8nAt: null });
    expect([shown, await trailOf(workflow)]).toEqual([[], 0]);
  });

  it('a card that cannot be rewritten now is tried again, one that never can is not, and neither holds up the others', async () => {
    const all = await manyMade(3);
    for (const { n8nId } of all) await context.n8n.client.unpublish(n8nId);
    const failure = (retryable: boolean) => new DeliveryError('no', { code: 'x', userMessage: 'no', retryable });
    refuse = (card) => (card === 1 ? failure(true) : card === 2 ? failure(false) : undefined);
    await compare();
    expect(shown.map((line) => line[0])).toEqual(['3']);
    refuse = () => undefined;
    await using _deliveries = startDeliveries(context as unknown as EngineContext, { everyMs: 20 });
    await eventually(() => shown.some((line) => line.startsWith('1')), 'the card that could not be rewritten');
    expect(shown.map((line) => line[0])).toEqual(['3', '1']);
  });

  it('of several processes one does a round, and whoever is stopped begins none', async () => {
    const workflow = await made(1);
    await context.n8n.client.unpublish(workflow.n8nId);
    const asked = standIn.requests().length;
    const refused = Promise.withResolvers<void>();
    const second: RateLimits = {
      ...limits,
      async take() {
        refused.resolve();
        return { allowed: false, retryAfterMs: 1 };
      },
    };
    await using _idle = startReconciler({ ...context, limits: second }, { everyMs: 10 });
    await refused.promise;
    expect(standIn.requests()).toHaveLength(asked);
    const first: RateLimits = { ...limits, take: async () => ({ allowed: true, remaining: 1, resetMs: 1 }) };
    const stopped = startReconciler({ ...context, limits: first }, { everyMs: 60_000 });
    await stopped[Symbol.asyncDispose]();
    expect(standIn.requests()).toHaveLength(asked);
    await using _deliveries = startDeliveries(context as unknown as EngineContext, { everyMs: 20 });
    await using _busy = startReconciler({ ...context, limits: first }, { everyMs: 10 });
    await eventually(() => shown.length > 0, 'the card follows');
  });
});
