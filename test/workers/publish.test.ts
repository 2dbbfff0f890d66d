import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { chain, noOp, schedule } from '#test/contract/n8n-workflows.ts';
import { type Once, startOnce } from '#test/contract/once/set-up.ts';
import { startFaultyStandIn } from '#test/support/faulty-stand-in.ts';

describe('publishing', () => {
  let once: Once;
  beforeAll(async () => {
    once = await startOnce(startFaultyStandIn);
  });
  afterAll(() => once[Symbol.asyncDispose]());

  async function approvedChange(live: boolean) {
    const of = await once.create(chain(schedule(), noOp()), { publish: live });
    const base = await once.past.client.get(of.n8nId);
    const nodes = base.nodes.map((node) => ({ ...node, notes: 'changed' }));
    const id = await once.approve({ ...base, nodes } as N8nWorkflow, { of, base, publish: true });
    return { id, n8nId: of.n8nId };
  }

  it('a change whose publication was cut off is published as approved, whatever somebody saved meanwhile', async () => {
    const { id, n8nId } = await approvedChange(false);
    once.n8n.fail({ on: 'POST /workflows/:id/publish', status: 503 });
    await expect(once.work('creation', id, 1)).rejects.toMatchObject({ code: 'n8n_unavailable' });
    const approved = await once.past.client.get(n8nId);
    expect(approved).toMatchObject({ active: false, nodes: [{ notes: 'changed' }, { notes: 'changed' }] });
    const nodes = approved.nodes.map((node) => ({ ...node, notes: 'by hand' }));
    await once.past.client.update(n8nId, { ...approved, nodes }, { publishIfActive: false });
    await once.drive('creation', id, { attempt: 2 });
    expect(await once.past.client.get(n8nId)).toMatchObject({ active: true, activeVersionId: approved.versionId });
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'updated', live: true, seen: 'savedLive' });
  });

  it('a change that is saved but refused is told as saved, with why, and what was live stays so', async () => {
    const { id, n8nId } = await approvedChange(true);
    const { activeVersionId } = await once.past.client.get(n8nId);
    once.n8n.fail({ on: 'POST /workflows/:id/publish', status: 400, message: 'Cannot publish workflow' });
    await once.drive('creation', id);
    expect(await once.outcomeOf(id)).toMatchObject({
      ...{ kind: 'updated', live: false, seen: 'savedEarlierLive' },
      publishProblem: { code: expect.stringMatching(/^n8n_/) },
    });
    expect(await once.past.client.get(n8nId)).toMatchObject({ active: true, activeVersionId });
  });

  it('a change of what was live before says that n8n cannot vouch for its trigger', async () => {
    const { id, n8nId } = await approvedChange(true);
    await once.drive('creation', id);
    const { activeVersionId, versionId } = await once.past.client.get(n8nId);
    expect(activeVersionId).toBe(versionId);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'updated', live: true, seen: 'savedUnverified' });
  });
});
