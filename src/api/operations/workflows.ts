import { z } from 'zod';
import { connectionsSchema, nodeSchema } from '#src/n8n/schema.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import type { Problem } from '../problem.ts';
import { draftState, rehearsal, sample } from './drafts.ts';
import { anObject, approve, idOf, isApproved, notApproved, publish, text, userName, when } from './fields.ts';
import { acceptedHeaders } from './headers.ts';
import { operation } from './operation.ts';

const execution = z
  .object({ status: z.string(), at: when('When it started').optional() })
  .meta({ id: 'LastExecution', description: 'How it ran last' });

const workflowRow = z
  .object({
    id: text("Flowsmith's id"),
    name: z.string(),
    url: text('Where it is in n8n'),
    state: z.enum(['there', 'archived', 'gone', 'unknown']),
    published: z.boolean(),
    lastExecution: execution.optional(),
  })
  .meta({ id: 'WorkflowRow', description: 'A workflow in a list' });

const workflowList = z.object({
  workflows: z.array(workflowRow),
  page: z.int(),
  pages: z.int(),
  total: z.int(),
});
export type WorkflowList = z.infer<typeof workflowList>;

const workflowState = z
  .object({
    id: text("Flowsmith's id"),
    n8nId: text("n8n's id"),
    name: z.string(),
    url: text('Where it is in n8n'),
    state: z.enum(['live', 'published', 'unpublished', 'archived', 'gone', 'unknown']),
    unpublishedEdits: z.boolean().meta({ description: 'What is saved is not what runs' }),
    summary: z.string().optional(),
    steps: z.array(z.string()).optional(),
    requestedBy: z.string().optional(),
    nextRuns: z.array(when('A run to come')),
    timezone: z.string(),
    lastExecution: execution.optional(),
    versionId: text("n8n's id of this version, also in ETag").optional(),
    workflow: anObject('As n8n holds it, without secrets').optional(),
  })
  .meta({ id: 'WorkflowState', description: 'A workflow as n8n says it is now' });
export type WorkflowState = z.infer<typeof workflowState>;

/** A draft as it is sent and shown. */
export const draft = draftSchema.meta({
  id: 'Draft',
  description: 'As drafts are: name, nodes, connections as a list',
});

const n8nDocument = z
  .object({
    name: z.string().trim().min(1).max(128),
    nodes: z.array(nodeSchema).min(1).max(200),
    connections: connectionsSchema.default({}),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .meta({ id: 'Workflow', description: 'As n8n has it: name, nodes, connections, settings' });

/** A workflow as n8n has it, or a draft; exactly one of the two. */
const workflowBody = z
  .strictObject({
    workflow: n8nDocument.optional(),
    draft: draft.optional(),
    approve,
    publish,
    user: userName.optional(),
  })
  .refine((body) => (body.workflow === undefined) !== (body.draft === undefined), {
    path: ['workflow'],
    message: 'send either workflow or draft',
  })
  .refine(isApproved, notApproved)
  .meta({ id: 'WorkflowDocument', description: 'Either `workflow` or `draft`' });
export type WorkflowBody = z.infer<typeof workflowBody>;

export const workflowUnknown: Problem = {
  status: 404,
  code: 'workflow_unknown',
  title: 'No such workflow',
  detail: 'There is no workflow with this id here. Ids come from GET /api/v1/workflows.',
};

const tag = 'Workflows';
const params = { schema: idOf('workflow'), unknown: workflowUnknown };
const body = {
  schema: workflowBody,
  expected:
    '{"workflow": {"name", "nodes", "connections", "settings"}} as n8n has it, or {"draft": …}; and "approve", "publish"',
};
const answers = {
  202: { description: 'A draft, to be approved like any other', schema: draftState, headers: acceptedHeaders },
};

export const listWorkflows = operation({
  id: 'listWorkflows',
  method: 'get',
  path: '/api/v1/workflows',
  tag,
  summary: 'The workflows this key may know of',
  scopes: ['read'],
  query: {
    schema: z.object({
      name: z.string().trim().min(1).max(200).meta({ description: 'Part of the name' }).optional(),
      mine: z.stringbool().meta({ type: 'boolean', description: 'Only what was asked for with this key' }).optional(),
      page: z.coerce.number().int().min(0).max(10_000).default(0).meta({ description: 'From 0' }),
      limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: 'Workflows of a page' }),
    }),
    expected: 'Use name=<part of it>, mine=true, page=<from 0> and limit=<1 to 50>.',
  },
  answers: { 200: { description: 'One page', schema: workflowList } },
});

export const getWorkflow = operation({
  id: 'getWorkflow',
  method: 'get',
  path: '/api/v1/workflows/{id}',
  tag,
  summary: 'One workflow, with its document as n8n holds it',
  scopes: ['read'],
  params,
  answers: {
    200: {
      description: 'The workflow',
      schema: workflowState,
      headers: { ETag: text("n8n's id of this version, for If-Match").optional() },
    },
  },
});

export const bringWorkflow = operation({
  id: 'bringWorkflow',
  method: 'post',
  path: '/api/v1/workflows',
  tag,
  summary: 'Bring in a whole workflow',
  description: 'With `approve` (scope `approve`) it goes on to creation.',
  scopes: ['request'],
  headers: ['Idempotency-Key', 'Prefer'],
  body,
  answers,
});

export const changeWorkflow = operation({
  id: 'changeWorkflow',
  method: 'put',
  path: '/api/v1/workflows/{id}',
  tag,
  summary: 'Change it to the document sent',
  description: 'With `approve` (scope `approve`) it is written.',
  scopes: ['request'],
  params,
  headers: ['Idempotency-Key', 'Prefer', 'If-Match'],
  body,
  answers,
  refusals: [409, 412, 503],
});

export const rehearseWorkflow = operation({
  id: 'rehearseWorkflow',
  method: 'post',
  path: '/api/v1/workflows/{id}/rehearsals',
  tag,
  summary: 'Rehearse it as it runs, with an example',
  description:
    'A twin of it runs in n8n with everything that reaches outside held back, and goes away; nothing of the workflow changes. The answer takes a few seconds. A workflow that is off is rehearsed as it is saved.',
  scopes: ['request'],
  params,
  body: {
    schema: z
      .strictObject({ sample: sample('one made up from what n8n describes'), user: userName.optional() })
      .meta({ id: 'WorkflowRehearsalWanted', examples: [{ sample: { customer: 'Acme', amount: 12000 } }] }),
    expected: '{"sample": {…}}',
  },
  answers: { 200: { description: 'What it would have done', schema: rehearsal } },
  refusals: [409, 503],
});
