import type { Draft, Issue } from '#src/workflow/draft.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { validateChange, validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import type { EngineContext } from '../context.ts';

type JudgeContext = Pick<EngineContext, 'catalog' | 'facts'>;

/** Every finding about a draft; of a change about the document it makes of its base, whose own flaws only warn. */
export async function judgeChange(
  context: JudgeContext,
  document: Draft,
  base: N8nWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.catalog(), facts: await context.facts() };
  if (!base) return validateDraft(document, validation);
  return validateChange(mergeDraft(base, document, { catalog: validation.catalog }), base, validation);
}

/** The same about a document as n8n has it, which goes into n8n exactly like that. */
export async function judgeDocument(
  context: JudgeContext,
  document: N8nWorkflow,
  base: N8nWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.catalog(), facts: await context.facts() };
  return base ? validateChange(document, base, validation) : validateWorkflow(document, validation);
}
