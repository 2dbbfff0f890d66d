import { Refusal } from './documents.ts';

type Named = { name: string; value: string | number | boolean };

/** What is asked of a list: the credential, what is chosen in the step already, and words. */
export interface StandInLookUp {
  nodeType: string;
  methodName: string;
  credentialId: string;
  currentNodeParameters: Record<string, unknown>;
  filter?: string;
}

/** A list as the connected service would give it; what it throws is told like a service's refusal. */
export type StandInList = (asked: StandInLookUp) => readonly Named[];

export interface StandInLookUps {
  /** The list of a node type by n8n's name of its method. */
  add(nodeType: string, method: string, list: StandInList): void;
  addTable(table: { id: string; name: string; columns?: { name: string }[] }): void;
  clear(): void;
  /** Answers one message to the MCP server. */
  answer(body: unknown): unknown;
}

const pageLength = 100;

interface Asked {
  id?: unknown;
  method?: string;
  params?: { name?: string; arguments?: Record<string, unknown> };
}

/** n8n's MCP server as far as values are looked up there, with directories that tests give it. */
export function createStandInLookUps(): StandInLookUps {
  const lists = new Map<string, StandInList>();
  const tables: { id: string; name: string; columns?: { name: string }[] }[] = [];

  function call(name: string | undefined, args: Record<string, unknown>): object {
    if (name === 'search_data_tables') {
      const words = String(args['query'] ?? '').toLowerCase();
      return told({ data: tables.filter((one) => one.name.toLowerCase().includes(words)) });
    }
    if (name !== 'explore_node_resources') return refused(`Tool ${name} not found`);
    // What Flowsmith's own client sends; a test that sends something else sees its list go wrong.
    const asked = args as unknown as StandInLookUp & { paginationToken?: string };
    const list = lists.get(`${asked.nodeType}.${asked.methodName}`);
    if (!list) return refused(`Node type ${asked.nodeType} does not have method ${asked.methodName}`);
    try {
      const words = asked.filter?.toLowerCase() ?? '';
      const all = list(asked).filter((one) => one.name.toLowerCase().includes(words));
      const from = Number(asked.paginationToken ?? 0);
      const next = from + pageLength < all.length ? { paginationToken: String(from + pageLength) } : {};
      return told({ results: all.slice(from, from + pageLength), ...next });
    } catch (error) {
      return refused(error instanceof Error ? error.message : 'Failed');
    }
  }

  return {
    add: (nodeType, method, list) => void lists.set(`${nodeType}.${method}`, list),
    addTable: (table) => void tables.push(table),
    clear() {
      lists.clear();
      tables.splice(0);
    },
    answer(body) {
      const { id, method, params } = (body ?? {}) as Asked;
      if (method === 'tools/list') return { jsonrpc: '2.0', id, result: { tools: [] } };
      if (method !== 'tools/call') throw new Refusal(400, 'Bad Request');
      return { jsonrpc: '2.0', id, result: call(params?.name, params?.arguments ?? {}) };
    },
  };
}

const told = (structuredContent: object) => ({ structuredContent, content: [] });
const refused = (text: string) => ({ isError: true, content: [{ type: 'text', text }] });
