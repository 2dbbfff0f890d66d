import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InboundEvent } from '#src/chat/inbound.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import type { Allowance, RateLimits } from '#src/queue/rate-limit.ts';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { authenticate } from './keys.ts';
import { requestHeaders } from './operations/headers.ts';
import { type Problem, sendProblem } from './problem.ts';
import type { Scope } from './scopes.ts';

/** Everything asked over HTTP happens in one tenant. */
export const restTenant = 'api';
/** Asked for over HTTP; what an operator does at the command line is kept under the same platform. */
export const isOfRest = ({ conversation, tenant }: InboundEvent): boolean =>
  conversation.platform === 'rest' && tenant.id === restTenant;
const perKey = { name: 'key', points: 120, windowMs: 60_000 };
const perUser = { name: 'user', points: 20, windowMs: 60_000 };

/** Who may pass. Each answers the request itself with a problem document, and then returns undefined. */
export interface Door {
  /** With a key that has one of the scopes. */
  admit(request: FastifyRequest, reply: FastifyReply, oneOf: readonly Scope[]): Promise<ApiKeyRecord | undefined>;
  /** True when whoever asks has not asked too often for something to be planned or done. */
  allowUser(reply: FastifyReply, person: string): Promise<boolean>;
}

export function createDoor({ store, limits }: { store: Store; limits: RateLimits }): Door {
  async function admit(
    request: FastifyRequest,
    reply: FastifyReply,
    oneOf: readonly Scope[],
  ): Promise<ApiKeyRecord | undefined> {
    const key = await authenticate(store.fork(), request.headers.authorization);
    if (!key) {
      sendProblem(reply, {
        status: 401,
        code: 'unauthorized',
        title: 'No valid API key',
        detail: 'Send Authorization: Bearer <key>; an operator makes keys with: flowsmith keys create.',
      });
      return undefined;
    }
    request.caller = key.name;
    if (!oneOf.some((scope) => key.scopes.includes(scope))) {
      sendProblem(reply, scopeMissing(...oneOf));
      return undefined;
    }
    return (await take(reply, perKey, key.id)) ? key : undefined;
  }

  async function take(reply: FastifyReply, policy: typeof perKey, who: string): Promise<boolean> {
    const allowance = await limits.take(`${policy.name}:${who}`, policy.points, policy.windowMs);
    tellAllowance(reply, policy, allowance);
    if (!allowance.allowed) sendProblem(reply, tooMany(`this ${policy.name}`, allowance.retryAfterMs));
    return allowance.allowed;
  }

  return {
    admit,
    allowUser: (reply, person) => take(reply, perUser, person),
  };
}

/** `RateLimit-Policy` and `RateLimit`, one member per limit that was counted (draft-ietf-httpapi-ratelimit-headers-10). */
function tellAllowance(reply: FastifyReply, policy: typeof perKey, allowance: Allowance): void {
  const { name, points, windowMs } = policy;
  const left = allowance.allowed ? allowance.remaining : 0;
  const resetMs = allowance.allowed ? allowance.resetMs : allowance.retryAfterMs;
  const add = (header: string, member: string) => {
    const before = reply.getHeader(header);
    reply.header(header, before ? `${before}, ${member}` : member);
  };
  add('ratelimit-policy', `"${name}";q=${points};w=${windowMs / 1000}`);
  add('ratelimit', `"${name}";r=${left};t=${Math.ceil(resetMs / 1000)}`);
}

const scopeMissing = (...oneOf: readonly Scope[]): Problem => ({
  status: 403,
  code: 'scope_missing',
  title: 'The key may not do this',
  detail: `This needs a key with the scope ${oneOf.map((scope) => `"${scope}"`).join(' or ')}.`,
});

/** Why the key may not have done at once what the body says should be; undefined when it may. */
export function scopesBeyond(key: ApiKeyRecord, body: { approve?: boolean; publish?: boolean }): Problem | undefined {
  const beyond = (['approve', 'publish'] as const).find((scope) => body[scope] && !key.scopes.includes(scope));
  return beyond && { ...scopeMissing(beyond), detail: `"${beyond}": true needs a key with the scope "${beyond}".` };
}

/** The key of the event a request leads to, the same for every request with the same Idempotency-Key. */
export function dedupeKeyOf(
  request: FastifyRequest,
  key: ApiKeyRecord,
  fresh: string,
): { dedupeKey: string } | { problem: Problem } {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return { dedupeKey: `req:${fresh}` };
  const read = requestHeaders['Idempotency-Key'].safeParse(given);
  if (read.success) {
    // Nobody has to read it again, only to recognise it.
    const kept = redactSecrets(read.data).count === 0 ? read.data : `sha256-${hashOf(read.data)}`;
    return { dedupeKey: `idem:${key.id}:${kept}` };
  }
  return {
    problem: {
      status: 400,
      code: 'idempotency_key_invalid',
      title: 'Idempotency-Key is not usable',
      detail: 'Use 1 to 200 printable characters without spaces.',
    },
  };
}

export const keyReused: Problem = {
  status: 422,
  code: 'idempotency_key_reused',
  title: 'Idempotency-Key used before',
  detail: 'This Idempotency-Key came with another request. Use a new key for a new request.',
};

export const personOfKey = (key: ApiKeyRecord, user: string | undefined): string =>
  user ? `${key.name}/${user}` : key.name;

export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const tooMany = (who: string, retryAfterMs: number): Problem => ({
  status: 429,
  code: 'rate_limited',
  title: 'Too many requests',
  detail: `Too many requests by ${who}: try again in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
  retryAfterMs,
});
