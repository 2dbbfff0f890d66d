import {
  acceptedHeaders,
  badRequest,
  conflict,
  described,
  header,
  idempotencyKey,
  idInPath,
  ifNoneMatch,
  json,
  notFound,
  notModified,
  prefer,
  query,
  ref,
  refusals,
  stateHeaders,
  text,
  unavailable,
  unreadable,
  wait,
  when,
} from './openapi-parts.ts';

const execution = {
  type: 'object',
  description: 'How it ran last',
  properties: { status: text, at: when('When it started') },
};

export const workflowSchemas = {
  WorkflowRow: {
    type: 'object',
    description: 'A workflow in a list',
    properties: {
      id: described("Flowsmith's id"),
      name: text,
      url: described('Where it is in n8n'),
      state: { type: 'string', enum: ['there', 'archived', 'gone', 'unknown'] },
      published: { type: 'boolean' },
      lastExecution: execution,
    },
  },
  WorkflowState: {
    type: 'object',
    description: 'A workflow as n8n says it is now',
    required: ['id', 'n8nId', 'name', 'url', 'state'],
    properties: {
      id: described("Flowsmith's id"),
      n8nId: described("n8n's id"),
      name: text,
      url: described('Where it is in n8n'),
      state: { type: 'string', enum: ['live', 'published', 'unpublished', 'archived', 'gone', 'unknown'] },
      unpublishedEdits: { type: 'boolean', description: 'What is saved is not what runs' },
      summary: text,
      steps: { type: 'array', items: text },
      requestedBy: text,
      nextRuns: { type: 'array', items: when('A run to come') },
      timezone: text,
      lastExecution: execution,
      versionId: described("n8n's id of this version, also in ETag"),
      workflow: { type: 'object', description: 'As n8n holds it, without secrets' },
    },
  },
  WorkflowDocument: {
    type: 'object',
    description: 'Either `workflow` or `draft`',
    additionalProperties: false,
    properties: {
      workflow: { type: 'object', description: 'As n8n has it: name, nodes, connections, settings' },
      draft: { type: 'object', description: 'As drafts are: name, nodes, connections as a list' },
      approve: { type: 'boolean', default: false, description: 'Approve it in the same call' },
      publish: { type: 'boolean', default: false, description: 'Make it live as well; needs approve' },
      user: described('On whose behalf; counted and audited apart'),
    },
  },
  ActState: {
    type: 'object',
    description: 'How something asked for stands',
    required: ['actId', 'reference', 'workflowId', 'verb', 'status'],
    properties: {
      actId: { type: 'string', format: 'uuid' },
      reference: { ...text, description: 'Of the request it belongs to, for: flowsmith trace' },
      workflowId: text,
      verb: { type: 'string', enum: ['publish', 'unpublish', 'delete'] },
      status: {
        type: 'string',
        enum: ['accepted', 'pending', 'done', 'failed', 'refused'],
        description: '`refused`: not allowed, or it makes no sense now; nothing was done then',
      },
      outcome: described('E.g. `published`, `archived`'),
      live: { type: 'boolean', description: 'Whether n8n was seen to start its trigger; after publishing' },
      message: text,
      problem: ref('Failure'),
    },
  },
  AuditEvent: {
    type: 'object',
    description: 'One link of the audit chain',
    properties: {
      seq: { type: 'integer' },
      at: when('When it happened'),
      kind: text,
      actor: text,
      subject: text,
      data: { description: 'What was decided or done; null when it was purged' },
      dataHash: described('Hash of salt and data'),
      previousHash: text,
      hash: text,
    },
  },
};

const tags = ['Workflows'];
const requestBody = { required: true, ...json(ref('WorkflowDocument')) };
const draftAccepted = {
  202: {
    description: 'A draft, to be approved like any other',
    headers: acceptedHeaders,
    ...json(ref('DraftState')),
  },
};
const written = { ...draftAccepted, ...unreadable, ...refusals };
const act = (operationId: string, summary: string, scope: string) => ({
  operationId,
  tags,
  summary,
  description: `Scope \`${scope}\`. Goes the way of a click in a chat; waits up to 20 s for it, or as \`Prefer\` says.`,
  parameters: [
    idInPath('workflow'),
    idempotencyKey,
    prefer,
    query('user', { type: 'string', maxLength: 100 }, 'On whose behalf'),
  ],
  responses: {
    202: { description: 'Where it stands', headers: acceptedHeaders, ...json(ref('ActState')) },
    ...unreadable,
    ...notFound,
    ...refusals,
  },
});

export const workflowPaths = {
  '/api/v1/workflows': {
    get: {
      operationId: 'listWorkflows',
      tags,
      summary: 'The workflows this key may know of',
      description: 'Scope `read`.',
      parameters: [
        query('name', { type: 'string', maxLength: 200 }, 'Part of the name'),
        query('mine', { type: 'boolean' }, 'Only what was asked for with this key'),
        query('page', { type: 'integer', minimum: 0, default: 0 }, 'From 0'),
        query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 20 }, 'Workflows of a page'),
      ],
      responses: {
        200: {
          description: 'One page',
          ...json({
            type: 'object',
            properties: {
              workflows: { type: 'array', items: ref('WorkflowRow') },
              page: { type: 'integer' },
              pages: { type: 'integer' },
              total: { type: 'integer' },
            },
          }),
        },
        ...badRequest,
        ...refusals,
      },
    },
    post: {
      operationId: 'bringWorkflow',
      tags,
      summary: 'Bring in a whole workflow',
      description: 'Scope `request`; with `approve` (scope `approve`) it goes on to creation.',
      parameters: [idempotencyKey, prefer],
      requestBody,
      responses: written,
    },
  },
  '/api/v1/workflows/{id}': {
    get: {
      operationId: 'getWorkflow',
      tags,
      summary: 'One workflow, with its document as n8n holds it',
      description: 'Scope `read`.',
      parameters: [idInPath('workflow')],
      responses: {
        200: {
          description: 'The workflow',
          headers: { ETag: { description: "n8n's id of this version, for If-Match", schema: text } },
          ...json(ref('WorkflowState')),
        },
        ...notFound,
        ...refusals,
      },
    },
    put: {
      operationId: 'changeWorkflow',
      tags,
      summary: 'Change it to the document sent',
      description: 'Scope `request`; with `approve` (scope `approve`) it is written.',
      parameters: [
        idInPath('workflow'),
        idempotencyKey,
        prefer,
        header('If-Match', 'The versionId the change was made from'),
      ],
      requestBody,
      responses: {
        ...written,
        ...notFound,
        ...conflict,
        412: { $ref: '#/components/responses/Conflict' },
        ...unavailable,
      },
    },
    delete: act('deleteWorkflow', 'Archive it, or delete it where n8n has no archive', 'manage'),
  },
  '/api/v1/workflows/{id}/publish': { post: act('publishWorkflow', 'Publish it', 'publish') },
  '/api/v1/workflows/{id}/unpublish': { post: act('unpublishWorkflow', 'Unpublish it', 'manage') },
  '/api/v1/acts/{id}': {
    get: {
      operationId: 'getAct',
      tags,
      summary: 'How something asked for stands',
      description: 'Scope `read`. Waits like `GET /api/v1/drafts/{id}`.',
      parameters: [idInPath('act'), wait, prefer, ifNoneMatch],
      responses: {
        200: { description: 'The act', headers: stateHeaders, ...json(ref('ActState')) },
        ...notModified,
        ...badRequest,
        ...notFound,
        ...refusals,
      },
    },
  },
  '/api/v1/audit': {
    get: {
      operationId: 'listAuditEvents',
      tags: ['Audit'],
      summary: 'The audit trail, newest first',
      description: "Scope `audit`: of what came over HTTP; with an operator's key of everything.",
      parameters: [
        query('subject', { type: 'string', maxLength: 200 }, 'A draft, workflow or key id'),
        query('before', { type: 'integer', minimum: 1 }, '`next` of the page before'),
        query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'Rows of a page'),
      ],
      responses: {
        200: {
          description: 'One page',
          ...json({
            type: 'object',
            properties: { events: { type: 'array', items: ref('AuditEvent') }, next: { type: 'integer' } },
          }),
        },
        ...badRequest,
        ...refusals,
      },
    },
  },
};
