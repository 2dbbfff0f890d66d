import type { Draft, Issue } from '#src/workflow/draft.ts';

/** Everything a planner may look at for one turn. Untrusted words only; no ids of people, no secrets. */
export interface PlannerInput {
  request: string;
  /** Earlier words of this conversation, oldest first. */
  history: { role: 'user' | 'assistant'; text: string }[];
  /** The draft under discussion, when there is one. */
  current?: { draft: Draft; issues: Issue[] };
  /** IANA name schedules are meant in when the request names none. */
  timezone: string;
  locale?: string;
  signal: AbortSignal;
}

export type PlannerResult =
  | { kind: 'answer'; text: string }
  | { kind: 'question'; text: string; choices: string[] }
  | { kind: 'draft'; draft: Draft; issues: Issue[] }
  | { kind: 'revision'; draft: Draft; issues: Issue[] }
  | { kind: 'command'; verb: 'help' | 'list'; argument: string };

/** Tokens and calls one turn cost; zero for planners without a model. */
export interface PlannerUsage {
  model: string;
  calls: number;
  promptTokens: number;
  completionTokens: number;
}

export interface PlannerTurn {
  result: PlannerResult;
  usage: PlannerUsage;
  /** Said on the card: how it was planned and with what reservation. */
  notes: string[];
}

/** Turns words into a draft, a question or an answer. Throws PlannerError when it cannot do its work at all. */
export interface Planner {
  readonly name: string;
  plan(input: PlannerInput): Promise<PlannerTurn>;
}

export const noUsage: PlannerUsage = { model: 'none', calls: 0, promptTokens: 0, completionTokens: 0 };
