import { isApprover } from '#src/policy/roles.ts';
import { ensureAdopted, findByN8nIds, findWorkflow, listWorkflows } from '#src/store/creations.ts';
import type { TenantRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';
import { personOf } from './rights.ts';

/** Who is asking. */
export interface Asking {
  event: { person: { id: string } };
  tenant: TenantRecord;
}

/** A workflow somebody may know of; `row` is made only when it is about to be shown. */
export interface Candidate {
  name: string;
  mine: boolean;
  row: () => Promise<WorkflowRecord>;
}

export type KnownContext = Pick<EngineContext, 'store' | 'policy' | 'n8n' | 'instanceUrl' | 'log'>;

const mostKnown = 2_000;
const pageSize = 250;

/** The whole instance is for approvers only, and only where the policy says so. */
export function seesWholeInstance({ policy }: Pick<EngineContext, 'policy'>, asking: Asking): boolean {
  return policy.manage === 'whole-instance' && isApprover(policy, personOf(asking.tenant, asking.event.person));
}

/** Every workflow this person may know of, newest first; at most 2000. */
export async function candidatesFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  const whole = seesWholeInstance(context, asking);
  const own = await listOwn(context, asking, false);
  const here = own.map((row) => ofRow(asking, row));
  if (!whole) return here;
  const known = new Set(own.map(({ n8nId }) => n8nId));
  const others = (await listInstance(context)).filter(({ id }) => !known.has(id));
  return [...here, ...others.map(({ id, name, active }) => toCandidate(context, asking, { id, name, active }))];
}

/** Those that were seen in n8n's archive, or not at all: somebody may ask for one of them all the same. */
export async function removedFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  return (await listOwn(context, asking, true)).map((row) => ofRow(asking, row));
}

async function listOwn(context: KnownContext, asking: Asking, removed: boolean): Promise<WorkflowRecord[]> {
  const where = { tenant: asking.tenant.id, instanceUrl: context.instanceUrl, removed };
  const rows = await listWorkflows(context.store.fork(), where, mostKnown);
  return rows.filter(({ creation }) => creation !== null || seesWholeInstance(context, asking));
}

function ofRow(asking: Asking, row: WorkflowRecord): Candidate {
  const mine = row.tenant === asking.tenant.id && row.requesterId === asking.event.person.id;
  return { name: row.name, mine, row: async () => row };
}

function toCandidate(
  context: KnownContext,
  asking: Asking,
  { id, name, active }: { id: string; name: string; active: boolean },
): Candidate {
  const { instanceUrl } = context;
  return {
    name,
    mine: false,
    async row() {
      const [row] = await findByN8nIds(context.store.fork(), instanceUrl, [id]);
      if (row) return row;
      const adopted = { tenant: asking.tenant.id, instanceUrl, n8nId: id, name, published: active };
      return ensureAdopted(context.store.fork(), adopted);
    },
  };
}

/** Bounded; what cannot be read is as if it were not there. */
async function listInstance(context: KnownContext): Promise<{ id: string; name: string; active: boolean }[]> {
  const found: { id: string; name: string; active: boolean; updatedAt: string }[] = [];
  try {
    let cursor: string | undefined;
    do {
      const page = await context.n8n.client.list({ limit: pageSize, ...(cursor ? { cursor } : {}) });
      found.push(...page.workflows.filter(({ isArchived }) => !isArchived));
      cursor = page.nextCursor;
    } while (cursor && found.length < mostKnown);
  } catch (error) {
    context.log.info({ err: error }, 'workflows of the instance not listed');
  }
  return found.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, mostKnown);
}

/** The workflow of that id, when this person may know of it; removed ones too. */
export async function mayKnow(
  context: Pick<EngineContext, 'store' | 'policy' | 'instanceUrl'>,
  asking: Asking,
  id: string,
): Promise<WorkflowRecord | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const workflow = await findWorkflow(context.store.fork(), id);
  // One on another n8n has an id that means nothing, or something else, on this one.
  if (workflow?.instanceUrl !== context.instanceUrl) return undefined;
  // One that was not made here stays with those who may see the whole instance.
  const foreign = workflow.tenant !== asking.tenant.id || workflow.creation === null;
  return foreign && !seesWholeInstance(context, asking) ? undefined : workflow;
}
