import type { Json } from './json.ts';

/** Lower-case name an adapter registers with, e.g. `slack`. `rest` is the HTTP API seen as one more place where people ask. */
export type PlatformName = string;

/** Address needed to speak in a conversation again. */
export interface ConversationRef {
  platform: PlatformName;
  /** Unique per platform and tenant; used in unique indexes, never split. */
  key: string;
  /** The adapter's own data (Slack team, channel and thread; Bot Framework's conversation reference). Opaque to src. */
  address: Json;
}

/** Someone on a platform. `id` is what the platform authenticates (Slack user id, Entra object id, API key's user). */
export interface PersonRef {
  id: string;
  name: string;
}

/** Address of one message the bot posted, so that it can be rewritten. Opaque to src. */
export interface MessageRef {
  platform: PlatformName;
  address: Json;
}
