import type { Dictionary } from '#src/language/words.ts';
import type { ExecutionFacts } from '#src/n8n/executions.ts';

type Words = Dictionary['engine']['failures'];
/** Names of the sentences that stand alone. */
export type Advice = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words];

/** Why something failed, as far as that is known: what to say, and what Flowsmith can change about it by itself. */
export interface Cause {
  advice: Advice;
  /** It passes by itself: the step shall be tried again; `retryReading`: it may have been done, so only where that is no harm. */
  fix?: 'retry' | 'retryReading';
}

/** Refused before anything was done. */
const retry = { fix: 'retry' } as const;
/** Nobody knows how far it came. */
const retryReading = { fix: 'retryReading' } as const;

/** Before the status: what a service says in words is closer than what it answers with. */
const saidFirst: [pattern: RegExp, cause: Cause][] = [
  [/not_in_channel|channel_not_found/i, { advice: 'slackChannel' }],
  [/quota|rateLimitExceeded|ratelimited|rate.?limit|too many requests/i, { advice: 'limit', ...retry }],
  [/invalid_auth|not_authed|token_(?:expired|revoked)|invalid_grant|token (?:has )?expired/i, { advice: 'login' }],
];

/** By HTTP status: n8n's own words for those are the least helpful. */
const byStatus: [fits: (status: number) => boolean, cause: Cause][] = [
  [(status) => status === 401 || status === 403, { advice: 'login' }],
  [(status) => status === 404 || status === 410, { advice: 'notThere' }],
  [(status) => status === 429, { advice: 'tooOften', ...retry }],
  [(status) => status === 400 || status === 422, { advice: 'notUnderstood' }],
  [(status) => status === 408 || status === 504, { advice: 'slow', ...retryReading }],
  [(status) => status === 413, { advice: 'tooMuch' }],
  [(status) => status >= 500, { advice: 'serverProblem', ...retryReading }],
];

/** n8n's words where no status came with them (n8n-workflow 2.40, node.error and node-api.error), and those of nodes. */
const byWords: [pattern: RegExp, cause: Cause][] = [
  [/authorization failed|perhaps check your credentials|unauthorized/i, { advice: 'login' }],
  [/resource you are requesting could not be found/i, { advice: 'notThere' }],
  [/check your parameters/i, { advice: 'notUnderstood' }],
  [/gateway timed out/i, { advice: 'slow', ...retryReading }],
  [/timed? ?out|ETIMEDOUT|ESOCKETTIMEDOUT|aborted/i, { advice: 'timeout', ...retryReading }],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo|incorrect host|DNS server/i, { advice: 'noSuchServer' }],
  [
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|socket hang up|connection|unreachable/i,
    { advice: 'unreachable', ...retryReading },
  ],
  [
    /not able to process|failed to process|bad gateway|service unavailable/i,
    { advice: 'serverProblem', ...retryReading },
  ],
  [/certificate|self[- ]signed|SSL|TLS/i, { advice: 'certificate' }],
  [/credential/i, { advice: 'credential' }],
  [/(?:parameter|body|field).{0,40}valid JSON|not valid JSON|JSON/, { advice: 'noJson' }],
  [
    /expression|cannot read propert|is not defined|undefined|referenced node|no data|paired item/i,
    { advice: 'missingValue' },
  ],
  [/required|missing|empty/i, { advice: 'emptyField' }],
  [/too many/i, { advice: 'limit', ...retry }],
];

/** Pure. */
export function causeOf({ httpStatus, status, dataMissing }: ExecutionFacts, message: string): Cause {
  const said = saidFirst.find(([pattern]) => pattern.test(message));
  if (said && (httpStatus !== 429 || said[1].advice !== 'limit')) return said[1];
  const answered = httpStatus === undefined ? undefined : byStatus.find(([fits]) => fits(httpStatus));
  const known = answered ?? byWords.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  if (status === 'crashed') return { advice: 'crashed' };
  return { advice: dataMissing ? 'noData' : 'look' };
}
