import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { whyNotCalled } from '#src/engine/webhook-call.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { Cipher } from '#src/store/cipher.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { WebhookRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import {
  listWebhooks as allWebhooks,
  deleteWebhook as dropWebhook,
  insertWebhook,
  mostWebhooks,
  webhookEvents,
} from '#src/store/webhooks.ts';
import { type Door, restTenant } from './admit.ts';
import { deleteWebhook, listWebhooks, registerWebhook, type Webhook } from './operations/webhooks.ts';
import { type Problem, sendProblem } from './problem.ts';
import { serve } from './serve.ts';

export interface WebhookRoutesOptions {
  store: Store;
  door: Door;
  internalHosts: readonly string[];
  /** Undefined: nothing can be kept encrypted here. */
  cipher: Cipher | undefined;
}

/** Addresses that are told what becomes of drafts and acts: register, list, delete. */
export function registerWebhooks(
  app: FastifyInstance,
  { store, door, internalHosts, cipher }: WebhookRoutesOptions,
): void {
  const tenantId = async (): Promise<string> => (await ensureTenant(store.fork(), 'rest', { id: restTenant })).id;

  serve(app, door, registerWebhook, async ({ reply, key, body: { url, events } }) => {
    if (!cipher) return sendProblem(reply, noCipher);
    const why = whyNotCalled(url, internalHosts);
    if (why) return sendProblem(reply, { ...addressRefused, detail: `url: ${why}.` });
    const [id, secret] = [randomUUID(), `whsec_${randomBytes(32).toString('base64')}`];
    const tenant = await tenantId();
    const row = await store.fork().transactional(async (em) => {
      const sealed = cipher.encrypt(secret, id);
      const made = await insertWebhook(em, { id, tenant, apiKey: key.id, url, events, secret: sealed });
      const actor = `rest:${restTenant}:${key.name}`;
      const data = { act: 'created', host: new URL(url).host, events: [...events] };
      if (made) await appendAudit(em, { kind: 'webhook', actor, subject: id, data });
      return made;
    });
    if (!row) return sendProblem(reply, tooMany);
    return reply.code(201).send({ ...toShown(row), secret } satisfies Webhook);
  });

  serve(app, door, listWebhooks, async () => ({
    webhooks: (await allWebhooks(store.fork(), await tenantId())).map(toShown),
  }));

  serve(app, door, deleteWebhook, async ({ reply, key, params: { id } }) => {
    const tenant = await tenantId();
    const deleted = await store.fork().transactional(async (em) => {
      if (!(await dropWebhook(em, tenant, id))) return false;
      const actor = `rest:${restTenant}:${key.name}`;
      await appendAudit(em, { kind: 'webhook', actor, subject: id, data: { act: 'deleted' } });
      return true;
    });
    return deleted ? reply.code(204).send() : sendProblem(reply, deleteWebhook.params.unknown);
  });
}

/** `state`: `failing` when the newest message did not arrive, `off` when nothing is sent any more. */
const toShown = ({ id, url, events, createdAt, disabledAt, failingSince, failure }: WebhookRecord): Webhook => ({
  id,
  url,
  events: webhookEvents.filter((each) => events.includes(each)),
  createdAt: createdAt.toISOString(),
  state: disabledAt ? 'off' : failingSince ? 'failing' : 'on',
  ...(failingSince ? { failingSince: failingSince.toISOString() } : {}),
  ...(disabledAt ? { disabledAt: disabledAt.toISOString() } : {}),
  ...(failure ? { failure } : {}),
});

const addressRefused = { status: 400, code: 'address_refused', title: 'This address is not called' } as const;
const noCipher: Problem = {
  status: 409,
  code: 'encryption_key_missing',
  title: 'Webhooks are not set up here',
  detail: 'Their secrets are kept encrypted: your operator has to set FLOWSMITH_ENCRYPTION_KEY first.',
};
const tooMany: Problem = {
  status: 409,
  code: 'too_many_webhooks',
  title: 'No room for another webhook',
  detail: `At most ${mostWebhooks} are kept. Delete one first: DELETE /api/v1/webhooks/{id}.`,
};
