import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nAccess } from './gate.ts';
import { createSender } from './http.ts';
import { toN8nError } from './messages.ts';
import { parseAnswer, unset } from './parse.ts';
import { connectionsSchema, nodeGroupsSchema, nodeSchema } from './schema.ts';

export interface VersionInfo {
  versionId: string;
  createdAt: string;
  /** Who saved it, as n8n knows them: the owner of the key for what Flowsmith wrote. */
  authors: string;
  /** A name somebody gave to this version in n8n. */
  name?: string;
}

export interface WorkflowVersion extends VersionInfo, Pick<N8nWorkflow, 'nodes' | 'connections' | 'nodeGroups'> {}

/**
 * n8n's own history: a version per change of nodes or connections, and one when it is archived; the name and the
 * settings of a workflow are not part of it. An older n8n answers with the N8nError `n8n_api_missing`.
 */
export interface N8nVersions {
  /** Newest first. Since n8n 2.33. */
  list(
    workflowId: string,
    options?: { limit?: number; cursor?: string },
  ): Promise<{ versions: VersionInfo[]; nextCursor?: string }>;
  /** N8nError `n8n_version_missing` when n8n does not keep it any more. Since n8n 2.40, at another address before. */
  get(workflowId: string, versionId: string): Promise<WorkflowVersion>;
}

const infoSchema = z.object({
  versionId: z.string(),
  createdAt: z.string().default(''),
  authors: z.string().default(''),
  name: unset(z.string()),
});
const pageSchema = z.object({ data: z.array(infoSchema), nextCursor: unset(z.string()) });
const versionSchema = infoSchema.extend({
  nodes: z.array(nodeSchema),
  connections: connectionsSchema,
  nodeGroups: nodeGroupsSchema,
});

/** Speaks to one n8n with one key. Holds no connection that needs closing. */
export function createN8nVersions(config: N8nAccess, options: { timeoutMs?: number } = {}): N8nVersions {
  const send = createSender(config, options.timeoutMs ?? 10_000);
  const pathOf = (id: string) => `/api/v1/workflows/${encodeURIComponent(id)}`;
  const read = (path: string, query: Record<string, string | undefined> = {}) =>
    send({ act: 'versions', method: 'GET', path, query });

  return {
    async list(workflowId, { limit = 20, cursor } = {}) {
      const query = { limit: String(Math.min(Math.max(limit, 1), 250)), cursor };
      const answer = await read(`${pathOf(workflowId)}/history`, query).catch((error: unknown) => {
        // Before 2.33 n8n takes "history" for the id of a version, which it does not find.
        const older = error instanceof N8nError && error.code === 'n8n_version_missing';
        throw older ? toN8nError({ response: { status: 405, body: '' } }, 'versions') : error;
      });
      const { data, nextCursor } = parseAnswer(pageSchema, answer, 'versions');
      return { versions: data.map(toInfo), ...(nextCursor ? { nextCursor } : {}) };
    },
    async get(workflowId, versionId) {
      const version = encodeURIComponent(versionId);
      const answer = await read(`${pathOf(workflowId)}/versions/${version}`).catch((error: unknown) => {
        if (!(error instanceof N8nError) || error.code !== 'n8n_api_missing') throw error;
        return read(`${pathOf(workflowId)}/${version}`);
      });
      const { nodes, connections, nodeGroups, ...info } = parseAnswer(versionSchema, answer, 'versions');
      return { ...toInfo(info), nodes, connections, nodeGroups };
    },
  };
}

function toInfo({ name, ...info }: z.infer<typeof infoSchema>): VersionInfo {
  return { ...info, ...(name ? { name } : {}) };
}
