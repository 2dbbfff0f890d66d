import type { Config } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { createGates, type N8nAccess } from '#src/n8n/gate.ts';
import { openN8nSlots } from '#src/queue/n8n-slots.ts';

/** The connected n8n for a command: its calls count with those of the running service. The caller disposes. */
export function openAccess(config: Config): N8nAccess & AsyncDisposable {
  const log = createLogger('silent');
  const { n8n, databaseUrl, redisUrl } = config;
  const slots = openN8nSlots({ databaseUrl, redisUrl, instance: n8n.baseUrl, perSecond: n8n.rateLimit }, log);
  return {
    ...n8n,
    gate: createGates(slots, log)(),
    [Symbol.asyncDispose]: () => slots[Symbol.asyncDispose](),
  };
}
