import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAt } from '#src/engine/manage/look.ts';
import type { Capabilities } from '#src/n8n/instance.ts';
import { type WorkflowRecord, WorkflowRow } from '#src/store/entities.ts';
import { claimToBringBack } from '#src/workers/bring-back.ts';
import { chain, noOp, schedule } from '#test/contract/n8n-workflows.ts';
import { type Once, startOnce } from '#test/contract/once/set-up.ts';
import { startFaultyStandIn } from '#test/support/faulty-stand-in.ts';

const there = 'https://another-n8n.example.com';

let once: Once;
beforeAll(async () => {
  once = await startOnce(startFaultyStandIn);
});
afterAll(() => once?.[Symbol.asyncDispose]());

/** Kept as one of another n8n; the connected one holds something under the same id. */
async function elsewhere(): Promise<WorkflowRecord> {
  const { id } = await once.create(chain(schedule(), noOp()));
  await once.store.fork().nativeUpdate(WorkflowRow, { id }, { instanceUrl: there });
  return rowOf(id);
}
const rowOf = (id: string) => once.store.fork().findOneOrFail(WorkflowRow, { id });
const writes = () => once.n8n.requests().filter((line) => !line.startsWith('GET ')).length;

it('what is asked of a workflow in another n8n is not done to the one that has its id here', async () => {
  const workflow = await elsewhere();
  const before = writes();
  for (const verb of ['publish', 'delete'] as const) {
    const id = await once.ask(workflow, verb);
    await once.drive('act', id);
    expect((await once.act(id))?.outcome).toMatchObject({
      kind: 'failed',
      problem: { code: 'n8n_elsewhere', retryable: true },
    });
  }
  expect(writes()).toBe(before);
  expect(await once.past.client.get(workflow.n8nId)).toMatchObject({ active: false, isArchived: false });
});

it('an approved change of it is not written, and its card says why', async () => {
  const workflow = await elsewhere();
  const base = await once.past.client.get(workflow.n8nId);
  const before = writes();
  const id = await once.approve({ ...chain(schedule(), noOp()), name: 'Changed' }, { of: workflow, base });
  await once.drive('creation', id);
  expect(await once.outcomeOf(id)).toMatchObject({ kind: 'failed', problem: { code: 'n8n_elsewhere' } });
  expect(writes()).toBe(before);
  expect(await once.past.client.get(workflow.n8nId)).toEqual(base);
});

it('looking at it records nothing, whatever n8n holds or lacks under its id', async () => {
  const workflow = await elsewhere();
  await once.store.fork().nativeUpdate(WorkflowRow, { id: workflow.id }, { n8nId: 'nobody-has-this' });
  expect(await lookAt(once.context, await rowOf(workflow.id))).toMatchObject({
    kind: 'unknown',
    error: { code: 'n8n_elsewhere' },
  });
  expect(await rowOf(workflow.id)).toMatchObject({ removedAt: null });
});

it('it is not brought back here; a process that works with its n8n may do it', async () => {
  const workflow = await elsewhere();
  const claim = claimToBringBack(once.context, workflow.id, { id: crypto.randomUUID() });
  await expect(claim).rejects.toMatchObject({ code: 'n8n_elsewhere', retryable: true });
});

it('an n8n with a guard, and in the background, is the same n8n', async () => {
  const { n8n } = once.context;
  const guarded = n8n.guarded((_, send) => send());
  for (const same of [guarded, n8n.inBackground(), guarded.inBackground(), n8n.inBackground().inBackground()]) {
    expect(same).toMatchObject({ url: n8n.url, editorUrl: n8n.editorUrl });
    expect(await same.capabilities()).toMatchObject({ archive: true } satisfies Partial<Capabilities>);
  }
});
