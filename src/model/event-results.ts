import type { ActVerb } from './verbs.ts';

/** A decision as it is kept with its event. */
export interface KeptDecision {
  verdict: { kind: 'allowed' | 'counted' | 'refused' | 'moot'; reason?: string; expiredAt?: string; missing?: number };
  draft: string;
  creation?: string;
}

/** What somebody said to do a verb with, e.g. a name; a button that is confirmed later leads back to it. */
export interface KeptArgument {
  verb: ActVerb;
  /** Our id of the workflow. */
  workflow: string;
  argument: string;
}

/** An account as it is kept with the event that took it out of its person's. */
export interface KeptAccount {
  /** Our id. */
  tenant: string;
  personId: string;
  name: string;
}

/** What an event came to, so that a turn that runs again finds its own work done. */
export interface EventResults {
  [decision: `decision:${string}`]: KeptDecision;
  /** It was refused, and that stands on the audit trail. */
  [refusal: `refusal:${string}`]: true;
  [link: `link:${string}`]: boolean;
  unlinked?: { account: KeptAccount; others: KeptAccount[] };
  argument?: KeptArgument;
  template?: true;
  feedback?: { first: boolean; news: boolean };
}
