import { setTimeout as wait } from 'node:timers/promises';
import { DeliveryError } from '#src/errors.ts';

export interface Pace {
  /**
   * Waits for this channel's turn: Slack takes about a message a second in each, short bursts apart. Throws a retryable
   * DeliveryError instead where the wait would be long, or where the workspace was told to slow down.
   */
  take(team: string, channel: string): Promise<void>;
  /** Slack told this workspace to slow down: nothing more is sent there until then, elsewhere everything goes on. */
  slowDown(team: string, forMs: number): void;
}

const burst = 4;
const patienceMs = 5_000;
const mostKept = 10_000;

/**
 * In memory and per process: Slack's own 429 is the limit that all processes share.
 * @param everyMs between two messages of a channel; less in tests
 */
export function createPace(now: () => number = Date.now, everyMs = 1_000): Pace {
  /** When the channel would have caught up. */
  const channels = new Map<string, number>();
  const teams = new Map<string, number>();

  return {
    async take(team, channel) {
      const at = now();
      const pausedMs = (teams.get(team) ?? 0) - at;
      if (pausedMs > 0) throw tooFast(pausedMs);
      const key = `${team}:${channel}`;
      const free = Math.max(channels.get(key) ?? 0, at);
      const waitMs = free - at - (burst - 1) * everyMs;
      if (waitMs > patienceMs) throw tooFast(waitMs);
      channels.delete(key);
      channels.set(key, free + everyMs);
      const [oldest] = channels.keys();
      if (channels.size > mostKept && oldest !== undefined) channels.delete(oldest);
      if (waitMs > 0) await wait(waitMs);
    },
    slowDown: (team, forMs) => void teams.set(team, now() + forMs),
  };
}

const tooFast = (retryAfterMs: number) =>
  new DeliveryError('more messages than Slack takes', {
    code: 'slack_rate_limited',
    userMessage: 'Slack takes no more messages right now. It will be sent again shortly.',
    retryable: true,
    retryAfterMs,
  });
