import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nAccess } from './gate.ts';
import { type CallOptions, createReader, createWriter, type N8nCall } from './http.ts';
import type { N8nAct } from './messages.ts';
import { parseAnswer } from './parse.ts';
import { isRehearsal } from './rehearsals.ts';
import { settingsOfOldN8n, storedWorkflowSchema, toCreateBody, toUpdateBody, workflowPageSchema } from './schema.ts';

export interface ListOptions {
  /** Case-insensitive part of the name. */
  name?: string;
  /** Only published, or only unpublished ones; all by default. */
  published?: boolean;
  /** From the page before. */
  cursor?: string;
  /** Workflows per page, at most and by default 250. */
  limit?: number;
  /** What rehearsals left, and nothing else; otherwise there is none of it. */
  rehearsals?: boolean;
}

/**
 * The connected n8n, over its public API. Every failure is an N8nError; `ambiguous` ones may have taken effect.
 * Unsorted, unlocked, and last write wins: read (`versionId`) before writing.
 */
export interface N8nClient {
  /** Creates it unpublished. n8n fills in missing node ids and webhook ids. Not idempotent: see marker.ts. */
  create(workflow: N8nWorkflow): Promise<StoredWorkflow>;
  get(id: string): Promise<StoredWorkflow>;
  /**
   * Replaces nodes and connections, merges settings, leaves static data alone. A published workflow is published anew
   * unless `publishIfActive` is false: then the old version stays live. An older n8n always publishes anew.
   */
  update(id: string, workflow: N8nWorkflow, options: { publishIfActive: boolean }): Promise<StoredWorkflow>;
  /**
   * Publishes the given version, else the latest. Returns before any trigger runs: ask `waitUntilLive`.
   * Already published is fine.
   */
  publish(id: string, options?: { versionId?: string }): Promise<StoredWorkflow>;
  /** Already unpublished is fine. */
  unpublish(id: string): Promise<StoredWorkflow>;
  /** One page; archived workflows are among them (`isArchived`). */
  list(options?: ListOptions): Promise<{ workflows: StoredWorkflow[]; nextCursor?: string }>;
  /**
   * Deletes for good; gone already is fine. A published one is refused (`n8n_published`), and for a moment one just
   * unpublished (`n8n_still_unpublishing`): `ensureRemoved` deals with both.
   */
  remove(id: string): Promise<void>;
}

/** Speaks to one n8n with one key. Holds no connection that needs closing. */
export function createN8nClient(config: N8nAccess, options: CallOptions = {}): N8nClient {
  const read = createReader(config, options);
  const send = createWriter(config, options);
  const pathOf = (id: string) => `/api/v1/workflows/${encodeURIComponent(id)}`;

  /**
   * Two refusals come before anything is saved, and are no reason to give up: an older n8n does not know a setting
   * (then once more with those all know), and groups no longer fit the nodes (then without them: they only frame).
   */
  async function write(call: Omit<N8nCall, 'body'>, toBody: (settingKeys?: readonly string[]) => object) {
    let body = toBody();
    for (const tried = new Set<string>(); ; ) {
      try {
        return toStored(await send({ ...call, body }), call.act);
      } catch (error) {
        if (!(error instanceof N8nError) || tried.has(error.code)) throw error;
        tried.add(error.code);
        if (error.code === 'n8n_setting_unknown') body = { ...body, ...pickSettings(toBody(settingsOfOldN8n)) };
        else if (error.code === 'n8n_node_group') body = { ...body, nodeGroups: [] };
        else throw error;
      }
    }
  }

  /** `publish` since n8n 2.33, `activate` before; an unknown route answers 404 or 405. */
  async function switchState(id: string, act: 'publish' | 'unpublish', body?: object): Promise<StoredWorkflow> {
    const older = act === 'publish' ? 'activate' : 'deactivate';
    try {
      return toStored(await send({ act, method: 'POST', path: `${pathOf(id)}/${act}`, body }), act);
    } catch (error) {
      if (!(error instanceof N8nError) || (error.status !== 404 && error.status !== 405)) throw error;
      return toStored(await send({ act, method: 'POST', path: `${pathOf(id)}/${older}`, body }), act);
    }
  }

  return {
    async create(workflow) {
      const call = { act: 'create', method: 'POST', path: '/api/v1/workflows' } as const;
      return await write(call, (settingKeys) => toCreateBody(workflow, settingKeys));
    },
    async get(id) {
      return toStored(await read({ act: 'read', method: 'GET', path: pathOf(id) }), 'read');
    },
    async update(id, workflow, { publishIfActive }) {
      const query = { publishIfActive: String(publishIfActive) };
      const call = { act: 'update', method: 'PUT', path: pathOf(id), query } as const;
      return await write(call, (settingKeys) => toUpdateBody(workflow, settingKeys));
    },
    publish: (id, { versionId } = {}) => switchState(id, 'publish', versionId ? { versionId } : undefined),
    unpublish: (id) => switchState(id, 'unpublish'),
    async list({ name, published, cursor, limit = 250, rehearsals = false } = {}) {
      const active = published === undefined ? undefined : String(published);
      const size = String(Math.min(Math.max(limit, 1), 250));
      const query = { limit: size, excludePinnedData: 'true', name, active, cursor };
      const answer = await read({ act: 'list', method: 'GET', path: '/api/v1/workflows', query });
      const { data, nextCursor } = parseAnswer(workflowPageSchema, answer, 'list');
      const workflows = data.filter((workflow) => isRehearsal(workflow) === rehearsals);
      return { workflows, ...(nextCursor ? { nextCursor } : {}) };
    },
    async remove(id) {
      try {
        await send({ act: 'remove', method: 'DELETE', path: pathOf(id) });
      } catch (error) {
        if (!(error instanceof N8nError) || error.code !== 'n8n_workflow_missing') throw error;
      }
    },
  };
}

/** Every workflow, page by page. Ends with an error rather than silently early when a page cannot be read. */
export async function* workflowsOf(
  client: Pick<N8nClient, 'list'>,
  options: Pick<ListOptions, 'name' | 'published' | 'rehearsals'> = {},
  signal?: AbortSignal,
): AsyncGenerator<StoredWorkflow> {
  let cursor: string | undefined;
  do {
    signal?.throwIfAborted();
    const page = await client.list({ ...options, ...(cursor ? { cursor } : {}) });
    yield* page.workflows;
    cursor = page.nextCursor;
  } while (cursor);
}

const pickSettings = (body: { settings?: unknown }) => ({ settings: body.settings });

const toStored = (answer: unknown, act: N8nAct): StoredWorkflow => parseAnswer(storedWorkflowSchema, answer, act);
