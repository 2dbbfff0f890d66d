import { TeamsInfo } from 'botbuilder';
import { DeliveryError } from '#src/errors.ts';
import type { TeamsAddress } from './activity.ts';
import { type ConnectorOptions, inConversation } from './in-conversation.ts';

/**
 * Whether the bot is in a conversation: Teams tells only members who else is there. That it does not know this person is
 * an answer, too.
 */
export async function isInside(options: ConnectorOptions, address: TeamsAddress, person: string): Promise<boolean> {
  const [id = ''] = address.conversation.id.split(';');
  const conversation = { ...address.conversation, id };
  try {
    await inConversation(options, { ...address, conversation }, (context) => TeamsInfo.getMember(context, person));
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.code === 'teams_bot_removed' || error.code === 'teams_conversation_not_found') return false;
    if (error.code === 'teams_refused') return true;
    throw error;
  }
}
