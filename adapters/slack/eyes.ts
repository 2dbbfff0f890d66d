import type { Logger } from '#src/log.ts';
import type { SlackAddress } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import { createOptionalCalls } from './optional.ts';

/** A message that was seen, by the workspace, channel and timestamp it has. */
export type SeenMessage = Pick<SlackAddress, 'team' | 'org' | 'channel' | 'asked'>;

/** 👀 on a message: it was seen, and its answer takes a while. Costs no message. Where the app may not react, nothing. */
export interface Eyes {
  /** True once they are there. Never throws. */
  show(at: SeenMessage): Promise<boolean>;
  /** Takes them away; that there are none is fine. Never throws. */
  close(at: SeenMessage): Promise<void>;
}

const name = 'eyes';
/**
 * Slack takes some fifty of these calls a minute from a workspace (docs.slack.dev, reactions.add: tier 3), and as many to
 * take them away. So few are put there that every one can be taken away.
 */
const mostAMinute = 30;
const minuteMs = 60_000;

/** Needs the optional scope `reactions:write`. */
export function createEyes({ clients, log }: { clients: SlackClients; log: Logger }): Eyes {
  const optional = createOptionalCalls(log, 'reactions');
  const shown = new Map<string, number[]>();

  function take(team: string): boolean {
    const recent = (shown.get(team) ?? []).filter((at) => at > Date.now() - minuteMs);
    const free = recent.length < mostAMinute;
    shown.set(team, free ? [...recent, Date.now()] : recent);
    return free;
  }

  return {
    async show({ asked, channel, ...workspace }) {
      if (!asked || optional.isPaused(workspace.team) || !take(workspace.team)) return false;
      const answer = await optional.attempt(workspace.team, async () => {
        const client = await clients.of(workspace);
        return client.reactions.add({ channel, timestamp: asked, name }).catch(unless('already_reacted'));
      });
      return answer !== undefined;
    },
    async close({ asked, channel, ...workspace }) {
      if (!asked) return;
      await optional.attempt(workspace.team, async () => {
        const client = await clients.of(workspace);
        return client.reactions.remove({ channel, timestamp: asked, name }).catch(unless('no_reaction'));
      });
    },
  };
}

/** As it shall be already. */
const unless = (code: string) => (error: unknown) => {
  if (toDeliveryError(error).code !== `slack_${code}`) throw error;
  return { ok: true };
};
