import { z } from 'zod';
import type { ActVerb } from '#src/store/acts.ts';
import type { Problem } from '../problem.ts';
import { idOf, text, userName, waitQuery } from './fields.ts';
import { acceptedHeaders, watchedHeaders } from './headers.ts';
import { operation } from './operation.ts';
import { failure } from './problem.ts';
import { workflowUnknown } from './workflows.ts';

/** What is done with a workflow, over HTTP or in a chat. */
export const actVerbs = ['publish', 'unpublish', 'delete', 'unarchive', 'retry', 'run'] as const satisfies ActVerb[];

/** How something asked for over HTTP stands. */
export const actState = z
  .object({
    actId: z.uuid(),
    reference: text('Of the request it belongs to, for: flowsmith trace'),
    workflowId: z.string(),
    verb: z.enum(actVerbs).meta({ description: 'Over HTTP there are the first three' }),
    status: z.enum(['accepted', 'pending', 'done', 'failed', 'refused']).meta({
      description: '`refused`: not allowed, or it makes no sense now; nothing was done then',
    }),
    outcome: text('E.g. `published`, `archived`').optional(),
    live: z.boolean().meta({ description: 'Whether n8n was seen to start its trigger; after publishing' }).optional(),
    message: z.string().optional(),
    problem: failure.optional(),
  })
  .meta({ id: 'ActState', description: 'How something asked for stands' });
export type ActState = z.infer<typeof actState>;

const tag = 'Workflows';
/** Of everything that is done with a workflow. */
const acting = {
  tag,
  description: 'Goes the way of a click in a chat; waits up to 20 s for it, or as `Prefer` says.',
  params: { schema: idOf('workflow'), unknown: workflowUnknown },
  query: {
    schema: z.object({ user: userName.optional() }),
    expected: 'Use user=<name>, on whose behalf it is done, or nothing.',
  },
  headers: ['Idempotency-Key', 'Prefer'],
  answers: { 202: { description: 'Where it stands', schema: actState, headers: acceptedHeaders } },
} as const;

export const publishWorkflow = operation({
  ...acting,
  id: 'publishWorkflow',
  method: 'post',
  path: '/api/v1/workflows/{id}/publish',
  summary: 'Publish it',
  scopes: ['publish'],
});
export const unpublishWorkflow = operation({
  ...acting,
  id: 'unpublishWorkflow',
  method: 'post',
  path: '/api/v1/workflows/{id}/unpublish',
  summary: 'Unpublish it',
  scopes: ['manage'],
});
export const deleteWorkflow = operation({
  ...acting,
  id: 'deleteWorkflow',
  method: 'delete',
  path: '/api/v1/workflows/{id}',
  summary: 'Archive it, or delete it where n8n has no archive',
  scopes: ['manage'],
});

const actUnknown: Problem = {
  status: 404,
  code: 'act_unknown',
  title: 'No such act',
  detail: 'There is no act with this id. Ids come from publishing, unpublishing or deleting a workflow.',
};
export const getAct = operation({
  id: 'getAct',
  method: 'get',
  path: '/api/v1/acts/{id}',
  tag,
  summary: 'How something asked for stands',
  description: 'Waits like `GET /api/v1/drafts/{id}`.',
  scopes: ['read'],
  params: { schema: idOf('act'), unknown: actUnknown },
  query: waitQuery,
  headers: ['Prefer', 'If-None-Match'],
  answers: {
    200: { description: 'The act', schema: actState, headers: watchedHeaders },
    304: { description: 'It is still what If-None-Match names', headers: watchedHeaders },
  },
});
