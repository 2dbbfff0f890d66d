export type Scope = 'personal' | 'groupChat' | 'channel';

export interface Person {
  id: string;
  name: string;
  aadObjectId: string;
}

/** An activity as Teams posts it; loose, because tests break it on purpose. */
export type Payload = Record<string, unknown> & { serviceUrl: string };

export interface Sender {
  person?: Person;
  scope?: Scope;
  /** Overrides the scope's own conversation. */
  conversationId?: string;
  /** Of a channel; the general channel has the same id. */
  teamId?: string;
  /** The person's, BCP 47 [en-GB]. */
  locale?: string;
}
