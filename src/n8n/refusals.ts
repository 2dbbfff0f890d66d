import { documentRefusals, savedBefore } from './document-refusals.ts';
import { executionRefusals } from './execution-refusals.ts';
import { type Finding, type N8nAct, operator, type Refusal, scopeOf } from './refusal.ts';

const busy = 'Flowsmith tries again by itself; if it stays like this, tell your Flowsmith operator.';
const unavailable: Omit<Refusal, 'status'> = {
  code: 'n8n_unavailable',
  what: 'n8n is not available right now, perhaps it restarts',
  next: busy,
  retryable: true,
};
const slow: Omit<Refusal, 'status'> = {
  code: 'n8n_timeout',
  what: 'n8n did not answer in time',
  next: busy,
  retryable: true,
};

const notOffered: Omit<Refusal, 'status'> = {
  code: 'n8n_api_missing',
  what: 'This n8n does not offer that in its public API',
  next: operator('update n8n'),
};
/** An update of a published workflow publishes too. */
const scopesFor = (act: N8nAct) =>
  act === 'update' ? `${scopeOf.update} and ${scopeOf.publish}` : (scopeOf[act] ?? 'it needs');

/** First match wins: the particular before the general. */
const refusals: readonly Refusal[] = [
  ...documentRefusals,
  ...executionRefusals,
  {
    status: 401,
    acts: ['lookUp'],
    code: 'n8n_mcp_unauthorized',
    what: "n8n's MCP server does not accept the key Flowsmith uses",
    next: operator(
      'put a key of n8n → Settings → Instance-level MCP into N8N_MCP_KEY; the key of the API is another one',
    ),
  },
  {
    status: 403,
    acts: ['lookUp'],
    code: 'n8n_mcp_off',
    what: "n8n's MCP server is switched off",
    next: operator('switch it on in n8n → Settings → Instance-level MCP'),
  },
  {
    status: 404,
    acts: ['lookUp'],
    code: 'n8n_mcp_off',
    what: "n8n's MCP server is switched off, or this n8n has none",
    next: operator('switch it on in n8n → Settings → Instance-level MCP'),
  },
  {
    status: 401,
    code: 'n8n_unauthorized',
    what: 'n8n does not accept the key Flowsmith uses',
    next: operator('create a new one in n8n → Settings → n8n API and to put it into N8N_API_KEY'),
  },
  {
    status: 403,
    message: /license does not allow/i,
    code: 'n8n_licence',
    what: "This needs a feature that your n8n's licence does not include",
    next: 'Ask for it without that feature (projects, variables and folders are such features).',
  },
  {
    status: 400,
    message: /^workflow tags disabled/i,
    acts: ['tags'],
    code: 'n8n_tags_disabled',
    what: 'Tags are switched off in this n8n',
    next: 'Ask for the change without tags.',
  },
  {
    status: 403,
    code: 'n8n_forbidden',
    what: 'The key Flowsmith uses is not allowed to do this in n8n',
    next: (act) => operator(`give the key the scopes ${scopesFor(act)} in n8n → Settings → n8n API`),
  },
  {
    status: 404,
    // n8n's words for a route it does not have; a workflow it does not have is "Not Found".
    message: /^not found$/,
    acts: ['archive', 'unarchive', 'versions', 'retry', 'stop', 'credentials', 'scopes', 'tags'],
    ...notOffered,
  },
  {
    status: 404,
    acts: ['create', 'list', 'check', 'credentials', 'scopes'],
    code: 'n8n_api_missing',
    what: "n8n's public API is not at the configured address",
    next: operator('check N8N_BASE_URL and that the public API is not disabled in n8n'),
  },
  {
    status: 404,
    message: /^version not found/i,
    code: 'n8n_version_missing',
    what: 'n8n no longer has that version of the workflow',
    next: 'Open the workflow in n8n to see what it has, or ask for the change again.',
  },
  {
    status: 404,
    code: 'n8n_workflow_missing',
    what: 'n8n has no such workflow, or not one that Flowsmith may see',
    next: 'It was probably deleted or moved in n8n. Ask for a new one, or restore it.',
  },
  { status: 405, ...notOffered },
  { status: 408, ...slow },
  {
    status: 409,
    message: /review/i,
    acts: ['publish', 'update'],
    code: 'n8n_review_open',
    what: 'A review of this workflow is open in n8n and must end first',
    next: 'Ask the reviewer in n8n, then turn it on.',
  },
  {
    status: 409,
    message: /webhook/i,
    code: 'n8n_webhook_conflict',
    what: 'Another workflow that is on, or another node of this one, already uses the same webhook address',
    next: 'Ask for another webhook path, or turn the other workflow off.',
  },
  {
    status: 409,
    message: /still being unpublished/i,
    code: 'n8n_still_unpublishing',
    what: 'n8n is still stopping the workflow',
    next: 'Try again in a few seconds.',
    retryable: true,
  },
  {
    status: 409,
    acts: ['remove'],
    code: 'n8n_published',
    what: 'n8n does not delete a workflow that is on',
    next: 'Turn it off first, then delete it.',
  },
  {
    status: 409,
    message: /tag/i,
    code: 'n8n_tag',
    what: 'n8n did not take the tag: it exists already, is empty or is longer than 24 characters',
    next: 'Choose another name for the tag.',
  },
  {
    status: 413,
    code: 'n8n_too_large',
    what: 'The workflow is larger than n8n accepts',
    next: 'Ask for it in smaller parts: several workflows that call each other.',
  },
  {
    status: 415,
    code: 'n8n_content_type',
    what: 'Something between Flowsmith and n8n changes what is sent',
    next: operator('check the proxy in front of n8n'),
  },
  {
    status: 429,
    code: 'n8n_rate_limited',
    what: 'n8n, or a proxy in front of it, asks for fewer calls',
    next: busy,
    retryable: true,
  },
  { status: 502, ...unavailable },
  { status: 503, ...unavailable },
  { status: 504, ...slow },
  { status: 500, code: 'n8n_failed', what: 'n8n failed inside', next: busy, retryable: true },
];

/** n8n's answer in our words; what is unknown keeps n8n's words inside ours. Pure. */
export function toFinding(status: number, message: string | undefined, act: N8nAct): Finding {
  const finding = known(status, message, act) ?? unknown(message);
  return act === 'update' && savedBefore.has(finding.code) ? { ...finding, savedFirst: true } : finding;
}

function known(status: number, message: string | undefined, act: N8nAct): Finding | undefined {
  for (const { status: rowStatus, message: pattern, acts, what, next, ...rest } of refusals) {
    if (rowStatus !== status && !(rowStatus === 500 && status > 500)) continue;
    if (acts && !acts.includes(act)) continue;
    const found = (pattern ?? /^/).exec(message ?? '');
    if (!found) continue;
    return {
      ...rest,
      what: typeof what === 'string' ? what : what(found),
      next: typeof next === 'string' ? next : next(act),
    };
  }
  return undefined;
}

function unknown(message: string | undefined): Finding {
  const words = message?.replace(/\s+/g, ' ').slice(0, 200);
  return {
    code: 'n8n_refused',
    what: `n8n refused the request${words ? ` (“${words}”)` : ''}`,
    next: 'Ask for a change and try again, or tell your Flowsmith operator.',
  };
}
