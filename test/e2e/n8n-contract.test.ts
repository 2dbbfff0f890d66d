import { inject } from 'vitest';
import { openGate } from '#src/n8n/gate.ts';
import { n8nContract } from '#test/contract/n8n.ts';
import { n8nManageContract } from '#test/contract/n8n-manage.ts';
import type {} from '#test/support/e2e-setup.ts';

async function start() {
  const { baseUrl, apiKey, version } = inject('n8n');
  const config = { baseUrl, apiKey, editorUrl: baseUrl, rateLimit: 50, gate: openGate() };
  return {
    config,
    version,
    async addCredential({ name, type }: { name: string; type: string }) {
      const response = await fetch(`${baseUrl}/api/v1/credentials`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-n8n-api-key': apiKey },
        body: JSON.stringify({ name, type, data: { accessToken: 'none' } }),
      });
      const { id } = (await response.json()) as { id: string };
      return { id, name, type };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

n8nContract('real', start);
n8nManageContract('real', start);
