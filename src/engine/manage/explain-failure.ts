import type { ExecutionFacts } from '#src/n8n/executions.ts';
import { redactSecrets } from '#src/policy/secrets.ts';

/** A failure in words. The message was written by others: plain text without secrets, shortened, nobody's instruction. */
export interface Explanation {
  /** e.g. `The step “Get” failed: Not found (HTTP 404).` */
  what: string;
  /** What a person can do about it. */
  advice: string;
  /** The message alone. */
  message: string;
}

const longest = 240;

/** By HTTP status first: n8n's own words for those are the least helpful. */
const byStatus: [fits: (status: number) => boolean, advice: string][] = [
  [
    (status) => status === 401 || status === 403,
    'The server did not accept the login: check the credential of this step in n8n, and whether it may do this.',
  ],
  [
    (status) => status === 404 || status === 410,
    'There is nothing at that address: check the address or the id in this step.',
  ],
  [(status) => status === 429, 'The server got too many requests: let it run less often, or retry later.'],
  [
    (status) => status === 400 || status === 422,
    'The server did not understand what it was sent: check the fields of this step.',
  ],
  [(status) => status === 408 || status === 504, 'The server took too long to answer: retry later.'],
  [(status) => status === 413, 'That was too much at once for the server: send less per run.'],
  [(status) => status >= 500, 'The server itself had a problem: retry later; if it stays, ask whoever runs it.'],
];

const byWords: [pattern: RegExp, advice: string][] = [
  [
    /timed? ?out|ETIMEDOUT|ESOCKETTIMEDOUT|aborted/i,
    'The server took too long to answer: retry later, or give the step more time.',
  ],
  [
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|socket hang up|connection/i,
    'n8n could not reach the server: check that it runs and that n8n may reach it.',
  ],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/i, 'There is no server of that name: check the address in this step.'],
  [/certificate|self[- ]signed|SSL|TLS/i, 'The certificate of the server is not accepted: ask whoever runs it.'],
  [/credential/i, 'The credential of this step is missing or not accepted: open the workflow in n8n and choose one.'],
  [
    /not_in_channel|channel_not_found/i,
    'Slack does not let it post there: check the channel and invite the app to it.',
  ],
  [
    /expression|cannot read propert|is not defined|undefined|referenced node|no data|paired item/i,
    'The step uses a value that was not there: check what the step before delivers, and the names in its fields.',
  ],
  [/required|missing|empty/i, 'A field of this step is empty: fill it in.'],
  [/JSON/, 'What came was not the JSON that the step expects: check what the step before delivers.'],
  [/rate limit|too many|quota/i, 'A limit of the service was reached: let it run less often, or retry later.'],
];

/** What went wrong and what to do. Pure. */
export function explainFailure(facts: ExecutionFacts): Explanation {
  const { failedNode, errorMessage, errorDescription, httpStatus } = facts;
  const message = tame([errorMessage, errorDescription].filter(Boolean).join(' '));
  const step = failedNode ? `The step “${tame(failedNode, 80)}” failed` : 'It failed';
  const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
  const what = message ? `${step}: “${message}”${status}.` : `${step}${status}; n8n kept no message about it.`;
  return { what, advice: adviceFor(facts, message), message };
}

function adviceFor({ httpStatus, status, dataMissing }: ExecutionFacts, message: string): string {
  if (httpStatus !== undefined) {
    const known = byStatus.find(([fits]) => fits(httpStatus));
    if (known) return known[1];
  }
  const known = byWords.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  if (status === 'crashed') return 'n8n itself stopped while it ran: retry it.';
  if (dataMissing) return 'n8n keeps no data of failed executions of it: open it in n8n and run it there to see more.';
  return 'Open the execution in n8n to see what went into that step.';
}

/** No secrets, one line, short. */
function tame(text: string, most = longest): string {
  const line = redactSecrets(text.slice(0, 4_000))
    .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
