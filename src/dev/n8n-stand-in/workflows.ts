import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { addressesOf } from './addresses.ts';
import { checkDeprecated, refusesDeprecated } from './deprecated.ts';
import { checkGroups, Refusal, type StandInDocument, type StandInNode } from './documents.ts';
import { checkPublishable, runningTriggers, wantsWebhookId } from './publishing.ts';

export interface StandInWorkflow extends StandInDocument {
  id: string;
  active: boolean;
  activeVersionId: string | null;
  activeVersion: Pick<Version, 'versionId' | 'nodes' | 'connections'> | null;
  versionId: string;
  versionCounter: number;
  isArchived: boolean;
  /** As in n8n: written when triggers have started, and never taken back. */
  triggerCount: number;
  createdAt: string;
  updatedAt: string;
  tags: StandInTag[];
}

/** A workflow that somebody made there before. */
export type PlantedWorkflow = Pick<StandInWorkflow, 'id' | 'versionId' | 'active'> & StandInDocument;

export interface StandInTag {
  id: string;
  name: string;
}

interface Version extends StandInDocument {
  versionId: string;
  createdAt: string;
}

interface Kept {
  workflow: StandInWorkflow;
  /** Oldest first. */
  versions: Map<string, Version>;
  /** Webhooks that are registered. */
  hooks: string[];
  starting?: NodeJS.Timeout | undefined;
  stopping?: NodeJS.Timeout | undefined;
}

/** How long n8n takes from "published" to running triggers and back, in milliseconds. */
const backgroundMs = 100;

export type Workflows = ReturnType<typeof createWorkflows>;

/**
 * The stand-in's memory: what n8n does to workflows, without ever running one.
 * @param version what it is now
 */
export function createWorkflows(version: () => string) {
  const all = new Map<string, Kept>();
  const tags: StandInTag[] = [];
  const publishedIds = (id: string) => all.get(id)?.workflow.active === true;

  function find(id: string, words = 'Not Found'): Kept {
    const kept = all.get(id);
    if (!kept) throw new Refusal(404, words);
    return kept;
  }
  const denied = (verb: string) =>
    `You do not have permission to ${verb} this workflow. Ask the owner to share it with you.`;

  /** Checks, then says "published"; triggers start a moment later. */
  function start(kept: Kept, versionId: string): void {
    const document = findVersion(kept, versionId);
    const { nodes, connections } = document;
    const others = [...all.values()].filter((other) => other !== kept);
    const taken = others.flatMap((other) => other.hooks);
    checkPublishable(document, taken, publishedIds);
    clearTimeout(kept.starting);
    clearTimeout(kept.stopping);
    kept.stopping = undefined;
    const activeVersion = { versionId, nodes, connections };
    Object.assign(kept.workflow, { active: true, activeVersionId: versionId, activeVersion });
    kept.starting = setTimeout(() => {
      kept.hooks = addressesOf(document).map(({ hook }) => hook);
      const running = runningTriggers(document).length;
      if (running > 0) kept.workflow.triggerCount = running;
    }, backgroundMs).unref();
  }

  /** Says "unpublished"; webhooks are freed a moment later. */
  function stop(kept: Kept): void {
    if (!kept.workflow.active) return;
    clearTimeout(kept.starting);
    Object.assign(kept.workflow, { active: false, activeVersionId: null, activeVersion: null });
    kept.stopping = setTimeout(() => {
      kept.hooks = [];
      kept.stopping = undefined;
    }, backgroundMs).unref();
  }

  return {
    create(document: StandInDocument): StandInWorkflow {
      if (refusesDeprecated(version())) checkDeprecated(document, []);
      const now = new Date().toISOString();
      const versionId = randomUUID();
      const workflow: StandInWorkflow = {
        id: randomBytes(12).toString('base64url').replace(/[-_]/g, 'x'),
        ...{ active: false, activeVersionId: null, activeVersion: null, versionId, versionCounter: 1 },
        ...{ isArchived: false, triggerCount: 0, createdAt: now, updatedAt: now, tags: [] },
        ...complete(document),
        staticData: document.staticData ?? null,
      };
      const kept: Kept = { workflow, versions: new Map(), hooks: [] };
      keepVersion(kept);
      all.set(workflow.id, kept);
      return workflow;
    },
    /** There as if it had been made long ago: under this id, in this version, live when `active`. */
    put({ id, versionId, active, ...document }: PlantedWorkflow): void {
      const at = new Date().toISOString();
      const { nodes, connections } = document;
      const activeVersion = active ? { versionId, nodes, connections } : null;
      const workflow: StandInWorkflow = {
        ...{ id, active, activeVersion, activeVersionId: active ? versionId : null, versionId, versionCounter: 1 },
        ...{
          isArchived: false,
          triggerCount: active ? 1 : 0,
          createdAt: at,
          updatedAt: at,
          tags: [],
          staticData: null,
        },
        ...document,
      };
      all.set(id, { workflow, versions: new Map([[versionId, { ...document, versionId, createdAt: at }]]), hooks: [] });
    },
    get: (id: string): StandInWorkflow => find(id).workflow,
    update(id: string, document: StandInDocument, publishIfActive: boolean): StandInWorkflow {
      const kept = find(id, denied('update'));
      const { workflow } = kept;
      if (workflow.isArchived) throw new Refusal(400, 'Cannot update an archived workflow.');
      if (refusesDeprecated(version())) checkDeprecated(document, workflow.nodes);
      const { settings, ...rest } = complete(document);
      checkGroups({ nodeGroups: workflow.nodeGroups ?? [], ...rest });
      const before = structuredClone([workflow.nodes, workflow.connections]);
      Object.assign(workflow, rest, {
        settings: merge(workflow.settings, settings),
        updatedAt: new Date().toISOString(),
      });
      // Like n8n's own comparison: the order of keys is no change, and name and settings are none either.
      if (!isDeepStrictEqual([workflow.nodes, workflow.connections], before)) {
        workflow.versionId = randomUUID();
        workflow.versionCounter += 1;
      }
      keepVersion(kept);
      if (workflow.active && publishIfActive) start(kept, workflow.versionId);
      return workflow;
    },
    publish(id: string, versionId?: string): StandInWorkflow {
      const kept = find(id, denied('activate'));
      if (kept.workflow.isArchived) throw new Refusal(400, 'Cannot activate an archived workflow.');
      start(kept, versionId ?? kept.workflow.versionId);
      return kept.workflow;
    },
    unpublish(id: string): StandInWorkflow {
      const kept = find(id, denied('deactivate'));
      stop(kept);
      return kept.workflow;
    },
    archive(id: string, archived: boolean): StandInWorkflow {
      const kept = find(id, 'Workflow not found');
      if (!archived && !kept.workflow.isArchived) throw new Refusal(400, 'Workflow is not archived.');
      if (archived) stop(kept);
      if (kept.workflow.isArchived !== archived) {
        Object.assign(kept.workflow, { isArchived: archived, versionId: randomUUID() });
        keepVersion(kept);
      }
      return kept.workflow;
    },
    remove(id: string): StandInWorkflow {
      const { workflow, stopping } = find(id);
      if (stopping) throw new Refusal(409, 'Workflow is still being unpublished. Please try again in a few moments.');
      if (workflow.active) throw new Refusal(409, 'Cannot delete a published workflow. Unpublish it before deleting.');
      all.delete(id);
      return workflow;
    },
    tags: (): StandInTag[] => tags,
    createTag(name: unknown): StandInTag {
      const given = String(name ?? '').trim();
      if (given === '' || given.length > 24 || tags.some((tag) => tag.name === given))
        throw new Refusal(409, 'Tag already exists');
      const tag = { id: randomBytes(8).toString('hex'), name: given };
      tags.push(tag);
      return tag;
    },
    assignTags(id: string, body: unknown): StandInTag[] {
      const { workflow } = find(id);
      const ids = Array.isArray(body) ? body.map((each) => Object(each).id) : [];
      workflow.tags = tags.filter((tag) => ids.includes(tag.id));
      return workflow.tags;
    },
    versions: (id: string): Version[] => [...find(id).versions.values()].reverse(),
    version: (id: string, versionId: string): Version => findVersion(find(id, 'Workflow not found'), versionId),
    /** The live workflow and node at this address, e.g. `POST orders`. */
    listening(hook: string): { workflowId: string; document: StandInDocument; node: StandInNode } | undefined {
      for (const { workflow, versions, hooks } of all.values()) {
        const document = versions.get(workflow.activeVersionId ?? '');
        if (!document || !hooks.includes(hook)) continue;
        const address = addressesOf(document).find((each) => each.hook === hook);
        if (address) return { workflowId: workflow.id, document, node: address.node };
      }
      return undefined;
    },
    list: (): StandInWorkflow[] => [...all.values()].map(({ workflow }) => workflow),
    clear(): void {
      for (const { starting, stopping } of all.values()) {
        clearTimeout(starting);
        clearTimeout(stopping);
      }
      all.clear();
      tags.splice(0);
    },
  };
}

/** Fills in what n8n fills in. */
function complete(document: StandInDocument): StandInDocument {
  const nodes = structuredClone(document.nodes).map((node) => ({
    ...node,
    id: node.id || randomUUID(),
    ...(wantsWebhookId(node) ? { webhookId: node.webhookId || randomUUID() } : {}),
  }));
  return { ...structuredClone(document), nodes };
}

/** An update adds and replaces settings; the word DEFAULT takes one away. */
function merge(old: Record<string, unknown>, added: Record<string, unknown>): Record<string, unknown> {
  const isNone = ([key, value]: [string, unknown]) =>
    value === 'DEFAULT' || (key === 'executionTimeout' && value === -1);
  return Object.fromEntries(Object.entries({ ...old, ...added }).filter((entry) => !isNone(entry)));
}

function keepVersion({ workflow, versions }: Kept): void {
  const { versionId, name, nodes, connections, settings, nodeGroups = [] } = workflow;
  const createdAt = versions.get(versionId)?.createdAt ?? new Date().toISOString();
  versions.set(versionId, structuredClone({ versionId, createdAt, name, nodes, connections, settings, nodeGroups }));
}

function findVersion({ versions }: Kept, versionId: string): Version {
  const version = versions.get(versionId);
  if (!version) throw new Refusal(404, 'Version not found');
  return version;
}
