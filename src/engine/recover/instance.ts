import { ConfigError, N8nError } from '#src/errors.ts';
import { workflowsOf } from '#src/n8n/client.ts';
import type { N8n } from '#src/n8n/connect.ts';
import { keyOwnerOf } from '#src/n8n/key-owner.ts';
import { markerOf } from '#src/n8n/marker.ts';
import { appendAudit } from '#src/store/audit.ts';
import {
  creationsAmong,
  ensureInstance,
  idsAt,
  leaveInstance,
  markMissing,
  moveInstance,
  otherInstances,
} from '#src/store/instances.ts';
import type { Store } from '#src/store/orm.ts';

export interface InstanceContext {
  store: Store;
  n8n: Pick<N8n, 'client'>;
  config: { baseUrl: string; apiKey: string };
}

export type Recognised =
  /** As before, or the first one. */
  | { kind: 'known' }
  /** The same n8n under another address: what is kept of it moved there. */
  | { kind: 'moved'; from: string; workflows: number };

/**
 * Whether the n8n of the settings is the one the workflows kept here are in: by whose key it takes, else by what it holds.
 * The same one under another address is followed there. Throws ConfigError with the choice when it is another one, or
 * when nobody can tell because it does not answer.
 * @param options.lookOnly says what a start would do, and changes nothing
 */
export async function recogniseInstance(context: InstanceContext, { lookOnly = false } = {}): Promise<Recognised> {
  const { store, config } = context;
  const others = await otherInstances(store.fork(), config.baseUrl);
  const keyOwner = keyOwnerOf(config.apiKey);
  let moved: Recognised = { kind: 'known' };
  for (const other of others) {
    const owned = keyOwner !== undefined && keyOwner === other.keyOwner;
    if (!owned && (await holdsOurs(context, other.url)).size === 0) throw another(other, config.baseUrl);
    if (!lookOnly) await follow(context, other.url, 'flowsmith');
    moved = { kind: 'moved', from: other.url, workflows: other.workflows };
  }
  if (!lookOnly) await ensureInstance(store.fork(), config.baseUrl, keyOwner);
  return moved;
}

const another = ({ url, workflows }: { url: string; workflows: number }, baseUrl: string): ConfigError =>
  new ConfigError(
    [
      `N8N_BASE_URL is ${baseUrl}, but the ${workflows} workflows kept here are in the n8n at ${url}, and this is another one: it neither holds them nor takes a key of the same person. Nothing was changed.`,
      `- The wrong address, or the wrong N8N_API_KEY: set the one from before.`,
      `- The workflows shall be here from now on: flowsmith instance move, then flowsmith restore --all creates what is missing.`,
      `- A new beginning, and those stay where they are: flowsmith instance new.`,
    ].join('\n'),
  );

async function follow({ store, config }: InstanceContext, from: string, actor: string): Promise<void> {
  await store.fork().transactional(async (tx) => {
    await moveInstance(tx, from, config.baseUrl);
    const data = { instance: 'moved', from, to: config.baseUrl };
    await appendAudit(tx, { kind: 'instance', actor, subject: config.baseUrl, data });
  });
}

/** Ids of workflows that this n8n holds and that are ours of another address: by id and by the mark of a creation of ours. */
async function holdsOurs({ store, n8n, config }: InstanceContext, from: string): Promise<Set<string>> {
  const known = await idsAt(store.fork(), from);
  const marked = new Map<string, string>();
  try {
    for await (const stored of workflowsOf(n8n.client)) {
      const marker = known.has(stored.id) ? markerOf(stored) : undefined;
      if (marker) marked.set(stored.id, marker);
    }
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    throw new ConfigError(
      `N8N_BASE_URL changed from ${from} to ${config.baseUrl}, and nobody can tell yet whether that is the same n8n: ${error.userMessage}`,
    );
  }
  const ours = await creationsAmong(store.fork(), [...marked.values()]);
  return new Set([...marked].flatMap(([id, marker]) => (ours.has(marker) ? [id] : [])));
}

/**
 * The operator says that the workflows kept here belong into the n8n of the settings, whichever that is. What it does not
 * hold is missing from then on. Returns per address how many there are and how many of them are missing.
 */
export async function moveHere(
  context: InstanceContext,
  actor: string,
): Promise<{ from: string; workflows: number; missing: number }[]> {
  const { store, config } = context;
  const moved: { from: string; workflows: number; missing: number }[] = [];
  for (const { url, workflows } of await otherInstances(store.fork(), config.baseUrl)) {
    const held = await holdsOurs(context, url);
    const missing = await store.fork().transactional(async (tx) => {
      const here = await idsAt(tx, config.baseUrl);
      await markMissing(tx, url, held);
      await moveInstance(tx, url, config.baseUrl);
      const data = { instance: 'moved', from: url, to: config.baseUrl, held: held.size };
      await appendAudit(tx, { kind: 'instance', actor, subject: config.baseUrl, data });
      return workflows - [...held].filter((id) => !here.has(id)).length;
    });
    moved.push({ from: url, workflows, missing: Math.max(missing, 0) });
  }
  await ensureInstance(store.fork(), config.baseUrl, keyOwnerOf(config.apiKey));
  return moved;
}

/** The operator says that the n8n of the settings is a new beginning: what is kept of others stays with those. */
export async function leaveOthers(
  { store, config }: Pick<InstanceContext, 'store' | 'config'>,
  actor: string,
): Promise<{ url: string; workflows: number }[]> {
  const others = await otherInstances(store.fork(), config.baseUrl);
  await store.fork().transactional(async (tx) => {
    for (const { url } of others) {
      await leaveInstance(tx, url);
      const data = { instance: 'left', from: url, to: config.baseUrl };
      await appendAudit(tx, { kind: 'instance', actor, subject: url, data });
    }
  });
  await ensureInstance(store.fork(), config.baseUrl, keyOwnerOf(config.apiKey));
  return others;
}
