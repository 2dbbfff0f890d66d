import { z } from 'zod';
import { isTextTooDeep, isTooDeep, maxJsonDepth } from '#src/json-depth.ts';
import { manageVerbs } from '#src/model/verbs.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { maxOperations } from '#src/workflow/edit/operations.ts';

const words = z.string().trim().min(1).max(300);
const id = z.string().min(1).max(100);
/** A list where one would do is what models send most often, and the other way round. */
const oneOrMore = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess((given) => (Array.isArray(given) ? given.slice(0, most) : [given]), z.array(item).min(1));

const describeArgs = z.object({
  type: z.string().min(1).max(200),
  resource: z.string().max(100).optional(),
  operation: z.string().max(100).optional(),
});

/** Which words of the request led to which step. One that is written unusably is none: nothing depends on it alone. */
const account = z
  .array(z.object({ words: z.string().min(1).max(300), step: z.string().min(1).max(128) }))
  .max(60)
  .catch([])
  .default([]);

const parsers = {
  search_nodes: z.preprocess(rename('query', 'queries'), z.object({ queries: oneOrMore(words, 4) })),
  describe_node: z.preprocess(wrap('nodes', 'type'), z.object({ nodes: oneOrMore(describeArgs, 8) })),
  find_templates: z.object({ words }),
  find_workflows: z.object({ words: z.string().trim().max(300).default('') }),
  get_workflow: z.preprocess(
    rename('node', 'nodes'),
    z.object({
      id: id.nullish(),
      nodes: oneOrMore(z.string().min(1).max(128), 20).optional(),
      path: z.string().max(300).optional(),
      from: z.int().min(0).optional(),
    }),
  ),
  find_executions: z.object({ id }),
  find_values: z.object({
    type: z.string().min(1).max(200),
    parameter: z.string().min(1).max(200),
    parameters: z.record(z.string(), z.unknown()).catch({}).default({}),
    words: z.string().trim().max(200).default(''),
  }),
  submit_draft: draftSchema.omit({ assumed: true }).extend({
    /** A new workflow although another draft is under discussion. */
    separate: z.boolean().optional(),
    account,
  }),
  submit_changes: z
    .object({
      workflowId: id.nullish(),
      /** Each is parsed when it is applied, so that the model is told which one is wrong. */
      operations: z.array(z.unknown()).max(maxOperations).default([]),
      account,
    })
    .refine(({ operations, account }) => operations.length + account.length > 0, {
      error: 'operations are missing',
      path: ['operations'],
    }),
  propose_action: z.object({
    verb: z.enum(['help', 'list', ...manageVerbs]),
    workflowId: id.nullish(),
    argument: z.string().max(500).default(''),
  }),
  ask: z.object({
    question: z.string().trim().min(1).max(600),
    choices: z.array(z.string().trim().min(1).max(75)).max(4).default([]),
  }),
  answer: z.object({ text: z.string().trim().min(1).max(8000) }),
};
export type ToolName = keyof typeof parsers;
export const toolNames = Object.keys(parsers) as ToolName[];

/** One tool call after parsing: an act, or what the model has to be told about its mistake. */
export type ToolCall =
  | { [Name in ToolName]: { name: Name; args: z.output<(typeof parsers)[Name]> } }[ToolName]
  | { name: 'invalid'; problem: string };

export type Args<Name extends ToolName> = z.output<(typeof parsers)[Name]>;

const maxArgumentsLength = 400_000;
const tooDeep = `The arguments are nested more than ${maxJsonDepth} deep. Send them flatter.`;

/** Parses a tool call of the model; untrusted. Arguments are JSON text, or an object from servers that parse it. Never throws. */
export function parseToolCall(name: string, given: unknown): ToolCall {
  if (!Object.hasOwn(parsers, name)) {
    return invalid(
      `There is no tool called ${JSON.stringify(name.slice(0, 60))}. Use one of: ${toolNames.join(', ')}.`,
    );
  }
  const known = name as ToolName;
  let raw = given ?? {};
  if (typeof given === 'string') {
    if (given.length > maxArgumentsLength) return invalid('The arguments are too long.');
    if (isTextTooDeep(given)) return invalid(tooDeep);
    try {
      raw = JSON.parse(given.trim() === '' ? '{}' : given);
    } catch {
      return invalid(`The arguments of ${known} are not valid JSON. Send one JSON object.`);
    }
  }
  if (isTooDeep(raw)) return invalid(tooDeep);
  const parsed = parsers[known].safeParse(raw);
  if (parsed.success) return { name: known, args: parsed.data } as ToolCall;
  const problems = parsed.error.issues
    .slice(0, 8)
    .map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`);
  return invalid(`The arguments of ${known} do not fit: ${problems.join('; ')}`.slice(0, 1500));
}

const invalid = (problem: string): ToolCall => ({ name: 'invalid', problem });

/** Takes the singular for the plural. */
function rename(from: string, to: string) {
  return (given: unknown): unknown =>
    isObject(given) && !(to in given) && from in given ? { ...given, [to]: given[from] } : given;
}

/** Takes one entry in place of an object with a list of them. */
function wrap(list: string, key: string) {
  return (given: unknown): unknown =>
    isObject(given) && !(list in given) && key in given ? { [list]: [given] } : given;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
