import { z } from 'zod';
import { isTextTooDeep } from '#src/json-depth.ts';
import type { N8nAccess } from './gate.ts';
import { createExchange, type Exchanged } from './http.ts';
import { toN8nError } from './messages.ts';
import { parseAnswer } from './parse.ts';

/** What n8n's own editor would ask a service for: one page of a list. */
export interface LookUp {
  nodeType: string;
  version: number;
  /** n8n's name of the list, from the catalogue. */
  method: string;
  kind: 'listSearch' | 'loadOptions';
  credential: { type: string; id: string };
  filter?: string | undefined;
  /** From the page before. */
  page?: string | undefined;
  /** What is chosen already: lists hang on it. */
  parameters: Record<string, unknown>;
}

export interface LookedUp {
  values: { name: string; value: string | number | boolean; url?: string | undefined }[];
  nextPage?: string;
}

/** n8n's MCP server, which looks values up with the credentials that n8n holds. Every failure is an N8nError. */
export interface N8nLookUps {
  find(lookUp: LookUp): Promise<LookedUp>;
  /** n8n's own data tables, which need no credential. */
  dataTables(words: string): Promise<LookedUp>;
  /** The columns of one of them, by its id; none where there is no such table. */
  tableColumns(id: string): Promise<LookedUp>;
  /** Throws where the server is off, or does not take the key. */
  check(): Promise<void>;
}

/** Entries of one page that are read; the rest of a longer one is left out. */
const mostEntries = 10_000;
const maxBytes = 8 * 1024 * 1024;

const entrySchema = z.object({
  name: z.coerce.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  url: z.string().optional(),
});
const resultSchema = z.object({ results: z.array(z.unknown()), paginationToken: z.string().optional() });
const column = z.object({ name: z.string() });
const tablesSchema = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string(), columns: z.array(column).catch([]) })),
});
const answerSchema = z.object({
  result: z.object({
    isError: z.boolean().optional(),
    structuredContent: z.unknown().optional(),
    content: z.array(z.object({ text: z.string().optional() })).optional(),
  }),
});

/** The look-ups of one n8n; undefined without a key for its MCP server, which is another one than that of its API. */
export function createN8nLookUps(config: N8nAccess, options: { timeoutMs?: number } = {}): N8nLookUps | undefined {
  const { mcpKey } = config;
  if (!mcpKey) return undefined;
  // The proxy's password and the key would go into the same header: behind such a proxy there are no look-ups.
  const exchange = createExchange({ ...config, basicAuth: undefined }, options.timeoutMs ?? 10_000);
  const url = new URL(`${config.baseUrl.replace(/\/+$/, '')}/mcp-server/http`);
  const ask = async (method: string, params: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${mcpKey}`, accept: 'application/json, text/event-stream' };
    const body = { jsonrpc: '2.0', id: 1, method, params };
    const response = await exchange({ act: 'lookUp', method: 'POST', url, headers, body, maxBytes });
    if (response.status !== 200) throw toN8nError({ response }, 'lookUp');
    return messageIn(response);
  };
  const call = async (name: string, args: object): Promise<unknown> => {
    const { result } = parseAnswer(answerSchema, await ask('tools/call', { name, arguments: args }), 'lookUp');
    if (!result.isError) return result.structuredContent;
    // A credential that is revoked, a service that does not answer: n8n says which.
    throw toN8nError({ unreadable: result.content?.[0]?.text?.slice(0, 300) ?? 'an error without words' }, 'lookUp');
  };
  return {
    async find({ method, kind, credential, page, ...asked }) {
      const answer = await call('explore_node_resources', {
        nodeType: asked.nodeType,
        version: asked.version,
        methodName: method,
        methodType: kind,
        credentialType: credential.type,
        credentialId: credential.id,
        ...(asked.filter ? { filter: asked.filter } : {}),
        ...(page ? { paginationToken: page } : {}),
        currentNodeParameters: asked.parameters,
      });
      const { results, paginationToken } = parseAnswer(resultSchema, answer, 'lookUp');
      // One entry that cannot be used costs no others.
      const values = results.slice(0, mostEntries).flatMap((one) => entrySchema.safeParse(one).data ?? []);
      return { values, ...(paginationToken ? { nextPage: paginationToken } : {}) };
    },
    async dataTables(words) {
      const answer = await call('search_data_tables', words ? { query: words } : {});
      const { data } = parseAnswer(tablesSchema, answer, 'lookUp');
      return { values: data.map(({ id, name }) => ({ name, value: id })) };
    },
    async tableColumns(id) {
      const { data } = parseAnswer(tablesSchema, await call('search_data_tables', {}), 'lookUp');
      const columns = data.find((one) => one.id === id)?.columns ?? [];
      return { values: columns.map(({ name }) => ({ name, value: name })) };
    },
    check: async () => {
      await ask('tools/list', {});
    },
  };
}

/** The answer stands in JSON, or in the last event of a stream. */
function messageIn({ headers, body }: Exchanged): unknown {
  const streamed = String(headers['content-type'] ?? '').includes('event-stream');
  const text = streamed
    ? body
        .split(/\r?\n/)
        .findLast((line) => line.startsWith('data:'))
        ?.slice(5)
    : body;
  try {
    if (!text || isTextTooDeep(text)) throw new SyntaxError('no message, or too deep');
    return JSON.parse(text);
  } catch {
    throw toN8nError({ unreadable: 'no JSON-RPC message' }, 'lookUp');
  }
}
