import type { InboundEvent } from './inbound.ts';

/** Driving port: how far the answer to something taken in has got. Reads only. */
export interface Answers {
  /** `nothing` was said yet, something was (`begun`), or no more comes of it (`over`). */
  of(event: Pick<InboundEvent, 'dedupeKey' | 'tenant' | 'conversation'>): Promise<'nothing' | 'begun' | 'over'>;
}
