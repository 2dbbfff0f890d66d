import { z } from 'zod';
import { actVerbs, argumentOf, type Effect, effectOf, type RestVerb, restVerbs } from '#src/model/verbs.ts';
import type { Problem } from '../problem.ts';
import { idOf, text, userName, waitQuery } from './fields.ts';
import { acceptedHeaders, watchedHeaders } from './headers.ts';
import { type Given, operation } from './operation.ts';
import { failure } from './problem.ts';
import { workflowUnknown } from './workflows.ts';

/** How something asked for over HTTP stands. */
export const actState = z
  .object({
    actId: z.uuid(),
    reference: text('Of the request it belongs to, for: flowsmith trace'),
    workflowId: z.string(),
    verb: z.enum(actVerbs).meta({ description: `Over HTTP: ${restVerbs.join(', ')}` }),
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

type Rest = NonNullable<Effect['rest']>;

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

/** What it is done with, for verbs that need something. */
function bodyOf(verb: RestVerb): Given<z.ZodType<Record<string, string>>> | undefined {
  const field = argumentOf(verb)?.field;
  if (!field) return undefined;
  const schema = z.strictObject({ [field.name]: z.string().trim().min(1).max(field.most) });
  return { schema, expected: `Send {"${field.name}": "<up to ${field.most} characters>"}.` };
}

function actOn(verb: RestVerb) {
  const { method, path, scope, summary } = effectOf(verb).rest as Rest;
  const body = bodyOf(verb);
  return operation({
    ...acting,
    id: `${verb}Workflow`,
    method,
    path: `/api/v1/workflows/{id}${path}`,
    summary,
    scopes: [scope],
    ...(body ? { body } : {}),
  });
}

/** One operation for each verb that can be asked for over HTTP. */
export const actOperations = restVerbs.map((verb) => ({ verb, operation: actOn(verb) }));
export type ActOperation = ReturnType<typeof actOn>;

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
