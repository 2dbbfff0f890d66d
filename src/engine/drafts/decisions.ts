import type { PersonRef } from '#src/model/chat.ts';
import type { KeptDecision } from '#src/model/event-results.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Json } from '#src/model/json.ts';
import { demandsText, peopleIn } from '#src/policy/approval-rules.ts';
import { operatorKey, type PersonKey } from '#src/policy/roles.ts';
import { failureIn } from '#src/rehearsal/failed.ts';
import { appendAudit, canonicalHash } from '#src/store/audit.ts';
import { databaseNow } from '#src/store/clock.ts';
import { createCreation, findCreation, findCreationOf, reopenCreation } from '#src/store/creations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { findDraft, findRevision, lockDraft, recordDecision } from '#src/store/drafts.ts';
import type { CreationRecord, DraftRecord, EventRecord } from '#src/store/entities.ts';
import { oncePerEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type Vote, votesOn } from '#src/store/votes.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { needsAdmin } from '#src/workflow/validate/index.ts';
import { needIn } from '#src/workflow/validate/need.ts';
import type { EngineContext } from '../context.ts';
import { type Asking, actorOnDraft, viaOf } from '../people/actor.ts';
import { isAsker } from '../people/asker.ts';
import { ballotsOf } from '../people/one-person.ts';
import {
  approves,
  countWith,
  type DecisionAct,
  type DecisionFacts,
  decide,
  demandsIn,
  inPlaceOf,
  leavesOpen,
  statusAt,
  type Verdict,
} from './approval.ts';
import { oweNews } from './owe-news.ts';
import { issuesNow, type PolicyContext } from './policy-check.ts';

export interface DecisionInput {
  act: DecisionAct;
  draftId: string;
  revision: number;
  /** Whoever decides, with the account that was used, and the event it was decided with: it is decided once. */
  by: Asking & { event: { person: PersonRef }; row: Pick<EventRecord, 'id' | 'receivedAt'> };
  /** True when whoever decides was asked about a rehearsal that failed. */
  despite?: boolean;
  /** True when the policy itself decides. */
  byPolicy?: boolean;
  /** True when whoever runs a command on the server decides; `by` says where it happens. */
  byOperator?: boolean;
}

export interface Decided {
  verdict: Verdict;
  draft: DraftRecord;
  /** To be enqueued by the caller after the commit. */
  creation?: CreationRecord;
}

/**
 * Takes one decision about one revision, in one transaction with its audit row and its outbox row. The draft is locked,
 * so of two clicks at once the second meets what the first decided. The verdict belongs to the event: a turn that runs
 * again gets the same one, whatever it led to meanwhile. Undefined when there is no such draft for this person.
 */
export async function takeDecision(
  context: PolicyContext & Partial<Pick<EngineContext, 'follow'>>,
  input: DecisionInput,
): Promise<Decided | undefined> {
  // The policy may have changed since the draft was made. Other workflows are read before anything is locked.
  const issues = await issuesOfRevision(context, input);
  let decided: Decided | undefined;
  const taken = await context.store.fork().transactional(async (em) => {
    decided = undefined;
    const { result, again } = await oncePerEvent(em, input.by.row.id, decisionKey(input.act), async () => {
      decided = await decideNow(context, em, input, issues);
      // What leads to a revision changes nothing yet: it is looked at again, on what is true then.
      const kept = decided && !(decided.verdict.kind === 'allowed' && leavesOpen(input.act));
      return kept ? toKept(decided as Decided) : undefined;
    });
    return again ? result && recall(em, result) : decided;
  });
  if (decided) followDecision(context, input, decided);
  return taken;
}

function followDecision(
  { follow }: Partial<Pick<EngineContext, 'follow'>>,
  { act, by: { row } }: DecisionInput,
  { verdict, draft }: Decided,
): void {
  const about = { reference: referenceIn(draft), draft: draft.id, event: row.id, ms: msSince(row.receivedAt) };
  if (verdict.kind === 'counted') follow?.({ step: 'decided', ...about, outcome: 'counted' });
  else if (verdict.kind !== 'allowed') follow?.({ step: 'refused', ...about, outcome: verdict.reason });
  else if (!leavesOpen(act)) follow?.({ step: 'decided', ...about, outcome: act });
}

/** What this event decided when its turn ran before. */
export async function decidedBefore(
  em: EntityManager,
  row: Pick<EventRecord, 'results'>,
  act: DecisionAct,
): Promise<Decided | undefined> {
  const kept = row.results?.[decisionKey(act)];
  return kept && recall(em, kept);
}

/** Whether what an event was to decide was not allowed, or made no sense any more. */
export const wasTurnedDown = ({ results }: Pick<EventRecord, 'results'>): boolean =>
  Object.keys(results ?? {}).some((what) => isDecision(what) && isTurnedDown(results?.[what]?.verdict.kind));

const isTurnedDown = (kind: string | undefined): boolean => kind === 'refused' || kind === 'moot';

const isDecision = (what: string): what is `decision:${string}` => what.startsWith('decision:');

const decisionKey = (act: DecisionAct): `decision:${string}` => `decision:${act}`;

const toKept = ({ verdict, draft, creation }: Decided): KeptDecision => ({
  verdict: JSON.parse(JSON.stringify(verdict)) as KeptDecision['verdict'],
  draft: draft.id,
  ...(creation ? { creation: creation.id } : {}),
});

async function recall(em: EntityManager, { verdict, ...ids }: KeptDecision): Promise<Decided | undefined> {
  const draft = await findDraft(em, ids.draft);
  const creation = ids.creation ? await findCreation(em, ids.creation) : null;
  const { expiredAt } = verdict;
  const revived = { ...verdict, ...(expiredAt ? { expiredAt: new Date(expiredAt) } : {}) } as Verdict;
  return draft ? { verdict: revived, draft, ...(creation ? { creation } : {}) } : undefined;
}

async function decideNow(
  context: Pick<PolicyContext, 'policy'>,
  em: EntityManager,
  input: DecisionInput,
  issues: Issue[],
): Promise<Decided | undefined> {
  const draft = await lockDraft(em, input.draftId);
  const known = draft && (await actorOnDraft(context.policy, em, input.by, draft));
  if (!draft || !known) return undefined;
  const { worded: _, ...anybody } = known;
  const actor = input.byOperator ? { ...anybody, key: operatorKey, requester: operatorKey } : known;
  const failure = failureIn((await findRevision(em, draft.id, draft.revision))?.rehearsal);
  const facts = {
    ...actor,
    person: actor.key,
    status: draft.status,
    expiresAt: draft.expiresAt ?? null,
    now: await databaseNow(em),
    revision: draft.revision,
    clicked: input.revision,
    issues,
    unaskedFailure: failure !== undefined && !input.despite,
  };
  const alone = input.byPolicy ? decideByPolicy(facts) : decide(input.act, facts);
  const verdict = input.byPolicy ? alone : await withOthers(em, input, { ...facts, ...viaOf(actor) }, alone);
  const place = approves(input.act) && !input.byPolicy ? inPlaceOf(facts) : [];
  const audit = (kind: 'approval' | 'rejection' | 'refusal', data: Record<string, Json>) =>
    appendAudit(em, {
      kind,
      actor: input.byPolicy ? 'policy' : actor.key,
      subject: draft.id,
      data: { act: input.act, revision: input.revision, ...(input.byPolicy ? {} : viaOf(actor)), ...data },
    });
  if (verdict.kind === 'refused') await audit('refusal', { reason: verdict.reason });
  if (verdict.kind === 'counted') {
    await oweCards(em, [draft.id]);
    await audit('approval', { counted: true, missing: verdict.missing, ...needAudit(issues), ...forWhom(place) });
    await em.flush();
  }
  if (verdict.kind !== 'allowed') return { verdict, draft };
  const other = await decidesForAsker(em, input, draft);
  const creation = await carryOut(em, draft, input, { key: actor.key, other });
  if (!leavesOpen(input.act)) await oweCards(em, [draft.id]);
  if (other !== null && !leavesOpen(input.act)) await oweNews(em, draft, { by: other, ends: creation !== undefined });
  if (input.act === 'discard') await audit('rejection', {});
  else if (!leavesOpen(input.act))
    await audit('approval', {
      publish: creation?.publish ?? false,
      ...(approves(input.act) ? { ...needAudit(issues), ...forWhom(place) } : {}),
      ...(await rehearsalHash(em, draft)),
      ...(failure ? { rehearsalFailed: true } : {}),
    });
  await em.flush();
  return creation ? { verdict, draft, creation } : { verdict, draft };
}

/** One approval of several: it counts, once for each person, until the last one of them decides. */
async function withOthers(
  em: EntityManager,
  { act, draftId, revision }: DecisionInput,
  facts: DecisionFacts & Pick<Vote, 'via'>,
  verdict: Verdict,
): Promise<Verdict> {
  const demands = demandsIn(facts.issues);
  if (verdict.kind !== 'allowed' || !approves(act) || !demands || demands.length === 0) return verdict;
  const votes = await votesOn(em, draftId, revision);
  const place = inPlaceOf(facts);
  const own = { key: facts.person, ...viaOf({ key: facts.person, ...facts }), standsFor: place };
  return countWith(facts, await ballotsOf(em, votes), await ballotsOf(em, [...votes, own]));
}

/** What its rules demanded, and because of what: from this on it is known what was approved with how many. */
function needAudit(issues: readonly Issue[]): Record<string, string | number> {
  const need = needIn(issues);
  if (!need) return {};
  const effects = [...new Set(need.because.map(({ what }) => what))].join(' ');
  return { people: peopleIn(need.demands), demands: demandsText(demandsIn(issues) ?? []), effects };
}

const forWhom = (place: string[]): { for?: string[] } => (place.length > 0 ? { for: place } : {});

/** By name, whoever decides about what somebody else asked for; null: whoever asked, or the policy by itself. */
async function decidesForAsker(
  em: EntityManager,
  { by, byPolicy }: DecisionInput,
  draft: DraftRecord,
): Promise<string | null> {
  return byPolicy || (await isAsker(em, by, draft)) ? null : by.event.person.name;
}

/** What the revision did in a rehearsal, as it stands on its cards at the moment of the decision; the draft is locked. */
async function rehearsalHash(em: EntityManager, draft: DraftRecord): Promise<{ rehearsal?: string }> {
  const row = await findRevision(em, draft.id, draft.revision);
  return row?.rehearsal?.kind === 'rehearsed' ? { rehearsal: canonicalHash(row.rehearsal.rehearsal) } : {};
}

/** What speaks against the revision that was clicked; of any other the click is refused anyway. */
async function issuesOfRevision(context: PolicyContext, { draftId, revision }: DecisionInput): Promise<Issue[]> {
  const em = context.store.fork();
  const draft = await findDraft(em, draftId);
  const row = draft && (await findRevision(em, draftId, revision));
  return row ? issuesNow(context, draft, row) : [];
}

/** The policy approves what nothing speaks against; it is no admin. */
function decideByPolicy(facts: Pick<DecisionFacts, 'status' | 'expiresAt' | 'now' | 'issues'>): Verdict {
  const { issues } = facts;
  const people = demandsIn(issues)?.length ?? 0;
  const fine =
    statusAt(facts, facts.now) === 'proposed' && errorsOf(issues).length === 0 && !needsAdmin(issues) && people === 0;
  return fine ? { kind: 'allowed' } : { kind: 'moot', reason: 'needsPerson' };
}

async function carryOut(
  em: EntityManager,
  draft: DraftRecord,
  input: DecisionInput,
  { key, other }: { key: PersonKey; other: string | null },
): Promise<CreationRecord | undefined> {
  const decision = {
    draft: draft.id,
    revision: draft.revision,
    decidedBy: input.byPolicy ? 'policy' : key,
    decidedByName: input.byPolicy ? 'the policy' : input.by.event.person.name,
    byPolicy: input.byPolicy ?? false,
  };
  switch (input.act) {
    case 'change':
    case 'fill':
    case 'leave_out':
    case 'rebase':
    case 'reopen':
    case 'test':
      // They lead to a new revision, which is decided about anew, or leave this one open.
      return undefined;
    case 'discard': {
      // A failed creation leaves its approval; that decision stands, the draft is closed all the same.
      if (draft.status === 'proposed') await recordDecision(em, { ...decision, decision: 'rejected', publish: false });
      draft.status = 'discarded';
      return undefined;
    }
    case 'approve':
    case 'approve_publish': {
      const approval = await recordDecision(em, {
        ...decision,
        decision: 'approved',
        publish: input.act === 'approve_publish',
      });
      draft.status = 'approved';
      return createCreation(em, draft, approval, other);
    }
    case 'publish':
    case 'retry': {
      const creation = await findCreationOf(em, draft.id, draft.revision);
      if (!creation) throw new Error(`draft ${draft.id} has no creation`);
      if (creation.status === 'pending') return undefined;
      await reopenCreation(em, creation, input.act === 'publish', other);
      if (input.act === 'retry') draft.status = 'approved';
      return creation;
    }
    default:
      return input.act satisfies never;
  }
}
