import { inject } from 'vitest';
import { everyWriteContract } from '#test/contract/once/every-write.ts';
import type { FaultyN8n } from '#test/contract/once/set-up.ts';
import type {} from '#test/support/e2e-setup.ts';
import { startN8nProxy } from '#test/support/n8n-proxy.ts';

/** The real n8n, behind a proxy of ours that makes the faults. */
async function start(): Promise<FaultyN8n> {
  const { baseUrl, apiKey } = inject('n8n');
  const proxy = await startN8nProxy(baseUrl);
  const past = { baseUrl, apiKey, editorUrl: baseUrl, rateLimit: 50 };
  return {
    ...{ past, config: { ...past, baseUrl: proxy.url }, fail: proxy.fail, requests: proxy.requests },
    ...{ timeoutMs: 2_500, faultMs: 4_000, patience: { lateMs: 20_000, settleMs: 300, tellMs: 500 } },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

everyWriteContract('real', start);
