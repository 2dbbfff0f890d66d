/** JSON as it is stored and sent. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `rest` is the HTTP API seen as one more place where people ask. */
export const platformNames = ['slack', 'teams', 'playground', 'rest'] as const;
export type PlatformName = (typeof platformNames)[number];

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

/** Buttons, shared by every platform (DESIGN §3). */
export const actionIds = [
  'approve',
  'approve_publish',
  'change',
  'discard',
  'publish',
  'unpublish',
  'delete',
  'restore',
  'choose',
  'retry',
] as const;
export type ActionId = (typeof actionIds)[number];

interface InboundBase {
  /** Deduplication key within platform and tenant: two deliveries of the same thing have the same one. */
  dedupeKey: string;
  /** The platform's id of the Slack workspace, Microsoft 365 tenant, … */
  tenant: { id: string; name?: string };
  conversation: ConversationRef;
  person: PersonRef;
  /** BCP 47, where the platform tells. */
  locale?: string;
  /** IANA name, where the platform tells. */
  timezone?: string;
}

/** A person said something to the bot. */
export interface MessageReceived extends InboundBase {
  kind: 'message';
  /** What was said, without the mention of the bot. May be empty. */
  text: string;
  via: 'command' | 'mention' | 'direct' | 'rest';
  /** REST only: what to do without a button, and the id the draft will have. */
  rest?: { draftId: string; approve: boolean; publish: boolean; bodyHash: string };
}

/** A person pressed a button on one of the bot's cards. */
export interface ActionTaken extends InboundBase {
  kind: 'action';
  action: ActionId;
  /** What the button carried: ids only, read again from the store before anything happens. */
  value: ActionValue;
  /** The card it was on. */
  card: MessageRef;
}

export interface ActionValue {
  draftId?: string;
  revision?: number;
  workflowId?: string;
  /** Index of a choice on a question card. */
  choice?: number;
}

export type InboundEvent = MessageReceived | ActionTaken;

/** Driving port: adapters hand every normalized event in here and acknowledge only after it resolved. */
export interface Inbox {
  /** Resolves after the event is committed. `duplicate`: it was already here and needs no work. */
  accept(event: InboundEvent): Promise<'accepted' | 'duplicate'>;
}
