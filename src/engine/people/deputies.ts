import { isAdmin, mayStandIn, type PersonKey, type TenantPolicy } from '#src/policy/roles.ts';
import { type Away, whoIsAway } from '#src/store/absences.ts';
import type { AccountRef } from '#src/store/accounts.ts';
import type { TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { handOf, keyOf } from './keys.ts';

/** Ids of people as this tenant knows them; those in full of another tenant are left out. */
export function idsHere({ platform, externalId }: TenantRecord, named: readonly string[]): string[] {
  const here = `${platform}:${externalId}:`;
  return [
    ...new Set(named.flatMap((id) => (id.startsWith(here) ? id.slice(here.length) : id.includes(':') ? [] : id))),
  ];
}

/** Everybody the policy names there, in whichever role. */
export const idsNamed = (policy: TenantPolicy, home: TenantRecord): string[] =>
  idsHere(home, [
    ...policy.approvers,
    ...policy.nextApprovers,
    ...policy.admins,
    ...Object.values(policy.groups).flat(),
  ]);

/** Whether both are accounts of one person; two names of one key are. */
export function isOnePerson(some: readonly AccountRef[], others: readonly AccountRef[]): boolean {
  const hands = some.map((one) => handOf(keyOf(one)));
  return others.some((one) => hands.includes(handOf(keyOf(one))));
}

const isHere = (home: TenantRecord) => (one: AccountRef) => one.tenant.id === home.id;

/** Of these, what counts in this tenant: what they said themselves, and what somebody said of them who is an admin there. */
export function countingAt(
  away: readonly Away[],
  { policy, home }: { policy: TenantPolicy; home: TenantRecord },
): Away[] {
  const isAdminHere = (one: AccountRef) => isHere(home)(one) && isAdmin(policy, keyOf(one));
  return away.filter(({ accounts, by }) => isOnePerson(accounts, by) || by.some(isAdminHere));
}

/**
 * Who stands in for somebody who is away, as the tenant knows them: one step and no further, so whoever is away stands in
 * for nobody, and circles end. Undefined where nobody does, or where the policy does not name them there.
 */
export function deputyOf(
  { accounts, deputy }: Pick<Away, 'accounts' | 'deputy'>,
  { away, policy, home }: { away: readonly Away[]; policy: TenantPolicy; home: TenantRecord },
): AccountRef[] | undefined {
  const own = deputy?.find(isHere(home));
  if (!deputy || !own || isOnePerson(accounts, deputy) || !mayStandIn(policy, keyOf(own))) return undefined;
  if (away.some((one) => isOnePerson(one.accounts, deputy))) return undefined;
  return [own, ...deputy.filter((one) => one !== own)];
}

/** Somebody who is away, for whom somebody else may approve. */
export interface Replaced {
  /** As the tenant of the draft knows them. */
  key: PersonKey;
  accounts: AccountRef[];
}

/** For whom a person with these accounts stands in there now. */
export async function replacedBy(
  em: EntityManager,
  { policy, home, mine }: { policy: TenantPolicy; home: TenantRecord; mine: readonly AccountRef[] },
): Promise<Replaced[]> {
  const away = countingAt(await whoIsAway(em), { policy, home });
  return away.flatMap((one) => {
    const deputy = deputyOf(one, { away, policy, home });
    const absent = one.accounts.find(isHere(home));
    if (!deputy || !absent || !isOnePerson(deputy, mine)) return [];
    return [{ key: keyOf(absent), accounts: one.accounts }];
  });
}
