import { whenText } from '#src/cards/when.ts';
import type { Reader } from '#src/language/language.ts';
import { type Reason, wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import { type Demand, mergeDemands, usual } from '#src/policy/approval-rules.ts';
import {
  type Ballot,
  countsFor,
  countsSomehow,
  decidesAlone,
  mayDecideAbout,
  missingAfter,
  seatsFor,
} from '#src/policy/counting.ts';
import { isAdmin, mayTurnOn, type Permission, type PersonKey, type TenantPolicy } from '#src/policy/roles.ts';
import type { DraftRecord, DraftStatus } from '#src/store/entities.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { needsAdmin } from '#src/workflow/validate/index.ts';
import { needIn } from '#src/workflow/validate/need.ts';
import { notDoneOf } from './not-done.ts';

/** Everything a decision about a draft depends on, read from the store in the deciding transaction. */
export interface DecisionFacts {
  policy: TenantPolicy;
  person: PersonKey;
  /** Of people who are away, those in whose place this person may approve this draft. */
  standsFor?: readonly PersonKey[];
  requester: PersonKey;
  /** With four eyes: words of this person stand in what somebody else asked for. */
  worded?: true;
  /** For a change: whoever asked for the workflow that it changes. */
  owner?: PersonKey;
  status: DraftStatus;
  /** A proposed draft is closed then, swept or not; null: never. */
  expiresAt: Date | null;
  now: Date;
  /** The newest revision. */
  revision: number;
  /** The revision on the card that was clicked. */
  clicked: number;
  issues: Issue[];
  /** Its rehearsal failed, and whoever decides was not asked about it yet. */
  unaskedFailure?: boolean;
}

export type DecisionAct =
  | 'approve'
  | 'approve_publish'
  | 'change'
  | 'fill'
  | 'leave_out'
  | 'discard'
  | 'publish'
  | 'retry'
  | 'rebase'
  | 'reopen'
  /** One step for real, to whoever pressed alone. */
  | 'test';

export type Verdict =
  | { kind: 'allowed' }
  /** It counts, and others have to approve as well. */
  | { kind: 'counted'; missing: number }
  /** The person has no right to; audited. */
  | { kind: 'refused'; reason: Reason }
  /** The card is out of date or the act makes no sense any more; the current state is shown instead. */
  | { kind: 'moot'; reason: Reason; expiredAt?: Date };

const allowed: Verdict = { kind: 'allowed' };
const moot = (reason: Reason, expiredAt?: Date | null): Verdict => ({
  kind: 'moot',
  reason,
  ...(expiredAt ? { expiredAt } : {}),
});

/** Where a draft stands at a point in time: it expires when its time is over, not when somebody gets to sweep it. */
export function statusAt({ status, expiresAt }: Pick<DraftRecord, 'status' | 'expiresAt'>, now: Date): DraftStatus {
  return status === 'proposed' && expiresAt && expiresAt <= now ? 'expired' : status;
}

/** What leads to a new revision, which is decided about anew. */
const revising: readonly DecisionAct[] = ['change', 'fill', 'leave_out', 'rebase', 'reopen'];
const isRevising = (act: DecisionAct): boolean => revising.includes(act);
/** What decides nothing about the revision that is there. */
export const leavesOpen = (act: DecisionAct): boolean => isRevising(act) || act === 'test';

/** Decides one click. Pure: rights first, then whether the click still means what its card said. */
export function decide(act: DecisionAct, facts: DecisionFacts): Verdict {
  const { policy, person, requester } = facts;
  const own = person === requester;
  const publishes = act === 'publish' || act === 'approve_publish';
  if (act === 'test' && policy.tests === 'nobody') return { kind: 'refused', reason: 'noTests' };
  const tests = act === 'test' && policy.tests === 'requesters';
  if (!(own && (isRevising(act) || act === 'discard' || tests))) {
    const about = approves(act) ? mayDecide(facts) : mayHandle(facts);
    const permission = about.allowed && publishes ? mayTurnOn(policy, person) : about;
    if (!permission.allowed) return { kind: 'refused', reason: permission.reason };
    if (facts.worded && !leavesOpen(act) && act !== 'discard') return { kind: 'refused', reason: 'fourEyes' };
  }
  // Where rules demand more, an admin is one of those who are demanded.
  const byAdmin = act === 'test' || (approves(act) && !demandsIn(facts.issues));
  if (byAdmin && needsAdmin(facts.issues) && !isAdmin(policy, person)) return { kind: 'refused', reason: 'adminOnly' };
  if (facts.clicked !== facts.revision) return moot('changedSince');
  return stillMeaningful(act, facts);
}

/** Approving is what rules are about; anything else whoever may decide does as before. */
export const approves = (act: DecisionAct): boolean => act === 'approve' || act === 'approve_publish';

/** What rules demand of a draft, an admin among it where only one may approve; undefined where they demand nothing special. */
export function demandsIn(issues: readonly Issue[]): Demand[] | undefined {
  const need = needIn(issues);
  if (!need) return undefined;
  return needsAdmin(issues) ? mergeDemands([...need.demands, { need: 1, from: 'admins' }]) : need.demands;
}

/**
 * What one more approval comes to that is allowed by itself. Pure.
 * @param before everybody who approved this revision already, each once
 * @param ballots the same with whoever approves now; as many as before when they did so already
 */
export function countWith(
  facts: Pick<DecisionFacts, 'policy' | 'person' | 'requester' | 'owner' | 'issues'>,
  before: readonly Ballot[],
  ballots: readonly Ballot[],
): Verdict {
  const demands = demandsIn(facts.issues) ?? [];
  const missing = missingAfter(facts, demands, ballots);
  if (missing === 0) return allowed;
  if (ballots.length <= before.length) return moot('alreadyCounted');
  const byRight = demands.some((demand) => countsFor(facts, demand, facts.person));
  const adds =
    byRight || demands.some((one) => missingAfter(facts, [one], ballots) < missingAfter(facts, [one], before));
  return adds ? { kind: 'counted', missing } : moot('seatTaken');
}

type Deciding = Pick<DecisionFacts, 'policy' | 'person' | 'standsFor' | 'requester' | 'worded' | 'owner'> & {
  issues?: readonly Issue[];
};

const ballotOf = ({ person, standsFor }: Deciding): Ballot => ({ key: person, standsFor });

/** May this person approve the draft, alone or as one of several? */
export function mayDecide(facts: Deciding): Permission {
  const { policy, person, requester, issues = [] } = facts;
  if (facts.worded) return { allowed: false, reason: 'fourEyes' };
  const demands = demandsIn(issues);
  const own = mayDecideAbout(facts, person);
  const placed = own.allowed || seatsFor(facts, usual, ballotOf(facts)).length > 0;
  const asUsual: Permission = placed ? { allowed: true } : own;
  if (!demands) return asUsual;
  if (demands.length === 0) return decidesAlone(facts, person) ? { allowed: true } : asUsual;
  if (demands.some((demand) => countsSomehow(facts, demand, ballotOf(facts)))) return { allowed: true };
  return { allowed: false, reason: policy.fourEyes && person === requester ? 'fourEyes' : 'namedOnly' };
}

/** In whose place an approval counts where it does not by the person's own right; the audit trail says so. */
export function inPlaceOf(facts: Deciding): PersonKey[] {
  const demands = demandsIn(facts.issues ?? []) ?? [];
  const asked = demands.length > 0 ? demands : [usual];
  return [
    ...new Set(
      asked.flatMap((one) => (countsFor(facts, one, facts.person) ? [] : seatsFor(facts, one, ballotOf(facts)))),
    ),
  ];
}

/** See it, change it, discard it, try it again: whoever may decide by the roles, and whoever's approval counts. */
export function mayHandle(facts: Deciding): Permission {
  const usual = mayDecideAbout(facts, facts.person);
  return usual.allowed || !mayDecide(facts).allowed ? usual : { allowed: true };
}

function stillMeaningful(act: DecisionAct, facts: DecisionFacts): Verdict {
  const { expiresAt, issues } = facts;
  const status = statusAt(facts, facts.now);
  if (act === 'publish') return status === 'created' ? allowed : moot('nothingToPublish');
  if (act === 'retry' || act === 'rebase') return status === 'failed' ? allowed : moot('nothingToRetry');
  if (status === 'approved') return moot('alreadyApproved');
  if (status === 'created') return moot('alreadyCreated');
  if (status === 'expired')
    return act === 'reopen' || act === 'change' || act === 'fill' ? allowed : moot('expired', expiresAt);
  if (status === 'discarded') return moot('discarded');
  if (act === 'reopen') return moot('notExpired');
  if (act === 'change' || act === 'fill' || act === 'discard') return allowed;
  if (act === 'leave_out') return notDoneOf(issues).length > 0 ? allowed : moot('changedSince');
  if (status === 'failed') return moot('alreadyTried');
  if (errorsOf(issues).length > 0) return moot('blocked');
  // Creating it switched off does nothing yet.
  return act === 'approve_publish' && facts.unaskedFailure ? moot('rehearsalFailed') : allowed;
}

/** What the person who clicked is told about it. */
export function verdictText(verdict: Exclude<Verdict, { kind: 'allowed' }>, reader: Reader): string {
  const { reasons, answers } = wordsIn(reader.language).engine;
  if (verdict.kind === 'counted') return answers.counted(verdict.missing);
  if (verdict.kind === 'refused' || !verdict.expiredAt) return reasons[verdict.reason];
  return answers.expiredOn(whenText(verdict.expiredAt, reader));
}
