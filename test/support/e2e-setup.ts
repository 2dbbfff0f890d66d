import type { TestProject } from 'vitest/node';
import { n8nVersion, startRealN8n } from '#src/dev/real-n8n.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One real n8n for the whole end-to-end run. */
    n8n: { baseUrl: string; apiKey: string; version: string; dir: string };
  }
}

/** Installs n8n when it is not there yet, starts one, and ends it after the last test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const n8n = await startRealN8n();
  project.provide('n8n', { baseUrl: n8n.baseUrl, apiKey: n8n.apiKey, version: n8nVersion, dir: n8n.dir });
  return () => n8n.stop();
}
