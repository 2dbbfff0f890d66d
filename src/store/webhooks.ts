import { Webhook, type WebhookRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Everything an address can be told. */
export const webhookEvents = [
  'request.answered',
  'request.failed',
  'draft.proposed',
  'draft.approved',
  'draft.created',
  'draft.published',
  'draft.failed',
  'draft.discarded',
  'draft.expired',
  'act.done',
  'act.failed',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];
/** Of one tenant. */
export const mostWebhooks = 20;

export interface NewWebhook {
  id: string;
  tenant: string;
  apiKey: string;
  url: string;
  events: WebhookEvent[];
  secret: string;
}

/** Undefined when the tenant has as many as it may. Call inside a transaction. */
export async function insertWebhook(em: EntityManager, webhook: NewWebhook): Promise<WebhookRecord | undefined> {
  // One after the other, so that two at once do not both find room.
  await em.execute('select 1 from tenants where id = ? for no key update', [webhook.tenant]);
  if ((await em.count(Webhook, { tenant: webhook.tenant })) >= mostWebhooks) return undefined;
  const row = em.create(Webhook, { ...webhook, failingSince: null, disabledAt: null, failure: null });
  await em.flush();
  await em.refresh(row);
  return row;
}

export const listWebhooks = (em: EntityManager, tenant: string): Promise<WebhookRecord[]> =>
  em.find(Webhook, { tenant }, { orderBy: { createdAt: 'asc' } });

/** With what it still had to tell. */
export async function deleteWebhook(em: EntityManager, tenant: string, id: string): Promise<boolean> {
  return (await em.nativeDelete(Webhook, { id, tenant })) > 0;
}

/** One message that this process may send now. */
export interface DueMessage {
  id: string;
  type: WebhookEvent;
  subject: string;
  revision: number | null;
  /** ISO 8601, UTC. */
  at: string;
  /** This attempt included. */
  attempts: number;
  webhook: string;
  url: string;
  secret: string;
}

/**
 * The oldest that are due, at most `each` of one address, so that one that hangs keeps no other waiting. Nobody else gets
 * them for `leaseMs`, after which they count as not sent. Those of addresses that are off, or whose key is revoked, wait.
 */
export async function claimMessages(
  em: EntityManager,
  { limit, each, leaseMs }: { limit: number; each: number; leaseMs: number },
): Promise<DueMessage[]> {
  return (await em.execute(
    `update webhook_messages m set attempts = m.attempts + 1, due_at = clock_timestamp() + ? * interval '1 millisecond'
     from webhooks w where w.id = m.webhook_id and m.due_at <= clock_timestamp() and m.id in (
       select locked.id from webhook_messages locked where locked.id in (
         select id from (select due.id, due.due_at, row_number() over (partition by webhook_id order by due_at) as turn
           from webhook_messages due join webhooks v on v.id = due.webhook_id join api_keys k on k.id = v.api_key_id
           where due.due_at <= clock_timestamp() and v.disabled_at is null and k.revoked_at is null) next
         where turn <= ? order by turn, due_at limit ?) for update skip locked)
     returning m.id, m.type, m.subject, m.revision, to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       m.attempts, w.id as webhook, w.url, w.secret`,
    [leaseMs, each, limit],
  )) as DueMessage[];
}

/** It arrived. */
export async function settleMessage(em: EntityManager, { id, webhook }: DueMessage): Promise<void> {
  await em.execute('delete from webhook_messages where id = ?', [id]);
  await em.execute(
    'update webhooks set failing_since = null, failure = null where id = ? and failing_since is not null',
    [webhook],
  );
}

/** It did not arrive; `delayMs` undefined: it is given up. Says since when nothing has arrived there, in milliseconds. */
export async function failMessage(
  em: EntityManager,
  { id, webhook }: DueMessage,
  { failure, delayMs }: { failure: string; delayMs: number | undefined },
): Promise<number> {
  if (delayMs === undefined) await em.execute('delete from webhook_messages where id = ?', [id]);
  else
    await em.execute(
      `update webhook_messages set due_at = clock_timestamp() + ? * interval '1 millisecond' where id = ?`,
      [delayMs, id],
    );
  const [row] = (await em.execute(
    `update webhooks set failure = ?, failing_since = coalesce(failing_since, clock_timestamp()) where id = ?
     returning extract(epoch from clock_timestamp() - failing_since)::float * 1000 as failing`,
    [failure, webhook],
  )) as { failing: number }[];
  return row?.failing ?? 0;
}

/** Nothing is sent there any more, and what waited is dropped. False when it was off already. Inside a transaction. */
export async function disableWebhook(em: EntityManager, id: string): Promise<boolean> {
  const rows = (await em.execute(
    'update webhooks set disabled_at = clock_timestamp() where id = ? and disabled_at is null returning id',
    [id],
  )) as unknown[];
  await em.execute('delete from webhook_messages where webhook_id = ?', [id]);
  return rows.length > 0;
}

/** Under a newer key. */
export async function resealSecret(em: EntityManager, id: string, secret: string): Promise<void> {
  await em.nativeUpdate(Webhook, { id }, { secret });
}
