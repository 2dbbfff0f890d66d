import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EngineContext } from '#src/engine/context.ts';
import { lookAt } from '#src/engine/manage/look.ts';
import { mayKnow } from '#src/engine/people/known.ts';
import type { StoredWorkflow } from '#src/n8n/client.ts';
import type { ApiKeyRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { type Door, hashOf, personOfKey, scopeMissing } from './admit.ts';
import { invalidBody, invalidQuery, type Problem, sendProblem } from './problem.ts';
import type { SubmitDraft } from './submit-draft.ts';
import { checkBody, hasErrors, workflowBody } from './workflow-body.ts';
import { askingAs, loadWorkflowList, loadWorkflowState, workflowUnknown } from './workflow-state.ts';

const listQuery = z.object({
  /** Part of the name. */
  name: z.string().trim().min(1).max(200).optional(),
  mine: z.stringbool().optional(),
  page: z.coerce.number().int().min(0).max(10_000).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** Workflows in n8n: list, read, bring a document, change by a document. What writes is a draft, to be approved. */
export function registerWorkflows(
  app: FastifyInstance,
  { context, door, submit }: { context: EngineContext; door: Door; submit: SubmitDraft },
): void {
  const { store } = context;

  app.get('/api/v1/workflows', async (request, reply) => {
    const key = await door.admit(request, reply, ['read']);
    if (!key) return reply;
    const query = listQuery.safeParse(request.query);
    if (!query.success)
      return sendProblem(
        reply,
        invalidQuery(query.error, 'Use name=<part of it>, mine=true, page=<from 0> and limit=<1 to 50>.'),
      );
    return loadWorkflowList(context, await askingAs(store, key), query.data);
  });

  app.get('/api/v1/workflows/:id', async (request, reply) => {
    const key = await door.admit(request, reply, ['read']);
    if (!key) return reply;
    const workflow = await find(request, key);
    if (!workflow) return sendProblem(reply, workflowUnknown);
    const state = await loadWorkflowState(context, workflow);
    if (state.versionId) reply.header('etag', `"${state.versionId}"`);
    return state;
  });

  app.post('/api/v1/workflows', (request, reply) => accept(request, reply, async () => ({})));

  app.put('/api/v1/workflows/:id', (request, reply) =>
    accept(request, reply, async (key) => {
      const workflow = await find(request, key);
      if (!workflow) return { problem: workflowUnknown };
      const seen = await readForChange(request, workflow);
      return 'problem' in seen ? seen : { workflowId: workflow.id, base: seen.stored as unknown as N8nWorkflow };
    }),
  );

  async function find(request: FastifyRequest, key: ApiKeyRecord): Promise<WorkflowRecord | undefined> {
    const id = String((request.params as { id?: unknown }).id);
    return mayKnow(context, await askingAs(store, key), id);
  }

  async function accept(
    request: FastifyRequest,
    reply: FastifyReply,
    toTarget: (key: ApiKeyRecord) => Promise<Target | { problem: Problem }>,
  ) {
    const key = await door.admit(request, reply, ['request']);
    if (!key) return reply;
    const body = workflowBody.safeParse(request.body);
    if (!body.success) return sendProblem(reply, invalidBody(body.error, expected));
    const { approve, publish } = body.data;
    for (const scope of ['approve', 'publish'] as const) {
      if (body.data[scope] && !key.scopes.includes(scope)) return sendProblem(reply, scopeMissing(scope));
    }
    const target = await toTarget(key);
    if ('problem' in target) return sendProblem(reply, target.problem);
    const { base, ...into } = target;
    const checked = await checkBody(context, body.data, base);
    if (hasErrors(checked)) return sendProblem(reply, { ...notValid, issues: checked.issues });
    const person = personOfKey(key, body.data.user);
    if (!(await door.allowUser(reply, person))) return reply;
    return submit(request, reply, key, {
      text: target.workflowId ? `Change “${checked.name}” to the document sent` : `Bring in “${checked.name}”`,
      approve,
      publish,
      person,
      bodyHash: hashOf([request.url, body.data]),
      adopt: { ...checked.adopt, ...into },
    });
  }

  async function readForChange(
    request: FastifyRequest,
    workflow: WorkflowRecord,
  ): Promise<{ stored: StoredWorkflow } | { problem: Problem }> {
    const seen = await lookAt(context, workflow);
    if (seen.kind === 'gone' || seen.kind === 'archived') return { problem: notThere };
    if (seen.kind === 'unknown') return { problem: { ...noAnswer, detail: seen.error.userMessage } };
    const wanted = request.headers['if-match']?.replace(/^(?:W\/)?"(.*)"$/, '$1');
    const changed = wanted && wanted !== '*' && wanted !== seen.stored.versionId;
    return changed ? { problem: changedMeanwhile } : { stored: seen.stored };
  }
}

/** What a document is to replace; nothing for a new workflow. */
interface Target {
  workflowId?: string;
  /** What n8n holds now. */
  base?: N8nWorkflow;
}

const notValid: Problem = {
  status: 422,
  code: 'workflow_invalid',
  title: 'The workflow would not work',
  detail: 'See issues for what to settle; nothing was kept.',
};
const notThere: Problem = {
  status: 409,
  code: 'workflow_removed',
  title: 'The workflow is not there any more',
  detail: 'It was deleted or archived in n8n. Send it as a new workflow, or take it out of the archive first.',
};
const noAnswer: Problem = { status: 503, code: 'n8n_unavailable', title: 'n8n does not answer', detail: '' };
const changedMeanwhile: Problem = {
  status: 412,
  code: 'version_changed',
  title: 'The workflow was changed meanwhile',
  detail: 'n8n holds another version than If-Match names. Read the workflow again and send your change of that.',
};

const expected =
  '{"workflow": {"name", "nodes", "connections", "settings"}} as n8n has it, or {"draft": …}; and "approve", "publish"';
