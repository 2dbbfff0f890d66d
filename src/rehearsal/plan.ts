import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';

/** One `{{ }}` of a value, evaluated apart so that an empty one can be named. */
export interface HeldBlock {
  /** Field of the leaf that holds what it gave. */
  key: string;
  code: string;
}

/** One value of a step that n8n works out. */
export interface HeldText {
  /** In steps from the node's parameters. */
  path: (string | number)[];
  /** As it stands in the workflow, with its `=`. */
  value: string;
  /** Field of the leaf that holds the whole text; absent where the value is one `{{ }}` and nothing else. */
  key?: string;
  blocks: HeldBlock[];
  /** Not evaluated: it reads what is nobody's to see, does more than compute, or cannot be read. */
  withheld?: true;
}

/** What a step does in a rehearsal that may not do its work. */
export interface HeldStep {
  /** Under which its sample travels. */
  key: string;
  node: string;
  type: string;
  typeVersion: number;
  /** `stands` gives a sample in its place, `passes` hands on what it was given. */
  role: 'trigger' | 'stands' | 'passes';
  /** The parameters n8n would look at, defaults included. */
  parameters: Record<string, unknown>;
  /** Main outputs, the one for errors included. */
  outputs: number;
  onError?: string | undefined;
  texts: HeldText[];
  /** The leaves that evaluate its values: whole texts, and each `{{ }}` apart. */
  leaves: { texts?: string; blocks?: string };
  /** A node that has an item for each time the step would do its work. */
  counter: string;
  /** Sub-nodes that were left out with it, by name. */
  without: string[];
}

/** A step that runs as it is. */
export interface KeptStep {
  node: string;
  type: string;
  typeVersion: number;
  parameters: Record<string, unknown>;
  onError?: string | undefined;
  outputs: number;
  /** What it decides by, and the leaf that works it out apart; none for steps that decide nothing. */
  texts: HeldText[];
  leaf?: string;
}

/** How to read an execution of the twin. */
export interface Plan {
  /** Name of the Webhook node everything begins with, and its path. */
  start: string;
  path: string;
  trigger: string;
  held: HeldStep[];
  kept: KeptStep[];
  /** Nodes that stand where a loop goes back, by the step it comes back to. */
  guards: { node: string; to: string }[];
  /** Steps no data of this trigger gets to, and those that are switched off. */
  unreached: string[];
  disabled: string[];
}

/** A workflow that cannot reach outside, and how to read what it did. */
export interface Twin {
  document: N8nWorkflow;
  plan: Plan;
}

/** What a step gives in place of doing its work. */
export interface Outcome {
  items: Record<string, unknown>[];
  /** The output it goes out by [0]. */
  output?: number;
  /** It fails, with this message; its own error handling decides what follows. */
  error?: string;
}

/** The sample of every held step, by its key. */
export type Outcomes = Record<string, Outcome>;

/** Rounds a loop may take before it is cut. */
export const mostRounds = 50;
