import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { Scope } from '../scopes.ts';
import type { RequestHeader } from './headers.ts';

/** Chapters of the document. */
export const tags = {
  Drafts: 'Asking in words, following and deciding',
  Workflows: 'What is in n8n, and doing something with it',
  Templates: 'Workflows to start from',
  Webhooks: 'Being told instead of asking',
  Audit: 'Who did what',
} as const;

/** What is read, and what a person is told who sends something else. */
export interface Given<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** Follows what is wrong: `Use limit=<1 to 100>.` */
  expected: string;
}

export interface Answer {
  description: string;
  /** Of the body, which is JSON; none: it is empty. */
  schema?: z.ZodType;
  /** Optional ones are not in every answer. */
  headers?: Readonly<Record<string, z.ZodType>>;
}

/**
 * One operation of the API, said once: `serve` makes a route of it that admits, parses and refuses as it says, and
 * `openApiDocument` its entry in /openapi.json. Schemas of answers are for the document and for tests: nothing is parsed
 * on its way out.
 */
export interface Operation {
  /** `operationId`. */
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** With parameters in braces. */
  path: `/${string}`;
  tag: keyof typeof tags;
  summary: string;
  /** What stands behind the scopes, which the document tells first. */
  description?: string;
  /** The key needs one of them. */
  scopes: readonly [Scope, ...Scope[]];
  /** Of what stands in the path; anything else is `unknown`. */
  params?: { schema: z.ZodObject; unknown: Problem };
  query?: Given<z.ZodObject>;
  body?: Given;
  headers?: readonly RequestHeader[];
  answers: Readonly<Record<number, Answer>>;
  /** Statuses of refusals beyond those that follow from the rest. */
  refusals?: readonly RefusalStatus[];
}

/** Keeps what is known about it for the types of its handler. */
export const operation = <const O extends Operation>(said: O): O => said;

export type Parsed<G> = G extends { schema: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;
/** What a handler may give back instead of answering itself. */
export type AnswerOf<O extends Operation> = O['answers'] extends { 200: { schema: infer Schema extends z.ZodType } }
  ? z.input<Schema>
  : never;

/** Every refusal there is, as the document names and describes it. */
export const refusals = {
  400: { name: 'BadRequest', description: 'A field, a parameter or a header is not as expected; `detail` names it' },
  401: { name: 'Unauthorized', description: 'There is no valid key' },
  403: { name: 'Forbidden', description: 'The key lacks a scope, or the policy says no' },
  404: { name: 'NotFound', description: 'There is nothing with this id' },
  409: { name: 'Conflict', description: 'It is not as the call takes it to be; `detail` says how it is' },
  412: { name: 'PreconditionFailed', description: 'It is another version than `If-Match` names' },
  413: { name: 'TooLarge', description: 'The body is larger than 1 MB' },
  415: { name: 'UnsupportedMediaType', description: 'The body is no JSON' },
  422: {
    name: 'Unprocessable',
    description: 'The workflow would not work (`issues`), or the Idempotency-Key came with another request',
  },
  429: { name: 'TooManyRequests', description: 'Asked too often' },
  503: { name: 'Unavailable', description: 'n8n does not answer, or it could not be decided; nothing was changed' },
} as const;
export type RefusalStatus = keyof typeof refusals;

/** Every status it may be refused with: those it names, those of the door, and those of reading what it is sent. */
export function refusalsOf({ method, params, query, headers = [], refusals: own = [] }: Operation): RefusalStatus[] {
  const reads = method !== 'get';
  const isRepeatable = headers.includes('Idempotency-Key');
  const all: RefusalStatus[] = [
    ...(reads || query ? [400 as const] : []),
    ...([401, 403, 429] as const),
    ...(params ? [404 as const] : []),
    ...(reads ? ([413, 415] as const) : []),
    ...(isRepeatable ? [422 as const] : []),
    ...own,
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}
