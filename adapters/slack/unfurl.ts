import { z } from 'zod';
import type { Previews } from '#src/chat/previews.ts';
import type { Logger } from '#src/log.ts';
import { toWorkspace } from './address.ts';
import { toBlocks } from './block-kit.ts';
import type { SlackClients } from './clients.ts';
import { createOptionalCalls } from './optional.ts';
import type { SlackPeople } from './people.ts';

const shared = z.object({
  event: z.object({
    user: z.string(),
    channel: z.string(),
    message_ts: z.string().optional(),
    unfurl_id: z.string().optional(),
    source: z.enum(['composer', 'conversations_history']).optional().catch(undefined),
    links: z.array(z.object({ url: z.string() })),
  }),
});

/**
 * Links to workflows that somebody posts, or is about to, say what they lead to. Needs the optional scopes `links:read`
 * and `links:write`, and the domain of n8n among the app's. Never throws.
 */
export function createUnfurls(options: {
  clients: SlackClients;
  people: SlackPeople;
  previews: Previews;
  log: Logger;
}) {
  const { clients, people, previews, log } = options;
  const optional = createOptionalCalls(log, 'chat.unfurl');
  return async (body: unknown): Promise<void> => {
    const workspace = toWorkspace(body);
    const { event } = shared.safeParse(body).data ?? {};
    if (!workspace || !event || optional.isPaused(workspace.team)) return;
    const { user, channel, message_ts: ts, unfurl_id, source } = event;
    const at = unfurl_id && source ? { unfurl_id, source } : ts ? { channel, ts } : undefined;
    if (!at) return;
    try {
      if (!(await clients.isInstalled(workspace))) return;
      const locale = (await people.find(workspace, user))?.locale;
      const by = { platform: 'slack', tenant: workspace.team, person: { id: user, name: user }, locale } as const;
      const cards = await previews.of(
        event.links.map(({ url }) => url),
        by,
      );
      if (cards.size === 0) return;
      const unfurls = Object.fromEntries([...cards].map(([url, card]) => [url, { blocks: toBlocks(card) }]));
      await optional.attempt(workspace.team, async () => (await clients.of(workspace)).chat.unfurl({ ...at, unfurls }));
    } catch (err) {
      log.warn({ err }, 'slack: a link was not told about');
    }
  };
}
