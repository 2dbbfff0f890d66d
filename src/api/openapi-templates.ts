import {
  badRequest,
  conflict,
  described,
  json,
  notFound,
  query,
  ref,
  refusals,
  text,
  unreadable,
  when,
} from './openapi-parts.ts';

export const templateSchemas = {
  Template: {
    type: 'object',
    description: 'A workflow to start from',
    required: ['slug', 'name', 'own'],
    properties: {
      slug: text,
      name: text,
      description: text,
      technique: text,
      own: { type: 'boolean', description: "One of Flowsmith's own" },
      createdBy: described('Name of the key'),
      createdAt: when('When it was saved'),
      slots: { type: 'array', items: { type: 'object' }, description: 'What is asked; of a single template only' },
      draft: { type: 'object', description: 'Of a single template only' },
    },
  },
  NewTemplate: {
    type: 'object',
    required: ['name', 'draft'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 128 },
      description: { type: 'string', maxLength: 2000 },
      draft: { type: 'object', description: 'As drafts are: name, nodes, connections as a list' },
    },
  },
};

const slug = [
  { name: 'slug', in: 'path', required: true, schema: text, description: 'As `GET /api/v1/templates` has it' },
];
const tags = ['Templates'];

export const templatePaths = {
  '/api/v1/templates': {
    get: {
      operationId: 'listTemplates',
      tags,
      summary: "Flowsmith's own templates and those saved over HTTP",
      description: 'Scope `read`.',
      parameters: [
        query('q', { type: 'string', maxLength: 500 }, 'Words to search for, best first'),
        query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 50 }, 'At most so many'),
      ],
      responses: {
        200: {
          description: 'The templates',
          ...json({ type: 'object', properties: { templates: { type: 'array', items: ref('Template') } } }),
        },
        ...badRequest,
        ...refusals,
      },
    },
    post: {
      operationId: 'saveTemplate',
      tags,
      summary: 'Save a draft as a template, without its secrets',
      description: 'Scope `request`.',
      requestBody: { required: true, ...json(ref('NewTemplate')) },
      responses: {
        201: { description: 'Saved', ...json(ref('Template')) },
        ...unreadable,
        ...conflict,
        ...refusals,
      },
    },
  },
  '/api/v1/templates/{slug}': {
    get: {
      operationId: 'getTemplate',
      tags,
      summary: 'One template with its draft',
      description: 'Scope `read`.',
      parameters: slug,
      responses: { 200: { description: 'The template', ...json(ref('Template')) }, ...notFound, ...refusals },
    },
    delete: {
      operationId: 'deleteTemplate',
      tags,
      summary: 'Delete a template that was saved',
      description: "Scope `request`. Flowsmith's own cannot be deleted.",
      parameters: slug,
      responses: { 204: { description: 'Deleted' }, ...notFound, ...refusals },
    },
  },
};
