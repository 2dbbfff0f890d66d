import { soften } from '#src/planner/soften.ts';
import type { Draft, Issue } from '#src/workflow/draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import type { EngineContext } from './context.ts';

/** Every finding about a draft; flaws that the workflow it changes had before only warn. */
export async function judgeChange(
  context: Pick<EngineContext, 'catalog' | 'facts'>,
  document: Draft,
  base: N8nWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.catalog(), facts: await context.facts() };
  const found = validateDraft(document, validation);
  return base ? soften(found, validateDraft(toDraft(base), validation), {}) : found;
}

/** The same about a document as n8n has it, which goes into n8n exactly like that. */
export async function judgeDocument(
  context: Pick<EngineContext, 'catalog' | 'facts'>,
  document: N8nWorkflow,
  base: N8nWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.catalog(), facts: await context.facts() };
  const found = validateWorkflow(document, validation);
  return base ? soften(found, validateWorkflow(base, validation), {}) : found;
}
