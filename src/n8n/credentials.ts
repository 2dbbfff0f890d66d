import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nAccess } from './gate.ts';
import { createSender } from './http.ts';
import { parseAnswer, unset } from './parse.ts';

/** A credential of the instance, without its secret: n8n never hands that out. */
export interface CredentialRef {
  id: string;
  name: string;
  /** e.g. `slackApi`. */
  type: string;
}

export interface CredentialPage {
  credentials: CredentialRef[];
  nextCursor?: string;
}

const pageSchema = z.object({
  data: z.array(z.object({ id: z.coerce.string(), name: z.string().default(''), type: z.string() })),
  nextCursor: unset(z.string()),
});

/**
 * Lists credentials page by page. Since n8n 2.8; before, the N8nError `n8n_api_missing`: then `credentialsIn` says
 * which are used by workflows.
 */
export function createN8nCredentials(config: N8nAccess, options: { timeoutMs?: number } = {}) {
  const send = createSender(config, options.timeoutMs ?? 10_000);
  return {
    async list({ cursor, limit = 250 }: { cursor?: string; limit?: number } = {}): Promise<CredentialPage> {
      const query = { limit: String(Math.min(Math.max(limit, 1), 250)), cursor };
      const answer = await send({ act: 'credentials', method: 'GET', path: '/api/v1/credentials', query });
      const { data, nextCursor } = parseAnswer(pageSchema, answer, 'credentials');
      return { credentials: data, ...(nextCursor ? { nextCursor } : {}) };
    },
  };
}
export type N8nCredentials = ReturnType<typeof createN8nCredentials>;

/** Whether an n8n has no list of credentials, in contrast to refusing to show it. */
export const hasNoCredentialList = (error: unknown): boolean =>
  error instanceof N8nError && error.code === 'n8n_api_missing';

/** The credentials that nodes of these workflows use, each once, by name. Pure. */
export function credentialsIn(workflows: Iterable<Pick<StoredWorkflow, 'nodes'>>): CredentialRef[] {
  const found = new Map<string, CredentialRef>();
  for (const { nodes } of workflows) {
    for (const node of nodes) {
      for (const [type, { id, name }] of Object.entries(node.credentials ?? {})) {
        if (id) found.set(`${type} ${id}`, { id, name, type });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
