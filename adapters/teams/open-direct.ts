import type { ConnectorClient } from 'botframework-connector';
import { DeliveryError } from '#src/errors.ts';
import type { ConversationRef, PersonRef } from '#src/model/chat.ts';
import type { TeamsAddress } from './activity.ts';
import { type ConnectorOptions, inConversation } from './in-conversation.ts';

/**
 * The chat with one person alone. Teams makes one where there is none, and names the same one every time, so an answer
 * that was lost costs nothing; it refuses where the app is installed neither for that person nor in a team of theirs.
 */
export async function openDirect(
  options: ConnectorOptions,
  { serviceUrl, channelId, tenantId, bot, ...near }: TeamsAddress,
  person: PersonRef,
): Promise<ConversationRef> {
  const at = { serviceUrl, channelId, tenantId, bot };
  const key = await inConversation(options, { ...at, conversation: near.conversation }, async (context) => {
    const client = context.turnState.get<ConnectorClient>(context.adapter.ConnectorClientKey);
    const members = [{ id: person.id, name: '' }];
    const channelData = { tenant: { id: tenantId } };
    const made = { isGroup: false, bot: { name: '', ...bot }, members, tenantId, channelData };
    return (
      await client.conversations.createConversation(
        made as Parameters<typeof client.conversations.createConversation>[0],
      )
    ).id;
  }).catch((error: unknown) => {
    throw error instanceof DeliveryError && error.code === 'teams_bot_removed' ? notInstalled(error) : error;
  });
  if (!key) throw unnamed();
  const address = { ...at, conversation: { id: key, conversationType: 'personal', tenantId } };
  return { platform: 'teams', key, address };
}

const notInstalled = (cause: unknown) =>
  new DeliveryError('Teams lets the bot begin no chat with this person', {
    code: 'teams_not_installed',
    userMessage: 'Flowsmith is not installed for this person in Teams, so nothing was sent to them alone.',
    cause,
  });

const unnamed = () =>
  new DeliveryError('Teams named no chat', {
    code: 'teams_no_chat',
    userMessage: 'Teams did not say where Flowsmith speaks with this person, so nothing was sent.',
  });
