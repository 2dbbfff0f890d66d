import type { Card } from '#src/chat/card.ts';
import type { TeamsAddress } from './activity.ts';

export interface TypingOptions {
  /** One indicator; it lasts a few seconds in Teams, and goes with the bot's next message. */
  send(address: TeamsAddress): Promise<void>;
  /** How often it is sent again [5 s]. */
  everyMs?: number | undefined;
  onError(error: unknown): void;
}

/** Work that ended without a word (a crash) must not type for ever. */
const longestMs = 3 * 60_000;
const mostAtOnce = 500;

/** Teams shows typing in chats only; what is sent to a channel is lost and counts against its limits. */
const showsTyping = (address: TeamsAddress): boolean => address.conversation.conversationType !== 'channel';

/** Shows that the bot is at work. Nothing here throws or waits: an indicator that is lost costs nothing. */
export function createTyping({ send, everyMs = 5_000, onError }: TypingOptions) {
  const working = new Map<string, () => void>();
  const show = (address: TeamsAddress): void => {
    if (showsTyping(address)) void send(address).catch(onError);
  };
  const stop = (activityId: string): void => working.get(activityId)?.();
  return {
    show,
    /**
     * Keeps showing it until the message is rewritten with something that is not work under way. False where Teams shows
     * none.
     */
    follow(activityId: string, address: TeamsAddress, isWorking: boolean): boolean {
      if (!isWorking) stop(activityId);
      if (!showsTyping(address)) return false;
      if (!isWorking || working.has(activityId) || working.size >= mostAtOnce) return true;
      show(address);
      const again = setInterval(() => show(address), everyMs).unref();
      const end = setTimeout(() => stop(activityId), longestMs).unref();
      working.set(activityId, () => {
        clearInterval(again);
        clearTimeout(end);
        working.delete(activityId);
      });
      return true;
    },
    stopAll(): void {
      for (const end of [...working.values()]) end();
    },
  };
}

/** Whether a card says that work is under way: it can be stopped. */
export function isWorkUnderWay(card: Card | undefined): boolean {
  return (card?.elements ?? []).some(
    (element) =>
      element.kind === 'actions' &&
      element.buttons.some((button) => button.kind === 'action' && button.action === 'stop'),
  );
}
