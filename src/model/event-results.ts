import type { RehearsedExample, TestOutcome } from './rehearsal.ts';
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

/** Tests that were offered to whoever caused the event, to be sent to them alone, each at most once. */
export interface KeptTests {
  draft: string;
  revision: number;
  tests: KeptTest[];
}

export interface KeptTest {
  /** The step, and what would be sent of it: nothing else is. */
  step: string;
  hash: string;
  /** Who pressed, by the event; without an outcome it is under way, or its process ended. */
  sent?: { in: string; outcome?: TestOutcome };
}

/** What a step of a flow came to: first those with which the flow goes on, then those with which it fails. */
export type StepResult =
  | 'waiting'
  | 'incomplete'
  | 'question'
  | 'approved'
  | 'created'
  | 'live'
  | 'discarded'
  | 'expired'
  | 'not_created'
  | 'no_draft';

/** What an event came to, so that a turn that runs again finds its own work done. */
export interface EventResults {
  [decision: `decision:${string}`]: KeptDecision;
  /** It was refused, and that stands on the audit trail. */
  [refusal: `refusal:${string}`]: true;
  [link: `link:${string}`]: boolean;
  unlinked?: { account: KeptAccount; others: KeptAccount[] };
  /** Somebody was said to be away, or back; `false`: they were not away. */
  absence?: boolean;
  handover?: 'done' | 'not theirs' | 'elsewhere' | 'closed' | 'the same' | 'has approved';
  argument?: KeptArgument;
  tests?: KeptTests;
  /** The example with which a workflow in n8n was tried. */
  tried?: { workflow: string; example: RehearsedExample };
  /** How the step of a flow that asked was ended: said once, and never otherwise. */
  stepEnded?: StepResult;
  template?: true;
  feedback?: { first: boolean; news: boolean };
}
