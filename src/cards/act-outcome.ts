import type { Problem } from './outcome.ts';
import { statusText } from './when.ts';
import type { Told } from './workflow-card.ts';

/** An execution as the outcome of an act keeps it. */
export interface ActExecution {
  id: string;
  status: string;
  url: string;
  /** Why it failed, and what to do, as plain text. */
  explanation?: string;
}

/** How something done with a workflow ended. Kept with the act, so that the card can be drawn again. */
export type ActOutcome =
  | { kind: 'published'; live: boolean; verified: boolean; message: string }
  | { kind: 'unpublished' | 'archived' | 'deleted' | 'gone' | 'unarchived' }
  /** Its address was called; `httpStatus` is what it answered. */
  | { kind: 'ran'; httpStatus: number; execution?: ActExecution }
  | { kind: 'not_run'; message: string }
  /** Called, but no answer was seen. */
  | { kind: 'may_have_run'; url: string }
  | { kind: 'retried'; execution: ActExecution }
  | { kind: 'failed'; problem: Problem };

/** What the card says about it. Pure. */
export function toTold(outcome: ActOutcome, by: string): Told {
  switch (outcome.kind) {
    case 'published':
      return { level: outcome.live ? 'success' : 'warning', text: `${outcome.message} (${by})` };
    case 'unpublished':
      return { level: 'success', text: `Unpublished by ${by}: it does not run by itself any more.` };
    case 'archived':
      return { level: 'success', text: `Deleted by ${by}: it is in the archive of n8n and does not run any more.` };
    case 'deleted':
      return { level: 'success', text: `Deleted for good by ${by}.` };
    case 'gone':
      return { level: 'info', text: 'It was not in n8n any more: somebody deleted it there.' };
    case 'unarchived':
      return { level: 'success', text: `Brought back by ${by}. It is not published.` };
    case 'ran':
      return toldOfRun(outcome, by);
    case 'not_run':
      return { level: 'warning', text: `Not started. ${outcome.message}` };
    case 'may_have_run':
      return {
        level: 'warning',
        text: 'It was called, but no answer came: it may have run. Look at its executions before starting it again.',
        links: [{ label: 'Executions in n8n', url: outcome.url }],
      };
    case 'retried':
      return toldOfExecution(outcome.execution, `Tried again by ${by}: execution ${outcome.execution.id}`);
    case 'failed':
      return { level: 'error', text: `${outcome.problem.message} (reference ${outcome.problem.reference})` };
    default:
      return outcome satisfies never;
  }
}

function toldOfRun({ httpStatus, execution }: Extract<ActOutcome, { kind: 'ran' }>, by: string): Told {
  if (execution) return toldOfExecution(execution, `Started by ${by}: execution ${execution.id}`);
  const ok = httpStatus < 400;
  return { level: ok ? 'success' : 'warning', text: `Started by ${by}; its address answered ${httpStatus}.` };
}

function toldOfExecution({ status, url, explanation }: ActExecution, start: string): Told {
  const level = status === 'success' ? 'success' : status === 'running' || status === 'waiting' ? 'info' : 'warning';
  const text = `${start} ${statusText(status)}.${explanation ? ` ${explanation}` : ''}`;
  return { level, text, links: [{ label: 'This execution in n8n', url }] };
}

/** The outcome in one word or two, for the audit trail and the HTTP API. */
export function auditableAct(outcome: ActOutcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  if ((outcome.kind === 'ran' || outcome.kind === 'retried') && outcome.execution) {
    return { kind: outcome.kind, execution: outcome.execution.id, status: outcome.execution.status };
  }
  return { kind: outcome.kind };
}
