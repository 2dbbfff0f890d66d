import { dayText } from '#src/cards/when.ts';
import { listIn, type Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import { type Demand, peopleIn, usual } from '#src/policy/approval-rules.ts';
import { type Ballot, countsFor, decidesAlone, missingAfter, seatsFor, unmet } from '#src/policy/counting.ts';
import { isAdmin, type PersonKey, type Policy, policyFor, type TenantPolicy } from '#src/policy/roles.ts';
import { type Away, whoIsAway } from '#src/store/absences.ts';
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
import { countingAt, deputyOf, idsHere, isOnePerson } from '../people/deputies.ts';
import { ballotsOf } from '../people/one-person.ts';
import { demandsIn, mayDecide } from './approval.ts';

/** Somebody who may decide about what somebody else asked for. */
export interface Decider {
  key: PersonKey;
  /** In the tenant the draft belongs to, then those linked with it. */
  accounts: [AccountRef, ...AccountRef[]];
  /** As they were called last there; undefined for whom nobody has met. */
  name?: string;
  /** Names of those in whose place, where it is not by their own right. */
  inPlaceOf?: string[];
}

/** Whom a draft waits for. */
export interface Awaited {
  deciders: Decider[];
  /** Who is away with nobody in their place, where those who are there are too few. */
  away: (Decider & { until: Date })[];
  /** So many people have to approve it at least. */
  need: number;
}

/** Of a policy that names more, these are told; whoever comes later may decide all the same. */
const mostAsked = 20;

type Group = 'first' | 'next' | 'all';
interface Wanted {
  group?: Group;
  only?: string;
}

/**
 * Who may approve this draft where whoever asked for it may not, in the order of the policy: approvers, or admins where no
 * approver may, or the next approvers where neither may; the next approvers; or the one of them all with the key `only`.
 * In the place of who is away whoever stands in. Nobody while something keeps it from being approved, and nobody where the
 * policy names nobody. Says whom to tell; who really may is decided when somebody presses.
 */
export const othersWhoDecide = async (...about: Parameters<typeof whoIsAwaited>): Promise<Decider[]> =>
  (await whoIsAwaited(...about)).deciders;

const nobody: Awaited = { deciders: [], away: [], need: 0 };

/** The same with how many it takes, and who is away. */
export async function whoIsAwaited(
  policy: Policy,
  em: EntityManager,
  draft: DraftRecord,
  issues: Issue[],
  { group = 'first', only }: Wanted = {},
): Promise<Awaited> {
  if (errorsOf(issues).length > 0) return nobody;
  const home = await homeOf(em, draft);
  const roles = policyFor(policy, home);
  const demands = demandsIn(issues);
  if (roles.approvers.length + roles.admins.length === 0 && !demands) return nobody;
  // Only a change can be asked for elsewhere than where its workflow belongs.
  const asker = draft.workflow ? await askerOf(em, draft) : undefined;
  const requester = requesterOf(draft, home, asker?.tenant ?? home);
  const own = asker && { tenant: asker.tenant, personId: asker.person.id };
  const changed = draft.workflow ? await em.findOne(WorkflowRow, { id: draft.workflow }) : null;
  const away = countingAt(await whoIsAway(em), { policy: roles, home });
  const authors = [requester, ...(own ? [keyOf(own)] : [])];
  const facts: Facts = {
    ...{ policy: roles, home, requester, away },
    authors: roles.fourEyes || away.length > 0 ? [...authors, ...(await authorsOf(em, draft.id))] : [],
    adminOnly: !demands && needsAdmin(issues),
    ...(changed ? { owner: keyOf({ tenant: home, personId: changed.requesterId }) } : {}),
  };
  if (demands) return whoIsMissing(em, { draft, demands, facts, group, only });
  // With four eyes nobody approves their own, with whichever account.
  if (!roles.fourEyes && may(facts, [requester])) return nobody;
  const { approvers, nextApprovers, admins } = roles;
  if (group !== 'first')
    return among(em, group === 'next' ? nextApprovers : [...approvers, ...nextApprovers, ...admins], facts, only);
  let absent: Awaited['away'] = [];
  // Where nobody comes first, the next are the first.
  for (const ids of [facts.adminOnly ? [] : approvers, admins, nextApprovers]) {
    const found = await among(em, ids, facts);
    if (found.deciders.length > 0) return found;
    absent = [...absent, ...found.away];
  }
  return { deciders: [], away: absent, need: 1 };
}

interface Missing {
  draft: DraftRecord;
  demands: Demand[];
  facts: Facts;
  group: Group;
  only: string | undefined;
}

/** Where rules say who: those whose approval counts for what is not met yet; whoever gave theirs is not asked again. */
async function whoIsMissing(em: EntityManager, { draft, demands, facts, group, only }: Missing): Promise<Awaited> {
  const { policy, requester } = facts;
  if (demands.length === 0 && decidesAlone(facts, requester)) return nobody;
  const given = await ballotsOf(em, await votesOn(em, draft.id, draft.revision));
  const asking = demands.length === 0 ? [usual] : demands;
  const open = unmet(facts, asking, given);
  const alone = !policy.fourEyes && unmet(facts, open, [{ key: requester }]).length === 0;
  if (open.length === 0 || alone) return nobody;
  const { approvers, nextApprovers, admins, groups } = policy;
  const members = (from: string): readonly string[] => {
    if (from === 'admins') return group === 'next' ? [] : admins;
    if (from !== 'approvers') return group === 'next' ? [] : (groups[from] ?? []);
    if (group === 'all') return [...approvers, ...nextApprovers, ...admins];
    return group === 'next' ? nextApprovers : approvers.length > 0 ? approvers : admins;
  };
  const need = peopleIn(open);
  const ids = open.flatMap(({ from }) => members(from));
  const found = await among(em, ids, { ...facts, rules: { demands: asking, open, given } }, only);
  const others = found.deciders.filter(({ accounts }) => !accounts.some((one) => keyOf(one) === requester));
  return { deciders: others, away: others.length < need ? found.away : [], need };
}

interface Facts {
  policy: TenantPolicy;
  home: TenantRecord;
  requester: PersonKey;
  owner?: PersonKey;
  /** With four eyes, or where somebody is away: whose words stand in it. */
  authors: PersonKey[];
  away: readonly Away[];
  adminOnly: boolean;
  /** Where rules say who: what they demand, what of it is not met yet, and by whom the rest is. */
  rules?: { demands: readonly Demand[]; open: readonly Demand[]; given: readonly Ballot[] };
}

/** The first of them who may, or the one who is asked about. */
async function among(em: EntityManager, ids: readonly string[], facts: Facts, only?: string): Promise<Awaited> {
  const { home, away: all, policy } = facts;
  let deciders: Decider[] = [];
  const away: Awaited['away'] = [];
  for (const personId of idsHere(home, ids)) {
    if (deciders.length === mostAsked) break;
    const own: AccountRef = { tenant: home, personId };
    if (only !== undefined && all.length === 0 && keyOf(own) !== only) continue;
    const [, ...linked] = await accountsOf(em, own);
    const accounts: Decider['accounts'] = [own, ...linked];
    const absence = all.find((one) => isOnePerson(one.accounts, accounts));
    const deputy = absence && deputyOf(absence, { away: all, policy, home });
    const found = absence ? undefined : may(facts, accounts.map(keyOf));
    const placed = deputy && mayFor(facts, deputy.map(keyOf), accounts.map(keyOf));
    if (placed)
      deciders = withDecider(deciders, { ...(await named(em, deputy)), inPlaceOf: [await calledAs(em, own)] });
    else if (found) deciders = withDecider(deciders, await named(em, accounts));
    else if (absence && may(facts, accounts.map(keyOf)))
      away.push({ ...(await named(em, accounts)), until: absence.until });
  }
  const wanted = only === undefined ? deciders : deciders.filter(({ key }) => key === only);
  return { deciders: wanted, away: wanted.length === 0 || facts.rules ? away : [], need: 1 };
}

async function named(em: EntityManager, accounts: readonly AccountRef[]): Promise<Decider> {
  const [own, ...linked] = accounts;
  if (!own) throw new Error('a person without an account');
  const name = await nameOf(em, own.tenant.id, own.personId);
  return { key: keyOf(own), accounts: [own, ...linked], ...(name === undefined ? {} : { name }) };
}

const calledAs = async (em: EntityManager, { tenant, personId }: AccountRef): Promise<string> =>
  (await nameOf(em, tenant.id, personId)) ?? personId;

/** Each person once: by their own right where they have one. */
function withDecider(all: readonly Decider[], one: Decider): Decider[] {
  const there = all.find(({ accounts }) => isOnePerson(accounts, one.accounts));
  if (!there) return [...all, one];
  const { inPlaceOf, ...plain } = there;
  const both = inPlaceOf && one.inPlaceOf ? { inPlaceOf: [...inPlaceOf, ...one.inPlaceOf] } : {};
  return all.map((other) => (other === there ? { ...plain, ...both } : other));
}

/** All keys are one person's; with the first they decide. */
function may(facts: Facts, keys: readonly PersonKey[]): boolean {
  const { policy, requester, owner, adminOnly, rules } = facts;
  const [person] = keys;
  if (person === undefined || (adminOnly && !isAdmin(policy, person))) return false;
  const hands = keys.map(handOf);
  const counting = { policy, requester: policy.fourEyes && isAuthor(facts, keys) ? person : requester, owner };
  if (rules) {
    const { given, open } = rules;
    return (
      !given.some(({ key }) => hands.includes(handOf(key))) && open.some((one) => countsFor(counting, one, person))
    );
  }
  return mayDecide({ ...counting, person, ...ownerOf(facts) }).allowed;
}

const ownerOf = ({ owner }: Facts): { owner?: PersonKey } => (owner ? { owner } : {});

/** The same in the place of somebody who is away. */
function mayFor(facts: Facts, keys: readonly PersonKey[], absent: readonly PersonKey[]): boolean {
  const { policy, requester, owner, adminOnly, rules } = facts;
  const [person] = keys;
  const [seat] = absent;
  if (person === undefined || seat === undefined || adminOnly || isAuthor(facts, keys)) return false;
  if (policy.fourEyes && isAuthor(facts, absent)) return false;
  const counting = { policy, requester, owner };
  const ballot: Ballot = { key: person, standsFor: [seat] };
  if (!rules) return seatsFor(counting, usual, ballot).length > 0;
  const { given, demands } = rules;
  const [hands, away] = [keys.map(handOf), absent.map(handOf)];
  if (given.some(({ key }) => hands.includes(handOf(key)) || away.includes(handOf(key)))) return false;
  return demands.some(
    (one) => missingAfter(counting, [one], [...given, ballot]) < missingAfter(counting, [one], given),
  );
}

function isAuthor({ authors }: Facts, keys: readonly PersonKey[]): boolean {
  const hands = keys.map(handOf);
  return authors.some((author) => hands.includes(handOf(author)));
}

/** "Ana, Bo (for Cy) or 2 more": people nobody has met yet are among the more. `noOne`: all are. */
export function namesOfDeciders({ deciders, away }: Awaited, most: number, reader: Reader): string[] {
  const { reach } = wordsIn(reader.language).engine;
  const together = listIn(reader.locale);
  const met = deciders.flatMap(({ name, inPlaceOf }) => {
    if (name === undefined) return [];
    return inPlaceOf ? reach.standIn(name, together(inPlaceOf)) : name;
  });
  const absent = away.map(({ name, accounts: [own], until }) =>
    reach.away(name ?? own.personId, dayText(until, reader)),
  );
  const shown = [...met.slice(0, most), ...absent.slice(0, Math.max(0, most - met.length))];
  const all = deciders.length + away.length;
  if (shown.length === 0) return all > 0 ? [reach.anApprover] : [];
  return [...shown, ...(all > shown.length ? [reach.more(all - shown.length)] : [])];
}
