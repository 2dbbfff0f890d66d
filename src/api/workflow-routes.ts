import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EngineContext } from '#src/engine/context.ts';
import { lookAt } from '#src/engine/manage/look.ts';
import { rehearseStored } from '#src/engine/manage/try-workflow.ts';
import { mayKnow } from '#src/engine/people/known.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { ApiKeyRecord, WorkflowRecord } from '#src/store/entities.ts';
import { type Door, hashOf, personOfKey, scopesBeyond } from './admit.ts';
import { toDraftRehearsal } from './draft-state.ts';
import {
  bringWorkflow,
  changeWorkflow,
  getWorkflow,
  listWorkflows,
  rehearseWorkflow,
  workflowUnknown,
} from './operations/workflows.ts';
import { type Problem, sendProblem } from './problem.ts';
import { takeSample } from './sample.ts';
import { type Call, serve } from './serve.ts';
import type { SubmitDraft } from './submit-draft.ts';
import { checkBody, hasErrors } from './workflow-body.ts';
import { askingAs, loadWorkflowList, loadWorkflowState } from './workflow-state.ts';

/** Workflows in n8n: list, read, bring a document, change by a document. What writes is a draft, to be approved. */
export function registerWorkflows(
  app: FastifyInstance,
  { context, door, submit }: { context: EngineContext; door: Door; submit: SubmitDraft },
): void {
  const { store } = context;

  serve(app, door, listWorkflows, async ({ key, query }) =>
    loadWorkflowList(context, await askingAs(store, key), query),
  );

  serve(app, door, getWorkflow, async ({ reply, key, params }) => {
    const workflow = await find(key, params.id);
    if (!workflow) return sendProblem(reply, workflowUnknown);
    const state = await loadWorkflowState(context, workflow);
    if (state.versionId) reply.header('etag', `"${state.versionId}"`);
    return state;
  });

  serve(app, door, bringWorkflow, (call) => accept(call, async () => ({})));

  serve(app, door, changeWorkflow, (call) =>
    accept(call, async () => {
      const workflow = await find(call.key, call.params.id);
      if (!workflow) return { problem: workflowUnknown };
      const seen = await readForChange(call.request, workflow);
      return 'problem' in seen ? seen : { workflowId: workflow.id, base: seen.stored };
    }),
  );

  serve(app, door, rehearseWorkflow, async ({ reply, key, params, body: { sample, user } }) => {
    const workflow = await find(key, params.id);
    if (!workflow) return sendProblem(reply, workflowUnknown);
    if (!(await door.allowUser(reply, personOfKey(key, user)))) return reply;
    const taken = takeSample(sample);
    if ('problem' in taken) return sendProblem(reply, taken.problem);
    const seen = await readThere(workflow);
    if ('problem' in seen) return sendProblem(reply, seen.problem);
    const own = { signal: AbortSignal.timeout(longestRehearsalMs), ...(taken.read ? { sample: taken.read } : {}) };
    return toDraftRehearsal(await rehearseStored(context, workflow, seen.stored, own), context);
  });

  const find = async (key: ApiKeyRecord, id: string): Promise<WorkflowRecord | undefined> =>
    mayKnow(context, await askingAs(store, key), id);

  async function accept(
    { request, reply, key, body }: Pick<Call<typeof bringWorkflow>, 'request' | 'reply' | 'key' | 'body'>,
    toTarget: () => Promise<Target | { problem: Problem }>,
  ): Promise<FastifyReply> {
    const beyond = scopesBeyond(key, body);
    if (beyond) return sendProblem(reply, beyond);
    const target = await toTarget();
    if ('problem' in target) return sendProblem(reply, target.problem);
    const { base, ...into } = target;
    const checked = await checkBody(context, body, base);
    if (hasErrors(checked)) return sendProblem(reply, { ...notValid, issues: checked.issues });
    const person = personOfKey(key, body.user);
    if (!(await door.allowUser(reply, person))) return reply;
    return submit(request, reply, key, {
      text: target.workflowId ? `Change “${checked.name}” to the document sent` : `Bring in “${checked.name}”`,
      approve: body.approve,
      publish: body.publish,
      person,
      bodyHash: hashOf([request.url, body]),
      adopt: { ...checked.adopt, ...into },
    });
  }

  async function readThere(workflow: WorkflowRecord): Promise<{ stored: StoredWorkflow } | { problem: Problem }> {
    const seen = await lookAt(context, workflow);
    if (seen.kind === 'gone' || seen.kind === 'archived') return { problem: notThere };
    if (seen.kind === 'unknown') return { problem: { ...noAnswer, detail: seen.error.userMessage } };
    return { stored: seen.stored };
  }

  async function readForChange(
    request: FastifyRequest,
    workflow: WorkflowRecord,
  ): Promise<{ stored: StoredWorkflow } | { problem: Problem }> {
    const seen = await readThere(workflow);
    if ('problem' in seen) return seen;
    const wanted = request.headers['if-match']?.replace(/^(?:W\/)?"(.*)"$/, '$1');
    const changed = wanted && wanted !== '*' && wanted !== seen.stored.versionId;
    return changed ? { problem: changedMeanwhile } : { stored: seen.stored };
  }
}

const longestRehearsalMs = 40_000;

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
