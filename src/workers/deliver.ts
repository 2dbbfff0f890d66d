import type { EngineContext } from '#src/engine/context.ts';
import { finishTurn } from '#src/engine/intake/finish-turn.ts';
import { tellLink } from '#src/engine/links/tell.ts';
import { showActCard } from '#src/engine/manage/show-act.ts';
import { askToDecide } from '#src/engine/reach/ask-to-decide.ts';
import { endStep } from '#src/engine/reach/end-step.ts';
import { remind } from '#src/engine/reach/remind.ts';
import { tellDigest } from '#src/engine/reach/tell-digest.ts';
import { tellExpiring } from '#src/engine/reach/tell-expiring.ts';
import { tellFailure } from '#src/engine/reach/tell-failure.ts';
import { tellNews } from '#src/engine/reach/tell-news.ts';
import { tellLoss } from '#src/engine/recover/loss.ts';
import { showAnswered } from '#src/engine/shown/show-answered.ts';
import { showCard, showFormer } from '#src/engine/shown/show-cards.ts';
import { claimMs, deliverClaim } from '#src/engine/turn/owed.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { repeat } from '#src/repeat.ts';
import { type AnyClaim, claimDue } from '#src/store/deliveries.ts';

export interface DeliverSettings {
  /** How often each platform's line looks for what is due. */
  everyMs: number;
}

export interface Deliveries extends AsyncDisposable {
  /** Looks at once. */
  wake(): void;
}

/** Calls to one platform at once, by this process. */
const atOnce = 4;
/** A tenant that could not be reached is left alone, longer each time; then a few calls find out whether it can be again. */
const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * Delivers what is owed to people, on every platform by itself, so that one which hangs or is away keeps no other
 * waiting; within a platform tenants take turns. Any number of processes may do it. Dispose: what runs is waited for.
 */
export function startDeliveries(context: EngineContext, { everyMs }: DeliverSettings): Deliveries {
  const lines = [...context.platforms.keys()].map((platform) => startLine(context, platform, everyMs));
  return {
    wake() {
      for (const line of lines) line.wake();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(lines.map((line) => line[Symbol.asyncDispose]()));
    },
  };
}

function startLine(context: EngineContext, platform: PlatformName, everyMs: number): Deliveries {
  const paused = new Map<string, { until: number; forMs: number }>();
  const running = new Set<Promise<void>>();

  const deliver = async (claim: AnyClaim) => {
    const end = await deliverClaim(context, claim, () => show(context, claim));
    if (end === 'failed') pause(claim.tenant);
    else paused.delete(claim.tenant);
    if (end === 'newer') void looks.now();
  };
  // Of several that fail together the first counts.
  const pause = (tenant: string) => {
    const before = paused.get(tenant);
    if (before && before.until > Date.now()) return;
    const forMs = before ? Math.min(before.forMs * 2, longestPauseMs) : firstPauseMs;
    paused.set(tenant, { until: Date.now() + forMs, forMs });
  };
  const look = async () => {
    const room = atOnce - running.size;
    if (room <= 0) return;
    const wanted = {
      platform,
      limit: room,
      paused: [...paused].flatMap(([tenant, { until }]) => (until > Date.now() ? tenant : [])),
    };
    for (const claim of await claimDue(context.store.fork(), wanted, claimMs)) {
      const work: Promise<void> = deliver(claim)
        .catch((err) => context.log.warn({ err, kind: claim.kind, subject: claim.subject }, 'not delivered'))
        .finally(() => {
          running.delete(work);
          // There is room for the next.
          void looks.now();
        });
      running.add(work);
    }
  };
  const onError = (err: unknown) => context.log.warn({ err, platform }, 'nothing delivered');
  const looks = repeat(look, { everyMs, onError });
  return {
    wake: () => void looks.now(),
    async [Symbol.asyncDispose]() {
      await looks[Symbol.asyncDispose]();
      await Promise.all(running);
    },
  };
}

/** What is true now, wherever it is owed. */
async function show(
  context: EngineContext,
  claim: AnyClaim,
): Promise<{ laterMs: number; failure?: string } | undefined> {
  switch (claim.kind) {
    case 'draft':
      return showCard(context, claim);
    case 'former':
      return showFormer(context, claim);
    case 'question':
      return showAnswered(context, claim);
    case 'act':
      return showActCard(context, claim);
    case 'turn':
      return finishTurn(context, claim);
    case 'link':
      return tellLink(context, claim);
    case 'lost':
      return tellLoss(context, claim);
    case 'news':
      return tellNews(context, claim);
    case 'ask':
      return askToDecide(context, claim);
    case 'remind':
      return remind(context, claim);
    case 'expiring':
      return tellExpiring(context, claim);
    case 'digest':
      return tellDigest(context, claim);
    case 'failed':
      return tellFailure(context, claim);
    case 'step':
      return endStep(context, claim);
    default:
      claim satisfies never;
      // Of a newer release, which runs beside this one while one process after the other is replaced.
      return { laterMs: 60_000 };
  }
}
