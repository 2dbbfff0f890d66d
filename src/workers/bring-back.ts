import { elsewhere } from '#src/engine/n8n-instance.ts';
import { FlowsmithError } from '#src/errors.ts';
import type { CreationRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { claimBringingBack } from '#src/store/recovery.ts';
import { findWorkflow, hasVersion } from '#src/store/workflows.ts';

/** The workflow, when this creation brought it back before and that was recorded. */
export async function recordedBack(
  em: EntityManager,
  workflow: string,
  { draft, revision }: Pick<CreationRecord, 'draft' | 'revision'>,
): Promise<WorkflowRecord | null> {
  return (await hasVersion(em, workflow, draft, revision)) ? findWorkflow(em, workflow) : null;
}

/**
 * Commits that this creation, and no other, puts the workflow into n8n again. Throws when it is there already, and, to
 * be tried again, while another one is at it.
 */
export async function claimToBringBack(
  { store, n8n }: { store: Pick<Store, 'fork'>; n8n: { url: string } },
  workflow: string,
  creation: Pick<CreationRecord, 'id'>,
): Promise<void> {
  const claim = await store
    .fork()
    .transactional((tx) => claimBringingBack(tx, { workflow, instanceUrl: n8n.url }, creation));
  if (claim === 'mine') return;
  if (claim === 'there')
    throw new FlowsmithError('in n8n already', {
      code: 'back_already',
      userMessage: 'It is in n8n again already: nothing was created twice.',
    });
  if (claim === 'elsewhere') throw elsewhere();
  throw new FlowsmithError('brought back by another draft', {
    code: 'back_under_way',
    userMessage: 'It is being brought back already: nothing was created twice. Press Retry in a minute.',
    retryable: true,
  });
}
