import { type Language, languageOf } from '#src/language/language.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import { Conversation } from '#src/store/entities.ts';
import { findLocale } from '#src/store/events.ts';
import type { LinkSide } from '#src/store/link-requests.ts';
import { type EngineContext, platformOf } from '../context.ts';

/**
 * Tells one side privately where it asked, in the language it last spoke there. Who cannot be reached finds out by
 * asking: never throws.
 */
export async function tellSide(
  context: Pick<EngineContext, 'store' | 'platforms' | 'log'>,
  side: LinkSide,
  toText: (language: Language) => string,
): Promise<void> {
  try {
    const em = context.store.fork();
    const conversation = await em.findOneOrFail(Conversation, { id: side.conversation });
    const text = toText(languageOf(await findLocale(em, conversation.id, side.personId)));
    const person = { id: side.personId, name: side.name };
    await platformOf(context, conversation.platform).notify(toConversationRef(conversation), person, text);
  } catch (error) {
    context.log.warn({ err: error, conversation: side.conversation }, 'link of accounts not told');
  }
}
