import type { Card } from '#src/chat/card.ts';
import type { Logger } from '#src/log.ts';
import { isDirectChannel, type SlackMessageAddress } from './address.ts';
import type { SlackClients } from './clients.ts';
import { createOptionalCalls } from './optional.ts';

export interface AgentSessions {
  /** Shows in a direct message whether the bot is at it: Slack's own status line with its Stop button. Never throws. */
  show(at: SlackMessageAddress, card: Card | undefined): Promise<void>;
}

/**
 * Agent sessions of Slack's agent view (docs.slack.dev/ai/agent-sessions), in direct messages: a card with Stop means
 * the bot is at it, any other message that it is done. Apps without the agent view do without.
 */
export function createAgentSessions({ clients, log }: { clients: SlackClients; log: Logger }): AgentSessions {
  const optional = createOptionalCalls(log, 'agents.sessions.setStatus');
  const running = new Set<string>();
  return {
    async show({ team, org, channel, threadTs }, card) {
      if (!threadTs || !isDirectChannel(channel)) return;
      const key = `${team}:${channel}:${threadTs}`;
      const busy = canBeStopped(card);
      if (busy === running.has(key)) return;
      if (busy) running.add(key);
      else running.delete(key);
      await optional.attempt(team, async () =>
        (await clients.of({ team, org })).agents.sessions.setStatus({
          channel_id: channel,
          thread_ts: threadTs,
          status: busy ? 'processing' : 'active',
        }),
      );
    },
  };
}

function canBeStopped(card: Card | undefined): boolean {
  return (card?.elements ?? []).some(
    (element) =>
      element.kind === 'actions' &&
      element.buttons.some((button) => button.kind === 'action' && button.action === 'stop'),
  );
}
