import type { Issue } from '#src/model/issue.ts';
import type { Demand } from '#src/policy/approval-rules.ts';
import { countsFor, decidesAlone, unmet } from '#src/policy/counting.ts';
import { isAdmin, type PersonKey, type Policy, policyFor, type TenantPolicy } from '#src/policy/roles.ts';
import { type AccountRef, accountsOf } from '#src/store/accounts.ts';
import { authorsOf } from '#src/store/authors.ts';
import { homeOf } from '#src/store/drafts.ts';
import { type DraftRecord, type TenantRecord, WorkflowRow } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { nameOf } from '#src/store/spoken.ts';
import { votesOn } from '#src/store/votes.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { needsAdmin } from '#src/workflow/validate/index.ts';
import { handOf, keyOf, requesterOf } from '../people/actor.ts';
import { askerOf } from '../people/asker.ts';
import { onePerPerson } from '../people/one-person.ts';
import { demandsIn, mayDecide } from './approval.ts';

/** Somebody who may decide about what somebody else asked for. */
export interface Decider {
  key: PersonKey;
  /** In the tenant the draft belongs to, then those linked with it. */
  accounts: [AccountRef, ...AccountRef[]];
  /** As they were called last there; undefined for whom nobody has met. */
  name?: string;
}

/** Of a policy that names more, these are told; whoever comes later may decide all the same. */
const mostAsked = 20;

/**
 * Who may approve this draft where whoever asked for it may not, in the order of the policy: approvers, or admins where no
 * approver may, or the next approvers where neither may; the next approvers; or the one of them all with the key `only`. Nobody while something keeps it from being approved, and nobody where the policy names nobody. Says whom
 * to tell; who really may is decided when somebody presses.
 */
export async function othersWhoDecide(
  policy: Policy,
  em: EntityManager,
  draft: DraftRecord,
  issues: Issue[],
  { group = 'first', only }: { group?: 'first' | 'next' | 'all'; only?: string } = {},
): Promise<Decider[]> {
  if (errorsOf(issues).length > 0) return [];
  const home = await homeOf(em, draft);
  const roles = policyFor(policy, home);
  const demands = demandsIn(issues);
  if (roles.approvers.length + roles.admins.length === 0 && !demands) return [];
  // Only a change can be asked for elsewhere than where its workflow belongs.
  const asker = draft.workflow ? await askerOf(em, draft) : undefined;
  const requester = requesterOf(draft, home, asker?.tenant ?? home);
  const own = asker && { tenant: asker.tenant, personId: asker.person.id };
  const changed = draft.workflow ? await em.findOne(WorkflowRow, { id: draft.workflow }) : null;
  const facts: Facts = {
    policy: roles,
    requester,
    authors: roles.fourEyes ? [requester, ...(own ? [keyOf(own)] : []), ...(await authorsOf(em, draft.id))] : [],
    adminOnly: !demands && needsAdmin(issues),
    ...(changed ? { owner: keyOf({ tenant: home, personId: changed.requesterId }) } : {}),
  };
  if (demands) return whoIsMissing(em, { home, draft, demands, facts, group, only });
  // With four eyes nobody approves their own, with whichever account.
  if (!roles.fourEyes && may(facts, [requester])) return [];
  if (group !== 'first') {
    const { approvers, nextApprovers, admins } = roles;
    return among(em, home, group === 'next' ? nextApprovers : [...approvers, ...nextApprovers, ...admins], facts, only);
  }
  const approvers = facts.adminOnly ? [] : await among(em, home, roles.approvers, facts);
  if (approvers.length > 0) return approvers;
  const admins = await among(em, home, roles.admins, facts);
  // Where nobody comes first, the next are the first.
  return admins.length > 0 ? admins : among(em, home, roles.nextApprovers, facts);
}

interface Missing {
  home: TenantRecord;
  draft: DraftRecord;
  demands: Demand[];
  facts: Facts;
  group: 'first' | 'next' | 'all';
  only: string | undefined;
}

/** Where rules say who: those whose approval counts for what is not met yet; whoever gave theirs is not asked again. */
async function whoIsMissing(
  em: EntityManager,
  { home, draft, demands, facts, group, only }: Missing,
): Promise<Decider[]> {
  const { policy, requester } = facts;
  if (demands.length === 0 && decidesAlone(facts, requester)) return [];
  const given = await onePerPerson(em, await votesOn(em, draft.id, draft.revision));
  const usual = demands.length === 0 ? [{ need: 1, from: 'approvers' }] : demands;
  const open = unmet(facts, usual, given);
  const alone = !policy.fourEyes && unmet(facts, open, [requester]).length === 0;
  if (open.length === 0 || alone) return [];
  const { approvers, nextApprovers, admins, groups } = policy;
  const members = (from: string): readonly string[] => {
    if (from === 'admins') return group === 'next' ? [] : admins;
    if (from !== 'approvers') return group === 'next' ? [] : (groups[from] ?? []);
    if (group === 'all') return [...approvers, ...nextApprovers, ...admins];
    return group === 'next' ? nextApprovers : approvers.length > 0 ? approvers : admins;
  };
  const asked = { ...facts, open, given };
  const found = await among(
    em,
    home,
    open.flatMap(({ from }) => members(from)),
    asked,
    only,
  );
  return found.filter(({ accounts }) => !accounts.some((one) => keyOf(one) === requester));
}

interface Facts {
  policy: TenantPolicy;
  requester: PersonKey;
  owner?: PersonKey;
  /** With four eyes: whose words stand in it. */
  authors: PersonKey[];
  adminOnly: boolean;
  /** Where rules say who: what is not met yet, and by whom the rest is. */
  open?: readonly Demand[];
  given?: readonly PersonKey[];
}

/** The first of them who may, or the one who is asked about. */
async function among(
  em: EntityManager,
  home: TenantRecord,
  ids: readonly string[],
  facts: Facts,
  only?: string,
): Promise<Decider[]> {
  const found: Decider[] = [];
  for (const personId of peopleIn(home, ids)) {
    if (found.length === mostAsked) break;
    const own = { tenant: home, personId };
    if (only !== undefined && keyOf(own) !== only) continue;
    const [, ...linked] = await accountsOf(em, own);
    const accounts: Decider['accounts'] = [own, ...linked];
    if (!may(facts, accounts.map(keyOf))) continue;
    const name = await nameOf(em, home.id, personId);
    found.push({ key: keyOf(own), accounts, ...(name === undefined ? {} : { name }) });
  }
  return found;
}

/** All keys are one person's; with the first they decide. */
function may(facts: Facts, keys: readonly PersonKey[]): boolean {
  const { policy, requester, owner, authors, adminOnly, open, given = [] } = facts;
  const [person] = keys;
  if (person === undefined || (adminOnly && !isAdmin(policy, person))) return false;
  const hands = keys.map(handOf);
  const worded = authors.some((author) => hands.includes(handOf(author)));
  if (open) {
    const counting = { policy, requester: worded ? person : requester, owner };
    return !given.some((one) => hands.includes(handOf(one))) && open.some((one) => countsFor(counting, one, person));
  }
  return mayDecide({ policy, person, requester: worded ? person : requester, ...(owner ? { owner } : {}) }).allowed;
}

/** Ids as this tenant knows people; those in full of another tenant are left out. */
function peopleIn({ platform, externalId }: TenantRecord, named: readonly string[]): string[] {
  const here = `${platform}:${externalId}:`;
  return [
    ...new Set(named.flatMap((id) => (id.startsWith(here) ? id.slice(here.length) : id.includes(':') ? [] : id))),
  ];
}

/** "Ana, Bo, Cy or 2 more": people nobody has met yet are among the more. `noOne`: all are. */
export function namesOfDeciders(
  deciders: readonly Decider[],
  { most, more, noOne }: { most: number; more: (count: number) => string; noOne: string },
): string[] {
  const met = deciders.flatMap(({ name }) => (name === undefined ? [] : [name])).slice(0, most);
  if (met.length === 0) return deciders.length > 0 ? [noOne] : [];
  const rest = deciders.length - met.length;
  return [...met, ...(rest > 0 ? [more(rest)] : [])];
}
