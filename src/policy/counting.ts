import type { Reason } from '#src/language/words.ts';
import type { Demand } from './approval-rules.ts';
import { isAdmin, isNamed, mayApprove, operatorKey, type PersonKey, type TenantPolicy } from './roles.ts';

/** What decides whether somebody's approval counts. */
export interface Counting {
  policy: TenantPolicy;
  requester: PersonKey;
  /** For a change: whoever asked for the workflow that it changes. */
  owner?: PersonKey | undefined;
}

/** May this person decide about a draft at all, as far as no rule about its effects says otherwise? */
export function mayDecideAbout({ policy, requester, owner }: Counting, person: PersonKey) {
  const permission = mayApprove(policy, person, requester);
  if (!permission.allowed) return permission;
  // Asking for a change of somebody else's workflow does not make it one's own.
  const theirs = policy.approvers.length === 0 && owner !== undefined && owner !== person && !isAdmin(policy, person);
  return theirs ? { allowed: false as const, reason: 'notTheirs' as Reason } : permission;
}

/** Whether an approval of this person counts for a demand. With four eyes nobody's own request does. */
export function countsFor(counting: Counting, { from }: Pick<Demand, 'from'>, person: PersonKey): boolean {
  const { policy, requester } = counting;
  if (person === operatorKey) return true;
  if (from === 'approvers') return mayDecideAbout(counting, person).allowed;
  if (policy.fourEyes && person === requester) return false;
  return from === 'admins' ? isAdmin(policy, person) : isNamed(policy.groups[from] ?? [], person);
}

/** Whoever asked decides alone, about what is theirs, where nothing is demanded. */
export function decidesAlone({ requester, owner }: Counting, person: PersonKey): boolean {
  return person === requester && (owner === undefined || owner === person);
}

/** Demands that these people do not meet yet, with how many are missing. Each is one person, whatever their roles are. */
export function unmet(counting: Counting, demands: readonly Demand[], people: readonly PersonKey[]): Demand[] {
  const different = [...new Set(people)];
  if (different.includes(operatorKey)) return [];
  return demands.flatMap(({ need, from }) => {
    const given = different.filter((person) => countsFor(counting, { from }, person)).length;
    return given < need ? [{ need: need - given, from }] : [];
  });
}
