import type { z } from 'zod';
import type { messageAddressSchema } from './activity.ts';

/**
 * Address that opens a message in the Teams client; undefined where none is known. In a chat with the bot alone the Bot
 * Connector's ids are not the client's, so nothing leads there. From Microsoft's "Deep link to Teams chat".
 */
export function toMessageLink(
  host: string,
  { activityId, conversation, tenantId, team }: z.infer<typeof messageAddressSchema>,
): string | undefined {
  const [thread = '', ...parts] = conversation.id.split(';');
  if (!/^19:/.test(thread) || !/^\d+$/.test(activityId)) return undefined;
  const url = new URL(`https://${host}/l/message/${encodeURIComponent(thread)}/${activityId}`);
  url.searchParams.set('tenantId', tenantId);
  const root = parts.find((part) => part.startsWith('messageid='))?.slice('messageid='.length);
  if (root === undefined) url.searchParams.set('context', JSON.stringify({ contextType: 'chat' }));
  else {
    if (team?.aadGroupId) url.searchParams.set('groupId', team.aadGroupId);
    url.searchParams.set('parentMessageId', root);
  }
  return url.href;
}
