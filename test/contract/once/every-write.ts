import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '#src/dev/n8n-stand-in/faults.ts';
import { openErrorHub } from '#src/engine/error-hub.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { chain, fails, hook, noOp, schedule } from '../n8n-workflows.ts';
import { type FaultyN8n, type Once, startOnce } from './set-up.ts';

/** What goes wrong with one request, by the names it has in docs/writes.md. */
const faults = {
  /** The answer comes after we stopped waiting, and so does the effect. */
  late: ({ faultMs }) => ({ lateMs: faultMs }),
  /** n8n stands still with it, then goes on. */
  paused: ({ faultMs }) => ({ pauseMs: faultMs }),
  /** Something between us repeats it. */
  twice: () => ({ twice: true }),
  /** The effect without an answer. */
  half: () => ({ resetAfterAccept: true }),
  /** Not now, says n8n. */
  limited: () => ({ status: 429, message: 'Too many requests', headers: { 'retry-after': '1' } }),
} satisfies Record<string, (n8n: FaultyN8n) => Omit<Fault, 'on'>>;
type FaultName = keyof typeof faults;
const faultNames = Object.keys(faults) as FaultName[];

interface Write {
  name: string;
  /** The request that goes wrong. */
  on: string;
  /** The request as it is counted. */
  line: RegExp;
  /** Sent again while it may still arrive: having it twice does no harm. */
  repeatable?: boolean;
  /** Makes what it needs; the functions do it and look at what came of it. */
  prepare(once: Once): Promise<{ act(): Promise<void>; check(fault: FaultName): Promise<void> }>;
}

const marks = (): N8nWorkflow => chain(schedule(), noOp());
const called = (...more: Parameters<typeof chain>): N8nWorkflow =>
  chain(hook(randomUUID(), { responseMode: 'lastNode' }), ...more);

/** Something that is done with a workflow by a button. */
function byButton(verb: 'publish' | 'unpublish' | 'delete' | 'unarchive', path: string, live: boolean): Write {
  return {
    ...{ name: verb, on: `POST /workflows/:id/${path}`, line: new RegExp(`/${path}$`), repeatable: true },
    async prepare(once) {
      const workflow = await once.create(marks(), { publish: live });
      if (verb === 'unarchive') await once.drive('act', await once.ask(workflow, 'delete'));
      const id = await once.ask(workflow, verb);
      return {
        act: () => once.drive('act', id),
        async check() {
          const stored = await once.past.client.get(workflow.n8nId);
          expect(stored).toMatchObject({ active: verb === 'publish', isArchived: verb === 'delete' });
          const kind = { publish: 'published', unpublish: 'unpublished', delete: 'archived', unarchive: 'unarchived' };
          expect((await once.act(id))?.outcome).toMatchObject({ kind: kind[verb] });
        },
      };
    },
  };
}

function creation(publish: boolean): Write {
  return {
    ...{ name: 'create', on: 'POST /workflows', line: /^POST \/workflows$/ },
    ...(publish
      ? { name: 'create and publish', on: 'POST /workflows/:id/publish', line: /\/publish$/, repeatable: true }
      : {}),
    async prepare(once) {
      const id = await once.approve(marks(), { publish });
      return {
        act: () => once.drive('creation', id),
        async check() {
          const all = await once.everyWith(id);
          const [kept, ...others] = all.filter(({ isArchived }) => !isArchived);
          expect(others).toEqual([]);
          expect(kept).toMatchObject({ active: publish, id: (await once.row(id)).n8nId });
          expect(await once.outcomeOf(id)).toMatchObject({ kind: publish ? 'published' : 'created' });
        },
      };
    },
  };
}

function change(publish: boolean): Write {
  return {
    ...{ name: 'change', on: 'PUT /workflows/:id', line: /^PUT / },
    ...(publish ? { name: 'change and make live', on: 'POST /workflows/:id/publish', line: /\/publish$/ } : {}),
    repeatable: publish,
    async prepare(once) {
      const of = await once.create(marks());
      const base = await once.past.client.get(of.n8nId);
      const nodes = base.nodes.map((node) => (node.name === 'Nothing' ? { ...node, notes: 'changed' } : node));
      const id = await once.approve({ ...base, nodes } as N8nWorkflow, { of, base, publish });
      return {
        act: () => once.drive('creation', id),
        async check() {
          const stored = await once.past.client.get(of.n8nId);
          expect(stored.nodes).toMatchObject(nodes);
          expect(stored.active).toBe(publish);
          if (publish) expect(stored.activeVersionId).toBe(stored.versionId);
          expect(await once.outcomeOf(id)).toMatchObject({ kind: 'updated' });
        },
      };
    },
  };
}

const run: Write = {
  ...{ name: 'run', on: 'POST /webhook/:path', line: /\/webhook\// },
  async prepare(once) {
    const workflow = await once.create(called(noOp()), { publish: true });
    await waitUntilLive(once.past.client, workflow.n8nId);
    const id = await once.ask(workflow, 'run');
    return {
      act: () => once.drive('act', id),
      async check(fault) {
        const { executions } = await once.past.executions.list({ workflowId: workflow.n8nId });
        expect(executions).toHaveLength(fault === 'limited' ? 0 : fault === 'twice' ? 2 : 1);
        const outcome = (await once.act(id))?.outcome as unknown as ActOutcome;
        expect(outcome.kind).toBe(fault === 'twice' ? 'ran' : 'may_have_run');
      },
    };
  },
};

const rename: Write = {
  ...{ name: 'rename', on: 'PUT /workflows/:id', line: /^PUT \/workflows\/[^/]+$/ },
  async prepare(once) {
    const workflow = await once.create(marks(), { publish: true });
    const { nodes, versionId } = await once.past.client.get(workflow.n8nId);
    const name = `Called ${workflow.n8nId}`;
    const id = await once.ask(workflow, 'rename', { argument: name });
    return {
      act: () => once.drive('act', id),
      async check() {
        const stored = await once.past.client.get(workflow.n8nId);
        expect(stored).toMatchObject({ name, nodes, versionId, active: true, activeVersionId: versionId });
        expect((await once.act(id))?.outcome).toMatchObject({ kind: 'renamed' });
      },
    };
  },
};

const retry: Write = {
  ...{ name: 'retry', on: 'POST /executions/:id/retry', line: /\/retry$/ },
  async prepare(once) {
    const workflow = await once.create(called(noOp(), fails('Out of paper')), { publish: true });
    await waitUntilLive(once.past.client, workflow.n8nId);
    const stored = await once.past.client.get(workflow.n8nId);
    await once.past.runOnce(stored);
    const failed = await once.past.executions.last(workflow.n8nId);
    const id = await once.ask(workflow, 'retry', failed ? { executionId: failed.id } : {});
    return {
      act: () => once.drive('act', id),
      async check(fault) {
        const { executions } = await once.past.executions.list({ workflowId: workflow.n8nId });
        const again = executions.filter(({ retryOf }) => retryOf === failed?.id);
        expect(again).toHaveLength(fault === 'twice' ? 2 : 1);
        const outcome = (await once.act(id))?.outcome as unknown as ActOutcome;
        expect(outcome).toMatchObject({ kind: 'retried' });
      },
    };
  },
};

const hub: Write = {
  ...{ name: 'error hub', on: 'POST /workflows', line: /^POST \/workflows$/ },
  async prepare(once) {
    const { store, patience } = once.context;
    const publicUrl = `http://127.0.0.1:9/${randomUUID()}`;
    const n8n = { ...once.context.n8n, url: randomUUID() };
    const parts = { store, n8n, patience, publicUrl, secret: 's' };
    let id: string | undefined;
    return {
      async act() {
        // As creations do it, one after the other.
        for (let look = 0; look < 60 && !id; look++) {
          id = await openErrorHub(parts).catch(() => undefined);
          if (!id) await sleep(100);
        }
      },
      async check() {
        const hubs: string[] = [];
        const all = await once.past.client.list({ name: 'Flowsmith: report' });
        for (const each of all.workflows) {
          if (!JSON.stringify(each.nodes).includes(publicUrl)) continue;
          once.made.add(each.id);
          if (!each.isArchived) hubs.push(each.id);
        }
        expect(hubs).toEqual([id]);
      },
    };
  },
};

const writes: Write[] = [
  creation(false),
  creation(true),
  change(false),
  change(true),
  byButton('publish', 'publish', false),
  byButton('unpublish', 'unpublish', true),
  byButton('delete', 'archive', true),
  byButton('unarchive', 'unarchive', false),
  rename,
  run,
  retry,
  hub,
];

/** Every write to n8n under every fault ends as it should, with its effect once, whatever arrives when. */
export function everyWriteContract(name: string, start: () => Promise<FaultyN8n>): void {
  describe(`every write, every fault: ${name}`, () => {
    let once: Once;
    beforeAll(async () => {
      once = await startOnce(start);
    });
    afterAll(() => once?.[Symbol.asyncDispose]());

    const cases = writes.flatMap((write) => faultNames.map((fault) => ({ write, fault })));
    test.each(cases)('$write.name, $fault', async ({ write, fault }) => {
      const { act, check } = await write.prepare(once);
      const before = once.sent(write.line);
      once.n8n.fail({ on: write.on, ...faults[fault](once.n8n) });
      await act();
      const sent = once.sent(write.line) - before;
      const most = fault === 'limited' && write !== run ? 2 : 1;
      if (write.repeatable) expect(sent).toBeGreaterThanOrEqual(most);
      else expect(sent).toBe(most);
      // What is late has arrived by then.
      if (fault === 'late' || fault === 'paused') await sleep(once.n8n.faultMs);
      await check(fault);
    });
  });
}
