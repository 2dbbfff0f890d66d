import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { noUsage, type Planner, type PlannerInput, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';

/** Plans what the script says, and everything else with the built-in templates. */
export function createScriptedPlanner(script: (input: PlannerInput) => Promise<PlannerResult | undefined>) {
  const catalog = createCoreCatalog();
  const templates = createTemplatePlanner({ catalog: () => catalog });
  /** What every turn was asked for, in order. */
  const requests: string[] = [];
  const planner: Planner = {
    name: 'scripted',
    async plan(input) {
      requests.push(input.request);
      const result = await script(input);
      return result ? { result, usage: noUsage, notes: [] } : templates.plan(input);
    },
  };
  return { ...planner, requests };
}

/** "use <url>": the workflow at hand with another address, as a model would change it. */
export async function useUrl({ request, workflow, sources }: PlannerInput): Promise<PlannerResult | undefined> {
  const url = /^use (\S+)$/.exec(request)?.[1];
  const read = url && workflow ? await sources.getWorkflow(workflow.id) : undefined;
  if (!url || !workflow || !read) return undefined;
  return { kind: 'edit', workflowId: workflow.id, draft: withUrl(read.draft, url), renames: {}, issues: [] };
}

function withUrl(draft: Draft, url: string): Draft {
  const nodes = draft.nodes.map((node) =>
    node.type === 'n8n-nodes-base.httpRequest' ? { ...node, parameters: { ...node.parameters, url } } : node,
  );
  return { ...draft, nodes };
}
