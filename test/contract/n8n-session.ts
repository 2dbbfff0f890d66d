import { afterAll, beforeAll } from 'vitest';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import type { Execution } from '#src/n8n/executions.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import type { N8nUnderTest } from './n8n.ts';

/** One n8n for a suite; what was created through it is removed in the end. */
export interface Session {
  readonly under: N8nUnderTest;
  readonly n8n: N8n;
  /** Ids to remove in the end. */
  created: Set<string>;
  create(workflow: N8nWorkflow): Promise<StoredWorkflow>;
  /** Created, published, and its trigger has started. */
  createLive(workflow: N8nWorkflow): Promise<StoredWorkflow>;
  /** Its last execution, once there is one that reached this status. */
  executed(workflowId: string, status: string): Promise<Execution>;
}

export function openSession(start: () => Promise<N8nUnderTest>): Session {
  let under: N8nUnderTest;
  let n8n: N8n;
  const created = new Set<string>();
  beforeAll(async () => {
    under = await start();
    n8n = connectN8n(under.config);
  });
  afterAll(async () => {
    await Promise.all([...created].map((id) => ensureRemoved(n8n.client, id)));
    await under[Symbol.asyncDispose]();
  });
  async function create(workflow: N8nWorkflow): Promise<StoredWorkflow> {
    const stored = await n8n.client.create(workflow);
    created.add(stored.id);
    return stored;
  }
  return {
    get under() {
      return under;
    },
    get n8n() {
      return n8n;
    },
    created,
    create,
    async createLive(workflow) {
      const { id } = await create(workflow);
      await n8n.client.publish(id);
      await waitUntilLive(n8n.client, id);
      return await n8n.client.get(id);
    },
    async executed(workflowId, status) {
      for (let look = 0; look < 50; look++) {
        const last = await n8n.executions.last(workflowId);
        if (last?.status === status) return last;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`no execution of ${workflowId} became ${status}`);
    },
  };
}
