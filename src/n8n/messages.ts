import { type FlowsmithErrorOptions, N8nError } from '#src/errors.ts';
import type { Held } from './gate.ts';
import { configurationProblems, toProblemSentence } from './publish-problems.ts';
import { type Finding, type N8nAct, operator } from './refusal.ts';
import { toFinding } from './refusals.ts';
import { retryAfter } from './rest.ts';

export type { N8nAct };

export type N8nFailure =
  | { response: { status: number; body: string; headers?: Record<string, string | string[] | undefined> } }
  /** No answer: what the HTTP client threw. */
  | { error: Error & { code?: string; event?: string }; baseUrl?: string }
  /** JSON, but not the shape of a workflow. */
  | { unreadable: string }
  | { tooLarge: number }
  /** It did not get as far as n8n. */
  | Held;

const unfinished: Record<N8nAct, string> = {
  create: 'The workflow was not created',
  read: 'The workflow could not be read',
  update: 'The workflow was not changed',
  publish: 'The workflow was not turned on (published, in n8n)',
  unpublish: 'The workflow was not turned off (unpublished, in n8n)',
  list: 'The workflows could not be listed',
  remove: 'The workflow was not deleted',
  check: 'n8n could not be checked',
  archive: 'The workflow was not archived',
  unarchive: 'The workflow was not taken out of the archive',
  versions: 'The earlier versions of the workflow could not be read',
  executions: 'The executions could not be read',
  retry: 'The execution was not tried again',
  stop: 'The execution was not stopped',
  discard: 'The execution was not deleted',
  run: 'The workflow was not started',
  credentials: 'The credentials could not be listed',
  scopes: 'What the key may do could not be read',
  lookUp: 'Values could not be looked up',
  tags: 'The tags were not changed',
};
const unsure: Partial<Record<N8nAct, string>> = {
  create: 'It is not certain whether the workflow was created: look in n8n before asking again',
  update: 'It is not certain whether the change was saved: open the workflow in n8n to see',
  publish: 'It is not certain whether the workflow was turned on: open it in n8n to see',
  unpublish: 'It is not certain whether the workflow was turned off: open it in n8n to see',
  remove: 'It is not certain whether the workflow was deleted: look in n8n',
  archive: 'It is not certain whether the workflow was archived: look in n8n',
  unarchive: 'It is not certain whether the workflow was taken out of the archive: look in n8n',
  retry: 'It is not certain whether the execution was tried again: look at the executions in n8n',
  stop: 'It is not certain whether the execution was stopped: look at it in n8n',
  discard: 'It is not certain whether the execution was deleted: look at the executions in n8n',
  run: 'It is not certain whether the workflow was started: look at its executions in n8n',
  tags: 'It is not certain whether the tags were changed: look at the workflow in n8n',
};
const isWrite = (act: N8nAct) => unsure[act] !== undefined;

/** Whether a request without an answer may still be on its way: it is not when it never left. */
export const mayStillArrive = (error: unknown): boolean => !(error instanceof N8nError) || error.ambiguous;

/** Turns any failed call into the one error the rest of Flowsmith knows. Pure. */
export function toN8nError(failure: N8nFailure, act: N8nAct): N8nError {
  if ('response' in failure) return fromResponse(failure.response, act);
  if ('error' in failure) return fromSilence(failure, act);
  if ('held' in failure) return fromWaiting(failure, act);
  if ('tooLarge' in failure) {
    const what = 'n8n answered with more than can be read at once';
    return build(act, { code: 'n8n_answer_too_large', what, next: tellOperator, ambiguous: isWrite(act) });
  }
  const what = 'n8n answered in a way Flowsmith does not understand';
  const next = `${tellOperator} This n8n may be newer or older than Flowsmith knows.`;
  return build(act, { code: 'n8n_answer_unreadable', what, next, ambiguous: isWrite(act), detail: failure.unreadable });
}

const tellOperator = 'Tell your Flowsmith operator.';
const tryAgain = 'Try again in a minute; if it stays like this, tell your Flowsmith operator.';

interface Told extends Finding {
  retryable?: boolean;
  retryAfterMs?: number | undefined;
  ambiguous?: boolean;
  heldBack?: boolean;
  status?: number;
  /** For the log only: n8n's or the network's own words. */
  detail?: string;
  cause?: unknown;
}

/** Doing these twice has its effect twice: nobody but a person does them again. */
const onceOnly: readonly N8nAct[] = ['run', 'retry'];

function build(act: N8nAct, given: Told): N8nError {
  const careful = given.ambiguous && onceOnly.includes(act);
  const told: Told = careful ? { ...given, retryable: false, next: 'Start it again only if it is not there.' } : given;
  const state = told.ambiguous ? (unsure[act] ?? unfinished[act]) : unfinished[act];
  const options: FlowsmithErrorOptions & { status?: number; ambiguous?: boolean; heldBack?: boolean } = {
    code: told.code,
    userMessage: `${told.what}. ${told.state ?? state}. ${told.next}`,
    retryable: told.retryable ?? false,
    ...(told.retryAfterMs === undefined ? {} : { retryAfterMs: told.retryAfterMs }),
    ...(told.status === undefined ? {} : { status: told.status }),
    ambiguous: told.ambiguous ?? false,
    heldBack: told.heldBack ?? false,
    cause: told.cause,
  };
  const about = [act, told.status, told.detail].filter((part) => part !== undefined && part !== '').join(' ');
  return new N8nError(`${told.code} (${about})`, options);
}

function fromWaiting({ held, retryAfterMs }: Held, act: N8nAct): N8nError {
  const resting = held === 'rest';
  return build(act, {
    code: resting ? 'n8n_rate_limited' : 'n8n_calls_waiting',
    what: resting
      ? 'n8n, or a proxy in front of it, asks for fewer calls'
      : 'More is to be done in n8n at the moment than may be asked of it at once',
    next: tryAgain,
    retryable: true,
    retryAfterMs,
    heldBack: true,
  });
}

function fromSilence(
  { error, baseUrl = 'its address' }: { error: Error & { code?: string; event?: string }; baseUrl?: string },
  act: N8nAct,
): N8nError {
  const code = error.code ?? '';
  const common = { detail: code || error.name, cause: error };
  const connecting = ['lookup', 'connect', 'secureConnect'].includes(error.event ?? '');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const what = `n8n could not be found: the name in ${baseUrl} leads nowhere`;
    return build(act, {
      ...common,
      code: 'n8n_unreachable',
      what,
      next: 'Tell your Flowsmith operator to check N8N_BASE_URL.',
      retryable: true,
    });
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) {
    const what = "n8n's certificate is not trusted";
    const next = 'Tell your Flowsmith operator to renew it or to set NODE_EXTRA_CA_CERTS.';
    return build(act, { ...common, code: 'n8n_certificate', what, next });
  }
  if (connecting || ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) {
    const what = `n8n could not be reached at ${baseUrl}`;
    return build(act, { ...common, code: 'n8n_unreachable', what, next: tryAgain, retryable: true });
  }
  const slow = code === 'ETIMEDOUT' || error.name === 'TimeoutError';
  const what = slow ? 'n8n did not answer in time' : 'The connection to n8n broke off before its answer came';
  const next = isWrite(act) ? 'Flowsmith looks before it tries again.' : tryAgain;
  return build(act, {
    ...common,
    code: slow ? 'n8n_timeout' : 'n8n_connection_lost',
    what,
    next,
    retryable: true,
    ambiguous: isWrite(act),
  });
}

type Response = Extract<N8nFailure, { response: unknown }>['response'];

function fromResponse({ status, body, headers = {} }: Response, act: N8nAct): N8nError {
  const message = messageIn(body);
  const common = { status, detail: message?.slice(0, 500) ?? '' };
  if (status >= 200 && status < 300) {
    const what = 'Something else answered in place of n8n, perhaps a login page of a proxy';
    const next = 'Tell your Flowsmith operator to check N8N_BASE_URL and what stands in front of n8n.';
    return build(act, { ...common, code: 'n8n_not_n8n', what, next, ambiguous: isWrite(act) });
  }
  if (status >= 300 && status < 400) {
    const to = hostIn(headers['location']);
    const what = `n8n's address redirects${to ? ` to ${to}` : ''}, and Flowsmith does not carry its key there`;
    return build(act, {
      ...common,
      code: 'n8n_redirect',
      what,
      next: 'Tell your Flowsmith operator to set N8N_BASE_URL to the final address.',
    });
  }
  // n8n's MCP server does say how to sign in.
  if ((act !== 'lookUp' || message === undefined) && isProxys(status, message, headers)) {
    const what = 'A proxy in front of n8n turns Flowsmith away, so n8n was not asked';
    const next = operator(
      'check N8N_BASIC_AUTH_USER and N8N_BASIC_AUTH_PASSWORD, and whom the proxy in front of n8n lets through',
    );
    const { 'www-authenticate': asks } = headers;
    return build(act, { ...common, code: 'n8n_proxy_refused', what, next, detail: asks ? `asks for ${asks}` : '' });
  }
  const finding = publishProblems(message) ?? toFinding(status, message, act);
  const savedFirst = finding.savedFirst ?? (act === 'update' && finding.code === 'n8n_publish_configuration');
  const { retryable = false } = finding;
  return build(act, {
    ...common,
    ...finding,
    ...(retryable ? { retryAfterMs: retryAfter(headers) } : {}),
    ambiguous: savedFirst || ((status >= 500 || status === 408) && isWrite(act)),
  });
}

function publishProblems(message: string | undefined): Finding | undefined {
  const problems = configurationProblems(message ?? '');
  if (problems.length === 0) return undefined;
  const what = `n8n cannot turn it on (publish it) yet: ${problems.map(toProblemSentence).join('; ')}`;
  return { code: 'n8n_publish_configuration', what, next: 'Add what is missing in n8n, then turn it on again.' };
}

/**
 * n8n itself refuses with JSON, e.g. `{"message":"Unauthorized"}`, and never says how to sign in (seen on 2.40.7, for no
 * key and for a wrong one): a page, or an invitation to sign in, comes from something in front of it.
 */
const isProxys = (status: number, message: string | undefined, headers: Response['headers'] = {}): boolean =>
  status === 407 ||
  ([401, 403].includes(status) && (message === undefined || headers['www-authenticate'] !== undefined));

/** n8n's `message`; undefined for HTML and everything else. */
function messageIn(body: string): string | undefined {
  try {
    const value = JSON.parse(body) as { message?: unknown } | null;
    return typeof value?.message === 'string' ? value.message : undefined;
  } catch {
    return undefined;
  }
}

function hostIn(location: string | string[] | undefined): string | undefined {
  const first = Array.isArray(location) ? location[0] : location;
  return first && URL.canParse(first) ? new URL(first).origin : undefined;
}
