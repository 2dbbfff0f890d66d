import { draftPaths, draftSchemas } from './openapi-drafts.ts';
import { described, sharedComponents, text } from './openapi-parts.ts';
import { templatePaths, templateSchemas } from './openapi-templates.ts';
import { webhookCalls, webhookPaths, webhookSchemas } from './openapi-webhooks.ts';
import { workflowPaths, workflowSchemas } from './openapi-workflows.ts';

const description = `Ask for an n8n workflow in plain words, approve it, find it in n8n.

Every call needs a key, made with \`flowsmith keys create <name> --scopes …\`. Errors are problem documents
(RFC 9457): \`code\` is stable, \`detail\` says what to do. A key may call 120 times a minute, and have 20 things planned
or done a minute for each \`user\`; \`RateLimit\` says what is left. A call that waits costs one.`;

const problem = {
  type: 'object',
  description: 'What went wrong, and what to do (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: described('Always `about:blank`: `code` is what to tell problems apart by'),
    title: text,
    status: { type: 'integer' },
    code: described('Stable, for programs'),
    detail: described('What is wrong and what to do, for people'),
    reference: described("The same as the answer's X-Request-Id: what to tell the operator"),
    issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
  },
};
const issue = {
  type: 'object',
  description: 'One finding of validation',
  properties: {
    code: text,
    severity: { type: 'string', enum: ['error', 'warning'] },
    node: text,
    path: text,
    message: text,
    params: { type: 'object', description: 'What the sentence of this code speaks of' },
  },
};

/** What /openapi.json answers: OpenAPI 3.1, kept by hand beside the routes and checked against them in a test. */
export const openApiDocument = (serverUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Flowsmith',
    version: '0.1.0',
    description,
    license: { name: 'MIT', identifier: 'MIT' },
    contact: { name: 'Whoever runs this Flowsmith', url: serverUrl },
  },
  servers: [{ url: serverUrl, description: 'This Flowsmith' }],
  tags: [
    { name: 'Drafts', description: 'Asking in words, following and deciding' },
    { name: 'Workflows', description: 'What is in n8n, and doing something with it' },
    { name: 'Templates', description: 'Workflows to start from' },
    { name: 'Webhooks', description: 'Being told instead of asking' },
    { name: 'Audit', description: 'Who did what' },
  ],
  security: [{ key: [] }],
  paths: { ...draftPaths, ...workflowPaths, ...templatePaths, ...webhookPaths },
  webhooks: webhookCalls,
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key made with `flowsmith keys create`' },
    },
    ...sharedComponents,
    schemas: {
      Problem: problem,
      Issue: issue,
      ...draftSchemas,
      ...workflowSchemas,
      ...templateSchemas,
      ...webhookSchemas,
    },
  },
});
