import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { MessageReceived } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { takeDecision } from '#src/engine/decisions.ts';
import { expireDraft } from '#src/engine/expire.ts';
import { keepRevision } from '#src/engine/keep-draft.ts';
import { takeApart } from '#src/engine/links/decide.ts';
import { auditRefusal } from '#src/engine/manage/rights.ts';
import { createLogger } from '#src/log.ts';
import { policySchema } from '#src/policy/roles.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { createAct } from '#src/store/acts.ts';
import { appendAudit, verifyAudit } from '#src/store/audit.ts';
import { ensureConversation } from '#src/store/conversations.ts';
import { lockWorkflow } from '#src/store/creations.ts';
import { createDraft } from '#src/store/drafts.ts';
import {
  type ConversationRecord,
  type EventRecord,
  Tenant,
  type TenantRecord,
  WorkflowRow,
} from '#src/store/entities.ts';
import { insertEvent, lockEvent, requestStop, saveProgress } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { markSwept } from '#src/store/tries.ts';
import { recordSeen } from '#src/store/workflow-state.ts';
import { createMetrics } from '#src/telemetry/metrics.ts';
import { abandonAct } from '#src/workers/act.ts';
import { abandonCreation } from '#src/workers/creation.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { hourly } from '#test/support/scripted-planner.ts';

const person = { id: 'U0ANA', name: 'Ana' };
const audit = { kind: 'request', actor: 'slack:T1:U0ANA', data: {} } as const;

/** Everything that appends an audit row, or locks what those lock; see "Lock order" in ARCHITECTURE.md. */
describe('no two transactions wait for each other', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let holder: pg.Client;
  let context: EngineContext;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    stack.defer(() => holder.end());
    context = {
      store,
      policy: policySchema.parse({}),
      catalog: createCoreCatalog,
      facts: async () => ({}),
      platforms: new Map(),
      log: createLogger('silent'),
      metrics: createMetrics(async () => 0),
      editorUrl: 'https://n8n.example.com',
      instanceUrl: 'https://n8n.example.com',
    } as unknown as EngineContext;
  });
  afterAll(() => stack.disposeAsync());

  /** One conversation with a draft that is on its way into n8n, its workflow, and an act on that. */
  interface Scene {
    tenant: TenantRecord;
    conversation: ConversationRecord;
    row: EventRecord;
    draft: string;
    creation: string;
    workflow: string;
    act: string;
    key: string;
  }

  async function setUp(): Promise<Scene> {
    const key = crypto.randomUUID();
    const ref = { platform: 'slack', key, address: {} } as const;
    const em = store.fork();
    const conversation = await ensureConversation(em, { id: 'T1' }, ref);
    const tenant = await em.findOneOrFail(Tenant, { id: conversation.tenant });
    const [draft, creation, workflow, act] = [0, 0, 0, 0].map(() => crypto.randomUUID()) as [
      string,
      string,
      string,
      string,
    ];
    const at = { id: draft, tenant: tenant.id, conversation: conversation.id };
    const event = {
      kind: 'message',
      dedupeKey: key,
      tenant: { id: 'T1' },
      conversation: ref,
      person,
      text: 'x',
      via: 'mention',
    } as const;
    const { row } = await insertEvent(em, at, event);
    const document = hourly().draft;
    await store.fork().transactional(async (tx) => {
      const head = {
        id: draft,
        conversation: conversation.id,
        requesterId: person.id,
        requesterName: 'Ana',
        workflow: null,
        locale: null,
        timezone: null,
        expiresAt: new Date('2090-01-01'),
      };
      const json = document as never;
      await createDraft(tx, head, {
        event: row.id,
        request: 'x',
        document: json,
        workflow: { name: 'x', nodes: [], connections: {}, settings: {} },
        issues: [],
        notes: [],
      });
    });
    await holder.query(
      `with a as (insert into approvals (id, draft_id, revision, decision, decided_by, decided_by_name, publish) values ($2, $1, 99, 'approved', 'x', 'x', false) returning id)
       insert into creations (id, draft_id, approval_id, revision, publish, status) select $2, $1, id, 99, false, 'pending' from a`,
      [draft, creation],
    );
    await holder.query(
      `insert into workflows (id, tenant_id, creation_id, instance_url, n8n_id, name, requester_id) values ($1, $2, $3, 'https://n8n.example.com', $4, 'x', $5)`,
      [workflow, tenant.id, creation, key, person.id],
    );
    await store.fork().transactional((tx) =>
      createAct(tx, {
        workflow,
        conversation: conversation.id,
        event: row.id,
        verb: 'publish',
        requestedBy: 'x',
        requestedByName: 'x',
        card: null,
      }).then((made) => {
        made.id satisfies string;
      }),
    );
    const made = await holder.query('select id from workflow_acts where event_id = $1', [row.id]);
    return { tenant, conversation, row, draft, creation, workflow, act: made.rows[0]?.id ?? act, key };
  }

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
      const { row } = await insertEvent(store.fork(), at, { ...payload, dedupeKey: at.id });
      const { draft: document, issues } = hourly();
      const contents = { document, issues, notes: [], request: 'x' };
      const event = payload as MessageReceived;
      return keepRevision(context, { event, row, conversation, tenant }, contents, { id: draft, revision: 1 });
    },
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
      saveProgress(store.fork(), row, {}, { platform: 'slack', key: `${key}:thread`, address: {} }),
    'a turn is stopped': ({ row, tenant }) =>
      requestStop(store.fork(), { event: row.id, tenant: tenant.id, person: person.id }),
    'a sweep marks it': ({ row }) => markSwept(store.fork(), 'inbound_events', [row.id], 1_000),
  };

  const names = Object.keys(transactions);
  const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));

  /** Both are held at their first lock of that kind, in this order, and let go at the same moment. */
  async function against(first: string, second: string, hold: 'rows' | 'audit'): Promise<unknown[]> {
    const scene = await setUp();
    await holder.query('begin');
    if (hold === 'audit') await holder.query('select pg_advisory_xact_lock(740031337)');
    else {
      await holder.query('select 1 from conversations where id = $1 for update', [scene.conversation.id]);
      await holder.query('select 1 from inbound_events where id = $1 for update', [scene.row.id]);
      await holder.query('select 1 from drafts where id = $1 for update', [scene.draft]);
      await holder.query('select 1 from creations where id = $1 for update', [scene.creation]);
      await holder.query('select 1 from workflows where id = $1 for update', [scene.workflow]);
      await holder.query('select 1 from workflow_acts where id = $1 for update', [scene.act]);
    }
    const one = start(first, scene);
    await waiting(1);
    const other = start(second, scene);
    await waiting(2);
    await holder.query('commit');
    return (await Promise.all([one, other])).filter((error) => error !== undefined);
  }

  /** What it failed with. */
  const start = (name: string, scene: Scene): Promise<string | undefined> =>
    Promise.resolve(transactions[name]?.(scene)).then(
      () => undefined,
      (error) => String(error),
    );

  /** Until so many wait for a lock; some never do. */
  async function waiting(count: number): Promise<void> {
    for (let look = 0; look < 6; look++) {
      const { rows } = await holder.query(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows[0].n >= count) return;
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  it.each(['audit', 'rows'] as const)('whatever meets whatever, held at %s', { timeout: 120_000 }, async (hold) => {
    const failed: Record<string, unknown[]> = {};
    for (const [one, other] of pairs)
      for (const order of one === other
        ? [[one, other]]
        : [
            [one, other],
            [other, one],
          ]) {
        const [first = one, second = other] = order;
        const errors = (await against(first, second, hold)).filter((error) => /deadlock/i.test(String(error)));
        if (errors.length > 0) failed[`${first} / ${second}`] = errors;
      }
    expect(failed).toEqual({});
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
  });
});
