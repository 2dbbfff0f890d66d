/** What `Slots` of src/n8n/gate.ts wants: a slot, or how long until it is worth asking again. */
export type Taken = { slot: string } | { waitMs: number; restMs?: number };

/** Slots in one server, by its clock alone. Throws when it does not answer. */
export interface SlotStore extends AsyncDisposable {
  take(urgent: boolean): Promise<Taken>;
  giveBack(slot: string): Promise<void>;
  rest(ms: number): Promise<void>;
}

export interface SlotsConfig {
  redisUrl?: string | undefined;
  databaseUrl: string;
  /** Keeps several Flowsmiths on one Redis apart. */
  prefix?: string | undefined;
  /** Which n8n: its base URL. */
  instance: string;
  /** Calls that may begin within any one second. */
  perSecond: number;
}

/**
 * A slot serves one call at a time, and its next one begins a second after the last was answered. n8n saw a call
 * somewhere between its start and its answer, so calls of one slot reach it more than a second apart, however late or
 * early the network and this process are. The rest is for clocks that count whole milliseconds.
 */
export const windowMs = 1_010;
/** A call without an answer counts as seen by n8n after this; also how long the slot of a dead process is lost. */
export const longestCallMs = 5_000;
/** So long does a call that was sent away keep background calls waiting. */
export const urgentMs = 1_500;
/** A store that is silent for so long counts as gone. */
export const storeTimeoutMs = 2_000;
