import { Account, Tenant, type TenantRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Somebody as one tenant knows them. */
export interface AccountRef {
  tenant: TenantRecord;
  personId: string;
}

/** Every account of the person behind this one: itself first, then those an admin linked with it. */
export async function accountsOf(em: EntityManager, account: AccountRef): Promise<AccountRef[]> {
  const own = await em.findOne(Account, { tenant: account.tenant.id, personId: account.personId });
  if (!own) return [account];
  const linked = await em.find(Account, { person: own.person, id: { $ne: own.id } }, { orderBy: { linkedAt: 'asc' } });
  const tenants = await em.find(Tenant, { id: linked.map(({ tenant }) => tenant) });
  const others = linked.flatMap(({ tenant, personId }) => {
    const home = tenants.find(({ id }) => id === tenant);
    return home ? [{ tenant: home, personId }] : [];
  });
  return [account, ...others];
}

/**
 * The account with which this person acts in a tenant: their own there, or one linked with it. Undefined for strangers.
 * Rights are those of that account, so who is an approver in one place is none in another.
 */
export async function accountIn(
  em: EntityManager,
  account: AccountRef,
  tenant: string,
): Promise<AccountRef | undefined> {
  if (account.tenant.id === tenant) return account;
  return (await accountsOf(em, account)).find((other) => other.tenant.id === tenant);
}
