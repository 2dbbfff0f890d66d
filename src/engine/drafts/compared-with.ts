import { findRevision } from '#src/store/drafts.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';

/** What a revision is a change of: the workflow in n8n, else the revision before; the first of a new draft of nothing. */
export async function comparedWith(em: EntityManager, row: RevisionRecord): Promise<N8nWorkflow | undefined> {
  if (row.base) return row.base as unknown as N8nWorkflow;
  const before = row.revision > 1 ? await findRevision(em, row.draft, row.revision - 1) : null;
  return before ? (before.workflow as unknown as N8nWorkflow) : undefined;
}
