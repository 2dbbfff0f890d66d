import { z } from 'zod';
import { isTooDeep } from '#src/json-depth.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';

export const draftNodeSchema = z.object({
  name: z.string().min(1).max(128),
  type: z.string().min(1).max(200),
  parameters: z.record(z.string(), z.unknown()).default({}),
  notes: z.string().max(2000).optional(),
  disabled: z.boolean().optional(),
  onError: z.enum(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']).optional(),
  retryOnFail: z.boolean().optional(),
  maxTries: z.number().optional(),
  waitBetweenTries: z.number().optional(),
  executeOnce: z.boolean().optional(),
  alwaysOutputData: z.boolean().optional(),
  pinned: z.boolean().optional(),
  typeVersion: z.number().positive().optional(),
});

/** A port by its number from 0, or by a name that compile() looks up. */
const port = z.union([z.int().min(0).max(100), z.string().min(1).max(200)]).default(0);

export const draftConnectionSchema = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  output: port,
  input: port,
  kind: z.string().default('main'),
});

const stickyNoteSchema = z.object({
  name: z.string().min(1).max(128),
  content: z.string(),
  near: z.string().optional(),
});

/** A frame around nodes in n8n's editor. */
const groupSchema = z.object({ name: z.string().min(1).max(128), nodes: z.array(z.string()) });

/** More is nothing to look at; what is unusable is none: nothing depends on it alone. */
const mostOfExample = 4_000;
const example = z
  .record(z.string(), z.unknown())
  .refine((given) => !isTooDeep(given) && JSON.stringify(given).length <= mostOfExample);

/** A draft as planners, files and the HTTP API hand it in; what each part means is said in the model. */
export const draftSchema = z.object({
  name: z.string().min(1).max(128),
  description: z.string().max(2000).default(''),
  nodes: z.array(draftNodeSchema).min(1).max(200),
  connections: z.array(draftConnectionSchema).max(1000).default([]),
  assumptions: z.array(z.string().max(500)).max(20).default([]),
  assumed: z
    .array(z.object({ code: z.string().max(60), params: z.record(z.string(), z.string()).optional() }))
    .max(20)
    .optional(),
  example: example.optional().catch(undefined),
  timezone: z.string().optional(),
  stickyNotes: z.array(stickyNoteSchema).max(1000).optional(),
  groups: z.array(groupSchema).max(100).optional(),
  tags: z.array(z.string()).max(50).optional(),
  errorWorkflow: z.string().max(100).nullable().optional(),
  executionTimeout: z.number().nullable().optional(),
}) satisfies z.ZodType<Draft>;

/** What a draft may leave unsaid of a workflow in n8n. */
export const unsaidParts = ['stickyNotes', 'groups', 'tags', 'errorWorkflow', 'executionTimeout'] as const;

/** The draft with what it leaves unsaid as the one before has it. */
export function withUnsaid(draft: Draft, before: Draft | undefined): Draft {
  if (!before) return draft;
  const unsaid = unsaidParts.filter((key) => draft[key] === undefined && before[key] !== undefined);
  const { example = exampleFor(draft, before) } = draft;
  return {
    ...draft,
    ...Object.fromEntries(unsaid.map((key) => [key, before[key]])),
    ...(example ? { example } : {}),
  };
}

/** What starts it gives the same as long as it is the same. */
const exampleFor = ({ nodes }: Draft, before: Draft): Draft['example'] =>
  nodes[0]?.type === before.nodes[0]?.type ? before.example : undefined;

/** Every issue that blocks approval. */
export function errorsOf(issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => issue.severity === 'error');
}
