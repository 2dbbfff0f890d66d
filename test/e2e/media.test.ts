import { describe, expect, inject, it } from 'vitest';
import { toCreateBody } from '#src/n8n/schema.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { planWords } from '../planner/plan-words.ts';

const catalog = await fullCatalog();

/** n8n takes what hears, sees, reads, draws and speaks as it is, with every way of a fork. */
describe.skipIf(!catalog)('voice, images and documents, in a real n8n', () => {
  it.each([
    'A Telegram chatbot that handles text, audio and images with GPT-4o',
    'When a WhatsApp voice note arrives, transcribe it with Gemini and send the text back',
    'When a Telegram message arrives, answer it with ChatGPT as a voice message',
    'When an invoice PDF arrives by email in Gmail, extract the invoice number, date and total with AI and add a row to Google Sheets',
    'When a form with a CV file is submitted, extract name, email and skills with AI and add a row to Google Sheets',
    'Every day create a video with OpenAI about our product and upload it to YouTube',
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
