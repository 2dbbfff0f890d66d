import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError, FlowsmithError } from '#src/errors.ts';
import { type About, workingOn } from '#src/log.ts';
import { decideDelivery } from '#src/queue/retry.ts';
import { type Claim, claimOwed, giveClaimUp, postponeClaim, renewClaim, settleClaim } from '#src/store/deliveries.ts';
import type { DeliveryKind } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { trailOf } from '#src/store/trails.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { span } from '#src/telemetry/spans.ts';
import type { EngineContext } from '../context.ts';

/** Shows what is true now where it is owed. `laterMs`: it is not the time yet. Throws like a platform does. */
export type Show<Kind extends DeliveryKind = DeliveryKind> = (
  claim: Claim<Kind>,
) => Promise<{ laterMs: number; failure?: string } | undefined>;

type OwedContext = Pick<EngineContext, 'store' | 'log' | 'platforms' | 'follow'>;

/** How long a claim of a dead process keeps others from delivering; a living one renews it. */
export const claimMs = 20_000;
/** What changes faster than it can be shown is left to the workers. */
const mostRounds = 5;

/**
 * Delivers at once what is owed about one subject, unless somebody else is at it: they see that there is something newer.
 * No transaction and no connection is held while a platform is called. Never throws what a platform throws: what was not
 * shown stays owed, and workers go on. True when nothing is owed any more there as far as this call could see to it.
 */
export async function deliverNow<Kind extends DeliveryKind>(
  context: OwedContext,
  what: { kind: Kind; subject: string; except?: string | undefined },
  show: Show<Kind>,
): Promise<boolean> {
  for (let round = 1; ; round++) {
    const claims = await claimOwed(context.store.fork(), what, claimMs);
    const ends = await Promise.all(claims.map((claim) => deliverClaim(context, claim, show)));
    if (!ends.includes('newer')) return !ends.includes('failed');
    if (round >= mostRounds) return false;
    await sleep(0);
  }
}

/**
 * Delivers one thing that this process has claimed. `newer`: it is due again at once; `failed`: tried again later; what
 * the platform refuses for good is settled. Throws what the store throws.
 */
export async function deliverClaim<Kind extends DeliveryKind>(
  context: OwedContext,
  claim: Claim<Kind>,
  show: Show<Kind>,
): Promise<'settled' | 'newer' | 'failed'> {
  const em = context.store.fork();
  if (!context.platforms.has(claim.platform)) {
    // Not switched on here; another process may have it.
    await postponeClaim(em, claim, { delayMs: 60_000 });
    return 'settled';
  }
  const renewing = setInterval(() => {
    renewClaim(context.store.fork(), claim, claimMs).catch((err) => context.log.debug({ err }, 'claim not renewed'));
  }, claimMs / 3);
  const about = await aboutOwed(em, claim);
  try {
    const { kind, platform, attempts } = claim;
    const fields = { 'flowsmith.platform': platform, 'flowsmith.attempt': attempts + 1 };
    const options = { kind: 'consumer' as const, parent: claim.traceparent, fields };
    const asSpan = () => span(`deliver ${kind}`, options, () => show(claim));
    const later = await (about ? workingOn(about, asSpan) : asSpan());
    if (!later) {
      const end = await settleClaim(em, claim);
      if (end === 'settled')
        context.follow({ step: 'delivered', ...about, outcome: claim.kind, ms: msSince(claim.owedAt) });
      return end;
    }
    await postponeClaim(em, claim, { delayMs: later.laterMs, ...(later.failure ? { failure: later.failure } : {}) });
    return 'settled';
  } catch (error) {
    return await failed(context, claim, about, error);
  } finally {
    clearInterval(renewing);
  }
}

/** The request behind it; a wish to link accounts, a loss and a digest have none. */
async function aboutOwed(em: EntityManager, { kind, subject }: Claim): Promise<About | undefined> {
  if (kind === 'link' || kind === 'lost' || kind === 'digest') return undefined;
  if (kind === 'failed') return trailOf(em, 'failure', subject);
  if (kind === 'turn' || kind === 'step') return trailOf(em, 'event', subject);
  return trailOf(em, kind === 'question' || kind === 'act' ? kind : 'draft', subject);
}

async function failed(
  { store, log, follow }: OwedContext,
  claim: Claim,
  of: About | undefined,
  error: unknown,
): Promise<'settled' | 'failed'> {
  const { kind, subject, attempts } = claim;
  const code = error instanceof FlowsmithError ? error.code : 'internal';
  const about = { err: error, ...of, kind, subject, code, attempts: attempts + 1 };
  const step = { ...of, job: subject, outcome: code, attempt: attempts + 1, ms: msSince(claim.owedAt) };
  const decision = decideDelivery(error, attempts + 1);
  if (decision.kind === 'retry') {
    log[attempts === 0 ? 'warn' : 'debug'](about, 'not shown yet');
    // Without an answer nobody knows whether it landed, or still will.
    const doubtful = error instanceof DeliveryError && error.retryable && !/rate_limited$/.test(code);
    await postponeClaim(store.fork(), claim, { delayMs: decision.delayMs, failure: code, doubtful });
    follow({ step: 'waiting', ...step });
    return 'failed';
  }
  // A refusal is the platform's last word: the channel is gone, or somebody deleted the message.
  const refused = error instanceof DeliveryError && !error.retryable && !error.mendable;
  log[refused ? 'info' : 'error'](about, 'will not be shown');
  await giveClaimUp(store.fork(), claim, code);
  follow({ step: 'failed', ...step });
  return 'settled';
}
