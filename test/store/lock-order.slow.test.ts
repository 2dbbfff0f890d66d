import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { takeDecision } from '#src/engine/drafts/decisions.ts';
import { expireDraft } from '#src/engine/drafts/expire.ts';
import { handOverDraft, handOverWorkflow } from '#src/engine/drafts/hand-over.ts';
import { keepRevision } from '#src/engine/drafts/keep-draft.ts';
import { failEvent, releaseEvent, replayDelivery } from '#src/engine/intake/operate.ts';
import { takeApart } from '#src/engine/links/decide.ts';
import { auditRefusal } from '#src/engine/people/rights.ts';
import { claimTest, settleTest } from '#src/engine/planning/test-claim.ts';
import { createLogger } from '#src/log.ts';
import { policySchema } from '#src/policy/roles.ts';
import { setAbsence } from '#src/store/absences.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { appendAudit, verifyAudit } from '#src/store/audit.ts';
import { findDraft } from '#src/store/drafts.ts';
import { AuditEvent, WorkflowRow } from '#src/store/entities.ts';
import { lockEvent, requestStop, saveProgress } from '#src/store/events.ts';
import { forgetPerson } from '#src/store/forget.ts';
import { forgetHouseValue, setHouseValue } from '#src/store/house.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { beginning, emptyOldDrafts, removeOldEvents } from '#src/store/retention.ts';
import { markSwept } from '#src/store/tries.ts';
import { recordSeen } from '#src/store/workflow-state.ts';
import { lockWorkflow } from '#src/store/workflows.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { abandonAct } from '#src/workers/act.ts';
import { abandonCreation } from '#src/workers/creation.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { idleMetrics } from '#test/support/metrics.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { plantEvent } from '#test/support/plant-event.ts';
import { hourly } from '#test/support/scripted-planner.ts';
import { eventually } from '#test/support/test-app.ts';
import { audit, leaver, lockRows, person, plantScene, type Scene } from './lock-scene.ts';

/** Everything that appends an audit row, or locks what those lock; see docs/locks.md. */
describe('no two transactions wait for each other', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let holder: pg.Client;
  /** Not the holder: what a transaction sees of others stays as it was when it first looked. */
  let watcher: pg.Client;
  let context: EngineContext;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    [holder, watcher] = [new pg.Client(database.url), new pg.Client(database.url)];
    for (const client of [holder, watcher]) {
      await client.connect();
      stack.defer(() => client.end());
    }
    context = {
      store,
      policy: policySchema.parse({}),
      n8n: knownAt('https://n8n.example.com'),
      platforms: new Map(),
      log: createLogger('silent'),
      follow: followNothing,
      metrics: idleMetrics(),
    } as unknown as EngineContext;
  });
  afterAll(() => stack.disposeAsync());

  const transactions: Record<string, (scene: Scene) => Promise<unknown>> = {
    'a message is accepted': ({ row }) =>
      acceptEvent(store.fork(), crypto.randomUUID(), { ...row.payload, dedupeKey: crypto.randomUUID() }, audit),
    'a click is refused': ({ draft, row, tenant }) =>
      takeDecision(context, {
        act: 'approve',
        draftId: draft,
        revision: 1,
        by: { tenant, event: { person: { id: 'U0EVE', name: 'Eve' } }, row },
      }),
    'a click is followed': ({ draft, row, tenant }) =>
      takeDecision(context, { act: 'approve', draftId: draft, revision: 1, by: { tenant, event: { person }, row } }),
    'a revision is kept': async ({ row: { payload }, conversation, tenant, draft }) => {
      const at = { id: crypto.randomUUID(), tenant: tenant.id, conversation: conversation.id };
      const { row } = await plantEvent(store.fork(), at, { ...payload, dedupeKey: at.id });
      const { draft: document, issues } = hourly();
      const contents = { document, issues, notes: [], request: 'x' };
      const event = payload as MessageReceived;
      return keepRevision(context, { event, row, conversation, tenant }, contents, { id: draft, revision: 1 });
    },
    'a test is claimed': async ({ draft: id, row, tenant }) => {
      const draft = await findDraft(store.fork(), id);
      if (!draft) throw new Error('no draft');
      const turn = { row, tenant, event: { person } };
      return claimTest(context, turn, draft, { revision: 1, offeredIn: row.id, test: 0, sendable: true });
    },
    'a test ends': ({ draft, row }) =>
      settleTest(context, { row }, { draftId: draft, offeredIn: row.id, test: 1 }, { kind: 'unknown' }),
    'a house value is set': ({ house }) =>
      store.fork().transactional((tx) => setHouseValue(tx, house, { value: crypto.randomUUID(), by: 'x' })),
    'somebody is said to be away': ({ tenant, key }) =>
      store
        .fork()
        .transactional((tx) =>
          setAbsence(tx, { tenant, personId: `U${key}` }, { until: new Date('2090-01-01'), by: 'x' }),
        ),
    'a workflow is handed over': ({ tenant, workflow, key }) =>
      store.fork().transactional((tx) =>
        handOverWorkflow(tx, workflow, {
          policy: policySchema.parse({}),
          by: { tenant, event: { person } },
          to: { tenant, personId: `U${key}`, name: 'Bo' },
        }),
      ),
    'a draft is handed over': ({ tenant, draft, key }) =>
      store.fork().transactional((tx) =>
        handOverDraft(tx, draft, {
          policy: policySchema.parse({}),
          by: { tenant, event: { person } },
          to: { tenant, personId: `U${key}`, name: 'Bo' },
        }),
      ),
    'a house value is forgotten': ({ house }) => store.fork().transactional((tx) => forgetHouseValue(tx, house, 'x')),
    'a draft expires': ({ draft }) => expireDraft(context, draft, new Date('2100-01-01')),
    'a creation ends': ({ creation }) => abandonCreation(context, creation, new Error('over')),
    'an act ends': ({ act }) => abandonAct(context, act, new Error('over')),
    'an act is asked for': ({ row, workflow }) =>
      store.fork().transactional(async (tx) => {
        await lockEvent(tx, row.id);
        await lockWorkflow(tx, workflow);
        await appendAudit(tx, { kind: 'act', actor: 'x', subject: workflow, data: {} });
      }),
    'n8n was looked at': async ({ workflow }) => {
      const known = await store.fork().findOneOrFail(WorkflowRow, { id: workflow });
      return store.fork().transactional((tx) => recordSeen(tx, known, { kind: 'gone' }));
    },
    'somebody is refused': ({ row, draft }) =>
      auditRefusal(
        context,
        { row },
        { by: { key: 'slack:T1:U0EVE' as never }, subject: draft, act: 'show', reason: 'x' },
      ),
    'accounts are taken apart': ({ tenant, row }) =>
      takeApart(context, { tenant, personId: person.id }, { key: 'slack:T1:U0ANA' as never }, row.id),
    'progress is kept, with a thread': ({ row, key }) =>
      saveProgress(store.fork(), row, {} as never, { platform: 'slack', key: `${key}:thread`, address: {} }),
    'old events are removed': () =>
      removeOldEvents(store.fork(), { days: 50, questionDays: 14, rowsAtOnce: 500 }, beginning),
    'old drafts are emptied': () => emptyOldDrafts(store.fork(), { days: 50, questionDays: 14, rowsAtOnce: 500 }),
    'a person is forgotten': ({ tenant, key }) =>
      forgetPerson(store, [{ tenant, personId: leaver(key).id, names: [] }]),
    'a turn is stopped': ({ row, tenant }) =>
      requestStop(store.fork(), { event: row.id, tenant: tenant.id, person: person.id }),
    'an operator releases it': ({ row }) => releaseEvent(store, row.id, { via: 'cli', force: true }),
    'an operator fails it': ({ row }) => failEvent(store, row.id, { via: 'page', force: true }),
    'an operator replays a card': ({ draft }) => replayDelivery(store, draft, { via: 'cli' }),
    'a sweep marks it': ({ row }) => markSwept(store.fork(), 'inbound_events', [row.id], 1_000),
  };

  const names = Object.keys(transactions);
  const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));
  /** Each takes two of the pool's twenty connections. */
  const atOnce = 9;

  /** What it failed with. */
  const start = (name: string, scene: Scene): Promise<string | undefined> =>
    Promise.resolve(transactions[name]?.(scene)).then(
      () => undefined,
      (error) => String(error),
    );

  /** All are held at their first lock of that kind, the first ones before the second ones, and let go at once. */
  async function meet(some: (readonly [string, string])[], hold: 'rows' | 'audit'): Promise<string[]> {
    const scenes: Scene[] = [];
    for (const _pair of some) scenes.push(await plantScene(store, holder));
    await holder.query('begin');
    if (hold === 'audit') await holder.query('select pg_advisory_xact_lock(740031337)');
    else for (const scene of scenes) await lockRows(holder, scene);
    let ended = 0;
    const begin = (name: string, index: number) =>
      start(name, scenes[index] as Scene).finally(() => {
        ended += 1;
      });
    const firsts = some.map(([first], index) => begin(first, index));
    await eventually(async () => ended + (await countWaiting()) >= some.length, 'the first to wait or to end');
    const seconds = some.map(([, second], index) => begin(second, index));
    await eventually(async () => ended + (await countWaiting()) >= 2 * some.length, 'all to wait or to end');
    await holder.query('commit');
    const errors = await Promise.all([...firsts, ...seconds]);
    return errors.flatMap((error, index) =>
      error && /deadlock/i.test(error) ? [`${some[index % some.length]?.join(' / ')}: ${error}`] : [],
    );
  }

  async function countWaiting(): Promise<number> {
    const { rows } = await watcher.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  }

  it.each(names)('alone, %s', async (name) => {
    expect(await start(name, await plantScene(store, holder))).toBeUndefined();
  });

  it.each(names.filter((name) => /^a (?:test|house value) /.test(name)))('%s with its audit row', async (name) => {
    const scene = await plantScene(store, holder);
    const before = await store.fork().count(AuditEvent);
    await start(name, scene);
    expect((await store.fork().count(AuditEvent)) - before).toBe(1);
  });

  it.each(['audit', 'rows'] as const)('whatever meets whatever, held at %s', { timeout: 480_000 }, async (hold) => {
    const failed: string[] = [];
    // Let go at once, they have no order.
    const all = hold === 'audit' ? pairs : pairs.filter(([one, other]) => one <= other);
    for (let from = 0; from < all.length; from += atOnce)
      failed.push(...(await meet(all.slice(from, from + atOnce), hold)));
    expect(failed).toEqual([]);
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
  });
});
