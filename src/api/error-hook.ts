import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineContext } from '#src/engine/context.ts';
import { errorHookPath } from '#src/engine/error-hub.ts';
import { noteFailure } from '#src/engine/reach/note-failure.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { findByN8nId } from '#src/store/workflows.ts';
import { invalidBody, sendProblem } from './problem.ts';

/** Of the whole instance: what comes beyond is not counted. */
const perInstance = { points: 3_000, windowMs: 60_000 };
const maxBodyBytes = 64 * 1024;

const words = z.string().transform((text) => text.slice(0, 500));
/** No id has control characters, and PostgreSQL refuses a NUL. */
const printable = /^\P{Cc}{1,100}$/u;
const id = z.union([z.string().regex(printable), z.number()]).transform(String);
const report = z.object({
  execution: z
    .object({ id: id.nullish(), mode: z.string().max(100).nullish(), lastNodeExecuted: words.nullish() })
    .nullish(),
  error: z.object({ message: words.nullish(), node: words.nullish() }).nullish(),
  workflow: z.object({ id }),
});

/**
 * `POST /hooks/n8n/error`: what our workflow in n8n sends when another one failed. Answers 204 after the report is
 * committed, and for reports that nobody has to be told of; one of the same execution counts once.
 */
export function registerErrorHook(
  app: FastifyInstance,
  { context, secret }: { context: EngineContext; secret: string },
): void {
  const { store, limits, n8n } = context;
  const expected = digest(secret);

  app.post(errorHookPath, { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const given = request.headers[errorHubHeader];
    if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) {
      return sendProblem(reply, {
        status: 401,
        code: 'unauthorized',
        title: 'Not from our workflow in n8n',
        detail: 'Only the workflow that Flowsmith keeps in n8n reports here.',
      });
    }
    const allowance = await limits.take('error-reports', perInstance.points, perInstance.windowMs);
    if (!allowance.allowed) {
      return sendProblem(reply, {
        status: 429,
        code: 'rate_limited',
        title: 'Too many reports',
        detail: 'Too many failed executions were reported. Later ones are told again.',
        retryAfterMs: allowance.retryAfterMs,
      });
    }
    const parsed = report.safeParse(request.body);
    if (!parsed.success)
      return sendProblem(reply, invalidBody(parsed.error, 'what the workflow that Flowsmith keeps in n8n sends'));
    await accept(parsed.data);
    return reply.code(204).send();
  });

  async function accept({ execution, error, workflow: { id: n8nId } }: z.infer<typeof report>): Promise<void> {
    // Whoever runs it by hand, or again, sees for themselves how that ends.
    if (execution?.mode === 'manual' || execution?.mode === 'retry') return;
    const found = await findByN8nId(store.fork(), n8n.url, n8nId);
    if (!found) return;
    const { workflow, conversation } = found;
    const step = error?.node ?? execution?.lastNodeExecuted ?? undefined;
    const reported = { workflow: workflow.id, executionId: execution?.id ?? undefined, step };
    await noteFailure(context, { ...reported, problem: error?.message ?? undefined }, conversation);
  }
}

/** Of one length, as the comparison wants it. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
