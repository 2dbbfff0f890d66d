import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { errorHookPath } from '#src/engine/error-hub.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import { Conversation, Tenant } from '#src/store/entities.ts';
import { findByN8nId } from '#src/store/workflows.ts';
import { invalidBody, sendProblem } from './problem.ts';

/** Of the whole instance, and of one workflow: what comes beyond is not kept. */
const perInstance = { points: 300, windowMs: 60_000 };
const perWorkflow = { points: 120, windowMs: 60 * 60_000 };
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
  { context, inbox, secret }: { context: EngineContext; inbox: Inbox; secret: string },
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
    const em = store.fork();
    const found = await findByN8nId(em, n8n.url, n8nId);
    if (!found) return;
    const { workflow } = found;
    if (!(await limits.take(`failures:${workflow.id}`, perWorkflow.points, perWorkflow.windowMs)).allowed) return;
    const conversation = await em.findOneOrFail(Conversation, { id: found.conversation });
    const tenant = await em.findOneOrFail(Tenant, { id: conversation.tenant });
    const step = error?.node ?? execution?.lastNodeExecuted;
    await inbox.accept({
      kind: 'failure',
      // A trigger that failed has no execution: once a minute is once.
      dedupeKey: `failure:${workflow.id}:${execution?.id ?? `at ${Math.floor(Date.now() / 60_000)}`}`,
      tenant: { id: tenant.externalId },
      conversation: toConversationRef(conversation),
      person: { id: 'n8n', name: 'n8n' },
      workflowId: workflow.id,
      ...(execution?.id ? { executionId: execution.id } : {}),
      ...(step ? { step } : {}),
      ...(error?.message ? { problem: error.message } : {}),
    });
  }
}

/** Of one length, as the comparison wants it. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
