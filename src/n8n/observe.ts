import { type Span, span } from '#src/telemetry/spans.ts';
import type { N8nAct } from './refusal.ts';

/**
 * How one request to n8n ended. `held`: it was not sent, because too many wait, n8n asked for a break, or a request before
 * it may still arrive.
 */
export type CallOutcome = 'ok' | 'refused' | 'rate_limited' | 'failed' | 'no_answer' | 'held';

export interface ObservedCall {
  act: N8nAct;
  outcome: CallOutcome;
  /** In milliseconds, without the wait for its turn. */
  ms: number;
  /** How long it waited for its turn, in milliseconds. */
  waitedMs: number;
}
export type OnN8nCall = (call: ObservedCall) => void;

interface Answer {
  status: number;
}

/** One request as a span and as a number. `work` waits for its turn, says when the request leaves, and throws what it throws. */
export function observeCall<A extends Answer>(
  about: { act: N8nAct; method: string; url: URL; onCall: OnN8nCall | undefined },
  work: (leaves: () => void) => Promise<A>,
): Promise<A> {
  const { act, method, url, onCall } = about;
  const fields = {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    'flowsmith.n8n.operation': act,
  };
  return span(`n8n ${act}`, { kind: 'client', fields }, async (made: Span) => {
    const asked = performance.now();
    let sent: number | undefined;
    const tell = (outcome: CallOutcome) => {
      const now = performance.now();
      const waitedMs = (sent ?? now) - asked;
      made.set({ 'flowsmith.n8n.waited_ms': Math.round(waitedMs) });
      onCall?.({ act, outcome, ms: sent === undefined ? 0 : now - sent, waitedMs });
    };
    try {
      const answer = await work(() => {
        sent = performance.now();
      });
      const outcome = outcomeOf(answer.status);
      made.set({ 'http.response.status_code': answer.status });
      if (outcome !== 'ok') made.failed(String(answer.status));
      tell(outcome);
      return answer;
    } catch (error) {
      tell(sent === undefined ? 'held' : 'no_answer');
      throw error;
    }
  });
}

function outcomeOf(status: number): CallOutcome {
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}
