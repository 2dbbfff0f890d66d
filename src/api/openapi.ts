import { problem, refusals, text } from './openapi-parts.ts';
import { workflowPaths, workflowSchemas } from './openapi-workflows.ts';

const draft = { content: { 'application/json': { schema: { $ref: '#/components/schemas/DraftState' } } } };
const template = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Template' } } } };
const slug = [{ name: 'slug', in: 'path', required: true, schema: text }];

/** What /openapi.json answers: OpenAPI 3.1, kept by hand beside the routes and checked against them in a test. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Flowsmith',
    version: '0.1.0',
    description: 'Ask for an n8n workflow in plain words, approve it, find it in n8n.',
  },
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'An API key made with: flowsmith keys create' },
    },
    schemas: {
      Problem: {
        type: 'object',
        properties: {
          type: text,
          title: text,
          status: { type: 'integer' },
          code: text,
          detail: text,
          reference: text,
          issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
        },
      },
      Issue: {
        type: 'object',
        properties: {
          code: text,
          severity: { enum: ['error', 'warning'] },
          node: text,
          path: text,
          message: text,
          params: { type: 'object' },
        },
      },
      ...workflowSchemas,
      Template: {
        type: 'object',
        required: ['slug', 'name', 'own'],
        properties: {
          slug: text,
          name: text,
          description: text,
          technique: text,
          own: { type: 'boolean', description: "One of Flowsmith's own" },
          createdBy: text,
          createdAt: { type: 'string', format: 'date-time' },
          slots: { type: 'array', items: { type: 'object' }, description: 'What is asked; of a single template only' },
          draft: { type: 'object', description: 'Of a single template only' },
        },
      },
      DraftState: {
        type: 'object',
        required: ['draftId', 'status'],
        properties: {
          draftId: { type: 'string', format: 'uuid' },
          status: {
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
          revision: { type: 'integer' },
          expiresAt: { type: 'string', format: 'date-time', description: 'While it is open, and once it expired' },
          name: text,
          summary: text,
          steps: { type: 'array', items: text },
          issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
          assumptions: { type: 'array', items: text },
          notes: { type: 'array', items: text },
          workflow: { type: 'object' },
          pictureUrl: text,
          url: text,
          live: { type: 'boolean' },
          problem: { type: 'object', properties: { code: text, message: text, reference: text } },
          answer: text,
        },
      },
    },
  },
  security: [{ key: [] }],
  paths: {
    ...workflowPaths,
    '/create-n8n-workflow': {
      post: {
        summary: 'Ask for a workflow; with approve it goes on to creation',
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            schema: text,
            description: 'The same key and body give the same draft',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['request'],
                additionalProperties: false,
                properties: {
                  request: { type: 'string', maxLength: 4000 },
                  approve: { type: 'boolean', default: false },
                  publish: { type: 'boolean', default: false },
                  user: { type: 'string', description: 'On whose behalf' },
                  timezone: { type: 'string', description: 'IANA name' },
                },
              },
            },
          },
        },
        responses: {
          202: { description: 'Accepted', ...draft },
          400: problem,
          401: problem,
          403: problem,
          413: problem,
          422: problem,
          429: problem,
        },
      },
    },
    '/api/v1/drafts/{id}': {
      get: {
        summary: 'The state of a draft',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: { description: 'The draft', ...draft },
          401: problem,
          403: problem,
          404: problem,
          429: problem,
        },
      },
    },
    '/api/v1/templates': {
      get: {
        summary: "Flowsmith's own templates and those saved over HTTP",
        parameters: [
          { name: 'q', in: 'query', schema: text, description: 'Words to search for, best first' },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
        ],
        responses: {
          200: {
            description: 'The templates',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { templates: { type: 'array', items: { $ref: '#/components/schemas/Template' } } },
                },
              },
            },
          },
          400: problem,
          ...refusals,
        },
      },
      post: {
        summary: 'Save a draft as a template, without its secrets',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'draft'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string', maxLength: 128 },
                  description: { type: 'string', maxLength: 2000 },
                  draft: { type: 'object' },
                },
              },
            },
          },
        },
        responses: { 201: { description: 'Saved', ...template }, 400: problem, 409: problem, ...refusals },
      },
    },
    '/api/v1/templates/{slug}': {
      get: {
        summary: 'One template with its draft',
        parameters: slug,
        responses: { 200: { description: 'The template', ...template }, 404: problem, ...refusals },
      },
      delete: {
        summary: 'Delete a template that was saved',
        parameters: slug,
        responses: { 204: { description: 'Deleted' }, 404: problem, ...refusals },
      },
    },
  },
};
