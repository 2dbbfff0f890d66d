import { n8nOwner } from '#src/dev/real-n8n.ts';

type Json = Record<string, unknown>;
export interface EditorNode extends Json {
  name: string;
  parameters: Json;
}
export interface EditorWorkflow extends Json {
  id: string;
  name: string;
  versionId: string;
  nodes: EditorNode[];
  connections: Json;
}

/**
 * n8n's editor without its pages: signs in as the owner and calls what the editor calls. For tests in which a person
 * changes a workflow in n8n itself, past Flowsmith and past the public API.
 */
export async function openEditor(baseUrl: string) {
  const login = await fetch(`${baseUrl}/rest/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ emailOrLdapLoginId: n8nOwner.email, password: n8nOwner.password }),
  });
  if (!login.ok) throw new Error(`n8n did not let the owner in: ${login.status}`);
  const cookies = login.headers.getSetCookie().map((each) => each.split(';')[0]);

  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${baseUrl}/rest${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: cookies.join('; ') },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`n8n's editor answered ${method} ${path} with ${response.status}: ${text}`);
    return (JSON.parse(text) as { data: T }).data;
  }

  const open = (id: string) => call<EditorWorkflow>('GET', `/workflows/${encodeURIComponent(id)}`);
  return {
    open,
    /** Opens it, lets `change` work on it, and saves: what is published stays as it was. */
    async edit(id: string, change: (workflow: EditorWorkflow) => void): Promise<EditorWorkflow> {
      const workflow = await open(id);
      change(workflow);
      const { name, nodes, connections, versionId } = workflow;
      return await call<EditorWorkflow>('PATCH', `/workflows/${encodeURIComponent(id)}`, {
        ...{ name, nodes, connections, versionId },
      });
    },
    /** What the editor shows after publishing; the public API never says that a trigger failed. */
    publicationStatus: (id: string) => call<Json>('GET', `/workflows/${encodeURIComponent(id)}/publication-status`),
  };
}
