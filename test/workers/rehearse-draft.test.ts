import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineContext } from '#src/engine/context.ts';
import { N8nError } from '#src/errors.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import type { RehearsalN8n } from '#src/rehearsal/run.ts';
import { canonicalHash } from '#src/store/audit.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { DraftRevision, DraftRow } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { keepRehearsal } from '#src/store/rehearsals.ts';
import { rehearseDraft } from '#src/workers/rehearse-draft.ts';
import { chain, hook, slack } from '#test/contract/n8n-workflows.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { createTestContext, type TestContext } from '#test/support/engine-context.ts';
import { plantDraft } from '#test/support/plant-draft.ts';

const workflow = chain(hook('rehearsed'), {
  ...slack(),
  parameters: {
    ...{ ...slack().parameters, select: 'channel', text: '=Deal {{ 6 * 7 }}' },
    channelId: { __rl: true, mode: 'name', value: '#sales' },
  },
});

/** n8n as far as a rehearsal sees it: every step ran once, and Set nodes gave what the twin has them work out. */
function memory({
  onCreate = async () => {},
  listens = true,
}: {
  onCreate?: (call: number) => Promise<void>;
  listens?: boolean;
} = {}) {
  const workflows = new Map<string, { nodes: { name: string; type: string }[] }>();
  let made = 0;
  let runs = 0;
  const n8n = {
    client: {
      async create(document: { nodes: { name: string; type: string }[] }) {
        made += 1;
        await onCreate(made);
        workflows.set(String(made), document);
        return { ...document, id: String(made) };
      },
      publish: async (id: string) => workflows.get(id),
      unpublish: async () => {},
      remove: async (id: string) => void workflows.delete(id),
      get: async (id: string) => workflows.get(id),
      list: async () => ({ workflows: [] }),
    },
    executions: {
      newestRun: async (id: string) => {
        const nodes = workflows.get(id)?.nodes ?? [];
        const ran = new Map(nodes.map(({ name }) => [name, [{ outputs: [[{}]] }]]));
        return { id: String(runs), status: 'success', runs: ran };
      },
      discard: async () => {},
    },
    async runOnce() {
      runs += 1;
      return listens ? { started: true, status: 200, answer: '' } : { started: false, reason: 'not_registered' };
    },
  };
  return { n8n: n8n as unknown as RehearsalN8n, made: () => made, workflows };
}

const refused = (code: string) => new N8nError(code, { code, userMessage: code });

describe('rehearsing a draft', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let store: Store;
  let test: TestContext;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openStore(database.url);
    const standIn = { baseUrl: 'http://127.0.0.1:9', config: { baseUrl: 'http://127.0.0.1:9' } };
    test = createTestContext({ store, standIn: standIn as never });
  });
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  async function planted(): Promise<string> {
    const key = crypto.randomUUID();
    const ref = { platform: 'slack' as const, key, address: { key } };
    const card = { platform: 'slack' as const, address: { key } };
    const { id } = await plantDraft(store, { ref, tenant: 'T0TEAM', card });
    await store.fork().nativeUpdate(DraftRevision, { draft: id }, { workflow });
    return id;
  }
  /** What nobody waits for is done there. */
  const through = (n8n: RehearsalN8n): EngineContext => {
    const background = { ...test.context.n8n, ...n8n };
    return { ...test.context, n8n: { ...test.context.n8n, inBackground: () => background } };
  };
  const run = async (id: string, n8n: RehearsalN8n, scopes?: string[]) => {
    const rehearsing = { scopes: async () => scopes, outputs: () => undefined };
    const context: EngineContext = { ...through(n8n), rehearsing };
    return rehearseDraft(context, { kind: 'rehearsal', id, attempt: 1, signal: new AbortController().signal });
  };
  const kept = async (id: string, revision = 1) => (await findRevision(store.fork(), id, revision))?.rehearsal ?? null;
  const lastCard = () => JSON.stringify(test.said.at(-1)?.card ?? null);

  it('keeps it with the revision and draws the card anew, with its buttons', async () => {
    const id = await planted();
    const { n8n, workflows } = memory();
    expect(await run(id, n8n)).toBe('done');
    expect(await kept(id)).toMatchObject({
      kind: 'rehearsed',
      rehearsal: { base: { steps: [{ node: 'Tell people' }] } },
    });
    expect(lastCard()).toContain('Rehearsed in n8n from “Hook”');
    expect(lastCard()).toContain('“Tell people” would post');
    expect(lastCard()).toContain('"action":"approve"');
    expect(workflows.size).toBe(0);
  });

  it('does it once, however often the job comes', async () => {
    const id = await planted();
    const { n8n, made } = memory();
    await run(id, n8n);
    const before = await kept(id);
    const shown = test.said.length;
    await run(id, n8n);
    expect(made()).toBe(1);
    expect(canonicalHash(await kept(id))).toBe(canonicalHash(before));
    expect(test.said.length).toBe(shown);
  });

  it('a second job for the same conversation waits', async () => {
    const id = await planted();
    const other = memory();
    let meanwhile: unknown;
    const { n8n } = memory({
      onCreate: async () => {
        meanwhile = await run(id, other.n8n);
      },
    });
    expect(await run(id, n8n)).toBe('done');
    expect(meanwhile).toEqual({ waitMs: expect.any(Number) });
    expect(other.made()).toBe(0);
  });

  it.each(['discarded', 'approved', 'expired'] as const)('leaves alone what was %s meanwhile', async (status) => {
    const id = await planted();
    const decide = async () => void (await store.fork().nativeUpdate(DraftRow, { id }, { status }));
    const shown = test.said.length;
    await run(id, memory({ onCreate: decide }).n8n);
    expect(await kept(id)).toBeNull();
    expect(test.said.length).toBe(shown);
    const late = memory();
    await run(id, late.n8n);
    expect(late.made()).toBe(0);
  });

  it('a revision that came meanwhile is not given what the one before did', async () => {
    const id = await planted();
    const supersede = async () => void (await store.fork().nativeUpdate(DraftRow, { id }, { revision: 2 }));
    const shown = test.said.length;
    await run(id, memory({ onCreate: supersede }).n8n);
    expect(await kept(id)).toBeNull();
    expect(test.said.length).toBe(shown);
  });

  it.each([
    ['n8n_calls_waiting', 'n8n had too much to do'],
    ['n8n_unreachable', 'n8n did not take part'],
  ])('%s is said in a few words, and nothing is blocked', async (code, words) => {
    const id = await planted();
    await run(id, memory({ onCreate: () => Promise.reject(refused(code)) }).n8n);
    expect(lastCard()).toContain(`Not rehearsed: ${words}`);
    expect(lastCard()).toContain('"action":"approve"');
  });

  it('a key that may not leaves the card as it was', async () => {
    const id = await planted();
    const { n8n, made } = memory();
    const shown = test.said.length;
    await run(id, n8n, ['workflow:create', 'workflow:read']);
    expect([made(), test.said.length, await kept(id)]).toEqual([0, shown, null]);
  });

  it('a draft that may not be approved runs nowhere', async () => {
    const id = await planted();
    const issues = [{ code: 'policy', severity: 'error', message: 'not allowed' }] as never;
    await store.fork().nativeUpdate(DraftRevision, { draft: id }, { issues });
    const { n8n, made } = memory();
    expect(await run(id, n8n)).toBe('done');
    expect([made(), await kept(id)]).toEqual([0, null]);
  });

  it('an n8n that listens for webhooks elsewhere leaves the card as it was, and nothing in n8n', async () => {
    const id = await planted();
    const { n8n, made, workflows } = memory({ listens: false });
    const shown = test.said.length;
    expect(await run(id, n8n)).toBe('done');
    expect([made(), workflows.size, test.said.length, await kept(id)]).toEqual([1, 0, shown, null]);
  });

  it('a process that stops leaves it to the next one', async () => {
    const id = await planted();
    const stopping = new AbortController();
    const n8n = memory({ onCreate: async () => stopping.abort() }).n8n;
    const rehearsing = { scopes: async () => undefined, outputs: () => undefined };
    const job = { kind: 'rehearsal' as const, id, attempt: 1, signal: stopping.signal };
    await expect(rehearseDraft({ ...through(n8n), rehearsing }, job)).rejects.toThrow();
    expect(await kept(id)).toBeNull();
    expect(await run(id, memory().n8n)).toBe('done');
    expect(await kept(id)).toMatchObject({ kind: 'rehearsed' });
  });

  it('keeps what came first', async () => {
    const id = await planted();
    const odd: KeptRehearsal = { kind: 'not_rehearsed', reason: 'slow' };
    const which = { draft: id, revision: 1 };
    expect(await keepRehearsal(store.fork(), which, odd)).toBe(true);
    expect(await keepRehearsal(store.fork(), which, { kind: 'not_rehearsed', reason: 'busy' })).toBe(false);
    expect(await kept(id)).toEqual(odd);
    expect((await findDraft(store.fork(), id))?.cardVersion).toBeGreaterThan(0);
  });
});
