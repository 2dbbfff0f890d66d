import type { PlaceOf } from '#src/chat/place.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { addressSchema, type TeamsActivity, type TeamsAddress } from './activity.ts';

/** A chat with the bot alone. */
export function isDirect(activity: TeamsActivity): boolean {
  const { conversationType, isGroup } = activity.conversation;
  return conversationType ? conversationType === 'personal' : !isGroup && !activity.channelData.team;
}

/** Where the activity was said, with the address to speak there again. */
export function toConversation(activity: TeamsActivity, tenantId: string, thread?: string): ConversationRef {
  const key = conversationKey(activity, thread);
  return { platform: 'teams', key, address: toAddress(activity, tenantId, key) };
}

/**
 * In a channel the conversation is the thread: `<channel>;messageid=<root>`. Some clients leave the root away. Then a
 * message starts its thread itself, and a button knows it from the card, believed only within the same channel.
 */
export function conversationKey(activity: TeamsActivity, thread: string | undefined): string {
  const { id, conversationType } = activity.conversation;
  const isChannel = conversationType === 'channel' || activity.channelData.team !== undefined;
  if (!isChannel || id.includes(';messageid=')) return id;
  if (thread?.startsWith(`${id};messageid=`)) return thread;
  const root = activity.replyToId ?? activity.id;
  return root ? `${id};messageid=${root}` : id;
}

export function toAddress(activity: TeamsActivity, tenantId: string, conversationId: string): TeamsAddress {
  const { conversation, recipient, from, channelData } = activity;
  return defined({
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    tenantId,
    conversation: defined({ id: conversationId, conversationType: conversation.conversationType, tenantId }),
    bot: defined({ id: recipient.id, name: recipient.name }),
    team: channelData.team && defined(channelData.team),
    user: defined({ id: from.id, name: from.name, aadObjectId: from.aadObjectId }),
  });
}

/** JSON has no undefined. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** A channel without its threads. Teams names channels in words nowhere, so another one cannot be meant. */
export const placeOf: PlaceOf = ({ address }, named) => {
  const given = addressSchema.safeParse(address).data;
  if (!given || named !== undefined) return undefined;
  const { user: _, conversation, ...rest } = given;
  const alone = conversation.conversationType === 'personal';
  const [id = ''] = conversation.id.split(';');
  const whole: TeamsAddress = defined({ ...(alone ? given : rest), conversation: defined({ ...conversation, id }) });
  return { to: { platform: 'teams', key: id, address: whole }, alone, namesOthers: false };
};
