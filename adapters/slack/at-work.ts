import type { Logger } from '#src/log.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { slackAddress } from './address.ts';
import type { SlackClients } from './clients.ts';
import type { Eyes } from './eyes.ts';
import { createOptionalCalls } from './optional.ts';

/**
 * "Flowsmith is working on it…" below a thread, also in channels (docs.slack.dev, assistant.threads.setStatus: needs
 * `chat:write`). Slack takes it away with the bot's next message there and after two minutes; an answer that rewrites a
 * card or is private leaves it, so it is taken away in any case, with the eyes that the door may have put on the message. A
 * command has no thread; the door says "On it…". False where Slack did not show it. Never throws.
 */
export function createAtWork({ clients, eyes, log }: { clients: SlackClients; eyes: Eyes; log: Logger }) {
  const optional = createOptionalCalls(log, 'assistant.threads.setStatus');
  const shown = new Set<string>();
  return async ({ address }: ConversationRef, working: boolean): Promise<boolean> => {
    const at = slackAddress.safeParse(address).data;
    if (!at?.threadTs) return true;
    const { team, channel, threadTs } = at;
    if (!working) await eyes.close(at);
    const place = `${team}:${channel}:${threadTs}`;
    if (!working && !shown.delete(place)) return true;
    if (working) shown.add(place);
    const status = working ? 'is working on it…' : '';
    const answer = await optional.attempt(team, async () =>
      (await clients.of(at)).assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status }),
    );
    return answer !== undefined;
  };
}
