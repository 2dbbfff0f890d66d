/** What the parts of the OpenAPI document share. */
export const text = { type: 'string' } as const;
export const described = (description: string, schema: object = text) => ({ ...schema, description });
export const when = (description: string) => ({ type: 'string', format: 'date-time', description });
export const json = (schema: object) => ({ content: { 'application/json': { schema } } });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const query = (name: string, schema: object, description: string) => ({
  name,
  in: 'query',
  schema,
  description,
});
export const header = (name: string, description: string, schema: object = text) => ({
  name,
  in: 'header',
  schema,
  description,
});
export const idInPath = (of: string) => ({
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
  description: `Flowsmith's id of the ${of}`,
});

const responseOf = (name: string) => ({ $ref: `#/components/responses/${name}` });
const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
export const idempotencyKey = parameter('IdempotencyKey');
export const prefer = parameter('Prefer');
export const wait = parameter('Wait');
export const ifNoneMatch = parameter('IfNoneMatch');

/** What every route may answer. */
export const refusals = {
  401: responseOf('Unauthorized'),
  403: responseOf('Forbidden'),
  429: responseOf('TooManyRequests'),
};
export const badRequest = { 400: responseOf('BadRequest') };
export const notFound = { 404: responseOf('NotFound') };
export const notModified = { 304: { description: 'It is still what If-None-Match names' } };
export const conflict = { 409: responseOf('Conflict') };
/** What a route that reads a body may answer besides. */
export const unreadable = {
  ...badRequest,
  413: responseOf('TooLarge'),
  415: responseOf('UnsupportedMediaType'),
  422: responseOf('Unprocessable'),
};
export const unavailable = { 503: responseOf('Unavailable') };

const limits = {
  'RateLimit-Policy': { description: 'What is counted: points `q` in `w` seconds', schema: text },
  RateLimit: { description: 'What is left: points `r`, all of them again in `t` seconds', schema: text },
};
const problem = (description: string, headers: object = {}) => ({
  description,
  headers,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
/** Of an answer about something that changes. */
export const stateHeaders = {
  ...limits,
  ETag: { description: 'Names this state, for If-None-Match', schema: text },
};
export const acceptedHeaders = {
  ...stateHeaders,
  Location: { description: 'Where its state is read', schema: text },
  'Preference-Applied': { description: 'What of Prefer was followed', schema: text },
};

export const sharedComponents = {
  responses: {
    BadRequest: problem('A field, a parameter or a header is not as expected; `detail` names it'),
    Unauthorized: problem('There is no valid key'),
    Forbidden: problem('The key lacks a scope, or the policy says no', limits),
    NotFound: problem('There is nothing with this id'),
    Conflict: problem('It is not as the call takes it to be; `detail` says how it is'),
    TooLarge: problem('The body is larger than 1 MB'),
    UnsupportedMediaType: problem('The body is no JSON'),
    Unprocessable: problem('The workflow would not work (`issues`), or the Idempotency-Key came with another request'),
    TooManyRequests: problem('Asked too often', {
      ...limits,
      'Retry-After': { description: 'Seconds', schema: { type: 'integer' } },
    }),
    Unavailable: problem('n8n does not answer, or it could not be decided; nothing was changed'),
  },
  parameters: {
    IdempotencyKey: header(
      'Idempotency-Key',
      'The same key and body are the same call: it is done once, and answered with where it stands',
      { type: 'string', maxLength: 200 },
    ),
    Prefer: header('Prefer', '`respond-async`: answer at once; `wait=10`: wait at most so many seconds (RFC 7240)'),
    Wait: query(
      'wait',
      { type: 'number', minimum: 0, maximum: 30 },
      'Seconds to wait: while Flowsmith is at it and nothing changes; with If-None-Match until it is another state',
    ),
    IfNoneMatch: header('If-None-Match', 'The ETag you know: 304 when it is still that'),
  },
} as const;
