import { describe, expect, inject, it } from 'vitest';
import { toCreateBody } from '#src/n8n/schema.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { planWords } from '../planner/plan-words.ts';

const catalog = await fullCatalog();

/** n8n takes what looks things up and what fills a store as it is, with every sub-node where it belongs. */
describe.skipIf(!catalog)('stores that are searched, in a real n8n', () => {
  it.each([
    'A Telegram RAG assistant that answers from our documents in the Qdrant collection called handbook with Gemini',
    'RAG pipeline: ingest documents from Google Drive into a Pinecone vector store using OpenAI embeddings, then answer questions via chat.',
    'Slack bot that answers questions from our handbook in Notion using OpenAI',
    'When a form with name and file is submitted, index the file into PGVector',
    'Chatbot that answers questions about our website https://example.com/faq with Claude',
  ])('%s', async (request) => {
    const { baseUrl, apiKey } = inject('n8n');
    const call = (method: string, path: string, body?: unknown) =>
      fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const { workflow, notDone } = await planWords(request);
    expect(notDone).toEqual([]);
    if (!workflow) throw new Error('no workflow');
    const response = await call('POST', '/workflows', toCreateBody(workflow));
    const created = (await response.json()) as { id: string; nodes: unknown[]; connections: unknown };
    expect(response.status, JSON.stringify(created).slice(0, 500)).toBe(200);
    try {
      expect(created.nodes).toMatchObject(
        workflow.nodes.map(({ name, type, typeVersion, parameters }) => ({ name, type, typeVersion, parameters })),
      );
      expect(created.connections).toEqual(workflow.connections);
    } finally {
      await call('DELETE', `/workflows/${created.id}`);
    }
  });
});
