import { wordsIn } from '#src/language/words.ts';
import type { NoRunReason } from '#src/model/act-outcome.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nAccess } from './gate.ts';
import { createExchange, type Exchanged } from './http.ts';
import { addressOf, hasParts, liveNodes, type Starter, startersIn } from './starters.ts';

export type RunOutcome =
  | {
      started: true;
      /** What the workflow's address answered; 500 means that it started and failed. */
      status: number;
      /** The answer's first 2000 characters, nothing of one over 1 MB. Written by the workflow, so untrusted. */
      answer: string;
    }
  | { started: false; reason: NoRunReason /** For people. */; message: string };

export interface RunOptions {
  /** Name of the node to start at, when there is more than one [the first]. */
  node?: string;
  /** [the first the webhook listens to, POST before others] */
  method?: string;
  /** JSON for a webhook, values by field label for a form; in the query string for GET. */
  body?: Record<string, unknown>;
  /** [64 KB] */
  maxBodyBytes?: number;
  /** How long to wait for an answer [15 000]. */
  timeoutMs?: number;
}

const usualBodyBytes = 64 * 1024;
const maxAnswerBytes = 1024 * 1024;

const words: Record<NoRunReason, string> = wordsIn('en').engine.noRun;
const no = (reason: NoRunReason): RunOutcome => ({ started: false, reason, message: words[reason] });

/**
 * Starts the live version of a workflow once, as its own caller would: a call to its production webhook or form. Never
 * follows a redirect, never sends the API key. No answer in time is an ambiguous N8nError: it may well be running.
 */
export async function runOnce(
  config: N8nAccess,
  workflow: Pick<StoredWorkflow, 'active' | 'nodes' | 'activeVersion'>,
  options: RunOptions = {},
): Promise<RunOutcome> {
  if (!workflow.active) return no('not_published');
  const starters = startersIn(liveNodes(workflow));
  const starter = starters.find(({ node }) => options.node === undefined || node === options.node);
  if (!starter) return no('no_starter');
  if (starter.needsAuth) return no('needs_auth');
  if (hasParts(starter.path)) return no('path_has_parts');
  const method = (options.method ?? preferred(starter.methods)).toUpperCase();
  if (!starter.methods.includes(method)) return no('method');
  if (JSON.stringify(options.body ?? {}).length > (options.maxBodyBytes ?? usualBodyBytes)) return no('too_large');
  const exchange = createExchange(config, options.timeoutMs ?? 15_000);
  const url = addressOf(starter, config.webhookUrl ?? config.baseUrl);
  return toOutcome(
    await exchange({
      act: 'run',
      maxBytes: maxAnswerBytes,
      beyond: 'drop',
      ...toCall(starter, method, url, options.body),
    }),
  );
}

const preferred = (methods: readonly string[]): string => (methods.includes('POST') ? 'POST' : (methods[0] ?? 'GET'));

function toCall(starter: Starter, method: string, url: URL, body: Record<string, unknown> = {}) {
  if (starter.kind === 'form') {
    const form = new FormData();
    // n8n wants at least one part, even of a form without fields.
    form.append('submitted', 'true');
    starter.fields.forEach((label, index) => {
      const value = body[label];
      if (value !== undefined) form.append(`field-${index}`, toFormValue(value));
    });
    return { method, url, body: form };
  }
  if (method !== 'GET' && method !== 'HEAD') return { method, url, body };
  for (const [key, value] of Object.entries(body)) url.searchParams.set(key, toFormValue(value));
  return { method, url };
}

const toFormValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function toOutcome({ status, body }: Exchanged): RunOutcome {
  if (status === 404 && /is not registered/.test(body)) return no('not_listening');
  if (status === 401 || status === 403) return no('refused');
  if (status === 502 || status === 503) return no('not_listening');
  return { started: true, status, answer: body.slice(0, 2000) };
}
