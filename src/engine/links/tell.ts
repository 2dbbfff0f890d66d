import { toConversationRef } from '#src/store/conversations.ts';
import { Conversation } from '#src/store/entities.ts';
import type { LinkSide } from '#src/store/link-requests.ts';
import { type EngineContext, platformOf } from '../context.ts';

/** Tells one side privately where it asked. Who cannot be reached finds out by asking: never throws. */
export async function tellSide(
  context: Pick<EngineContext, 'store' | 'platforms' | 'log'>,
  side: LinkSide,
  text: string,
): Promise<void> {
  try {
    const conversation = await context.store.fork().findOneOrFail(Conversation, { id: side.conversation });
    const person = { id: side.personId, name: side.name };
    await platformOf(context, conversation.platform).notify(toConversationRef(conversation), person, text);
  } catch (error) {
    context.log.warn({ err: error, conversation: side.conversation }, 'link of accounts not told');
  }
}
