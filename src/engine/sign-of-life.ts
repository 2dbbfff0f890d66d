import type { ConversationRef } from '#src/chat/inbound.ts';
import type { ChatPlatform } from '#src/chat/platform.ts';

/** Shorter answers need no sign; a person starts to wonder after a second. */
const silenceMs = 500;

/**
 * Shows that the bot is at work when it has been silent for half a second, e.g. while n8n is asked something; not any
 * more once it is disposed of. Turns that show progress of their own need none.
 */
export function showAtWork(
  platform: Pick<ChatPlatform, 'atWork'>,
  to: ConversationRef,
  isSilent: () => boolean,
): AsyncDisposable {
  let shown: Promise<void> | undefined;
  const timer = setTimeout(() => {
    if (isSilent()) shown = platform.atWork(to, true);
  }, silenceMs);
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      if (!shown) return;
      await shown;
      await platform.atWork(to, false);
    },
  };
}
