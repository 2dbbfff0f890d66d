import type { TestApp } from './test-app.ts';

/** Puts a workflow into the stand-in as somebody would in n8n's editor. Returns its id. */
export async function plantWorkflow({ standIn }: Pick<TestApp, 'standIn'>, name: string): Promise<string> {
  const response = await fetch(`${standIn.baseUrl}/api/v1/workflows`, {
    method: 'POST',
    headers: { 'X-N8N-API-KEY': standIn.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ name, nodes: [], connections: {}, settings: {} }),
  });
  if (!response.ok) throw new Error(`the stand-in answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
