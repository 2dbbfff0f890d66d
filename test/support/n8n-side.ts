import { inject } from 'vitest';
import type {} from './e2e-setup.ts';

/** A workflow as n8n's public API shows it; the fields the tests look at. */
export interface N8nSideWorkflow {
  id: string;
  name: string;
  active: boolean;
  triggerCount: number;
  nodes: { name: string; type: string; parameters: Record<string, unknown> }[];
}

/** The run's real n8n as its owner sees it: read over HTTP with plain fetch, past Flowsmith's own client. */
export function lookIntoN8n() {
  const { baseUrl, apiKey } = inject('n8n');

  async function call<T>(method: string, path: string): Promise<T> {
    const response = await fetch(`${baseUrl}/api/v1${path}`, { method, headers: { 'x-n8n-api-key': apiKey } });
    if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}`);
    return (await response.json()) as T;
  }

  /** Every workflow with this text anywhere in its nodes. */
  async function mentioning(text: string): Promise<N8nSideWorkflow[]> {
    const found: N8nSideWorkflow[] = [];
    let cursor = '';
    do {
      type Page = { data: N8nSideWorkflow[]; nextCursor: string | null };
      const page = await call<Page>('GET', `/workflows?limit=250${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      found.push(...page.data.filter(({ nodes }) => JSON.stringify(nodes).includes(text)));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    return found;
  }

  return {
    baseUrl,
    apiKey,
    mentioning,
    get: (id: string) => call<N8nSideWorkflow>('GET', `/workflows/${id}`),
    unpublish: (id: string) => call<N8nSideWorkflow>('POST', `/workflows/${id}/deactivate`),
  };
}

/** The id in the link `{n8n}/workflow/{id}` of a card or an answer. */
export function workflowIdIn(text: string, n8nUrl: string): string {
  const behind = text.split(`${n8nUrl}/workflow/`)[1] ?? '';
  const id = /^[A-Za-z0-9]+/.exec(behind)?.[0];
  if (!id) throw new Error(`no link to a workflow of ${n8nUrl} in: ${text.slice(0, 2000)}`);
  return id;
}

/** An address nobody asked for before, so that its workflow is told apart from every other one on the same n8n. */
export const freshUrl = (): string => `http://127.0.0.1:9/check-${Math.floor(Math.random() * 1e9)}`;
