import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { N8nComparison, SeenWorkflow, WorkflowRow } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createPace } from '#src/workers/pace.ts';
import { reconcile } from '#src/workers/reconcile.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { createTestContext } from '#test/support/engine-context.ts';
import { recordStatements, withoutControl } from '#test/support/queries.ts';

const many = 10_000;
const pages = many / 250;
const stack = new AsyncDisposableStack();
let store: Store;
let standIn: StandIn;
let context: ReturnType<typeof createTestContext>['context'];

const node = {
  id: 'a',
  name: 'Start',
  type: 'n8n-nodes-base.manualTrigger',
  typeVersion: 1,
  position: [0, 0] as [number, number],
};
const idOf = (number: number): string => `wf${String(number).padStart(14, '0')}`;
const listed = (): number => standIn.requests().filter((request) => request === 'GET /workflows').length;
const looked = (): string[] => standIn.requests().filter((request) => request.startsWith('GET /workflows/'));

beforeAll(async () => {
  const database = stack.use(await createTestDatabase());
  store = stack.use(await openStore(database.url));
  standIn = stack.use(await startN8nStandIn());
  ({ context } = createTestContext({ store, standIn }));
  const tenant = await ensureTenant(store.fork(), 'slack', { id: 'T1' });
  await store.fork().execute(
    `insert into workflows (id, tenant_id, instance_url, n8n_id, name, requester_id, published, n8n_version_id)
     select gen_random_uuid(), ?, ?, 'wf' || lpad(n::text, 14, '0'), 'Workflow ' || n, 'U1', false, 'v1' from generate_series(1, ?) n`,
    [tenant.id, standIn.baseUrl, many],
  );
});
afterAll(() => stack.disposeAsync());

beforeEach(async () => {
  standIn.reset();
  for (let number = 1; number <= many; number += 1) plant(number);
  await store.fork().nativeDelete(N8nComparison, {});
});

function plant(number: number, versionId = 'v1'): void {
  const document = { nodes: [node], connections: {}, settings: {} };
  standIn.plant({ ...document, id: idOf(number), name: `Workflow ${number}`, versionId, active: false });
}

const findRow = (number: number) => store.fork().findOneOrFail(WorkflowRow, { n8nId: idOf(number) });

describe('an n8n with 10,000 workflows', () => {
  it('is compared with a call for each 250 of them, and a bounded number of queries', async () => {
    const first = await recordStatements(() => reconcile(context));
    expect(listed()).toBe(pages);
    expect(looked()).toEqual([]);
    // The first round keeps what n8n holds of each.
    expect(await store.fork().count(SeenWorkflow, {})).toBe(many);
    const second = await recordStatements(() => reconcile(context));
    expect(listed()).toBe(2 * pages);
    expect(withoutControl(first.statements).length).toBeLessThan(4 * pages);
    expect(withoutControl(second.statements).length).toBeLessThan(3 * pages);
  });

  it('one that was edited and one that was deleted there are found in one round, and asked for alone', async () => {
    plant(4_321, 'v2');
    standIn.reset();
    for (let number = 1; number <= many; number += 1) if (number !== 777) plant(number, number === 4_321 ? 'v2' : 'v1');
    await reconcile(context);
    expect(looked().sort()).toEqual([`GET /workflows/${idOf(777)}`, `GET /workflows/${idOf(4_321)}`]);
    expect(await findRow(4_321)).toMatchObject({ n8nVersionId: 'v2', editedInN8nAt: expect.any(Date) });
    expect(await findRow(777)).toMatchObject({ removedAt: expect.any(Date) });
    await store.fork().nativeUpdate(WorkflowRow, { n8nId: idOf(777) }, { removedAt: null, switchedInN8nAt: null });
    await store.fork().nativeUpdate(WorkflowRow, { n8nId: idOf(4_321) }, { n8nVersionId: 'v1' });
  });

  it('goes on where n8n stopped answering, and takes nothing for gone meanwhile', async () => {
    let calls = 0;
    const list = context.n8n.client.list;
    const breaks: typeof list = async (options) => {
      calls += 1;
      if (calls === 21) standIn.fail({ on: 'GET /workflows', status: 503 });
      return list(options);
    };
    const n8n = { ...context.n8n, client: { ...context.n8n.client, list: breaks } };
    await reconcile({ ...context, n8n });
    expect(await store.fork().findOneOrFail(N8nComparison, { instanceUrl: standIn.baseUrl })).toMatchObject({
      finishedAt: null,
    });
    expect(looked()).toEqual([]);
    const before = listed();
    await reconcile(context);
    expect(listed() - before).toBe(pages - 20);
    expect(looked()).toEqual([]);
    expect(await store.fork().findOneOrFail(N8nComparison, { instanceUrl: standIn.baseUrl })).toMatchObject({
      finishedAt: expect.any(Date),
      listed: [],
    });
  });

  it('a process that is stopped hands its place over', async () => {
    const stop = new AbortController();
    let calls = 0;
    const pace = async (signal?: AbortSignal) => {
      calls += 1;
      if (calls === 11) stop.abort();
      signal?.throwIfAborted();
    };
    await expect(reconcile(context, stop.signal, pace)).rejects.toThrow(/abort/i);
    expect(listed()).toBe(10);
    await reconcile(context);
    expect(listed()).toBe(pages);
  });

  it('never takes more than its share of the calls', async () => {
    const perSecond = 100;
    await reconcile(context, undefined, createPace(perSecond));
    const [begin = 0, ...others] = standIn.arrivals();
    // The last of n calls comes n-1 intervals after the first; a timer may fire a moment early.
    expect((others.at(-1) ?? 0) - begin).toBeGreaterThan((pages - 1) * (1000 / perSecond) * 0.9);
  });
});
