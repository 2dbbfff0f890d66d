import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Note } from '#src/model/note.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { Accounted } from '../account/account-for.ts';
import type { PlannerInput, PlannerResult } from '../planner.ts';
import { garbage } from './failures.ts';
import type { Sight } from './sight.ts';
import type { CountTokens } from './tokens.ts';

export interface TurnLimits {
  /** Calls of the model in one turn. */
  maxCalls: number;
  /** Tool calls of one message that are done; further ones are refused. */
  maxToolCalls: number;
  /** Times validation may send a draft back. */
  maxRepairs: number;
  /** Times the model is told that its answer cannot be used. */
  maxMistakes: number;
}

/** What the model works on: a new draft, the one under discussion, or a workflow in n8n. */
export type Target = { kind: 'draft' } | { kind: 'revision' } | { kind: 'edit'; workflowId: string };

/** A draft that was handed in, with what validation found. */
export interface Attempt {
  target: Target;
  draft: Draft;
  issues: Issue[];
  /** New node names → the names in the workflow it changes. */
  renames: Record<string, string>;
  /** Which words of the request led to which step, as the model says. */
  account: Accounted[];
}

/** What one turn has come to. */
export interface Turn {
  readonly input: PlannerInput;
  readonly catalog: Catalog;
  readonly facts: InstanceFacts;
  readonly count: CountTokens;
  readonly limits: TurnLimits;
  /** Ids of workflows the model was told; it may use no other. */
  readonly told: Set<string>;
  /** Workflows as they were read, by id. */
  readonly read: Map<string, Draft>;
  /** How much of each the model has seen, by id, and of the draft under discussion. */
  readonly sights: Map<string, Sight>;
  /** n8n's ids of them, by ours. */
  readonly n8nIds: Map<string, string>;
  /** The last attempt: changes are made to it. */
  last?: Attempt;
  /** The one with the fewest errors: shown when no better one comes. */
  best?: Attempt;
  /** One that lacks nothing but values: never given up for a question, the card asks for them. */
  ready?: Attempt;
  mistakes: number;
  repairs: number;
  /** Times a draft was rehearsed, and the last that was. */
  rehearsals: number;
  rehearsed?: Draft;
  /** What was mended without asking, for the card. */
  mended: Note[];
  /** Missing values that the model was told of, by node and path. */
  readonly leftOpen: Set<string>;
  /** Words of the request that are not in a draft were told once. */
  accounted: boolean;
}

/** Throws PlannerError when the model made more than it may. */
export function countMistake(turn: Turn): void {
  turn.mistakes += 1;
  if (turn.mistakes > turn.limits.maxMistakes) throw garbage(`The model answered unusably ${turn.mistakes} times`);
}

/** What the model is told about something it may not do; counted as a mistake. */
export function refuse(turn: Turn, problem: string): string {
  countMistake(turn);
  return problem;
}

export function toResult({ target, draft, issues, renames, account }: Attempt): PlannerResult {
  if (target.kind === 'draft') return { kind: 'draft', draft, issues, account };
  if (target.kind === 'revision') return { kind: 'revision', draft, issues, renames, account };
  return { kind: 'edit', workflowId: target.workflowId, draft, issues, renames, account };
}
