import type { Issue } from './issue.ts';

/**
 * Where an example is from: a person `given` it, it is after a real `run` and masked, n8n `described` the fields, `known` of n8n's own triggers; `imagined` by
 * the model that planned; or `assumed`,
 * its fields are those the workflow itself reads, which repeats the workflow's mistakes.
 */
export type SampleSource = 'given' | 'run' | 'described' | 'known' | 'imagined' | 'assumed';

/** What is different in a variant of the example. */
export type VariantAbout =
  | { kind: 'missing' | 'empty' | 'negative'; node: string; field: string }
  /** A value by which it goes another way. */
  | { kind: 'value'; node: string; field: string; value: string }
  | { kind: 'two_items'; node: string }
  /** The same item two times, where a step is there to take it once. */
  | { kind: 'twice'; node: string }
  | { kind: 'no_items'; node: string }
  | { kind: 'fails'; node: string };

/**
 * What a rehearsal shows: JSON, kept with a revision and hashed for its approval. `rehearse()` of `src/rehearsal` makes it,
 * `toLines()` tells it whole and `toShortLines()` on a card, in any language.
 */
export interface Rehearsal {
  /** Where it began, by the name of the step. */
  trigger: string;
  /** With the example itself. */
  base: Shown;
  /** Of a change: what the workflow as it is in n8n does with the same example, where that is something else. */
  before?: ShownStep[];
  /** With the example changed, where that differs from `base`: what happens otherwise, and findings `base` has not. */
  variants: { about: VariantAbout; shown: Shown; differs: Difference[]; issues: Issue[] }[];
  /** Findings of the example, and of the variants that are examples as good: other values, two items. */
  issues: Issue[];
  /** What somebody may change about the example; absent where nothing is read of it. */
  example?: RehearsedExample;
  /** Where the example of each step is from. */
  sources: Record<string, SampleSource>;
  /** When the real execution began that examples are after: ISO 8601; absent where none is. */
  ranAt?: string;
  notRehearsed: NotRehearsed[];
  /** From the first call to n8n to the last answer. */
  ms: number;
}

/** The first step whose data the workflow reads, and the plain values of them, without secrets. */
export interface RehearsedExample {
  node: string;
  fields: ExampleField[];
}

export interface ExampleField {
  /** In fields and places of lists. */
  path: (string | number)[];
  value: string | number | boolean;
}

/** One value as people read it. */
export interface ShownValue {
  /** Inside the step's parameters, e.g. `text`. */
  path: string;
  /** What n8n calls it. */
  label: string;
  /** To the letter what n8n worked out, without secrets. */
  text: string;
  /** Worked out by n8n rather than fixed. */
  computed: boolean;
}

/** What a step would have done outside. */
export interface ShownStep {
  node: string;
  type: string;
  typeVersion: number;
  /** How often, all rounds and items together. */
  times: number;
  /** The first times of it, in order. */
  calls: ShownValue[][];
  /** The parameters of the first time, to say in words what it does. */
  parameters: Record<string, unknown>;
  /** n8n adds a line of its own that says it was sent with n8n. */
  adds?: 'attribution';
}

/** Which way the items went at a step with several ways out. */
export interface ShownBranch {
  node: string;
  /** It lets items through or not, and has no second way. */
  filters?: true;
  outputs: { output: number; name: string; items: number }[];
}

/** What one run did. */
export interface Shown {
  /** False when it ended with an error, or there is nothing to show. */
  ended: boolean;
  steps: ShownStep[];
  branches: ShownBranch[];
  /** Steps that were not come past, by name. */
  notReached: string[];
}

/** What differs with a variant, about one step. */
export type Difference =
  | { kind: 'times'; node: string; times: number; before: number }
  | { kind: 'branch'; node: string; to: string; before: string };

/** What a rehearsal cannot know, as a code. */
export type NotRehearsed =
  /** The fields of its example are those the workflow itself reads. */
  | { code: 'assumed'; node: string }
  /** The fields of its example are those the model that planned it made up. */
  | { code: 'imagined'; node: string }
  /** A value that is not evaluated before anybody approved. */
  | { code: 'withheld'; node: string; field: string }
  /** A program that calls something, or that may not end. */
  | { code: 'program'; node: string }
  | { code: 'model'; node: string; without: string[] }
  | { code: 'wait'; node: string }
  /** What earlier executions have seen. */
  | { code: 'earlier'; node: string }
  | { code: 'workflow'; node: string }
  | { code: 'file'; node: string }
  | { code: 'own_ids'; node: string }
  | { code: 'time_ran_out' }
  /** What every service decides by itself. */
  | { code: 'services' };

/**
 * Why a revision was not rehearsed: n8n had too much to do, did not take part, took too long, or said too much; or drafts
 * are not rehearsed here, which only whoever asked for it is told.
 */
export type SkippedRehearsal = 'busy' | 'away' | 'slow' | 'too_large' | 'off';

/** What came of rehearsing a revision, as it is kept with it. */
export type KeptRehearsal =
  /**
   * `failedBefore`: what failed with the example nobody chose, when somebody's own did not fail. `triedIn`: the event in
   * which somebody gave the example.
   */
  | { kind: 'rehearsed'; rehearsal: Rehearsal; failedBefore?: Issue; triedIn?: string }
  | { kind: 'not_rehearsed'; reason: SkippedRehearsal };

/** What became of a test that was sent for real; `not_sent`: certainly, `unknown`: it may have gone out. */
export type TestOutcome =
  | { kind: 'sent' }
  /** The service said no, in its words. */
  | { kind: 'refused'; message: string }
  | { kind: 'not_sent'; reason: SkippedRehearsal }
  | { kind: 'unknown' };
