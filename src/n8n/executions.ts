import { N8nError } from '#src/errors.ts';
import {
  type Execution,
  type ExecutionFacts,
  executionPageSchema,
  executionWithDataSchema,
  toExecution,
  toExecutionFacts,
} from './execution-facts.ts';
import type { N8nAccess } from './gate.ts';
import { type CallOptions, createReader, createWriter } from './http.ts';
import { parseAnswer } from './parse.ts';
import { type ExecutionRun, runPageSchema, toExecutionRun } from './run-data.ts';

export type { Execution, ExecutionFacts };

export type ExecutionStatus = 'canceled' | 'crashed' | 'error' | 'running' | 'success' | 'unknown' | 'waiting';

export interface ExecutionListOptions {
  workflowId?: string;
  status?: ExecutionStatus;
  /** From the page before. */
  cursor?: string;
  /** Executions per page, at most 100 [20]. */
  limit?: number;
}

/** What ran in n8n. Every failure is an N8nError (`n8n_execution_missing`, `n8n_forbidden` without the scope, …). */
export interface N8nExecutions {
  /** Newest first, without data. Running ones only when asked for by status, as n8n has it. */
  list(options?: ExecutionListOptions): Promise<{ executions: Execution[]; nextCursor?: string }>;
  /** The newest that is not running; undefined when it never ran or n8n keeps none. */
  last(workflowId: string): Promise<Execution | undefined>;
  /** With what is known about its failure. Never reads more than 8 MB: then `dataMissing` says so. */
  get(id: string): Promise<ExecutionFacts>;
  /**
   * Runs the failed execution again from where it failed, with the workflow as it is saved now, and waits for its end
   * (at most a minute, then its status is running). The new execution may have failed too: its status says so. Since n8n 1.118.
   * Refused (N8nError): `n8n_execution_succeeded`, `n8n_execution_not_retryable`, `n8n_retry_failed`.
   */
  retry(id: string): Promise<ExecutionFacts>;
  /** The newest of the workflow that has ended, with all it did; undefined when there is none. At most 8 MB. */
  newestRun(workflowId: string): Promise<ExecutionRun | undefined>;
  /** Deletes it with its data; gone already is fine. */
  discard(id: string): Promise<void>;
  /** Stops it; ended already is fine: its status says how. Since n8n 2.12. */
  stop(id: string): Promise<ExecutionFacts>;
}

/** Failures behind which n8n may have started it. */
const lostAnswers = ['n8n_timeout', 'n8n_connection_lost', 'n8n_answer_too_large'];
const maxDataBytes = 8 * 1024 * 1024;

export interface N8nExecutionsOptions extends CallOptions {
  /** How long a retry may run before it is left alone [60 000]. */
  retryTimeoutMs?: number;
}

/** Speaks to one n8n with one key. Holds no connection that needs closing. */
export function createN8nExecutions(config: N8nAccess, options: N8nExecutionsOptions = {}): N8nExecutions {
  const { retryTimeoutMs = 60_000 } = options;
  const read = createReader(config, options);
  const send = createWriter(config, options);
  const sendAndWait = createWriter(config, { ...options, writeTimeoutMs: retryTimeoutMs });
  const pathOf = (id: string) => `/api/v1/executions/${encodeURIComponent(id)}`;

  async function list({ workflowId, status, cursor, limit = 20 }: ExecutionListOptions = {}) {
    const query = { workflowId, status, cursor, limit: String(Math.min(Math.max(limit, 1), 100)) };
    const answer = await read({ act: 'executions', method: 'GET', path: '/api/v1/executions', query });
    const { data, nextCursor } = parseAnswer(executionPageSchema, answer, 'executions');
    const executions = data.map((each) => toExecution(each, config.editorUrl));
    return { executions, ...(nextCursor ? { nextCursor } : {}) };
  }

  async function get(id: string): Promise<ExecutionFacts> {
    const call = { act: 'executions', method: 'GET', path: pathOf(id), maxBytes: maxDataBytes } as const;
    try {
      const answer = await read({ ...call, query: { includeData: 'true' } });
      return toExecutionFacts(parseAnswer(executionWithDataSchema, answer, 'executions'), config.editorUrl);
    } catch (error) {
      if (!(error instanceof N8nError) || error.code !== 'n8n_answer_too_large') throw error;
      return { ...(await getBare(id)), dataMissing: 'too_large' };
    }
  }

  async function getBare(id: string): Promise<Execution> {
    const answer = await read({ act: 'executions', method: 'GET', path: pathOf(id) });
    return toExecution(parseAnswer(executionWithDataSchema, answer, 'executions'), config.editorUrl);
  }

  /** Running ones count too; n8n lists them apart. Ids only grow. */
  async function newestOf(workflowId: string, fits: (execution: Execution) => boolean = () => true) {
    const pages = await Promise.all([list({ workflowId }), list({ workflowId, status: 'running' })]);
    const found = pages.flatMap(({ executions }) => executions).filter(fits);
    return found.sort((a, b) => Number(b.id) - Number(a.id))[0];
  }

  return {
    list,
    async last(workflowId) {
      return (await list({ workflowId, limit: 1 })).executions[0];
    },
    get,
    async newestRun(workflowId) {
      const query = { workflowId, includeData: 'true', limit: '1' };
      const call = { act: 'executions', method: 'GET', path: '/api/v1/executions', query } as const;
      const answer = await read({ ...call, maxBytes: maxDataBytes });
      return toExecutionRun(parseAnswer(runPageSchema, answer, 'executions').data[0]);
    },
    async discard(id) {
      try {
        await send({ act: 'discard', method: 'DELETE', path: pathOf(id) });
      } catch (error) {
        if (!(error instanceof N8nError) || error.code !== 'n8n_execution_missing') throw error;
      }
    },
    async retry(id) {
      const { workflowId } = await getBare(id);
      const newestBefore = (await newestOf(workflowId))?.id ?? '0';
      const call = { act: 'retry', method: 'POST', path: `${pathOf(id)}/retry`, body: { loadWorkflow: true } } as const;
      try {
        const answer = await sendAndWait({ ...call, maxBytes: maxDataBytes });
        return toExecutionFacts(parseAnswer(executionWithDataSchema, answer, 'retry'), config.editorUrl);
      } catch (error) {
        if (!(error instanceof N8nError) || !lostAnswers.includes(error.code)) throw error;
        const started = await newestOf(workflowId, ({ retryOf }) => retryOf === id);
        if (!started || Number(started.id) <= Number(newestBefore)) throw error;
        return await get(started.id);
      }
    },
    async stop(id) {
      try {
        await send({ act: 'stop', method: 'POST', path: `${pathOf(id)}/stop` });
      } catch (error) {
        if (!(error instanceof N8nError) || error.code !== 'n8n_execution_ended') throw error;
      }
      return await get(id);
    },
  };
}
