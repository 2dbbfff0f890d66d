import MiniSearch from 'minisearch';
import { personKey } from '#src/policy/roles.ts';
import { findWorkflow, listWorkflows } from '#src/store/creations.ts';
import type { TenantRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';

/** Who is asking. */
export interface Asking {
  event: { person: { id: string } };
  tenant: TenantRecord;
}

export interface Managed {
  workflow: WorkflowRecord;
  /** Asked for by whoever asks now. */
  mine: boolean;
  /** Above 0; 1 is the whole name. */
  score: number;
}

const mostKnown = 2_000;
const mostFound = 10;
/** Words that belong to the sentence, not to the name. */
const noise = new Set(['the', 'a', 'an', 'my', 'one', 'workflow', 'automation', 'of', 'that', 'which', 'for', 'to']);

/** Workflows this person may know whose names are near the words, best first. */
export async function findManaged(
  context: Pick<EngineContext, 'store'>,
  asking: Asking,
  words: string,
): Promise<Managed[]> {
  const all = await listWorkflows(context.store.fork(), asking.tenant.id, mostKnown);
  const mine = (workflow: WorkflowRecord) => workflow.requesterId === asking.event.person.id;
  const wanted = words.trim().toLowerCase();
  const exact = all.filter(({ name }) => name.toLowerCase() === wanted);
  if (exact.length > 0) return exact.map((workflow) => ({ workflow, mine: mine(workflow), score: 1 }));
  const search = new MiniSearch<WorkflowRecord>({
    fields: ['name'],
    idField: 'id',
    processTerm: (term) => {
      const word = term.toLowerCase();
      return noise.has(word) ? null : word;
    },
    searchOptions: { prefix: (term) => term.length >= 3, fuzzy: (term) => (term.length >= 5 ? 0.2 : 0) },
  });
  search.addAll(all);
  const hits = search.search(words.slice(0, 200), { combineWith: 'AND' });
  const best = hits[0]?.score ?? 1;
  return hits.slice(0, mostFound).flatMap((hit) => {
    const workflow = all.find((one) => one.id === hit.id);
    return workflow ? [{ workflow, mine: mine(workflow), score: (0.9 * hit.score) / best }] : [];
  });
}

/** The workflow of that id, when this person's tenant has it. */
export async function mayKnow(
  context: Pick<EngineContext, 'store'>,
  asking: Pick<Asking, 'tenant'>,
  id: string,
): Promise<WorkflowRecord | undefined> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined;
  const workflow = await findWorkflow(context.store.fork(), id);
  return workflow?.tenant === asking.tenant.id ? workflow : undefined;
}

/** Whoever asked for a workflow, in full. */
export function requesterOf(tenant: TenantRecord, workflow: WorkflowRecord): string {
  return personKey(tenant.platform, tenant.externalId, workflow.requesterId);
}
