import type { Logger } from '#src/log.ts';
import type { MessageRef } from '#src/model/chat.ts';
import { slackMessageAddress } from './address.ts';
import type { SlackClients } from './clients.ts';
import { createOptionalCalls } from './optional.ts';

const mostKept = 5_000;

/** Where a message is opened in Slack. Such links never change: each is asked for once. Never throws. */
export function createLinks({ clients, log }: { clients: SlackClients; log: Logger }) {
  const optional = createOptionalCalls(log, 'chat.getPermalink');
  const known = new Map<string, string>();
  return async ({ address }: MessageRef): Promise<string | undefined> => {
    const at = slackMessageAddress.safeParse(address).data;
    if (!at?.ts) return undefined;
    const { team, channel, ts } = at;
    const key = `${team}:${channel}:${ts}`;
    const before = known.get(key);
    if (before) return before;
    const call = async () => (await clients.of(at)).chat.getPermalink({ channel, message_ts: ts });
    const link = (await optional.attempt(team, call))?.permalink;
    if (!link) return undefined;
    const [oldest] = known.keys();
    if (known.size >= mostKept && oldest !== undefined) known.delete(oldest);
    known.set(key, link);
    return link;
  };
}
