import type { NodeType } from '#src/catalog/catalog.ts';
import { isVisible, withDefaults } from '#src/catalog/display-options.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';

type Call = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

/**
 * Makes credentials with made-up secrets in a real n8n and binds them, so that publishing asks for nothing else. Each
 * kind is made once.
 */
export function createDummyCredentials(call: Call) {
  const made = new Map<string, Promise<{ id: string; name: string }>>();
  const ensure = (type: string): Promise<{ id: string; name: string }> => {
    const known = made.get(type) ?? create(call, type);
    made.set(type, known);
    return known;
  };
  return {
    async bind(node: N8nNode, nodeType: NodeType | undefined): Promise<N8nNode> {
      if (!nodeType) return node;
      const values = withDefaults(nodeType, node.parameters, node.typeVersion);
      const scope = { parameters: values, version: node.typeVersion, siblings: nodeType.properties };
      const wanted = nodeType.credentials
        .filter((one) => one.required && isVisible(one, scope))
        .map(({ name }) => name);
      const generic = values['authentication'] === 'genericCredentialType' ? values['genericAuthType'] : undefined;
      const types = typeof generic === 'string' ? [generic] : wanted.slice(0, 1);
      if (types.length === 0) return node;
      const bound = await Promise.all(types.map(async (type) => [type, await ensure(type)] as const));
      return { ...node, credentials: Object.fromEntries(bound) };
    },
  };
}

interface Schema {
  properties?: Record<string, { type?: string; enum?: unknown[] }>;
  required?: string[];
}

/** n8n says which fields it still wants, so they are added until it is content. */
async function create(call: Call, type: string): Promise<{ id: string; name: string }> {
  const schema = (await call('GET', `/credentials/schema/${type}`)).body as Schema;
  const madeUp = (field: string): unknown => {
    const property = schema.properties?.[field];
    if (property?.enum) return property.enum[0];
    return property?.type === 'number' ? 1 : property?.type === 'boolean' ? false : 'made-up';
  };
  const fields = new Set(schema.required ?? []);
  let answer = '';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const data = Object.fromEntries([...fields].map((field) => [field, madeUp(field)]));
    const { status, body } = await call('POST', '/credentials', { name: `dummy ${type}`, type, data });
    if (status === 200) {
      const { id, name } = body as { id: string; name: string };
      return { id, name };
    }
    answer = JSON.stringify(body);
    const missing = /requires property \\"(\w+)\\"/.exec(answer)?.[1];
    const unwanted = /(?:additional property|prohibited) \\"(\w+)\\"/.exec(answer)?.[1];
    if (missing) fields.add(missing);
    else if (unwanted) fields.delete(unwanted);
    else break;
  }
  throw new Error(`n8n made no credential of the kind ${type}: ${answer}`);
}
