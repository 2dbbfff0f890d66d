import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { N8nAccess } from './gate.ts';
import { createSender } from './http.ts';
import { parseAnswer } from './parse.ts';

const discoverSchema = z.object({ data: z.object({ scopes: z.array(z.string()) }) });

/**
 * The scopes of the key, as n8n itself reads them (`/discover`, since n8n 2.14). Undefined where n8n does not say.
 * Throws N8nError.
 */
export async function readScopes(
  config: N8nAccess,
  options: { timeoutMs?: number } = {},
): Promise<string[] | undefined> {
  const send = createSender(config, options.timeoutMs ?? 5_000);
  try {
    const answer = await send({ act: 'scopes', method: 'GET', path: '/api/v1/discover' });
    return parseAnswer(discoverSchema, answer, 'scopes').data.scopes;
  } catch (error) {
    if (error instanceof N8nError && error.code === 'n8n_api_missing') return undefined;
    throw error;
  }
}

const needed: { scope: string; without: string; required?: true }[] = [
  { scope: 'workflow:create', without: 'nothing can be created', required: true },
  { scope: 'workflow:read', without: 'nothing can be checked after creating it', required: true },
  { scope: 'workflow:list', without: 'workflows cannot be found', required: true },
  { scope: 'workflow:update', without: 'workflows cannot be changed' },
  { scope: 'workflow:activate', without: 'nothing can be published' },
  { scope: 'workflow:deactivate', without: 'nothing can be unpublished' },
  { scope: 'workflow:delete', without: 'nothing can be archived or deleted' },
  { scope: 'execution:list', without: 'nobody can be told how a workflow last ran' },
  { scope: 'execution:read', without: 'failed executions cannot be explained' },
  { scope: 'execution:retry', without: 'failed executions cannot be tried again' },
  { scope: 'execution:stop', without: 'running executions cannot be stopped' },
  { scope: 'execution:delete', without: 'what rehearsals ran stays until n8n deletes it with their workflow' },
  { scope: 'credential:list', without: 'people have to choose every credential in n8n' },
  { scope: 'tag:list', without: 'no workflow can be given tags' },
  { scope: 'tag:create', without: 'a workflow can be given no tag that n8n does not have yet' },
  { scope: 'workflowTags:update', without: 'no workflow can be given tags' },
  { scope: 'securityAudit:generate', without: 'it is not known which nodes this n8n excludes' },
];

/** Every scope Flowsmith makes use of. */
export const wantedScopes: readonly string[] = needed.map(({ scope }) => scope);

export interface MissingScope {
  scope: string;
  /** What does not work then, to follow "without it". */
  without: string;
  required: boolean;
}

/** What Flowsmith wants and the key lacks. Pure. */
export function missingScopes(scopes: readonly string[]): MissingScope[] {
  const missing = needed.filter(({ scope }) => !scopes.includes(scope));
  return missing.map(({ scope, without, required = false }) => ({ scope, without, required }));
}

/** One sentence per missing scope, for the operator. Pure. */
export function toScopeSentence({ scope, without }: MissingScope): string {
  return `The key in N8N_API_KEY lacks the scope ${scope}: without it ${without}.`;
}

const forRehearsals = [
  'workflow:create',
  'workflow:activate',
  'workflow:deactivate',
  'workflow:delete',
  'execution:list',
  'execution:read',
];

/** Whether a key with these scopes can put a rehearsal into n8n, read it and take it out again. An n8n that does not name scopes has none. Pure. */
export const mayRehearse = (scopes: readonly string[] | undefined): boolean =>
  scopes === undefined || forRehearsals.every((scope) => scopes.includes(scope));

const capabilities: readonly [what: string, scopes: readonly string[]][] = [
  ['create', ['workflow:create', 'workflow:read', 'workflow:list']],
  ['change', ['workflow:update']],
  ['publish', ['workflow:activate']],
  ['unpublish', ['workflow:deactivate']],
  ['archive and delete', ['workflow:delete']],
  ['tell how workflows ran', ['execution:list', 'execution:read']],
  ['retry', ['execution:retry']],
  ['stop', ['execution:stop']],
  ['rehearse', forRehearsals],
  ['choose credentials', ['credential:list']],
  ['set tags', ['tag:list', 'tag:create', 'workflowTags:update']],
];

/** What Flowsmith can do with these scopes, and what not, in words. Pure. */
export function toCapabilities(scopes: readonly string[]): { can: string[]; cannot: string[] } {
  const has = ([, wanted]: (typeof capabilities)[number]) => wanted.every((scope) => scopes.includes(scope));
  const nameOf = ([what]: (typeof capabilities)[number]) => what;
  return {
    can: capabilities.filter(has).map(nameOf),
    cannot: capabilities.filter((one) => !has(one)).map(nameOf),
  };
}
