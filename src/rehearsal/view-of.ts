import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toView, type View } from '#src/workflow/validate/view.ts';

/** A workflow as the rules of validation see it, without anything that only they need. */
export function viewOf(workflow: N8nWorkflow, catalog: Catalog): View {
  const nothing = { facts: undefined, policy: undefined, before: undefined };
  return toView({ ...workflow }, { catalog, unknownTypes: 'warning', fromDraft: false, ...nothing });
}
