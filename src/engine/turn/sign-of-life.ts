import { goneMessage, waitingMessage } from '#src/cards/message-cards.ts';
import type { ChatPlatform } from '#src/chat/platform.ts';
import type { Language } from '#src/language/language.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import type { Speaker } from './speaker.ts';

/** Shorter answers need no sign; a person starts to wonder after a second. */
export const silenceMs = 500;

/** Whoever waited for longer in a line may have got a sign at the door, which goes with the answer. */
const waitedMsUnseen = 100;

/**
 * Shows that the bot is at work when it has been silent for half a second, e.g. while n8n is asked something; not any
 * more once it is disposed of. Where the platform cannot show it, a turn that answers with a message says so in that
 * message. Turns that show progress of their own need none.
 */
export function showAtWork(
  platform: Pick<ChatPlatform, 'atWork'>,
  to: ConversationRef,
  speaker: Speaker,
  answering?: { language: Language },
  { waitedMs = 0, onSign = () => {} }: { waitedMs?: number; onSign?: () => void } = {},
): AsyncDisposable {
  let shown: Promise<unknown> | undefined;
  let said = 0;
  const show = async () => {
    if (await platform.atWork(to, true)) return onSign();
    if (!answering || speaker.hasSpoken) return;
    await speaker.say(waitingMessage('working', answering.language));
    said = speaker.said;
  };
  const timer = setTimeout(() => {
    // Whatever stands in the way of a sign stands in the way of the answer too, and is told there.
    if (!speaker.hasSpoken) shown = show().catch(() => {});
  }, silenceMs);
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      if (!shown && waitedMs < waitedMsUnseen) return;
      await shown;
      await platform.atWork(to, false);
      // The answer was a private one.
      if (answering && said > 0 && said === speaker.said)
        await speaker.say(goneMessage(answering.language)).catch(() => {});
    },
  };
}
