import {
  acceptedHeaders,
  badRequest,
  conflict,
  described,
  idempotencyKey,
  idInPath,
  ifNoneMatch,
  json,
  notFound,
  notModified,
  prefer,
  ref,
  refusals,
  stateHeaders,
  text,
  unavailable,
  unreadable,
  wait,
  when,
} from './openapi-parts.ts';

export const draftSchemas = {
  DraftState: {
    type: 'object',
    description: 'Where a request stands, and the draft it led to',
    required: ['draftId', 'reference', 'status'],
    properties: {
      draftId: { type: 'string', format: 'uuid' },
      reference: described('Of the request, for: flowsmith trace'),
      status: {
        type: 'string',
        description:
          '`planning`: no draft yet. `answered`: words instead of a draft, in `answer`. `proposed`: waits for a decision. `blocked`: something has to be settled first, see `issues` and `notDone`. `approved`: on its way into n8n. `created`, `published`: in n8n. `gone`, `archived`: was there. `failed`: see `problem`. `discarded`, `expired`: over.',
        enum: [
          'planning',
          'answered',
          'proposed',
          'blocked',
          'approved',
          'created',
          'published',
          'gone',
          'archived',
          'failed',
          'discarded',
          'expired',
        ],
      },
      revision: { type: 'integer', description: 'What a decision has to name' },
      expiresAt: when('While it is open, and once it expired'),
      name: text,
      summary: described('When it runs and what it does, in a sentence'),
      steps: { type: 'array', items: text },
      issues: { type: 'array', items: ref('Issue') },
      notDone: {
        type: 'array',
        items: text,
        description:
          'Words of the request that the workflow does not do; approving waits until somebody leaves them out',
      },
      leftOut: { type: 'array', items: text, description: 'Words of the request that somebody left out' },
      assumptions: { type: 'array', items: text, description: 'What was taken for granted' },
      notes: { type: 'array', items: text },
      workflow: { type: 'object', description: 'The n8n workflow as it was or would be created' },
      pictureUrl: described('PNG of the workflow, for a limited time'),
      url: described('Where it is in n8n'),
      live: { type: 'boolean', description: 'Whether n8n was seen to start its trigger; after publishing' },
      problem: ref('Failure'),
      answer: described('Words instead of a draft, or why it was not approved in the same call'),
    },
  },
  Failure: {
    type: 'object',
    description: 'Why something was not done',
    properties: { code: text, message: text, reference: described('For your operator') },
  },
  Request: {
    type: 'object',
    required: ['request'],
    additionalProperties: false,
    properties: {
      request: { type: 'string', minLength: 1, maxLength: 4000, description: 'What should happen, and when' },
      approve: { type: 'boolean', default: false, description: 'Approve it in the same call' },
      publish: { type: 'boolean', default: false, description: 'Make it live as well; needs approve' },
      user: described('On whose behalf; counted and audited apart', { type: 'string', maxLength: 100 }),
      timezone: described('IANA name, for times without one'),
    },
    examples: [{ request: 'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json' }],
  },
  Decision: {
    type: 'object',
    required: ['revision'],
    additionalProperties: false,
    properties: {
      revision: { type: 'integer', minimum: 1, description: 'The one you have read; another one is a 409' },
      user: described('On whose behalf; counted and audited apart', { type: 'string', maxLength: 100 }),
    },
    examples: [{ revision: 1 }],
  },
  Approval: {
    type: 'object',
    required: ['revision'],
    additionalProperties: false,
    properties: {
      revision: { type: 'integer', minimum: 1, description: 'The one you have read; another one is a 409' },
      publish: { type: 'boolean', default: false, description: 'Make it live as well' },
      user: described('On whose behalf; counted and audited apart', { type: 'string', maxLength: 100 }),
    },
    examples: [{ revision: 1, publish: true }],
  },
};

const accepted = {
  202: { description: 'Where it stands', headers: acceptedHeaders, ...json(ref('DraftState')) },
};
const decision = { ...accepted, ...unreadable, ...notFound, ...conflict, ...refusals, ...unavailable };

export const draftPaths = {
  '/create-n8n-workflow': {
    post: {
      operationId: 'createDraft',
      tags: ['Drafts'],
      summary: 'Ask for a workflow in words',
      description:
        'Scope `request`. Waits up to 20 s for the draft, or as `Prefer` says. With `approve` (scope `approve`) it goes on to creation, with `publish` (scope `publish`) until it is live.',
      parameters: [idempotencyKey, prefer],
      requestBody: { required: true, ...json(ref('Request')) },
      responses: { ...accepted, ...unreadable, ...refusals },
    },
  },
  '/api/v1/drafts/{id}': {
    get: {
      operationId: 'getDraft',
      tags: ['Drafts'],
      summary: 'Where a draft stands',
      description:
        'Scope `read`. With `wait` it is answered when something changes, so nobody has to ask again and again. It never goes back to an earlier state by itself.',
      parameters: [idInPath('draft'), wait, prefer, ifNoneMatch],
      responses: {
        200: { description: 'The draft', headers: stateHeaders, ...json(ref('DraftState')) },
        ...notModified,
        ...badRequest,
        ...notFound,
        ...refusals,
      },
    },
  },
  '/api/v1/drafts/{id}/approve': {
    post: {
      operationId: 'approveDraft',
      tags: ['Drafts'],
      summary: 'Approve a draft that is there',
      description:
        'Scope `approve`, for `publish` also `publish`; the policy decides as about a click in a chat. Approving what is approved already is no error.',
      parameters: [idInPath('draft'), idempotencyKey, prefer],
      requestBody: { required: true, ...json(ref('Approval')) },
      responses: decision,
    },
  },
  '/api/v1/drafts/{id}/discard': {
    post: {
      operationId: 'discardDraft',
      tags: ['Drafts'],
      summary: 'Turn a draft down, or take it back',
      description: 'Scope `approve`, or `request` for a draft of your own.',
      parameters: [idInPath('draft'), idempotencyKey, prefer],
      requestBody: { required: true, ...json(ref('Decision')) },
      responses: decision,
    },
  },
  '/api/v1/drafts/{id}/leave-out': {
    post: {
      operationId: 'leaveOut',
      tags: ['Drafts'],
      summary: 'Go on without what is not done',
      description:
        'What stands in `notDone` is left out, in a new revision of the draft. Scope `approve`, or `request` for a draft of your own.',
      parameters: [idInPath('draft'), idempotencyKey, prefer],
      requestBody: { required: true, ...json(ref('Decision')) },
      responses: decision,
    },
  },
};
