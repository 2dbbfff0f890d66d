import { DeliveryError } from '#src/errors.ts';
import type { PersonRef } from '#src/model/chat.ts';
import type { SlackAddress } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';

/**
 * Where the bot speaks with one person alone, in the workspace of an address. Without `im:write` Slack does not say: a
 * message to the person's id arrives all the same, and its answer names the channel. Throws a DeliveryError for whom
 * nobody can write to.
 */
export async function openDirect(
  clients: SlackClients,
  { team, org }: SlackAddress,
  { id: user }: PersonRef,
): Promise<SlackAddress> {
  if (!isSlackUser(user)) throw noSuchPerson();
  const place = { team, org, user };
  const client = await clients.of(place);
  try {
    const { channel } = await client.conversations.open({ users: user });
    return { ...place, channel: channel?.id ?? user };
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.code === 'slack_missing_scope') return { ...place, channel: user };
    throw failure;
  }
}

/** Slack's ids of people. */
export const isSlackUser = (id: string): boolean => /^[UW][A-Z0-9]+$/.test(id);

const noSuchPerson = () =>
  new DeliveryError('No id of a person in Slack', {
    code: 'slack_user_not_found',
    userMessage: 'Slack knows nobody by that id, so nothing was sent.',
  });
