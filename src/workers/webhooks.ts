import type { EngineContext } from '#src/engine/context.ts';
import { callWebhook } from '#src/engine/webhook-call.ts';
import { repeat } from '#src/repeat.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { Cipher } from '#src/store/cipher.ts';
import {
  claimMessages,
  type DueMessage,
  disableWebhook,
  failMessage,
  resealSecret,
  settleMessage,
} from '#src/store/webhooks.ts';

export interface WebhookSettings {
  /** Opens the secrets. */
  cipher: Cipher;
  everyMs: number;
  /** How long after each failed attempt the next one follows; after the last the message is given up. */
  delaysMs: readonly number[];
  /** An address where nothing has arrived for so long is not called any more. */
  disableAfterMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
/** As Standard Webhooks recommends, about three days in all. */
export const usualWebhooks: Omit<WebhookSettings, 'cipher'> = {
  everyMs: 1_000,
  delaysMs: [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
  disableAfterMs: 5 * 24 * hour,
};
const timeoutMs = 10_000;
const leaseMs = 30_000;
const most = { limit: 20, each: 2 };

type Sending = Pick<EngineContext, 'store' | 'log' | 'policy'>;

/**
 * Tells registered addresses what was written down for them: at least once, with the same id in every attempt. Any
 * number of processes may do it.
 */
export function startWebhooks(context: Sending, settings: WebhookSettings): AsyncDisposable {
  const round = async (signal: AbortSignal) => {
    const due = await claimMessages(context.store.fork(), { ...most, leaseMs });
    await Promise.all(due.map((message) => send(context, settings, message, signal)));
  };
  return repeat(round, {
    everyMs: settings.everyMs,
    onError: (err) => context.log.warn({ err }, 'telling webhooks failed'),
  });
}

/** What is told: ids and what happened, never texts. Whoever wants to know more reads it with a key. */
function bodyOf({ type, subject, revision, at }: Pick<DueMessage, 'type' | 'subject' | 'revision' | 'at'>): string {
  const isAct = type.startsWith('act.');
  const data = isAct
    ? { actId: subject, path: `/api/v1/acts/${subject}` }
    : { draftId: subject, ...(revision === null ? {} : { revision }), path: `/api/v1/drafts/${subject}` };
  return JSON.stringify({ type, timestamp: at, data });
}

async function send(
  context: Sending,
  { cipher, delaysMs, disableAfterMs }: WebhookSettings,
  message: DueMessage,
  signal: AbortSignal,
): Promise<void> {
  const { store, log, policy } = context;
  const { id, url, attempts, webhook } = message;
  const secret = await openSecret(context, cipher, message);
  const failure = secret
    ? await callWebhook({
        ...{ id, url, secret, timeoutMs, signal, internalHosts: policy.internalHosts },
        body: bodyOf(message),
      })
    : 'secret_unreadable';
  // Stopped in the middle: whoever takes it over sends it again.
  if (failure && signal.aborted) return;
  const em = store.fork();
  if (!failure) return settleMessage(em, message);
  const delayMs = delaysMs[attempts - 1];
  const failingMs = await failMessage(em, message, { failure, delayMs });
  log[delayMs === undefined ? 'warn' : 'debug']({ webhook, message: id, failure, attempts }, 'webhook not reached');
  // 410 is how an address says that it does not want to be told any more.
  if (failure === 'http_410' || failingMs >= disableAfterMs) await disable(context, webhook, failure);
}

/** Sealed anew when it was under an earlier key; undefined when that key is gone. */
async function openSecret(
  { store, log }: Sending,
  cipher: Cipher,
  { secret: sealed, webhook }: DueMessage,
): Promise<string | undefined> {
  try {
    const secret = cipher.decrypt(sealed, webhook);
    if (cipher.isOutdated(sealed)) await resealSecret(store.fork(), webhook, cipher.encrypt(secret, webhook));
    return secret;
  } catch (err) {
    log.error({ err, webhook }, 'the secret of a webhook cannot be opened: delete it and register it anew');
    return undefined;
  }
}

async function disable({ store, log }: Sending, id: string, failure: string): Promise<void> {
  await store.fork().transactional(async (em) => {
    if (!(await disableWebhook(em, id))) return;
    await appendAudit(em, { kind: 'webhook', actor: 'flowsmith', subject: id, data: { act: 'disabled', failure } });
    log.error({ webhook: id, failure }, 'webhook switched off: nothing has arrived there for too long');
  });
}
