import { DeliveryError, FlowsmithError, N8nError } from '#src/errors.ts';

/** `wait`: nothing failed, it was only too early; costs no try. */
export type RetryDecision = { kind: 'retry' | 'wait'; delayMs: number } | { kind: 'give-up' };

const maxDelayMs = 5 * 60_000;
const firstDelayMs = 1_000;
const longWaitMs = 60_000;
/** Tries in all, the first included. n8n gets more: a restart or an upgrade takes minutes. */
const maxAttempts = { n8n: 8, own: 5, foreign: 4 };

const programmingErrors = new Set([
  'TypeError',
  'ReferenceError',
  'RangeError',
  'SyntaxError',
  'AssertionError',
  'ZodError',
]);
/** Come before the name: a failed `fetch` is a TypeError with one of these beneath. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Connection lost, shutting down, too many connections, serialization, deadlock, lock not available, idle for too long. */
const transientSqlState = /^(08...|57P0.|53...|40...|55P03|25P03)$/;

/**
 * Whether a failed job is tried again, and when. Pure: everybody who retries asks here.
 * @param attempt tries made so far, the failed one included (1 after the first failure)
 * @param random 0 to below 1; spreads retries so that those who failed together do not return together
 */
export function decideRetry(error: unknown, attempt: number, random: () => number = Math.random): RetryDecision {
  const held = error instanceof N8nError && error.heldBack;
  if (!held && attempt >= attemptsFor(error)) return { kind: 'give-up' };
  const backoffMs = Math.min(firstDelayMs * 2 ** Math.max(attempt - 1, 0), maxDelayMs);
  const spreadMs = backoffMs / 2 + (backoffMs / 2) * random();
  const asked = error instanceof FlowsmithError ? error.retryAfterMs : undefined;
  const delayMs = asked === undefined ? spreadMs : Math.max(asked, 0) + firstDelayMs * random();
  return { kind: held ? 'wait' : 'retry', delayMs: Math.round(Math.min(delayMs, maxDelayMs)) };
}

/** Whether people are told that it takes longer: of a failure at once, of a wait when it is long. */
export function isWorthTelling(decision: RetryDecision, waitedMs: number): boolean {
  if (decision.kind === 'wait') return waitedMs + decision.delayMs > longWaitMs;
  return decision.kind === 'retry';
}

/** Shown again within a minute after the platform is back, however long it was away. */
const maxDeliveryDelayMs = 30_000;
/** Where somebody has to mend something first. */
const mendingDelayMs = 2 * 60_000;
/** About a day. */
const maxDeliveries = 3_000;

/**
 * The same for what people are owed to see: as long as it may still reach them.
 * @param attempt tries made so far, the failed one included
 */
export function decideDelivery(error: unknown, attempt: number, random: () => number = Math.random): RetryDecision {
  if (attempt >= maxDeliveries) return { kind: 'give-up' };
  if (error instanceof DeliveryError && error.mendable) return { kind: 'retry', delayMs: mendingDelayMs };
  // Whether, not how often: what may pass once may pass later.
  const decision = decideRetry(error, 1, random);
  if (decision.kind === 'give-up') return decision;
  const backoffMs = Math.min(firstDelayMs * 2 ** Math.min(attempt - 1, 10), maxDeliveryDelayMs);
  const asked = error instanceof FlowsmithError ? error.retryAfterMs : undefined;
  const spreadMs = backoffMs / 2 + (backoffMs / 2) * random();
  return { kind: 'retry', delayMs: Math.round(asked === undefined ? spreadMs : decision.delayMs) };
}

/** Tries an error deserves in all; 0 when another try cannot help. */
function attemptsFor(error: unknown): number {
  if (error instanceof FlowsmithError) {
    if (!error.retryable) return 0;
    return error instanceof N8nError ? maxAttempts.n8n : maxAttempts.own;
  }
  if (!(error instanceof Error)) return 0;
  const errors = chain(error);
  if (errors.some((each) => networkCodes.has(String((each as { code?: unknown }).code)))) return maxAttempts.foreign;
  for (const each of errors) {
    if (programmingErrors.has(each.name)) return 0;
    const code = (each as { code?: unknown }).code;
    if (isSqlState(code) && !transientSqlState.test(code)) return 0;
  }
  return maxAttempts.foreign;
}

function isSqlState(code: unknown): code is string {
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
}

/** The error and what caused it, at most five deep. */
function chain(error: Error): Error[] {
  const errors: Error[] = [];
  for (let each: unknown = error; each instanceof Error && errors.length < 5; each = each.cause) errors.push(each);
  return errors;
}
