import type { ConversationRef } from '#src/model/chat.ts';

/** A channel with all its threads, a group chat, or where the bot speaks with one person. */
export interface WholePlace {
  /** Outside of any thread. Its key is the same for every conversation there. */
  to: ConversationRef;
  /** Nobody but one person reads there. */
  alone: boolean;
  /** Channels have ids there by which another one can be named. */
  namesOthers: boolean;
}

/**
 * The whole place of which a conversation may be one thread; with `channel` another one of the same tenant, by the
 * platform's id. Undefined where there is none, or the platform lets a bot name no other. Reads nothing.
 */
export type PlaceOf = (to: ConversationRef, channel?: string) => WholePlace | undefined;
