import type { StepName } from '#src/telemetry/follow.ts';

/** The life of one request, as far as the database knows it. Moments are ISO 8601, UTC. */
export interface Trace {
  reference: string;
  /** What it began with; undefined when that was deleted. */
  request?: { event: string; at: string; platform: string; tenant: string; by: Who; via: string };
  state: TraceState;
  drafts: { id: string; status: string; revision: number; changes?: string }[];
  workflows: { id: string; n8nId: string; instanceUrl: string; name: string; state: string; own: boolean }[];
  /** In the order of time. */
  steps: TraceStep[];
  /** There is more than is told here. */
  truncated: boolean;
  /** What people do not see yet as it is. */
  owed: TraceDelivery[];
  /** Calls to n8n that had no answer yet. */
  unanswered: { job: string; about: string; sentAt: string; mayArriveUntil: string }[];
}

/** Where a request stands, and what it waits for. */
export interface TraceState {
  code:
    | 'being_answered'
    | 'waiting_for_its_turn'
    | 'being_written'
    | 'waiting_for_an_answer'
    | 'waiting_for_a_decision'
    | 'to_be_shown'
    | 'not_shown'
    | 'failed'
    | 'done';
  /** For the operator, in English. */
  sentence: string;
  /** When something happens by itself; ISO 8601. */
  until?: string;
}

export interface Who {
  /** As the audit trail names them, `platform:tenant:person`, or a role such as `policy`. */
  key: string;
  name?: string;
}

export interface TraceStep {
  at: string;
  /** Since the step before, in milliseconds. */
  gapMs: number;
  /** As the log says it; `noted`: something else on the audit trail. */
  step: StepName | 'noted';
  /** A code: the act, kind, verdict or failure. */
  outcome: string;
  by?: Who;
  event?: string;
  draft?: string;
  revision?: number;
  workflow?: string;
  job?: string;
  /** How many tries it took. */
  attempts?: number;
  /** Findings that keep a draft from being approved. */
  errors?: number;
  cost?: { model: string; calls: number; promptTokens: number; completionTokens: number };
}

export interface TraceDelivery {
  /** What is owed (`draft`, `act`, `turn`, …) about what. */
  kind: string;
  subject: string;
  platform: string;
  owedAt: string;
  attempts: number;
  /** Null: given up. */
  dueAt: string | null;
  /** Code of the newest failure. */
  failure: string | null;
}

/** The same form for every moment. */
export const iso = (moment: Date | string): string => new Date(moment).toISOString();
