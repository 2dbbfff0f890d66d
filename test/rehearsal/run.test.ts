import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { asRehearsal, isRehearsal, rehearsalBegan } from '#src/n8n/rehearsals.ts';
import type { ExecutionRun } from '#src/n8n/run-data.ts';
import { type RehearsalN8n, runTwin } from '#src/rehearsal/run.ts';
import { sweepRehearsals } from '#src/rehearsal/sweep.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { chain, hook, noOp } from '#test/contract/n8n-workflows.ts';

const catalog = createCoreCatalog();
const twin = toTwin(chain(hook('a'), noOp()), { catalog });
if (!twin) throw new Error('nothing starts it');

/** n8n as far as a rehearsal sees it, with what is in it and what it was asked. */
function memory(given: { listensAfter?: number; fails?: string; run?: () => Partial<ExecutionRun> | undefined } = {}) {
  const workflows = new Map<string, StoredWorkflow>();
  const asked: string[] = [];
  let calls = 0;
  const failing = (act: string) => {
    asked.push(act);
    if (given.fails === act) throw new N8nError(act, { code: 'n8n_failed', userMessage: act });
  };
  const n8n = {
    client: {
      async create(document: N8nWorkflow) {
        failing('create');
        const id = String(workflows.size + 1);
        workflows.set(id, {
          ...document,
          id,
          active: false,
          createdAt: '',
          updatedAt: '',
        } as unknown as StoredWorkflow);
        return workflows.get(id);
      },
      async publish(id: string) {
        failing('publish');
        return workflows.get(id);
      },
      unpublish: async () => failing('unpublish'),
      async remove(id: string) {
        failing('remove');
        workflows.delete(id);
      },
      list: async () => ({ workflows: [...workflows.values()] }),
    },
    executions: {
      newestRun: async () => ({ id: String(calls), status: 'success', runs: new Map(), ...given.run?.() }),
      discard: async (id: string) => failing(`discard ${id}`),
      list: async () => ({ executions: [{ id: '9' }] }),
    },
    async runOnce() {
      calls += 1;
      return calls > (given.listensAfter ?? 0)
        ? { started: true, status: 200, answer: '' }
        : { started: false, reason: 'not_listening', message: '' };
    },
  };
  return { n8n: n8n as unknown as RehearsalN8n, workflows, asked };
}

describe('running a twin', () => {
  it('waits until n8n listens, runs each sample, and leaves nothing', async () => {
    const { n8n, workflows, asked } = memory({ listensAfter: 2 });
    const { ran, removed } = await runTwin(n8n, twin, [{}, {}]);
    await removed;
    expect(ran).toMatchObject([{ run: { id: '3' } }, { run: { id: '4' } }]);
    expect(workflows.size).toBe(0);
    expect(asked).toEqual(['create', 'publish', 'unpublish', 'discard 3', 'discard 4', 'remove']);
  });

  it('takes the twin out again when n8n does not publish it', async () => {
    const { n8n, workflows } = memory({ fails: 'publish' });
    await expect(runTwin(n8n, twin, [{}])).rejects.toThrow('publish');
    expect(workflows.size).toBe(0);
  });

  it('takes it out whatever becomes of its executions', async () => {
    const { n8n, workflows } = memory({ fails: 'discard 1' });
    await (await runTwin(n8n, twin, [{}])).removed;
    expect(workflows.size).toBe(0);
  });

  it('begins no further run when the time is over, and none when it is stopped', async () => {
    const { ran } = await runTwin(memory().n8n, twin, [{}, {}, {}], { budgetMs: -1 });
    expect(ran).toHaveLength(1);
    const stopped = memory();
    await expect(runTwin(stopped.n8n, twin, [{}], { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(stopped.workflows.size).toBe(0);
  });

  it('says that what came is too much to be read', async () => {
    const given = memory({
      run: () => {
        throw new N8nError('much', { code: 'n8n_answer_too_large', userMessage: 'much' });
      },
    });
    expect((await runTwin(given.n8n, twin, [{}])).ran).toEqual([{ none: 'too_large' }]);
  });
});

describe('what a crash left', () => {
  const document = twin.document;
  it('is known by name and marker, and by both only', () => {
    const marked = asRehearsal(document, 1000);
    expect(rehearsalBegan(marked)).toBe(1000);
    expect(rehearsalBegan(document)).toBeUndefined();
    expect(rehearsalBegan({ ...marked, name: 'Flowsmith rehearsal of mine' })).toBeUndefined();
    expect(isRehearsal(document)).toBe(true);
    expect(isRehearsal({ name: `Copy of ${document.name}` })).toBe(false);
  });

  it('is removed with its executions once no rehearsal can still need it', async () => {
    const { n8n, workflows, asked } = memory();
    for (const at of [0, 50_000]) await n8n.client.create(asRehearsal(document, at));
    await n8n.client.create(document);
    expect(await sweepRehearsals(n8n, { now: () => 60_000 })).toBe(1);
    expect(workflows.size).toBe(2);
    expect(asked).toContain('discard 9');
  });
});
