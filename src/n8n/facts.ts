import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';
import { type CredentialRef, credentialsIn, hasNoCredentialList, type N8nCredentials } from './credentials.ts';
import { liveNodes, startersIn } from './starters.ts';

/** What only the connected n8n knows, as validation wants it. A part that is absent could not be read whole. */
export interface ReadFacts {
  credentials?: CredentialRef[];
  /** Archived ones are left out. */
  workflows?: { id: string; name: string; published: boolean; triggers: string[] }[];
  /** Production webhooks of published workflows, one row per method. */
  webhooks?: { method: string; path: string; workflowId: string; workflowName: string }[];
  /**
   * Credentials some workflow uses, where n8n has no list (before 2.8): good for choosing one, no proof that another
   * does not exist. Then `credentials` is absent.
   */
  usedCredentials?: CredentialRef[];
  /** Why a part is absent: failures n8n answered with, each with words for people. */
  failures: N8nError[];
}

export interface ReadFactsOptions {
  /** At most so many pages of 250 of each [20]; beyond, the part is absent. */
  maxPages?: number;
  /** No further page is asked for after that, in milliseconds [15 000]. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface FactSources {
  client: Pick<N8nClient, 'list'>;
  credentials: Pick<N8nCredentials, 'list'>;
}

/**
 * Reads the facts, bounded in pages and time. A missing scope, a failure or a bound reached makes a part absent: its
 * rules then say nothing, which is better than a false alarm. Keep the answer a minute: it reads every workflow.
 */
export async function readFacts(sources: FactSources, options: ReadFactsOptions = {}): Promise<ReadFacts> {
  const { maxPages = 20, timeoutMs = 15_000, signal } = options;
  const bounds = { maxPages, deadline: Date.now() + timeoutMs, signal };
  const [workflows, credentials] = await Promise.all([
    part(bounds, async (cursor) => {
      const { workflows: items, nextCursor } = await sources.client.list(cursor ? { cursor } : {});
      return { items, nextCursor };
    }),
    part(bounds, async (cursor) => {
      const { credentials: items, nextCursor } = await sources.credentials.list(cursor ? { cursor } : {});
      return { items, nextCursor };
    }),
  ]);
  const listless = credentials.failure !== undefined && hasNoCredentialList(credentials.failure);
  const failures = [workflows.failure, listless ? undefined : credentials.failure];
  return {
    ...(workflows.items ? toWorkflowFacts(workflows.items) : {}),
    ...(credentials.items ? { credentials: credentials.items } : {}),
    ...(listless && workflows.items ? { usedCredentials: credentialsIn(workflows.items) } : {}),
    failures: failures.filter((failure) => failure !== undefined),
  };
}

interface Bounds {
  maxPages: number;
  deadline: number;
  signal: AbortSignal | undefined;
}
type ReadPage<T> = (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | undefined }>;

/** All pages, or nothing: a part of a list would make rules complain about what is merely not read. */
async function part<T>(bounds: Bounds, readPage: ReadPage<T>): Promise<{ items?: T[]; failure?: N8nError }> {
  const items: T[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < bounds.maxPages && Date.now() < bounds.deadline; page++) {
      bounds.signal?.throwIfAborted();
      const read = await readPage(cursor);
      items.push(...read.items);
      cursor = read.nextCursor;
      if (!cursor) return { items };
    }
    return {};
  } catch (failure) {
    if (!(failure instanceof N8nError)) throw failure;
    return { failure };
  }
}

function toWorkflowFacts(all: readonly StoredWorkflow[]): Required<Pick<ReadFacts, 'workflows' | 'webhooks'>> {
  const kept = all.filter(({ isArchived }) => !isArchived);
  const workflows = kept.map((workflow) => {
    const { id, name, active: published } = workflow;
    const nodes = published ? liveNodes(workflow) : workflow.nodes;
    const triggers = nodes.filter((node) => !node.disabled && isTriggerType(node.type)).map(({ type }) => type);
    return { id, name, published, triggers: [...new Set(triggers)] };
  });
  const webhooks = kept.flatMap((workflow) =>
    startersIn(liveNodes(workflow))
      .filter(({ kind }) => kind === 'webhook')
      .flatMap(({ methods, path }) =>
        methods.map((method) => ({ method, path, workflowId: workflow.id, workflowName: workflow.name })),
      ),
  );
  return { workflows, webhooks };
}

/** Trigger nodes by their names: n8n's API has no list of node types. */
function isTriggerType(type: string): boolean {
  const short = type.slice(type.lastIndexOf('.') + 1);
  return /trigger$/i.test(short) || ['webhook', 'cron', 'interval', 'start', 'emailReadImap'].includes(short);
}
