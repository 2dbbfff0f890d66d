import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';

/** What a revision is a change of: the workflow in n8n, else the revision before; the first of a new draft of nothing. */
export async function comparedWith(em: EntityManager, row: RevisionRecord): Promise<N8nWorkflow | undefined> {
  if (row.base) return row.base;
  const before = row.revision > 1 ? await findRevision(em, row.draft, row.revision - 1) : null;
  return before ? before.workflow : undefined;
}
