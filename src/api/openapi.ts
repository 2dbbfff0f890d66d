import { z } from 'zod';
import { limitHeaders, requestHeaders } from './operations/headers.ts';
import { operations } from './operations/index.ts';
import { type Operation, type RefusalStatus, refusals, refusalsOf, tags } from './operations/operation.ts';
import { problemDocument } from './operations/problem.ts';
import { webhookMessage } from './operations/webhooks.ts';

const description = `Ask for an n8n workflow in plain words, approve it, find it in n8n.

Every call needs a key, made with \`flowsmith keys create <name> --scopes …\`. Errors are problem documents
(RFC 9457): \`code\` is stable, \`detail\` says what to do. A key may call 120 times a minute, and have 20 things planned
or done a minute for each \`user\`; \`RateLimit\` says what is left. A call that waits costs one.`;

type Json = Record<string, unknown>;
/** Schemas that have a name, as they are found. */
type Named = Record<string, Json>;

/** What the operations say, put together when somebody asks first. */
let content: ReturnType<typeof toContent> | undefined;

/** What /openapi.json answers: OpenAPI 3.1 out of the operations, which the routes are made of as well. */
export function openApiDocument(serverUrl: string) {
  content ??= toContent();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flowsmith',
      version: '0.1.0',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Whoever runs this Flowsmith', url: serverUrl },
    },
    servers: [{ url: serverUrl, description: 'This Flowsmith' }],
    tags: Object.entries(tags).map(([name, about]) => ({ name, description: about })),
    security: [{ key: [] }],
    ...content,
  };
}

function toContent() {
  const schemas: Named = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const each of operations) paths[each.path] = { ...paths[each.path], [each.method]: toEntry(each, schemas) };
  return {
    paths,
    webhooks: { changed: { post: toWebhook(schemas) } },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made with `flowsmith keys create`' },
      },
      responses: toRefusals(schemas),
      parameters: Object.fromEntries(
        Object.entries(requestHeaders).map(([name, schema]) => [
          name.replaceAll('-', ''),
          { name, in: 'header', ...toField(schema, schemas) },
        ]),
      ),
      schemas,
    },
  };
}

function toEntry(said: Operation, schemas: Named): Json {
  const { id, tag, summary, description: more, scopes, params, query, headers = [], body, answers } = said;
  const scope = `Scope ${scopes.map((each) => `\`${each}\``).join(' or ')}.`;
  const parameters = [
    ...(params ? toParameters('path', params.schema, schemas) : []),
    ...(query ? toParameters('query', query.schema, schemas) : []),
    ...headers.map((name) => ({ $ref: `#/components/parameters/${name.replaceAll('-', '')}` })),
  ];
  const refused = refusalsOf(said).map((status) => [
    status,
    { $ref: `#/components/responses/${refusals[status].name}` },
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: more ? `${scope} ${more}` : scope,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, ...inJson(body.schema, schemas) } } : {}),
    responses: { ...toAnswers(answers, schemas), ...Object.fromEntries(refused) },
  };
}

function toAnswers(answers: Operation['answers'], schemas: Named): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        headers: toHeaders({ ...limitHeaders, ...answer.headers }, schemas),
        ...(answer.schema ? inJson(answer.schema, schemas) : {}),
      },
    ]),
  );
}

/** What is sent to addresses that were registered. */
const toWebhook = (schemas: Named) => ({
  operationId: 'onChange',
  tags: ['Webhooks' satisfies keyof typeof tags],
  summary: 'Something became of a draft or an act',
  description: 'Sent to addresses that were registered. Any 2xx counts as arrived; 410 switches it off.',
  security: [],
  requestBody: { required: true, ...inJson(webhookMessage, schemas) },
  responses: {
    204: { description: 'Arrived' },
    410: { description: 'Do not tell this address any more' },
  },
});

function toRefusals(schemas: Named): Record<string, Json> {
  const retryAfter = { 'Retry-After': z.coerce.number().int().meta({ description: 'Seconds' }) };
  const headersOf: { [Status in RefusalStatus]?: Record<string, z.ZodType> } = {
    403: limitHeaders,
    429: { ...limitHeaders, ...retryAfter },
  };
  const schema = toJsonSchema(problemDocument, schemas);
  return Object.fromEntries(
    Object.entries(refusals).map(([status, { name, description }]) => [
      name,
      {
        description,
        headers: toHeaders(headersOf[Number(status) as RefusalStatus] ?? {}, schemas),
        content: { 'application/problem+json': { schema } },
      },
    ]),
  );
}

function toParameters(place: 'path' | 'query', { shape }: z.ZodObject, schemas: Named): Json[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    ...(place === 'path' ? { required: true } : {}),
    ...toField(schema as z.ZodType, schemas),
  }));
}

const toHeaders = (headers: Readonly<Record<string, z.ZodType>>, schemas: Named): Json =>
  Object.fromEntries(Object.entries(headers).map(([name, schema]) => [name, toField(schema, schemas)]));

/** Of a parameter or a header, whose description stands beside its schema. */
function toField(of: z.ZodType, schemas: Named): Json {
  const { description, ...schema } = toJsonSchema(of, schemas);
  return { description, schema };
}

const inJson = (schema: z.ZodType, schemas: Named): Json => ({
  content: { 'application/json': { schema: toJsonSchema(schema, schemas) } },
});

const inComponents = '#/components/schemas/';

/** The schema in the words of JSON Schema, as what may be sent. Schemas with a name go to where all of them are. */
function toJsonSchema(of: z.ZodType, schemas: Named): Json {
  const made = z.toJSONSchema(of, { io: 'input', override: ({ jsonSchema }) => shorten(jsonSchema) });
  const {
    $schema: _,
    $defs,
    ...schema
  } = JSON.parse(JSON.stringify(made).replaceAll('"$ref":"#/$defs/', `"$ref":"${inComponents}`)) as Json & {
    $defs?: Named;
  };
  for (const [name, { id: _id, ...named }] of Object.entries($defs ?? {})) schemas[name] = named;
  return schema;
}

/** What zod knows to say and a reader does not need: how a format is written out, how far whole numbers reach. */
function shorten(schema: Json): void {
  if (schema['format'] === 'uuid' || schema['format'] === 'date-time') delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (JSON.stringify(schema['propertyNames']) === '{"type":"string"}') delete schema['propertyNames'];
}
