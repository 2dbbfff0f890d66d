import type { Ask } from '#src/language/en/issues/planner.ts';
import type { DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import type { DataSource } from './data.ts';
import type { Guard } from './schedule-rule.ts';

/** What a trigger or step reader found: a node to be, what it yields, and what had to be assumed or is missing. */
export interface Piece {
  name: string;
  type: string;
  parameters: Record<string, unknown>;
  onError?: DraftNode['onError'];
  executeOnce?: boolean;
  alwaysOutputData?: boolean;
  /** Words of the clause that are not in it: said on the card. */
  left?: string;
  /** The app it belongs to, as the catalogue calls it. */
  app?: string;
  /** Present when later steps can use what the node yields. */
  yields?: Omit<DataSource, 'node'>;
  /** Words for what it gives out → path from the item, where later steps may ask for it by name only. */
  gives?: Map<string, string>;
  /** Checked right behind a trigger that starts more often than was asked for. */
  guard?: Guard;
  /** Expression of what tells one thing from another, where the trigger starts again and again for the same. */
  once?: string;
  assumptions?: string[];
  /** What the requester still has to say. */
  missing?: Missing[];
  /** What it works with: a model, tools, memory. */
  subs?: SubPiece[];
  /** What stands behind each of its outputs; whatever comes next follows the last of every way. */
  forks?: readonly (readonly Piece[])[];
  /** A flow with a start of its own that it needs, as a request: what fills the store in which it looks things up. */
  beside?: string;
}

/** A node that another one uses. */
export interface SubPiece {
  name: string;
  type: string;
  kind: 'ai_languageModel' | 'ai_tool' | 'ai_memory' | 'ai_embedding' | 'ai_document';
  parameters: Record<string, unknown>;
  missing?: Missing[];
  /** What it works with in turn, as a store with its embeddings. */
  subs?: SubPiece[];
}

export interface Missing {
  path: string;
  ask: Ask;
  /** The channel spoken of, where that helps to say what is missing. */
  channel?: string;
}

/** A node type of n8n's base package. */
export const base = (name: string): string => `n8n-nodes-base.${name}`;

/** n8n's shape for a value that is picked from a list, typed as an id, a name or a link. */
export function locator(mode: string, value: string): Record<string, unknown> {
  return { __rl: true, mode, value };
}

/** Turns what is missing into issues that block approval and say what to answer. */
export function toIssues(node: string, missing: readonly Missing[] | undefined): Issue[] {
  return (missing ?? []).map(({ path, ask, channel = '' }) =>
    error('not-said', { ask, channel }, { node, path: `parameters.${path}` }),
  );
}

export const fieldsOf = (fields: Record<string, string>): Map<string, string> => new Map(Object.entries(fields));
