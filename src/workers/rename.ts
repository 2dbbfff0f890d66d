import type { EngineContext } from '#src/engine/context.ts';
import { heldAs } from '#src/engine/manage/look.ts';
import { N8nError } from '#src/errors.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { ensurePublished } from '#src/n8n/publish.ts';
import { ensureUpdated } from '#src/n8n/update.ts';
import { markActStarted } from '#src/store/acts.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { markRenamed } from '#src/store/workflow-state.ts';
import { straysOnTop } from '#src/workflow/edit/put-on-top.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';

/**
 * Gives it another name in n8n, and changes nothing else: what ran goes on running. Called so already is fine. Throws
 * N8nError, `n8n_workflow_missing` among them.
 */
export async function rename(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<ActOutcome> {
  const { n8n, store } = context;
  const { argument: name } = act;
  if (!name) throw new TypeError(`act ${act.id} has no name`);
  let before: StoredWorkflow | undefined;
  await markActStarted(store.fork(), act.id);
  const outcome = await ensureUpdated(
    n8n.client,
    workflow.n8nId,
    (current) => {
      before = current;
      return { ...withoutStored(current), name, settings: {} };
    },
    {
      // Whatever it holds by now is what is called so.
      expectedVersionId: undefined,
      strays: (read, written) => {
        const base = withoutStored(read);
        return straysOnTop(read, written, { base, wanted: { ...base, name } }).map(({ node }) => node ?? 'settings');
      },
    },
  );
  switch (outcome.kind) {
    case 'updated': {
      const { versionId } = outcome.workflow;
      const wasLive = before !== undefined && heldAs(before) === 'published';
      await markRenamed(store.fork(), workflow, { name, before: before?.versionId, after: versionId });
      // n8n made a version of it all the same: what ran and what is called otherwise now are one.
      if (wasLive && outcome.earlierIsLive) await ensurePublished(n8n.client, workflow.n8nId, { versionId });
      return { kind: 'renamed', ...(workflow.name === name ? {} : { was: workflow.name }) };
    }
    case 'changed':
      throw notRenamed('n8n_changed_meanwhile', 'Somebody saved it in n8n at the same moment.', true);
    case 'refused':
      throw notRenamed('beside_the_change', `It would also have changed ${outcome.where.slice(0, 5).join(', ')}.`);
    case 'archived':
      throw notRenamed('n8n_archived', 'It is in the archive of n8n.');
    case 'missing':
      throw notRenamed('n8n_workflow_missing', 'It is not in n8n any more.');
    default:
      return outcome satisfies never;
  }
}

function notRenamed(code: string, why: string, retryable = false): N8nError {
  return new N8nError(code, { code, retryable, userMessage: `${why} It was not renamed. Nothing was changed.` });
}
