import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { BaseWorkflow, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '#src/workflow/compile.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { validateChange, validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import type { OfN8n } from '../context.ts';
import { readAgain } from './read-again.ts';

type JudgeContext = OfN8n<'catalog' | 'facts'>;

/** Every finding about a draft; of a change about the document it makes of its base, whose own flaws only warn. */
export async function judgeChange(
  context: JudgeContext,
  document: Draft,
  base: N8nWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.n8n.catalog(), facts: await context.n8n.facts() };
  const merged = base && mergeDraft(base, document, { catalog: validation.catalog });
  if (merged) return readAgain(context, validateChange(merged, base, validation), merged, base);
  const compiled = () => compile(document, { catalog: validation.catalog });
  return readAgain(context, validateDraft(document, validation), compiled, undefined);
}

/** The same about a document as n8n has it, which goes into n8n exactly like that. */
export async function judgeDocument(
  context: JudgeContext,
  document: N8nWorkflow,
  base: BaseWorkflow | undefined,
): Promise<Issue[]> {
  const validation = { catalog: context.n8n.catalog(), facts: await context.n8n.facts() };
  const issues = base ? validateChange(document, base, validation) : validateWorkflow(document, validation);
  return readAgain(context, issues, document, base);
}
