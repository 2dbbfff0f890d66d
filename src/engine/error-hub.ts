import { hkdfSync } from 'node:crypto';
import { ensureErrorHub } from '#src/n8n/error-hub.ts';
import { appendAuditOnce } from '#src/store/audit.ts';
import { whileAlone } from '#src/store/leases.ts';
import type { EngineContext } from './context.ts';

/** Where n8n reports failed executions. */
export const errorHookPath = '/hooks/n8n/error';

/**
 * The secret with which our workflow in n8n proves that a report comes from there. Derived by HKDF from n8n's key, which
 * every process has; who may open that workflow in n8n can read it, and learns nothing else from it.
 */
export function createErrorSecret(apiKey: string): string {
  return Buffer.from(hkdfSync('sha256', apiKey, 'flowsmith', 'error reports, version 1', 32)).toString('base64url');
}

export interface ErrorHubParts extends Pick<EngineContext, 'store' | 'n8n' | 'instance' | 'instanceUrl'> {
  publicUrl: string;
  secret: string;
}

/**
 * n8n's id of the workflow that reports failed executions, made and published as needed; one at a time over all
 * processes, so that there is one. Undefined when n8n has it but did not publish it: then it would report nothing.
 * Throws N8nError.
 */
export async function openErrorHub(parts: ErrorHubParts): Promise<string | undefined> {
  const { store, n8n, instance, instanceUrl, publicUrl, secret } = parts;
  return whileAlone(store, `error hub ${instanceUrl}`, async () => {
    const { capabilities } = await instance();
    const hub = await ensureErrorHub(n8n.client, capabilities, { callbackUrl: `${publicUrl}${errorHookPath}`, secret });
    if (!hub.active) return undefined;
    // The setting that asks for it is its approval.
    const data = { n8nId: hub.id, instance: instanceUrl, errorHub: true };
    const entry = { kind: 'creation', actor: 'policy', subject: `error-hub ${hub.id}`, data } as const;
    await store.fork().transactional((tx) => appendAuditOnce(tx, entry));
    return hub.id;
  });
}
