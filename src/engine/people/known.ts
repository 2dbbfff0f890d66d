import { isApprover, policyFor } from '#src/policy/roles.ts';
import { type AccountRef, accountIn, accountsOf } from '#src/store/accounts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { findDraftBelow, findWorkflowOfDraft } from '#src/store/threads.ts';
import {
  ensureAdopted,
  findByN8nIds,
  findWorkflow,
  findWorkflows,
  listWorkflows,
  type WorkflowListed,
} from '#src/store/workflows.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { isIn } from '../n8n-instance.ts';
import { type Actor, type Asking, accountOf, keyOf, toActor } from './actor.ts';

/** A workflow somebody may know of; its row is read, or made, only when it is about to be shown (`rowsOf`). */
export interface Candidate {
  name: string;
  mine: boolean;
  /** Ours; or how n8n lists one that has no row here yet. */
  of: { id: string } | { n8nId: string; published: boolean; account: AccountRef };
}

export type KnownContext = Pick<EngineContext, 'store' | 'policy' | 'log'> & OfN8n<'client' | 'url'>;

/** Of ours. */
const mostKnown = 20_000;
/** Of those that were not made here: each page is a call. */
const mostListed = 2_000;
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

/** Every workflow this person may know of, newest first. */
export async function candidatesFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  const whole = await wholeInstanceAccount(context, asking);
  const here = await listOwn(context, asking, { removed: false, whole });
  if (!whole) return here.map(toKnown);
  const known = new Set(here.map(({ n8nId }) => n8nId));
  const others = (await listInstance(context)).filter(({ id }) => !known.has(id));
  const toOther = ({ id, name, active }: (typeof others)[number]): Candidate => ({
    ...{ name, mine: false },
    of: { n8nId: id, published: active, account: whole },
  });
  return [...here.map(toKnown), ...others.map(toOther)];
}

/** Those that are called exactly so, without reading all there are; none where n8n itself would have to be asked. */
export async function namedFor(
  context: KnownContext,
  asking: Asking,
  { name, removed }: { name: string; removed: boolean },
): Promise<Candidate[]> {
  const whole = await wholeInstanceAccount(context, asking);
  return whole ? [] : (await listOwn(context, asking, { removed, whole, name })).map(toKnown);
}

/** Those that were seen in n8n's archive, or not at all: somebody may ask for one of them all the same. */
export async function removedFor(context: KnownContext, asking: Asking): Promise<Candidate[]> {
  const whole = await wholeInstanceAccount(context, asking);
  return (await listOwn(context, asking, { removed: true, whole })).map(toKnown);
}

interface Known extends WorkflowListed {
  mine: boolean;
}

/** Those of every tenant in which this person has an account. */
async function listOwn(
  context: KnownContext,
  asking: Asking,
  { removed, whole, name }: { removed: boolean; whole: AccountRef | undefined; name?: string },
): Promise<Known[]> {
  const instanceUrl = context.n8n.url;
  const em = context.store.fork();
  const accounts = await accountsOf(em, accountOf(asking));
  const tenants = accounts.map(({ tenant }) => tenant.id);
  const mine = new Set(accounts.map(({ tenant, personId }) => `${tenant.id} ${personId}`));
  const named = name === undefined ? {} : { name };
  const where = { tenants, instanceUrl, removed, adopted: whole !== undefined, ...named };
  const rows = await listWorkflows(em, where, mostKnown);
  return rows.map((row) => ({ ...row, mine: mine.has(`${row.tenant} ${row.requesterId}`) }));
}

const toKnown = ({ id, name, mine }: Known): Candidate => ({ name, mine, of: { id } });

/** Rows of those that are about to be shown, in their order; one that n8n alone knew gets its row now. */
export async function rowsOf(
  { store, n8n: { url: instanceUrl } }: Pick<KnownContext, 'store'> & OfN8n<'url'>,
  candidates: readonly Candidate[],
): Promise<{ candidate: Candidate; row: WorkflowRecord }[]> {
  const ids = candidates.flatMap(({ of }) => ('id' in of ? [of.id] : []));
  const n8nIds = candidates.flatMap(({ of }) => ('n8nId' in of ? [of.n8nId] : []));
  const rows = new Map<string, WorkflowRecord>();
  if (ids.length > 0) for (const row of await findWorkflows(store.fork(), ids)) rows.set(row.id, row);
  if (n8nIds.length > 0)
    for (const row of await findByN8nIds(store.fork(), instanceUrl, n8nIds)) rows.set(row.n8nId, row);
  const all: { candidate: Candidate; row: WorkflowRecord }[] = [];
  for (const candidate of candidates) {
    const { of, name } = candidate;
    const known = rows.get('id' in of ? of.id : of.n8nId);
    if (known) all.push({ candidate, row: known });
    else if ('n8nId' in of) {
      const { n8nId, published, account } = of;
      const adopted = { tenant: account.tenant.id, instanceUrl, n8nId, name, published };
      all.push({ candidate, row: await ensureAdopted(store.fork(), adopted) });
    }
  }
  return all;
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
    } while (cursor && found.length < mostListed);
  } catch (error) {
    context.log.info({ err: error }, 'workflows of the instance not listed');
  }
  return found.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, mostListed);
}

/** The workflow of that id, when this person may know of it; removed ones too. */
export async function mayKnow(
  context: Pick<EngineContext, 'store' | 'policy'> & OfN8n<'url'>,
  asking: Asking,
  id: string,
): Promise<WorkflowRecord | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const workflow = await findWorkflow(context.store.fork(), id);
  if (!workflow || !isIn(context.n8n, workflow)) return undefined;
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
  context: Pick<EngineContext, 'store' | 'policy'> & OfN8n<'url'>,
  asking: Asking,
  n8nId: string,
): Promise<boolean> {
  for (const row of await findByN8nIds(context.store.fork(), context.n8n.url, [n8nId]))
    if (await isMadeHere(context, asking, row)) return true;
  return (await wholeInstanceAccount(context, asking)) !== undefined;
}

/**
 * The workflow this conversation, or this thread of it, was about last, when this person may know of it: others may have
 * spoken of theirs there.
 */
export async function spokenOfLast(
  context: Pick<EngineContext, 'store' | 'policy'> & OfN8n<'url'>,
  turn: Asking & { event: { below?: string }; conversation: { workflow?: string | null | undefined } },
): Promise<WorkflowRecord | undefined> {
  const em = context.store.fork();
  const draft = turn.event.below ? await findDraftBelow(em, turn.tenant, turn.event.below) : null;
  const workflow = (draft && (await findWorkflowOfDraft(em, draft))) ?? turn.conversation.workflow;
  return workflow ? mayKnow(context, turn, workflow) : undefined;
}
