import { z } from 'zod';
import { type Execution, executionPageSchema, toExecution } from './execution-facts.ts';
import type { N8nAccess } from './gate.ts';
import { type CallOptions, createReader } from './http.ts';
import { parseAnswer, unset } from './parse.ts';
import { isRehearsal } from './rehearsals.ts';

/**
 * An execution that was for real, with the workflow as it was then. Data of people: masked before anything is stored, shown
 * or put anywhere.
 */
export interface PastRun {
  id: string;
  startedAt: string;
  nodes: PastNode[];
  /** By node name: what it put out the first time. */
  gave: ReadonlyMap<string, PastOutput>;
}

export interface PastNode {
  id?: string | undefined;
  name: string;
  type: string;
  typeVersion: number;
  parameters: Record<string, unknown>;
}

export interface PastOutput {
  /** Data of its items, of the first `main` output that has any. */
  items: unknown[];
  output: number;
  /** How many items it was given; undefined for what starts a workflow, and where n8n does not say. */
  given?: number | undefined;
}

/** Enough to come past those that somebody started by hand in the editor. */
const mostLookedAt = 20;
const maxDataBytes = 8 * 1024 * 1024;
const byHand = new Set(['manual', 'evaluation', 'internal']);

const nodeSchema = z.object({
  id: unset(z.string()),
  name: z.string(),
  type: z.string(),
  typeVersion: z.number().catch(1),
  parameters: z.record(z.string(), z.unknown()).catch({}),
});
const sourceSchema = z.object({
  previousNode: z.string(),
  previousNodeOutput: z.number().int().min(0).optional(),
  previousNodeRun: z.number().int().min(0).optional(),
});
const itemSchema = z.object({ json: z.unknown() });
const taskSchema = z.object({
  error: z.unknown().optional(),
  source: z.array(z.union([sourceSchema, z.null()])).catch([]),
  data: z
    .object({ main: z.array(z.union([z.array(itemSchema), z.null()])).default([]) })
    .nullish()
    .catch(undefined),
});
type Task = z.infer<typeof taskSchema>;
const pastSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  startedAt: unset(z.string()),
  workflowData: z
    .object({ name: z.string(), nodes: z.array(nodeSchema) })
    .nullish()
    .catch(undefined),
  data: z
    .object({
      /** n8n's own redaction leaves items without their data. */
      redactionInfo: z.object({ isRedacted: z.boolean().optional() }).nullish().catch(undefined),
      resultData: z.object({ runData: z.record(z.string(), z.array(taskSchema)).default({}) }),
    })
    .nullish()
    .catch(undefined),
});

/**
 * The newest execution of the workflow that succeeded and was not started by hand, with what its steps put out. Undefined
 * where there is none, n8n keeps no data of it or has taken the data out. At most 8 MB are read. Throws N8nError.
 */
export async function newestPastRun(
  config: N8nAccess,
  workflowId: string,
  options: CallOptions = {},
): Promise<PastRun | undefined> {
  const read = createReader(config, options);
  const query = { workflowId, status: 'success', limit: String(mostLookedAt) };
  const page = await read({ act: 'executions', method: 'GET', path: '/api/v1/executions', query });
  const found = parseAnswer(executionPageSchema, page, 'executions')
    .data.map((each) => toExecution(each, config.editorUrl))
    .find((each) => each.workflowId === workflowId && isForReal(each));
  if (!found) return undefined;
  const answer = await read({
    ...{ act: 'executions', method: 'GET', path: `/api/v1/executions/${encodeURIComponent(found.id)}` },
    query: { includeData: 'true' },
    maxBytes: maxDataBytes,
  });
  return toPastRun(parseAnswer(pastSchema, answer, 'executions'));
}

const isForReal = ({ mode, status }: Execution): boolean => status === 'success' && !byHand.has(mode);

function toPastRun({ id, startedAt, workflowData, data }: z.infer<typeof pastSchema>): PastRun | undefined {
  if (!startedAt || !workflowData || !data || isRehearsal(workflowData) || data.redactionInfo?.isRedacted)
    return undefined;
  const runs = new Map(Object.entries(data.resultData.runData));
  const gave = [...runs].flatMap(([name, [first]]): [string, PastOutput][] => {
    const outputs = first?.data?.main ?? [];
    const output = outputs.findIndex((items) => (items?.length ?? 0) > 0);
    if (!first || first.error || output < 0) return [];
    return [[name, { items: (outputs[output] ?? []).map(({ json }) => json), output, given: givenTo(first, runs) }]];
  });
  return { id, startedAt, nodes: workflowData.nodes, gave: new Map(gave) };
}

function givenTo({ source: [source] }: Task, runs: ReadonlyMap<string, Task[]>): number | undefined {
  const before = source && runs.get(source.previousNode)?.[source.previousNodeRun ?? 0];
  return before?.data?.main[source?.previousNodeOutput ?? 0]?.length;
}
