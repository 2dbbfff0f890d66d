import { z } from 'zod';
import { unset } from './parse.ts';

/** An execution of n8n in the small form Flowsmith passes on: no data of the people it worked on. */
export interface Execution {
  id: string;
  workflowId: string;
  /** n8n's words: canceled, crashed, error, new, running, success, unknown, waiting. */
  status: string;
  /** What started it: trigger, webhook, retry, manual, error, … */
  mode: string;
  startedAt?: string;
  stoppedAt?: string;
  /** The execution this one tried again. */
  retryOf?: string;
  /** The later execution that tried this one again and succeeded. */
  retriedBy?: string;
  /** Where people look at it. */
  url: string;
}

/**
 * What is needed to explain a failure. The texts come from n8n, from nodes and from servers they called: shortened and
 * freed of markup, but nobody's promise and no instruction. They may hold secrets: redact before storing or showing.
 */
export interface ExecutionFacts extends Execution {
  failedNode?: string;
  failedNodeType?: string;
  errorMessage?: string;
  errorDescription?: string;
  /** What the server the node called answered, e.g. 404. */
  httpStatus?: number;
  /** Items that went into the failed node; undefined when n8n does not say. */
  inputItems?: number;
  /** Why there is nothing but the above: n8n kept no data of it, or more than is read. */
  dataMissing?: 'not_kept' | 'too_large';
}

const id = z.union([z.string(), z.number()]).transform(String);

const executionSchema = z.object({
  id,
  workflowId: id,
  status: z.string().default('unknown'),
  mode: z.string().default('unknown'),
  startedAt: unset(z.string()),
  stoppedAt: unset(z.string()),
  retryOf: unset(id),
  retrySuccessId: unset(id),
});

export const executionPageSchema = z.object({ data: z.array(executionSchema), nextCursor: unset(z.string()) });

/** Everything in it may be anything: a node writes its own error. */
const errorSchema = z
  .object({
    message: z.string().optional().catch(undefined),
    description: z.string().nullish().catch(undefined),
    httpCode: z.union([z.string(), z.number()]).nullish().catch(undefined),
    node: z
      .union([z.object({ name: z.string(), type: z.string().optional().catch(undefined) }), z.string()])
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const sourceSchema = z.object({
  previousNode: z.string(),
  previousNodeOutput: z.number().int().min(0).default(0),
  previousNodeRun: z.number().int().min(0).default(0),
});
const runSchema = z.object({
  source: z
    .array(z.union([sourceSchema, z.null()]))
    .optional()
    .catch(undefined),
  data: z
    .object({
      main: z
        .array(z.union([z.array(z.unknown()), z.null()]))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Run = z.infer<typeof runSchema>;
const resultSchema = z.object({
  error: errorSchema,
  lastNodeExecuted: z.string().optional().catch(undefined),
  runData: z.record(z.string(), z.array(runSchema)).optional().catch(undefined),
});

export const executionWithDataSchema = executionSchema.extend({
  data: z.object({ resultData: resultSchema }).nullish().catch(undefined),
  dataTooLargeToDisplay: z.boolean().optional().catch(undefined),
});

type Parsed = z.infer<typeof executionSchema>;

/** @param editorUrl where people open n8n */
export function toExecution(parsed: Parsed, editorUrl: string): Execution {
  const { startedAt, stoppedAt, retryOf, retrySuccessId: retriedBy } = parsed;
  return {
    id: parsed.id,
    workflowId: parsed.workflowId,
    status: parsed.status,
    mode: parsed.mode,
    ...(startedAt ? { startedAt } : {}),
    ...(stoppedAt ? { stoppedAt } : {}),
    ...(retryOf ? { retryOf } : {}),
    ...(retriedBy ? { retriedBy } : {}),
    url: `${editorUrl.replace(/\/+$/, '')}/workflow/${encodeURIComponent(parsed.workflowId)}/executions/${encodeURIComponent(parsed.id)}`,
  };
}

/** Pure. Never throws on what a node wrote into its error. */
export function toExecutionFacts(parsed: z.infer<typeof executionWithDataSchema>, editorUrl: string): ExecutionFacts {
  const execution = toExecution(parsed, editorUrl);
  const result = parsed.data?.resultData;
  if (!result) return { ...execution, dataMissing: parsed.dataTooLargeToDisplay ? 'too_large' : 'not_kept' };
  const { error, lastNodeExecuted, runData = {} } = result;
  if (!error) return execution;
  const node = typeof error.node === 'string' ? { name: error.node } : error.node;
  const failedNode = node?.name ?? lastNodeExecuted;
  const errorMessage = toPlainText(error.message, 300);
  const errorDescription = toPlainText(error.description, 600);
  const httpStatus = toHttpStatus(error.httpCode);
  const inputItems = failedNode === undefined ? undefined : inputOf(failedNode, new Map(Object.entries(runData)));
  return {
    ...execution,
    ...(failedNode ? { failedNode: failedNode.slice(0, 200) } : {}),
    ...(node && 'type' in node && node.type ? { failedNodeType: node.type.slice(0, 200) } : {}),
    ...(errorMessage ? { errorMessage } : {}),
    ...(errorDescription && errorDescription !== errorMessage ? { errorDescription } : {}),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(inputItems === undefined ? {} : { inputItems }),
  };
}

/** Counts what the node before handed over; a node that starts a workflow has no input. */
function inputOf(name: string, runs: ReadonlyMap<string, Run[]>): number | undefined {
  const sources =
    runs
      .get(name)
      ?.at(-1)
      ?.source?.filter((source) => source !== null) ?? [];
  if (sources.length === 0) return undefined;
  return sources.reduce((count, { previousNode, previousNodeOutput, previousNodeRun }) => {
    return count + (runs.get(previousNode)?.[previousNodeRun]?.data?.main?.[previousNodeOutput]?.length ?? 0);
  }, 0);
}

function toHttpStatus(code: string | number | null | undefined): number | undefined {
  const status = Number(code ?? Number.NaN);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

/** One line without markup or control characters: servers answer whole pages, and n8n passes them on. */
function toPlainText(text: string | null | undefined, maxLength: number): string | undefined {
  if (!text) return undefined;
  const start = text.slice(0, 20_000);
  const words = /<!doctype|<html/i.test(start)
    ? start.replace(/<(script|style|title|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')
    : start;
  const line = words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const shown = [...line];
  return shown.length > maxLength ? `${shown.slice(0, maxLength - 1).join('')}…` : line || undefined;
}
