import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AdoptedDocument } from '#src/chat/inbound.ts';
import type { OfN8n } from '#src/engine/context.ts';
import { judgeChange, judgeDocument } from '#src/engine/drafts/judge-change.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { draftSchema, errorsOf } from '#src/workflow/draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { error as issue } from '#src/workflow/issues.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { redactWorkflow, restoreSecrets } from '#src/workflow/redact.ts';
import type { WorkflowBody } from './operations/workflows.ts';
import { issueText } from './zod-words.ts';

export interface CheckedBody {
  name: string;
  issues: Issue[];
  adopt: AdoptedDocument;
}

/**
 * Everything validation has to say about it; flaws of the workflow it changes only warn. Nothing with an error, or with
 * what looks like a secret, is kept: a secret that n8n holds at the same place stays there and is left out here.
 */
export async function checkBody(
  context: OfN8n<'catalog' | 'facts'>,
  { workflow, draft }: WorkflowBody,
  base?: N8nWorkflow,
): Promise<CheckedBody> {
  if (draft) {
    const kept = withoutKnownSecrets(draft, base);
    const issues = [...(await judgeChange(context, draft, base)), ...secretIssue(kept)];
    return { name: draft.name, issues, adopt: { draft: kept } };
  }
  if (!workflow) throw new TypeError('the body has neither workflow nor draft');
  const exact = withIds(workflow);
  const kept = withoutKnownSecrets(exact, base);
  const asDraft = draftSchema.safeParse(toDraft(kept));
  const issues = [...(await judgeDocument(context, exact, base)), ...secretIssue(kept), ...shapeIssue(asDraft.error)];
  const adopt = { draft: asDraft.data ?? toDraft(kept), exact: kept };
  return { name: exact.name, issues, adopt };
}

/** Redacted, when writing would put every secret back as it is; one that is new is no secret of n8n's. */
function withoutKnownSecrets<T extends N8nWorkflow | NonNullable<WorkflowBody['draft']>>(
  document: T,
  base?: N8nWorkflow,
): T {
  const kept = redactWorkflow<T['nodes'][number], T>(document);
  const back = base && restoreSecrets<T['nodes'][number], T>(kept, base);
  return back && isEqual(back.workflow.nodes, document.nodes) ? kept : document;
}

/** What n8n may hold but a draft may not: no step at all, names beyond all measure. */
function shapeIssue(error: z.ZodError | undefined): Issue[] {
  const first = error?.issues[0];
  if (!first) return [];
  return [issue('not-a-draft', { problem: issueText(first, 'the workflow') })];
}

/** n8n wants an id for every node, and tells nodes of two versions apart by it. */
function withIds(workflow: N8nWorkflow): N8nWorkflow {
  const nodes = workflow.nodes.map((node) => (node.id === '' ? { ...node, id: randomUUID() } : node));
  return { ...workflow, nodes };
}

function secretIssue(document: object): Issue[] {
  if (redactSecrets(JSON.stringify(document)).count === 0) return [];
  return [issue('secret-in-parameters', { node: null })];
}

export const hasErrors = ({ issues }: CheckedBody): boolean => errorsOf(issues).length > 0;
