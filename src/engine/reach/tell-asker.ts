import type { OutboundMessage, PostOptions } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { whereSaid } from '#src/store/conversations.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { Asker } from '../people/asker.ts';

/** In their thread, with their name so that they notice; where nobody can write any more, to them alone. */
export async function tellAsker(
  context: Pick<EngineContext, 'platforms'>,
  { conversation, event, person }: Asker,
  message: OutboundMessage,
  options: PostOptions,
): Promise<void> {
  const platform = platformOf(context, conversation.platform);
  const there = whereSaid(event, conversation);
  if (!conversation.closedAt) {
    try {
      await platform.post(there, { ...message, mentions: [person] }, options);
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.retryable || error.mendable) throw error;
    }
  }
  await platform.post(there, message, { ...options, alone: person });
}
