import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { Store } from '#src/store/orm.ts';
import { type Door, restTenant } from './admit.ts';
import { invalidQuery, sendProblem } from './problem.ts';
import { isOperators } from './scopes.ts';

const query = z.object({
  /** A draft, workflow or key id. */
  subject: z.string().min(1).max(200).optional(),
  /** Rows older than this one; from `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The audit trail, newest first: of the HTTP API's own tenant, with an operator's key of all. */
export function registerAudit(app: FastifyInstance, { store, door }: { store: Store; door: Door }): void {
  app.get('/api/v1/audit', async (request, reply) => {
    const key = await door.admit(request, reply, ['audit']);
    if (!key) return reply;
    const parsed = query.safeParse(request.query);
    if (!parsed.success)
      return sendProblem(reply, invalidQuery(parsed.error, 'Use subject=<id>, before=<seq> and limit=<1 to 200>.'));
    const { limit, ...where } = parsed.data;
    const of = isOperators(key) ? undefined : await ensureTenant(store.fork(), 'rest', { id: restTenant });
    const rows = await listAudit(store.fork(), { ...where, of, limit: limit + 1 });
    const events = rows.slice(0, limit);
    const next = rows.length > limit ? events.at(-1)?.seq : undefined;
    return { events, ...(next === undefined ? {} : { next }) };
  });
}
