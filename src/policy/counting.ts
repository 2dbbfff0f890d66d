import type { Reason } from '#src/language/words.ts';
import { type Demand, peopleIn } from './approval-rules.ts';
import { isAdmin, isNamed, mayApprove, mayStandIn, operatorKey, type PersonKey, type TenantPolicy } from './roles.ts';

/** What decides whether somebody's approval counts. */
export interface Counting {
  policy: TenantPolicy;
  requester: PersonKey;
  /** For a change: whoever asked for the workflow that it changes. */
  owner?: PersonKey | undefined;
}

/** An approval: whose, and in whose place it may count, of people who are away. */
export interface Ballot {
  key: PersonKey;
  standsFor?: readonly PersonKey[] | undefined;
}

/** May this person decide about a draft at all, as far as no rule about its effects says otherwise? */
export function mayDecideAbout({ policy, requester, owner }: Counting, person: PersonKey) {
  const permission = mayApprove(policy, person, requester);
  if (!permission.allowed) return permission;
  // Asking for a change of somebody else's workflow does not make it one's own.
  const theirs = policy.approvers.length === 0 && owner !== undefined && owner !== person && !isAdmin(policy, person);
  return theirs ? { allowed: false as const, reason: 'notTheirs' as Reason } : permission;
}

/** Whether an approval of this person counts for a demand, by their own right. With four eyes nobody's own request does. */
export function countsFor(counting: Counting, { from }: Pick<Demand, 'from'>, person: PersonKey): boolean {
  const { policy, requester } = counting;
  if (person === operatorKey) return true;
  if (from === 'approvers') return mayDecideAbout(counting, person).allowed;
  if (policy.fourEyes && person === requester) return false;
  return from === 'admins' ? isAdmin(policy, person) : isNamed(policy.groups[from] ?? [], person);
}

/**
 * In whose place an approval counts for a demand. What is passed on is being named as an approver or in a group, never
 * what an admin may; nobody stands in about their own request, nor for whoever asked where four eyes are.
 */
export function seatsFor(counting: Counting, { from }: Pick<Demand, 'from'>, { key, standsFor }: Ballot): PersonKey[] {
  const { policy, requester } = counting;
  if (!standsFor || from === 'admins' || key === requester || !mayStandIn(policy, key)) return [];
  const { approvers, nextApprovers, groups } = policy;
  const usual = approvers.length > 0 ? [...approvers, ...nextApprovers] : [];
  const members = from === 'approvers' ? usual : (groups[from] ?? []);
  return standsFor.filter((absent) => isNamed(members, absent) && !(policy.fourEyes && absent === requester));
}

/** The same, by their own right or in somebody's place. */
export const countsSomehow = (counting: Counting, demand: Pick<Demand, 'from'>, ballot: Ballot): boolean =>
  countsFor(counting, demand, ballot.key) || seatsFor(counting, demand, ballot).length > 0;

/** Whoever asked decides alone, about what is theirs, where nothing is demanded. */
export function decidesAlone({ requester, owner }: Counting, person: PersonKey): boolean {
  return person === requester && (owner === undefined || owner === person);
}

/**
 * Demands that these approvals do not meet yet, with how many are missing. Each is one person, whatever their roles are;
 * and somebody who is away is one as well, whether they approved themselves or one or several in their place.
 */
export function unmet(counting: Counting, demands: readonly Demand[], ballots: readonly Ballot[]): Demand[] {
  const different = [...new Map(ballots.map((one) => [one.key, one])).values()];
  if (different.some(({ key }) => key === operatorKey)) return [];
  return demands.flatMap(({ need, from }) => {
    const given = countedFor(counting, { from }, different);
    return given < need ? [{ need: need - given, from }] : [];
  });
}

/** How many more people are needed at least. */
export const missingAfter = (counting: Counting, demands: readonly Demand[], ballots: readonly Ballot[]): number =>
  peopleIn(unmet(counting, demands, ballots));

/** As many as find a seat of their own each: theirs, or that of one person they stand in for. */
function countedFor(counting: Counting, demand: Pick<Demand, 'from'>, ballots: readonly Ballot[]): number {
  const takenBy = new Map<PersonKey, Ballot>();
  for (const own of ballots) if (countsFor(counting, demand, own.key)) takenBy.set(own.key, own);
  const others = ballots.filter((one) => takenBy.get(one.key) !== one);
  const own = takenBy.size;
  const seat = (one: Ballot, tried: Set<PersonKey>): boolean => {
    for (const absent of seatsFor(counting, demand, one)) {
      if (tried.has(absent)) continue;
      tried.add(absent);
      const there = takenBy.get(absent);
      // Their own seat is not given up; one in somebody's place may find another.
      if (there && (there.key === absent || !seat(there, tried))) continue;
      takenBy.set(absent, one);
      return true;
    }
    return false;
  };
  return own + others.filter((one) => seat(one, new Set())).length;
}
