import { hkdfSync } from 'node:crypto';
import { ensureOutOfTheWay } from '#src/n8n/archive.ts';
import { ensureErrorHub, errorHubMarker } from '#src/n8n/error-hub.ts';
import { findAllByMarker, isAsMade } from '#src/n8n/marker.ts';
import { appendAuditOnce } from '#src/store/audit.ts';
import { whileAlone } from '#src/store/leases.ts';
import type { EngineContext, OfN8n } from './context.ts';
import { guardWrites } from './write-guard.ts';

/** Where n8n reports failed executions. */
export const errorHookPath = '/hooks/n8n/error';

/**
 * The secret with which our workflow in n8n proves that a report comes from there. Derived by HKDF from n8n's key, which
 * every process has; who may open that workflow in n8n can read it, and learns nothing else from it.
 */
export function createErrorSecret(apiKey: string): string {
  return Buffer.from(hkdfSync('sha256', apiKey, 'flowsmith', 'error reports, version 1', 32)).toString('base64url');
}

export interface ErrorHubParts
  extends Pick<EngineContext, 'store' | 'patience'>,
    OfN8n<'url' | 'capabilities' | 'guarded' | 'client' | 'archive'> {
  publicUrl: string;
  secret: string;
}

/**
 * n8n's id of the workflow that reports failed executions, made and published as needed; one at a time over all
 * processes, so that there is one. Undefined when n8n has it but did not publish it: then it would report nothing.
 * Throws N8nError.
 */
export async function openErrorHub(parts: ErrorHubParts): Promise<string | undefined> {
  const { store, n8n, publicUrl, secret } = parts;
  return whileAlone(store, `error hub ${n8n.url}`, async () => {
    const capabilities = await n8n.capabilities();
    // A lost answer may hide a hub that is only about to be there: until then new workflows go without.
    const { client } = n8n.guarded(guardWrites(parts, { subject: `error hub ${n8n.url}`, owner: 'error hub' }));
    const callbackUrl = `${publicUrl}${errorHookPath}`;
    const hub = await ensureErrorHub(client, capabilities, { callbackUrl, secret });
    if (!hub.active) return undefined;
    // Made twice all the same, by something that repeats requests: nothing reports to the other one.
    for (const spare of await findAllByMarker(client, errorHubMarker(callbackUrl))) {
      if (spare.id === hub.id || spare.isArchived || !isAsMade(spare)) continue;
      await ensureOutOfTheWay(n8n, spare.id, { mayDelete: !capabilities.archive });
    }
    // The setting that asks for it is its approval.
    const data = { n8nId: hub.id, instance: n8n.url, errorHub: true };
    const entry = { kind: 'creation', actor: 'policy', subject: `error-hub ${hub.id}`, data } as const;
    await store.fork().transactional((tx) => appendAuditOnce(tx, entry));
    return hub.id;
  });
}
