import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAudit } from '#src/store/audit.ts';
import type { Store } from '#src/store/orm.ts';
import type { Door } from './admit.ts';
import { sendProblem } from './problem.ts';

const query = z.object({
  /** A draft, workflow or key id. */
  subject: z.string().min(1).max(200).optional(),
  /** Rows older than this one; from `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The audit trail, newest first. */
export function registerAudit(app: FastifyInstance, { store, door }: { store: Store; door: Door }): void {
  app.get('/api/v1/audit', async (request, reply) => {
    if (!(await door.admit(request, reply, ['audit']))) return reply;
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      return sendProblem(reply, {
        status: 400,
        code: 'query_invalid',
        title: 'The query is not as expected',
        detail: 'Use subject=<id>, before=<seq> and limit=<1 to 200>.',
      });
    }
    const { limit, ...where } = parsed.data;
    const rows = await listAudit(store.fork(), { ...where, limit: limit + 1 });
    const events = rows.slice(0, limit);
    const next = rows.length > limit ? events.at(-1)?.seq : undefined;
    return { events, ...(next === undefined ? {} : { next }) };
  });
}
