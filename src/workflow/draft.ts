import { z } from 'zod';
import type { IssueCode, IssueParams } from '#src/language/issue-words.ts';

/** Free JSON, as n8n's parameters are. */
export type Parameters = Record<string, unknown>;

export const draftNodeSchema = z.object({
  name: z.string().min(1).max(128),
  /** Full node type, e.g. `n8n-nodes-base.httpRequest`. */
  type: z.string().min(1).max(200),
  parameters: z.record(z.string(), z.unknown()).default({}),
  notes: z.string().max(2000).optional(),
  disabled: z.boolean().optional(),
  onError: z.enum(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']).optional(),
  retryOnFail: z.boolean().optional(),
  /** All tries together, the first included. */
  maxTries: z.number().optional(),
  /** Milliseconds. */
  waitBetweenTries: z.number().optional(),
  /** For the first item alone. */
  executeOnce: z.boolean().optional(),
  /** An empty item where there would be none. */
  alwaysOutputData: z.boolean().optional(),
  /** Of a node in n8n: test runs use data that somebody pinned in n8n's editor. The data themselves are never read. */
  pinned: z.boolean().optional(),
  /** Of a node that is in n8n already: the version its parameters are written for. New nodes have none and get the newest. */
  typeVersion: z.number().positive().optional(),
});

/** A port by its number from 0, or by a name that compile() looks up. */
const port = z.union([z.int().min(0).max(100), z.string().min(1).max(200)]).default(0);

export const draftConnectionSchema = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  /** Which output of `from`: IF 0 or `true`, Loop `done`, a Switch rule's name, `fallback`, `error`. */
  output: port,
  /** Which input of `to`, e.g. 1 or `input 2` of Merge. */
  input: port,
  /** `main`, or an AI connection such as `ai_languageModel`; what a sub-node puts out need not be said. */
  kind: z.string().default('main'),
});

/** A note on the canvas; no step, and nothing refers to it. */
const stickyNoteSchema = z.object({
  name: z.string().min(1).max(128),
  content: z.string(),
  /** Of a new one: the step it stands at. */
  near: z.string().optional(),
});

/** A frame around nodes in n8n's editor. */
const groupSchema = z.object({ name: z.string().min(1).max(128), nodes: z.array(z.string()) });

/** What a planner writes: no ids, positions or credentials, and type versions of kept nodes alone. compile() adds those. */
export const draftSchema = z.object({
  name: z.string().min(1).max(128),
  description: z.string().max(2000).default(''),
  nodes: z.array(draftNodeSchema).min(1).max(200),
  connections: z.array(draftConnectionSchema).max(1000).default([]),
  assumptions: z.array(z.string().max(500)).max(20).default([]),
  /** IANA name the schedules are meant in. */
  timezone: z.string().optional(),
  /** From here on undefined says nothing: of a workflow in n8n that part stays as it is. */
  stickyNotes: z.array(stickyNoteSchema).max(1000).optional(),
  groups: z.array(groupSchema).max(100).optional(),
  /** Names. */
  tags: z.array(z.string()).max(50).optional(),
  /** n8n's id of the workflow that is told about errors; null: none. */
  errorWorkflow: z.string().max(100).nullable().optional(),
  /** Seconds after which a run is stopped; null: as n8n is set up. */
  executionTimeout: z.number().nullable().optional(),
});

/** What a draft may leave unsaid of a workflow in n8n. */
export const unsaidParts = ['stickyNotes', 'groups', 'tags', 'errorWorkflow', 'executionTimeout'] as const;

/** The draft with what it leaves unsaid as the one before has it. */
export function withUnsaid(draft: Draft, before: Draft | undefined): Draft {
  if (!before) return draft;
  const unsaid = unsaidParts.filter((key) => draft[key] === undefined && before[key] !== undefined);
  return { ...draft, ...Object.fromEntries(unsaid.map((key) => [key, before[key]])) };
}

export type Draft = z.infer<typeof draftSchema>;
export type StickyNote = z.infer<typeof stickyNoteSchema>;
export type DraftNode = z.infer<typeof draftNodeSchema>;
export type DraftConnection = z.infer<typeof draftConnectionSchema>;

/** What a finding says: a code, and what its words need; the words are in `src/language/<language>/issues`. */
export type Said = { [Code in IssueCode]: { code: Code; params: IssueParams<Code> } }[IssueCode];

/** What is said in words alone: kept before findings had parameters, or about files. */
interface InWords {
  /** Stable name in kebab-case. */
  code: string;
  params?: undefined;
}

/** One finding of validation. An error blocks approval; a warning shows on the card. JSON, kept with the revision. */
export type Issue = (Said | InWords) & {
  severity: 'error' | 'warning';
  /** Name of the node it is about. */
  node?: string;
  /** Path inside the node or the workflow, e.g. `parameters.url`. */
  path?: string;
  /** A sentence a person can act on, in English; in other languages `toMessage` says it. */
  message: string;
  /** The one obvious way to mend it, where there is one. */
  fix?: Fix;
};

/** Edits of the workflow document, in order; JSON, so that it can be kept with the issue. */
export interface Fix {
  /** What it does, in words, e.g. `Adds the missing "=".` */
  description: string;
  edits: Edit[];
}

/** Sets the value at the path (making the objects on the way), or removes what is there. */
export type Edit = { path: (string | number)[]; value: unknown } | { path: (string | number)[]; remove: true };

/** Every issue that blocks approval. */
export function errorsOf(issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => issue.severity === 'error');
}
