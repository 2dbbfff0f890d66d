import { z } from 'zod';
import { unset } from './parse.ts';

/** One time a node ran. */
export interface NodeRun {
  /** By output: the data of its items, of `main` only. */
  outputs: unknown[][];
  /** n8n's or the node's own words. */
  error?: string;
}

/** What an execution did, step by step. Data of people: for what Flowsmith itself made up and ran, and nothing else. */
export interface ExecutionRun {
  id: string;
  /** n8n's words, see Execution. */
  status: string;
  /** What ended it. */
  error?: { message: string; node?: string };
  /** By node name, in the order the runs began. */
  runs: ReadonlyMap<string, NodeRun[]>;
}

const errorSchema = z
  .object({
    message: z.string().optional().catch(undefined),
    description: z.string().nullish().catch(undefined),
    node: z
      .union([z.object({ name: z.string() }), z.string()])
      .nullish()
      .catch(undefined),
  })
  .nullish()
  .catch(undefined);
const itemSchema = z.object({ json: z.unknown() }).catch({ json: undefined });
const runSchema = z.object({
  error: errorSchema,
  data: z
    .object({ main: z.array(z.union([z.array(itemSchema), z.null()])).default([]) })
    .nullish()
    .catch(undefined),
});
const runningSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  status: z.string().default('unknown'),
  data: z
    .object({
      resultData: z.object({
        error: errorSchema,
        lastNodeExecuted: unset(z.string()),
        runData: z.record(z.string(), z.array(runSchema)).default({}),
      }),
    })
    .nullish()
    .catch(undefined),
});

/** The page of executions with their data. */
export const runPageSchema = z.object({ data: z.array(runningSchema) });

/** Pure. */
export function toExecutionRun(parsed: z.infer<typeof runningSchema> | undefined): ExecutionRun | undefined {
  if (!parsed) return undefined;
  const { error, lastNodeExecuted, runData = {} } = parsed.data?.resultData ?? {};
  const node = (typeof error?.node === 'string' ? error.node : error?.node?.name) ?? lastNodeExecuted;
  const message = wordsOf(error);
  return {
    id: parsed.id,
    status: parsed.status,
    ...(error ? { error: { message: message ?? '', ...(node ? { node } : {}) } } : {}),
    runs: new Map(Object.entries(runData).map(([name, runs]) => [name, runs.map(toNodeRun)])),
  };
}

function toNodeRun({ data, error }: z.infer<typeof runSchema>): NodeRun {
  const message = wordsOf(error);
  return {
    outputs: (data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json)),
    ...(message === undefined ? {} : { error: message }),
  };
}

function wordsOf(error: z.infer<typeof errorSchema>): string | undefined {
  if (!error) return undefined;
  const { message = '', description } = error;
  return description && description !== message ? `${message}: ${description}` : message;
}
