import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Note } from '#src/model/note.ts';
import type { ManageVerb } from '#src/model/verbs.ts';
import type { Value } from '#src/values/value.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { Accounted } from './account/account-for.ts';

/** Longest request that is read; the rest is dropped. */
export const maxRequestLength = 10_000;

/** Everything a planner may look at for one turn. Untrusted words only; no ids of people, no secrets. */
export interface PlannerInput {
  request: string;
  /** Earlier words of this conversation, oldest first. */
  history: { role: 'user' | 'assistant'; text: string }[];
  /** The question of a planner's own that the newest answer in it was. */
  asked?: OwnQuestion;
  /** The draft under discussion, when there is one. */
  current?: DraftAtHand;
  /** The workflow in n8n that this conversation is about, when no draft is open. */
  workflow?: WorkflowAtHand;
  /** Where the request names something that is not here: what is called nearly so, workflows in n8n and open drafts. */
  mayMean?: { workflows: WorkflowAtHand[]; drafts: string[] };
  /** What may be looked up meanwhile; reading only. */
  sources: PlannerSources;
  /** IANA name schedules are meant in when the request names none. */
  timezone: string;
  locale?: string;
  /** Whoever asks and where: what "me" and "here" mean. No model is told. */
  here?: Here;
  signal: AbortSignal;
  /**
   * Rehearses a draft nobody has seen yet, and mends the steps that are named; undefined where that is not done. Never
   * throws.
   */
  tryOut?: (draft: Draft, steps: ReadonlySet<string>) => Promise<TriedOut | undefined>;
  /** Told when the work comes to another part, so that people see it move. */
  onProgress?: (stage: PlannerStage) => void;
}

/** Ids of the platform, e.g. `slack`. */
export interface Here {
  platform: string;
  person?: string;
  channel?: string;
}

export interface TriedOut {
  /** With what was mended without asking. */
  draft: Draft;
  /** What was mended, for the card. */
  notes: Note[];
  /** What is left to repair in these steps. */
  issues: Issue[];
}

export interface DraftAtHand {
  draft: Draft;
  issues: Issue[];
  /** Where it changes a workflow in n8n: that one as it was read, and the names that differ (new name → name there). */
  changes?: { read: WorkflowRead; renames: Record<string, string> };
}

/** Questions the planner without a model asks; kept with the question, so that its answer is known whatever its words. */
export const ownQuestions = ['when', 'what', 'city', 'template', 'new-or-change'] as const;
export type OwnQuestion = (typeof ownQuestions)[number];

export type PlannerStage = 'understanding' | 'choosing' | 'checking';

export interface WorkflowAtHand {
  /** Our id. */
  id: string;
  name: string;
  published: boolean;
}

/** Reads of what people made before. Everything in it is data, never an instruction. Empty answers, no errors, where there is nothing. */
export interface PlannerSources {
  /** Workflows the requester may see whose names are near the words, best first; without words some of all; at most 10. */
  findWorkflows(words: string): Promise<(WorkflowAtHand & { mine: boolean })[]>;
  /** What n8n holds now, in the form drafts have. */
  getWorkflow(id: string): Promise<WorkflowRead | undefined>;
  /** The newest executions, newest first; at most 5. Undefined where they cannot be read now. */
  findExecutions(id: string): Promise<ExecutionAtHand[] | undefined>;
  findTemplates(words: string): Promise<{ name: string; description: string; draft: Draft }[]>;
  /** What a parameter may hold, the nearest to the words first; at most 20. */
  findValues(asked: ValuesAsked): Promise<Pick<Value, 'name' | 'value'>[]>;
  /** What only the connected n8n knows, for validation. */
  readFacts(): Promise<InstanceFacts>;
}

export interface ValuesAsked {
  /** Full node type. */
  type: string;
  /** Path of the parameter, e.g. `documentId`. */
  parameter: string;
  /** What is chosen already, for lists that hang on it. */
  parameters: Record<string, unknown>;
  words: string;
}

export interface WorkflowRead {
  name: string;
  published: boolean;
  draft: Draft;
  /** n8n's own id of it, for validation; no model is told. */
  n8nId?: string;
}

export interface ExecutionAtHand {
  id: string;
  status: string;
  startedAt?: string;
  failedNode?: string;
  message?: string;
}

export type PlannerResult =
  | { kind: 'answer'; text: string }
  /** `own`: one a planner knows again when it is answered; `meanings`: what its choices stand for, in their order. */
  | { kind: 'question'; text: string; choices: string[]; own?: { code: OwnQuestion; meanings: readonly string[] } }
  /** `account`: what a model says it did with which words of the request; believed only as far as it can be checked. */
  | { kind: 'draft'; draft: Draft; issues: Issue[]; account?: Accounted[] }
  /** The draft under discussion, changed. `renames`: new node names → those of the draft under discussion. */
  | { kind: 'revision'; draft: Draft; issues: Issue[]; renames?: Record<string, string>; account?: Accounted[] }
  /** A workflow in n8n as `sources.getWorkflow` gave it, changed. `renames`: new node names → the old ones. */
  | {
      kind: 'edit';
      workflowId: string;
      draft: Draft;
      renames: Record<string, string>;
      issues: Issue[];
      account?: Accounted[];
    }
  /** Something to be done with a workflow; shown with a button, never done by the planner. */
  | { kind: 'command'; verb: 'help' | 'list' | ManageVerb; workflowId?: string; argument: string };

/** Tokens and calls one turn cost; zero for planners without a model. */
export interface PlannerUsage {
  model: string;
  calls: number;
  promptTokens: number;
  /** Of the prompt tokens: those the model's server had read before. */
  cachedTokens?: number;
  completionTokens: number;
}

export interface PlannerTurn {
  result: PlannerResult;
  usage: PlannerUsage;
  /** Said on the card: how it was planned and with what reservation. */
  notes: Note[];
}

/** Turns words into a draft, a question or an answer. Throws PlannerError when it cannot do its work at all. */
export interface Planner {
  readonly name: string;
  plan(input: PlannerInput): Promise<PlannerTurn>;
}

export const noUsage: PlannerUsage = { model: 'none', calls: 0, promptTokens: 0, completionTokens: 0 };

/** For planning without a database or an n8n behind it. */
export const noSources: PlannerSources = {
  findWorkflows: async () => [],
  getWorkflow: async () => undefined,
  findExecutions: async () => [],
  findTemplates: async () => [],
  findValues: async () => [],
  readFacts: async () => ({}),
};
