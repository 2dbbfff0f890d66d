import { inject } from 'vitest';
import { n8nContract } from '#test/contract/n8n.ts';
import type {} from '#test/support/e2e-setup.ts';

n8nContract('real', async () => {
  const { baseUrl, apiKey, version } = inject('n8n');
  const config = { baseUrl, apiKey, editorUrl: baseUrl, rateLimit: 50 };
  return { config, version, [Symbol.asyncDispose]: async () => {} };
});
