import type { Inbox } from '#src/chat/inbound.ts';
import { requestAtDoor } from './door.ts';
import type { Metrics } from './metrics.ts';

/** Counters that take turns over processes, or say something once: nobody is refused by them. */
const turnTaking = new Set(['reconcile', 'export', 'link-hint']);

interface Limits {
  take(
    key: string,
    points: number,
    windowMs: number,
  ): Promise<{ allowed: true } | { allowed: false; retryAfterMs: number }>;
}

/** What keys and people are limited by, with every refusal counted by the first word of its key. */
export function countLimits<L extends Limits>(limits: L, { rateLimited }: Pick<Metrics, 'rateLimited'>): L {
  return {
    ...limits,
    async take(key: string, points: number, windowMs: number) {
      const allowance = await limits.take(key, points, windowMs);
      const [limit = ''] = key.split(':', 1);
      if (!allowance.allowed && !turnTaking.has(limit)) rateLimited.inc({ limit });
      return allowance;
    },
  };
}

/**
 * The inbox, with how long acknowledgements take: over HTTP from the arrival of the request to its answer
 * (`http/observe.ts`); elsewhere what storing took.
 */
export function acknowledged(inbox: Inbox, { acknowledgement }: Pick<Metrics, 'acknowledgement'>): Inbox {
  return {
    async accept(event) {
      const { platform } = event.conversation;
      const request = requestAtDoor();
      const end = acknowledgement.startTimer({ platform });
      const accepted = await inbox.accept(event);
      if (request) request.accepted = platform;
      else end();
      return accepted;
    },
  };
}
