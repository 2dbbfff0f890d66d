import { idempotencyKey, idInPath, json, problem, query, ref, refusals, text } from './openapi-parts.ts';

const when = { type: 'string', format: 'date-time' } as const;
const execution = { type: 'object', properties: { status: text, at: when } };

export const workflowSchemas = {
  WorkflowRow: {
    type: 'object',
    properties: {
      id: text,
      name: text,
      url: text,
      state: { enum: ['there', 'archived', 'gone', 'unknown'] },
      published: { type: 'boolean' },
      lastExecution: execution,
    },
  },
  WorkflowState: {
    type: 'object',
    required: ['id', 'n8nId', 'name', 'url', 'state'],
    properties: {
      id: text,
      n8nId: text,
      name: text,
      url: text,
      state: { enum: ['live', 'published', 'unpublished', 'archived', 'gone', 'unknown'] },
      unpublishedEdits: { type: 'boolean' },
      summary: text,
      steps: { type: 'array', items: text },
      requestedBy: text,
      nextRuns: { type: 'array', items: when },
      timezone: text,
      lastExecution: execution,
      versionId: text,
      workflow: { type: 'object' },
    },
  },
  ActState: {
    type: 'object',
    required: ['actId', 'reference', 'workflowId', 'verb', 'status'],
    properties: {
      actId: { type: 'string', format: 'uuid' },
      reference: { ...text, description: 'Of the request it belongs to, for: flowsmith trace' },
      workflowId: text,
      verb: { enum: ['publish', 'unpublish', 'delete'] },
      status: { enum: ['accepted', 'pending', 'done', 'failed', 'refused'] },
      outcome: text,
      live: { type: 'boolean' },
      message: text,
      problem: { type: 'object', properties: { code: text, message: text, reference: text } },
    },
  },
  AuditEvent: {
    type: 'object',
    properties: {
      seq: { type: 'integer' },
      at: when,
      kind: text,
      actor: text,
      subject: text,
      data: {},
      previousHash: text,
      hash: text,
    },
  },
};

const body = {
  required: true,
  ...json({
    type: 'object',
    additionalProperties: false,
    properties: {
      workflow: { type: 'object', description: 'As n8n has it: name, nodes, connections, settings' },
      draft: { type: 'object', description: 'As drafts are: name, nodes, connections as a list' },
      approve: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      user: { type: 'string', description: 'On whose behalf' },
    },
  }),
};
const draftAccepted = { 202: { description: 'A draft, to be approved like any other', ...json(ref('DraftState')) } };
const written = { ...draftAccepted, 400: problem, 422: problem, 413: problem, ...refusals };
const act = (summary: string) => ({
  summary,
  parameters: [idInPath, idempotencyKey, query('user', text, 'On whose behalf')],
  responses: {
    202: { description: 'Accepted; its state is at the address in Location', ...json(ref('ActState')) },
    400: problem,
    404: problem,
    422: problem,
    ...refusals,
  },
});

export const workflowPaths = {
  '/api/v1/workflows': {
    get: {
      summary: 'The workflows this key may know of',
      parameters: [
        query('name', text, 'Part of the name'),
        query('mine', { type: 'boolean' }),
        query('page', { type: 'integer', minimum: 0, default: 0 }),
        query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
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
        400: problem,
        ...refusals,
      },
    },
    post: {
      summary: 'Bring in a whole workflow; with approve it goes on to creation',
      parameters: [idempotencyKey],
      requestBody: body,
      responses: written,
    },
  },
  '/api/v1/workflows/{id}': {
    get: {
      summary: 'One workflow, with its document as n8n holds it',
      parameters: [idInPath],
      responses: {
        200: { description: 'The workflow', ...json(ref('WorkflowState')) },
        404: problem,
        ...refusals,
      },
    },
    put: {
      summary: 'Change it to the document sent; with approve it is written',
      parameters: [
        idInPath,
        idempotencyKey,
        { name: 'If-Match', in: 'header', schema: text, description: 'The versionId the change was made from' },
      ],
      requestBody: body,
      responses: { ...written, 404: problem, 409: problem, 412: problem, 503: problem },
    },
    delete: act('Archive it, or delete it where n8n has no archive'),
  },
  '/api/v1/workflows/{id}/publish': { post: act('Publish it') },
  '/api/v1/workflows/{id}/unpublish': { post: act('Unpublish it') },
  '/api/v1/acts/{id}': {
    get: {
      summary: 'How something asked for stands',
      parameters: [idInPath],
      responses: { 200: { description: 'The act', ...json(ref('ActState')) }, 404: problem, ...refusals },
    },
  },
  '/api/v1/audit': {
    get: {
      summary: 'The audit trail, newest first',
      parameters: [
        query('subject', text, 'A draft, workflow or key id'),
        query('before', { type: 'integer', minimum: 1 }, 'next of the page before'),
        query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
      ],
      responses: {
        200: {
          description: 'One page',
          ...json({
            type: 'object',
            properties: { events: { type: 'array', items: ref('AuditEvent') }, next: { type: 'integer' } },
          }),
        },
        400: problem,
        ...refusals,
      },
    },
  },
};
