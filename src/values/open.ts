import { FlowsmithError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { workflowsOf } from '#src/n8n/client.ts';
import type { N8n } from '#src/n8n/connect.ts';
import { documentsMade, idsByOwner } from '#src/store/chosen.ts';
import type { Store } from '#src/store/orm.ts';
import { isRecord, toRecord } from '#src/workflow/json/values.ts';
import type { InstanceFacts } from '#src/workflow/validate/instance-facts.ts';
import { createDirectory } from './directory.ts';
import { keptSource } from './sources/kept.ts';
import { n8nSource } from './sources/n8n.ts';
import { placeSource } from './sources/place.ts';
import type { Directory } from './value.ts';

const keepMs = 5 * 60_000;
/** All workflows are not read more often than this, however often somebody wants to know. */
const rereadMs = 60_000;
const mostMade = 200;

export interface Known {
  store: Store;
  /** The connected n8n; all its workflows are read in the background. */
  n8n: Pick<N8n, 'lookUps'> & {
    url: string;
    facts: (options?: { maxAgeMs: number }) => Promise<InstanceFacts>;
    inBackground(): Pick<N8n, 'client'>;
  };
  log: Pick<Logger, 'info'>;
}

/** The directory of the connected n8n with every source there is. Nothing is asked yet. */
export function openDirectory({ store, n8n, log }: Known): Directory {
  const idsFor = (tenant: string) => idsByOwner(store.fork(), { tenant, instanceUrl: n8n.url });
  const inN8n = keptFor(keepMs, () => readNodes(n8n.inBackground().client));
  const sources = [
    placeSource,
    keptSource('chosen', async (tenant) => {
      const made = await documentsMade(store.fork(), { tenant, instanceUrl: n8n.url }, mostMade);
      return made.flatMap(pickingNodes);
    }),
    keptSource('workflows', async (tenant, options) => {
      const { others } = await idsFor(tenant);
      return (await inN8n(options)).flatMap(({ id, nodes }) => (others.has(id) ? [] : nodes));
    }),
    n8nSource({
      lookUps: n8n.lookUps,
      async workflowsFor(tenant) {
        // Read now, because the directory keeps it. Others than those known here only an admin may let run.
        const [{ workflows }, { own }] = await Promise.all([n8n.facts({ maxAgeMs: 0 }), idsFor(tenant)]);
        return workflows?.filter(({ id }) => own.has(id));
      },
    }),
  ];
  const onTrouble = (source: string, error: unknown) =>
    log.info({ source, code: error instanceof FlowsmithError ? error.code : 'unexpected' }, 'values not looked up');
  return createDirectory(sources, { keepMs, onTrouble });
}

async function readNodes(client: N8n['client']): Promise<{ id: string; nodes: N8nNode[] }[]> {
  const read: { id: string; nodes: N8nNode[] }[] = [];
  for await (const workflow of workflowsOf(client)) {
    const nodes = pickingNodes(workflow);
    if (nodes.length > 0 && !workflow.isArchived) read.push({ id: workflow.id, nodes });
  }
  return read;
}

/** Only what was picked is kept of them: nothing else that people wrote. */
function pickingNodes({ nodes }: Pick<N8nWorkflow, 'nodes'>): N8nNode[] {
  return nodes.flatMap((node) => {
    const picked = Object.entries(toRecord(node.parameters)).filter(
      ([, value]) => isRecord(value) && value['__rl'] === true,
    );
    return picked.length > 0 ? [{ ...node, parameters: Object.fromEntries(picked) }] : [];
  });
}

/** One reading for everybody, again once it is old; one that failed is not kept. */
function keptFor<T>(ms: number, read: () => Promise<T>): (options: { again: boolean }) => Promise<T> {
  let known: { value: Promise<T>; at: number } | undefined;
  return ({ again }) => {
    if (!known || known.at + (again ? Math.min(rereadMs, ms) : ms) < Date.now()) {
      const now = { value: read(), at: Date.now() };
      known = now;
      now.value.catch(() => {
        if (known === now) known = undefined;
      });
    }
    return known.value;
  };
}
