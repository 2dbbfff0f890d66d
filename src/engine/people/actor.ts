import {
  isPersonKey,
  type PersonKey,
  type Policy,
  personKey,
  policyFor,
  type TenantPolicy,
} from '#src/policy/roles.ts';
import { type AccountRef, accountIn, accountsOf } from '#src/store/accounts.ts';
import { authorsOf, wordedAmong } from '#src/store/authors.ts';
import { homeOf, type Proposed } from '#src/store/drafts.ts';
import { Conversation, type DraftRecord, Tenant, type TenantRecord, WorkflowRow } from '#src/store/entities.ts';
import { findEvent, personsOf } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type Replaced, replacedBy } from './deputies.ts';
import { handOf, keyOf } from './keys.ts';

export { handOf, keyOf } from './keys.ts';

/** Whoever says or presses something, with the account that was used. */
export interface Asking {
  event: { person: { id: string } };
  tenant: TenantRecord;
}

/** Somebody as the tenant knows them to which a draft or workflow belongs. */
export interface Actor {
  key: PersonKey;
  /** The account that was really used, when it is a linked one. */
  via?: PersonKey;
}

/** Somebody who acts on a draft, with all that their rights depend on. */
export interface DraftActor extends Actor {
  requester: PersonKey;
  /** With four eyes: words of theirs stand in what somebody else asked for. It takes a right away and gives none. */
  worded?: true;
  /** For a change: whoever asked for the workflow that it changes. */
  owner?: PersonKey;
  /** Of people who are away, those in whose place this person may approve it. */
  standsFor?: PersonKey[];
  policy: TenantPolicy;
}

export const accountOf = ({ tenant, event }: Asking): AccountRef => ({ tenant, personId: event.person.id });

/** What the audit trail says besides the actor. */
export const viaOf = ({ via }: Actor): { via?: PersonKey } => (via ? { via } : {});

export function toActor(account: AccountRef, asking: Asking): Actor {
  const [key, used] = [keyOf(account), keyOf(accountOf(asking))];
  return key === used ? { key } : { key, via: used };
}

/**
 * The account with which this person acts on a draft: theirs in the tenant it belongs to, else in the one where it was
 * asked for. Undefined for strangers, who are not told that it exists.
 */
export async function accountOn(
  em: EntityManager,
  asking: Asking,
  draft: DraftRecord,
): Promise<{ account: AccountRef; home: TenantRecord; asked: TenantRecord } | undefined> {
  const home = await homeOf(em, draft);
  const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
  const asked = await em.findOneOrFail(Tenant, { id: conversation.tenant });
  const own = accountOf(asking);
  const account = (await accountIn(em, own, home.id)) ?? (await accountIn(em, own, asked.id));
  return account && { account, home, asked };
}

/** The same with the policy of that tenant and everybody who counts there. */
export async function actorOnDraft(
  policy: Policy,
  em: EntityManager,
  asking: Asking,
  draft: DraftRecord,
): Promise<DraftActor | undefined> {
  const found = await accountOn(em, asking, draft);
  if (!found) return undefined;
  const { account, home, asked } = found;
  const actor = toActor(account, asking);
  const tenantPolicy = policyFor(policy, home);
  const own = tenantPolicy.fourEyes && (await hasAsked(em, asking, draft, found));
  const requester = own ? actor.key : requesterOf(draft, home, asked);
  const worded = tenantPolicy.fourEyes && actor.key !== requester && (await hasWorded(em, asking, draft));
  const changed = draft.workflow ? await em.findOne(WorkflowRow, { id: draft.workflow }) : null;
  return {
    ...actor,
    policy: tenantPolicy,
    requester,
    ...(worded ? { worded } : {}),
    ...(await standsFor(em, asking, draft, { home, asked, policy: tenantPolicy })),
    ...(changed ? { owner: keyOf({ tenant: home, personId: changed.requesterId }) } : {}),
  };
}

/** In whose place they may approve it: in nobody's where they asked or words of theirs stand in it, whatever else the policy says. */
async function standsFor(
  em: EntityManager,
  asking: Asking,
  draft: DraftRecord,
  { home, asked, policy }: { home: TenantRecord; asked: TenantRecord; policy: TenantPolicy },
): Promise<Pick<DraftActor, 'standsFor'>> {
  const mine = await accountsOf(em, accountOf(asking));
  const replaced = await replacedBy(em, { policy, home, mine });
  if (replaced.length === 0) return {};
  const hands = (await authorKeys(em, draft, { home, asked })).map(handOf);
  const isAuthor = (accounts: readonly AccountRef[]) => accounts.some((one) => hands.includes(handOf(keyOf(one))));
  return inPlaceOfThese(replaced, policy, { mine, isAuthor });
}

function inPlaceOfThese(
  replaced: readonly Replaced[],
  { fourEyes }: TenantPolicy,
  { mine, isAuthor }: { mine: readonly AccountRef[]; isAuthor: (accounts: readonly AccountRef[]) => boolean },
): Pick<DraftActor, 'standsFor'> {
  if (replaced.length === 0 || isAuthor(mine)) return {};
  const keys = replaced.filter(({ accounts }) => !fourEyes || !isAuthor(accounts)).map(({ key }) => key);
  return keys.length > 0 ? { standsFor: keys } : {};
}

/** Whoever asked for it, as whom they count and as whom they came, and everybody whose words stand in it. */
async function authorKeys(
  em: EntityManager,
  draft: DraftRecord,
  { home, asked }: { home: TenantRecord; asked: TenantRecord },
): Promise<PersonKey[]> {
  const person = (await findEvent(em, draft.id))?.payload.person.id;
  const used = person === undefined ? [] : [keyOf({ tenant: asked, personId: person })];
  return [requesterOf(draft, home, asked), ...used, ...(await authorsOf(em, draft.id))];
}

/** A draft that waits, as somebody who acts on it sees it. */
export interface ProposedActor {
  draft: Proposed;
  actor: DraftActor;
}

/**
 * The same for many drafts of one tenant, in as many questions to the database as for one. `mine`: every account of
 * whoever asks, the one that is used first.
 */
export async function actorsOnProposed(
  policy: Policy,
  em: EntityManager,
  { home, mine }: { home: TenantRecord; mine: readonly AccountRef[] },
  drafts: readonly Proposed[],
): Promise<ProposedActor[]> {
  const [used] = mine;
  if (!used || drafts.length === 0) return [];
  const asking: Asking = { tenant: used.tenant, event: { person: { id: used.personId } } };
  const tenants = new Map(
    (await em.find(Tenant, { id: [...new Set(drafts.map(({ asked }) => asked))] })).map((one) => [one.id, one]),
  );
  const tenantPolicy = policyFor(policy, home);
  const keys = mine.map(keyOf);
  const ids = tenantPolicy.fourEyes ? drafts.map(({ id }) => id) : [];
  const elsewhere = drafts.filter(({ id, asked }) => asked !== home.id && ids.includes(id)).map(({ id }) => id);
  const worded = ids.length > 0 ? await wordedAmong(em, ids, keys) : new Set<string>();
  const persons = elsewhere.length > 0 ? await personsOf(em, elsewhere) : new Map<string, string>();
  const replaced = await replacedBy(em, { policy: tenantPolicy, home, mine });
  const authors =
    replaced.length > 0
      ? await authorsAmong(em, drafts, [mine, ...replaced.map(({ accounts }) => accounts)])
      : undefined;
  return drafts.flatMap((draft) => {
    const asked = tenants.get(draft.asked);
    const account =
      mine.find(({ tenant }) => tenant.id === home.id) ?? mine.find(({ tenant }) => tenant.id === draft.asked);
    if (!asked || !account) return [];
    const actor = toActor(account, asking);
    const named = requesterOf(draft, home, asked);
    const person = persons.get(draft.id);
    const own = tenantPolicy.fourEyes && home.id !== asked.id && isAmong(keys, { requester: named, asked, person });
    const requester = own ? actor.key : named;
    const theirs = worded.has(draft.id) && actor.key !== requester ? { worded: true as const } : {};
    const owner = draft.ownerId === null ? {} : { owner: keyOf({ tenant: home, personId: draft.ownerId }) };
    const isAuthor = (accounts: readonly AccountRef[]) =>
      authors?.(accounts, draft, { requester: named, asked }) ?? false;
    const seats = inPlaceOfThese(replaced, tenantPolicy, { mine, isAuthor });
    return [{ draft, actor: { ...actor, policy: tenantPolicy, requester, ...theirs, ...owner, ...seats } }];
  });
}

/** The same of many drafts at once: whether these accounts asked for one, or words of theirs stand in it. */
async function authorsAmong(
  em: EntityManager,
  drafts: readonly Proposed[],
  people: readonly (readonly AccountRef[])[],
) {
  const ids = drafts.map(({ id }) => id);
  const persons = await personsOf(em, ids);
  const worded = new Map<readonly AccountRef[], Set<string>>();
  for (const one of people) worded.set(one, await wordedAmong(em, ids, one.map(keyOf)));
  return (
    accounts: readonly AccountRef[],
    { id }: Proposed,
    { requester, asked }: { requester: PersonKey; asked: TenantRecord },
  ): boolean =>
    worded.get(accounts)?.has(id) === true ||
    isAmong(accounts.map(keyOf), { requester, asked, person: persons.get(id) });
}

/**
 * With four eyes a change of another tenant's workflow stays the request of whoever asked for it: with whichever of their
 * accounts they come, and whatever was linked or taken apart since.
 */
async function hasAsked(
  em: EntityManager,
  asking: Asking,
  draft: DraftRecord,
  { home, asked }: { home: TenantRecord; asked: TenantRecord },
): Promise<boolean> {
  if (home.id === asked.id) return false;
  const mine = (await accountsOf(em, accountOf(asking))).map(keyOf);
  const person = (await findEvent(em, draft.id))?.payload.person.id;
  return isAmong(mine, { requester: requesterOf(draft, home, asked), asked, person });
}

/** Whether one of these accounts asked: as whoever the draft names, or as whoever said it. */
export function isAmong(
  mine: readonly PersonKey[],
  by: { requester: PersonKey; asked: TenantRecord; person: string | undefined },
): boolean {
  const used = by.person === undefined ? [] : [keyOf({ tenant: by.asked, personId: by.person })];
  return [by.requester, ...used].some((key) => mine.includes(key));
}

/** With four eyes nobody approves a draft in which words of theirs stand, whoever asked first or said something since. */
async function hasWorded(em: EntityManager, asking: Asking, draft: DraftRecord): Promise<boolean> {
  const mine = (await accountsOf(em, accountOf(asking))).map((account) => handOf(keyOf(account)));
  return (await authorsOf(em, draft.id)).some((key) => mine.includes(handOf(key)));
}

/** Whoever asked for a draft. In full where a workflow of another tenant is to be changed: see `requesterIdIn`. */
export function requesterOf(
  { requesterId }: Pick<DraftRecord, 'requesterId'>,
  home: TenantRecord,
  asked: TenantRecord,
): PersonKey {
  // Over HTTP people are called what a key's owner likes, so such an id proves nothing there.
  if (home.id !== asked.id && asked.platform !== 'rest' && isPersonKey(requesterId)) return requesterId;
  return personKey(asked.platform, asked.externalId, requesterId);
}

/**
 * What a draft keeps as its requester's id: as the tenant knows them where it is asked for; for a change of a workflow
 * of another tenant their account there, in full, which stays their own request when the link is taken apart.
 */
export async function requesterIdIn(em: EntityManager, asking: Asking, workflowTenant?: string): Promise<string> {
  const { id } = asking.event.person;
  if (!workflowTenant || workflowTenant === asking.tenant.id) return id;
  const account = await accountIn(em, accountOf(asking), workflowTenant);
  return account ? keyOf(account) : id;
}
