import { isApprover, policyFor } from '#src/policy/roles.ts';
import { type AccountRef, accountIn, accountsOf } from '#src/store/accounts.ts';
import { ensureAdopted, findByN8nIds, findWorkflow, listWorkflows } from '#src/store/creations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { type Actor, type Asking, accountOf, keyOf, toActor } from '../actor.ts';
import type { EngineContext } from '../context.ts';

/** A workflow somebody may know of; `row` is made only when it is about to be shown. */
export interface Candidate {
  name: string;
  mine: boolean;
  row: () => Promise<WorkflowRecord>;
}

export type KnownContext = Pick<EngineContext, 'store' | 'policy' | 'n8n' | 'instanceUrl' | 'log'>;

const mostKnown = 2_000;
const pageSize = 250;

type PolicyAndStore = Pick<EngineContext, 'store' | 'policy'>;

/** With which of their accounts this person sees the whole instance: approvers only, where the policy of that tenant says so. */
export async function wholeInstanceAccount(context: PolicyAndStore, asking: Asking): Promise<AccountRef | undefined> {
  return (await accountsOf(context.store.fork(), accountOf(asking))).find((account) => {
    const policy = policyFor(context.policy, account.tenant);
    return policy.manage === 'whole-instance' && isApprover(policy, keyOf(account));
  });
}

/** With which account this person acts on a workflow they may know: theirs in its tenant, or the one that sees everything. */
export async function actorOnWorkflow(
  context: PolicyAndStore,
  asking: Asking,
  workflow: WorkflowRecord,
): Promise<Actor> {
  const own = accountOf(asking);
  const there = await accountIn(context.store.fork(), own, workflow.tenant);
  return toActor(there ?? (await wholeInstanceAccount(context, asking)) ?? own, asking);
}

/** Every workflow this person may know of, newest first; at most 2000. */
export async function candidatesFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  const whole = await wholeInstanceAccount(context, asking);
  const here = await listOwn(context, asking, { removed: false, whole });
  if (!whole) return here.map(toKnown);
  const known = new Set(here.map(({ row }) => row.n8nId));
  const others = (await listInstance(context)).filter(({ id }) => !known.has(id));
  return [...here.map(toKnown), ...others.map((other) => toCandidate(context, whole, other))];
}

/** Those that were seen in n8n's archive, or not at all: somebody may ask for one of them all the same. */
export async function removedFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  const whole = await wholeInstanceAccount(context, asking);
  return (await listOwn(context, asking, { removed: true, whole })).map(toKnown);
}

interface Known {
  row: WorkflowRecord;
  mine: boolean;
}

/** Those of every tenant in which this person has an account. */
async function listOwn(
  context: KnownContext,
  asking: Asking,
  { removed, whole }: { removed: boolean; whole: AccountRef | undefined },
): Promise<Known[]> {
  const { instanceUrl } = context;
  const em = context.store.fork();
  const known: Known[] = [];
  for (const { tenant, personId } of await accountsOf(em, accountOf(asking))) {
    const rows = await listWorkflows(em, { tenant: tenant.id, instanceUrl, removed }, mostKnown);
    const shown = rows.filter(({ creation }) => creation !== null || whole !== undefined);
    known.push(...shown.map((row) => ({ row, mine: row.requesterId === personId })));
  }
  return known.sort((a, b) => b.row.createdAt.getTime() - a.row.createdAt.getTime()).slice(0, mostKnown);
}

const toKnown = ({ row, mine }: Known): Candidate => ({ name: row.name, mine, row: async () => row });

function toCandidate(
  { store, instanceUrl }: KnownContext,
  { tenant }: AccountRef,
  { id, name, active }: { id: string; name: string; active: boolean },
): Candidate {
  return {
    name,
    mine: false,
    async row() {
      const [row] = await findByN8nIds(store.fork(), instanceUrl, [id]);
      if (row) return row;
      const adopted = { tenant: tenant.id, instanceUrl, n8nId: id, name, published: active };
      return ensureAdopted(store.fork(), adopted);
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
  if (await isMadeHere(context, asking, workflow)) return workflow;
  return (await wholeInstanceAccount(context, asking)) ? workflow : undefined;
}

/** One that was not made here stays with those who may see the whole instance. */
async function isMadeHere(
  { store }: Pick<EngineContext, 'store'>,
  asking: Asking,
  { creation, tenant }: WorkflowRecord,
): Promise<boolean> {
  return creation !== null && (await accountIn(store.fork(), accountOf(asking), tenant)) !== undefined;
}

/** The same question about a workflow by n8n's id, whether we have a row of it or not. */
export async function mayKnowInN8n(
  context: Pick<EngineContext, 'store' | 'policy' | 'instanceUrl'>,
  asking: Asking,
  n8nId: string,
): Promise<boolean> {
  for (const row of await findByN8nIds(context.store.fork(), context.instanceUrl, [n8nId]))
    if (await isMadeHere(context, asking, row)) return true;
  return (await wholeInstanceAccount(context, asking)) !== undefined;
}

/** The workflow this conversation was about last, when this person may know of it: others may have spoken of theirs there. */
export async function spokenOfLast(
  context: Pick<EngineContext, 'store' | 'policy' | 'instanceUrl'>,
  turn: Asking & { conversation: { workflow?: string | null | undefined } },
): Promise<WorkflowRecord | undefined> {
  const { workflow } = turn.conversation;
  return workflow ? mayKnow(context, turn, workflow) : undefined;
}
