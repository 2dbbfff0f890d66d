import type { ActionTaken } from './inbound.ts';

/** What an adapter answers a click with that it holds open, for the eyes of whoever pressed. */
export interface Asides {
  /**
   * Words for this person alone; undefined as soon as the click led to something else, or when nothing was said within
   * this time: what comes later is said in the conversation. Never throws.
   */
  wait(event: ActionTaken, withinMs: number): Promise<string | undefined>;
}
