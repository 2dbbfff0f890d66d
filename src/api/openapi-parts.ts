/** What the parts of the OpenAPI document share. */
export const text = { type: 'string' } as const;
export const problem = {
  description: 'Problem document (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
export const json = (schema: object) => ({ content: { 'application/json': { schema } } });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const query = (name: string, schema: object, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description ? { description } : {}),
});
export const idInPath = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: text,
  description: 'The same key and body give the same answer',
};
/** What every route may answer. */
export const refusals = { 401: problem, 403: problem, 429: problem };
