import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { readsOf } from './samples/reads.ts';
import { viewOf } from './view-of.ts';

/** Whether a workflow uses data of a step in another, or goes round: all that only a rehearsal can tell wrong. Pure. */
export function readsAnything(workflow: N8nWorkflow, catalog: Catalog): boolean {
  const view = viewOf(workflow, catalog);
  return readsOf(view).size > 0 || view.nodes.some(({ shortType }) => shortType === 'splitInBatches');
}
