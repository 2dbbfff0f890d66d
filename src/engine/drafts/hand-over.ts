import { isAdmin, type Policy, policyFor } from '#src/policy/roles.ts';
import type { NamedAccount } from '#src/store/accounts.ts';
import { accountsOf } from '#src/store/accounts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findCreation } from '#src/store/creations.ts';
import { owe, oweCards } from '#src/store/deliveries.ts';
import { homeOf, lockDraft } from '#src/store/drafts.ts';
import { Conversation, type DraftRecord, type TenantRecord, type WorkflowRecord } from '#src/store/entities.ts';
import { dropPrivateWishes } from '#src/store/failure-wishes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { votesOn } from '#src/store/votes.ts';
import { lockWorkflow } from '#src/store/workflows.ts';
import { type Asking, accountOf, keyOf, toActor, viaOf } from '../people/actor.ts';
import { isAsker } from '../people/asker.ts';
import { isOnePerson } from '../people/deputies.ts';
import { ballotsOf } from '../people/one-person.ts';
import { everybody } from './owe-asking.ts';

/** How it ended; nothing was changed unless it is `done`. */
export type Handover = 'done' | 'not theirs' | 'elsewhere' | 'closed' | 'the same' | 'has approved';

export interface HandoverInput {
  policy: Policy;
  by: Asking & { event: { person: { id: string; name: string } } };
  to: NamedAccount;
}

const handable: readonly DraftRecord['status'][] = ['proposed', 'failed', 'expired'];

/**
 * Makes somebody else the one who asked for a draft, with its audit row; both are told. Whose words stand in it stays so,
 * and with four eyes none of them approves it. Call it in a transaction.
 */
export async function handOverDraft(tx: EntityManager, id: string, input: HandoverInput): Promise<Handover> {
  const { policy, by, to } = input;
  const draft = await lockDraft(tx, id);
  if (!draft || !handable.includes(draft.status)) return 'closed';
  const home = await homeOf(tx, draft);
  const { tenant: asked } = await tx.findOneOrFail(Conversation, { id: draft.conversation });
  if (asked !== by.tenant.id || home.id !== by.tenant.id || to.tenant.id !== by.tenant.id) return 'elsewhere';
  const own = await isAsker(tx, by, draft);
  if (!own && !isAdmin(policyFor(policy, home), keyOf(accountOf(by)))) return 'not theirs';
  const before = { tenant: home, personId: draft.requesterId };
  const theirs = await accountsOf(tx, to);
  if (isOnePerson(theirs, await accountsOf(tx, before))) return 'the same';
  const keys = (await ballotsOf(tx, await votesOn(tx, draft.id, draft.revision))).map(({ key }) => key);
  // Their approval was that of somebody else than whoever asks.
  if (theirs.some((one) => keys.includes(keyOf(one)))) return 'has approved';
  await give(tx, draft, { home, input, tellBefore: !own });
  await audit(tx, draft.id, { input, before: keyOf(before) });
  return 'done';
}

/** The same of a workflow, with the draft that it came from: what becomes of it is told to whoever is responsible now. */
export async function handOverWorkflow(tx: EntityManager, id: string, input: HandoverInput): Promise<Handover> {
  const { policy, by, to } = input;
  const workflow = await lockWorkflow(tx, id);
  if (!workflow || workflow.removedAt) return 'closed';
  if (workflow.tenant !== by.tenant.id || to.tenant.id !== by.tenant.id) return 'elsewhere';
  const before = { tenant: by.tenant, personId: workflow.requesterId };
  const accounts = workflow.requesterId === '' ? [] : await accountsOf(tx, before);
  const own = isOnePerson(accounts, await accountsOf(tx, accountOf(by)));
  if (!own && !isAdmin(policyFor(policy, by.tenant), keyOf(accountOf(by)))) return 'not theirs';
  if (isOnePerson(accounts, await accountsOf(tx, to))) return 'the same';
  const draft = await draftOf(tx, workflow);
  workflow.requesterId = to.personId;
  await dropPrivateWishes(tx, workflow.id, accounts);
  if (draft) await give(tx, draft, { home: by.tenant, input, tellBefore: !own });
  await audit(tx, workflow.id, { input, before: keyOf(before) });
  return 'done';
}

/** The draft that it was made of, while it is the request of whoever was responsible. */
async function draftOf(tx: EntityManager, { creation, requesterId }: WorkflowRecord): Promise<DraftRecord | undefined> {
  const made = creation ? await findCreation(tx, creation) : null;
  const draft = made && (await lockDraft(tx, made.draft));
  return draft?.requesterId === requesterId ? draft : undefined;
}

async function give(
  tx: EntityManager,
  draft: DraftRecord,
  { home, input: { by, to }, tellBefore }: { home: TenantRecord; input: HandoverInput; tellBefore: boolean },
): Promise<void> {
  const { id: subject, conversation, requesterId } = draft;
  Object.assign(draft, { requesterId: to.personId, requesterName: to.name });
  await tx.flush();
  await oweCards(tx, [subject], { inMs: 0 });
  // Whoever asked before may have needed nobody.
  if (draft.status === 'proposed') await owe(tx, { kind: 'ask', subject, place: everybody, conversation, inMs: 0 });
  const told = [keyOf(to), ...(tellBefore ? [keyOf({ tenant: home, personId: requesterId })] : [])];
  const details = { by: by.event.person.name, handover: crypto.randomUUID() };
  for (const place of told) await owe(tx, { kind: 'news', subject, place, conversation, details, inMs: 0 });
}

async function audit(
  tx: EntityManager,
  subject: string,
  { input: { by, to }, before }: { input: HandoverInput; before: string },
): Promise<void> {
  const actor = toActor(accountOf(by), by);
  await appendAudit(tx, {
    kind: 'handover',
    actor: actor.key,
    subject,
    data: { from: before, to: keyOf(to), ...viaOf(actor) },
  });
}
