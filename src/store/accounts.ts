import { advisoryLocks } from './advisory-locks.ts';
import { Account, type AccountRecord, Tenant, type TenantRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Somebody as one tenant knows them. */
export interface AccountRef {
  tenant: TenantRecord;
  personId: string;
}

/** The same with the name people know them by. */
export interface NamedAccount extends AccountRef {
  name: string;
}

/** An account by what it is called in full (`platform:tenant:person`); undefined where the tenant is not known. */
export async function accountOfKey(em: EntityManager, key: string): Promise<AccountRef | undefined> {
  const [found] = (await em.execute(
    `select id, platform || ':' || external_id || ':' as prefix from tenants
     where starts_with(?, platform || ':' || external_id || ':') limit 1`,
    [key],
  )) as { id: string; prefix: string }[];
  if (!found) return undefined;
  const tenant = await em.findOneOrFail(Tenant, { id: found.id });
  return { tenant, personId: key.slice(found.prefix.length) };
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

/** Two that may become one person's: each person has at most one account per tenant. */
export type Linkable = 'free' | 'linked already' | 'same tenant';

export async function canLink(em: EntityManager, a: AccountRef, b: AccountRef): Promise<Linkable> {
  const [mine, theirs] = [await accountsOf(em, a), await accountsOf(em, b)];
  if (mine.some(({ tenant, personId }) => tenant.id === b.tenant.id && personId === b.personId))
    return 'linked already';
  const tenants = new Set(mine.map(({ tenant }) => tenant.id));
  return theirs.some(({ tenant }) => tenants.has(tenant.id)) ? 'same tenant' : 'free';
}

/** Held until the transaction ends: links are made and taken apart one after the other. */
export async function lockAccounts(em: EntityManager): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(?)', [advisoryLocks.accounts]);
}

/** Makes all accounts of both the same person's. Call inside a transaction. */
export async function linkAccounts(
  em: EntityManager,
  a: NamedAccount,
  b: NamedAccount,
  linkedBy: string,
): Promise<Linkable> {
  await lockAccounts(em);
  const linkable = await canLink(em, a, b);
  if (linkable !== 'free') return linkable;
  const rows = await Promise.all([a, b].map((one) => findAccount(em, one)));
  const [person = crypto.randomUUID(), other] = rows.flatMap((row) => row?.person ?? []);
  if (other) await em.nativeUpdate(Account, { person: other }, { person });
  for (const { tenant, personId, name } of [a, b].filter((_, index) => !rows[index]))
    em.create(Account, { id: crypto.randomUUID(), person, tenant: tenant.id, personId, name, linkedBy });
  await em.flush();
  return 'free';
}

/** Takes one account out of its person's, and returns the others; none when it was linked with none. Call inside a transaction. */
export async function unlinkAccount(em: EntityManager, account: AccountRef): Promise<AccountRef[]> {
  await lockAccounts(em);
  const own = await findAccount(em, account);
  if (!own) return [];
  const [, ...others] = await accountsOf(em, account);
  // One alone is linked with nothing.
  await em.nativeDelete(Account, others.length > 1 ? { id: own.id } : { person: own.person });
  return others;
}

/** What all accounts of one person share; undefined while it is linked with none. */
export const personOf = async (em: EntityManager, account: AccountRef): Promise<string | undefined> =>
  (await findAccount(em, account))?.person;

const findAccount = (em: EntityManager, { tenant, personId }: AccountRef): Promise<AccountRecord | null> =>
  em.findOne(Account, { tenant: tenant.id, personId });

/** An account that is linked with others, as it is kept. */
export interface LinkedAccount extends NamedAccount {
  id: string;
  linkedBy: string;
  linkedAt: Date;
}

/** Everybody with several accounts, and each of theirs, the one linked first at the top. */
export async function listLinked(em: EntityManager): Promise<LinkedAccount[][]> {
  const rows = await em.find(Account, {}, { orderBy: { linkedAt: 'asc', id: 'asc' }, disableIdentityMap: true });
  const tenants = new Map((await em.find(Tenant, {})).map((tenant) => [tenant.id, tenant]));
  const people = new Map<string, LinkedAccount[]>();
  for (const { tenant: home, person, ...row } of rows) {
    const tenant = tenants.get(home);
    if (tenant) people.set(person, [...(people.get(person) ?? []), { ...row, tenant }]);
  }
  return [...people.values()];
}

/** Somebody by the ids of their platform, with the name they used last. */
export async function findPerson(
  em: EntityManager,
  who: { platform: TenantRecord['platform']; tenant: string; person: string },
): Promise<NamedAccount | 'no tenant' | 'no person'> {
  const tenant = await em.findOne(Tenant, { platform: who.platform, externalId: who.tenant });
  if (!tenant) return 'no tenant';
  const [last] = (await em.execute(
    `select payload->'person'->>'name' as name from inbound_events
     where tenant_id = ? and payload->'person'->>'id' = ? order by received_at desc limit 1`,
    [tenant.id, who.person],
  )) as { name: string | null }[];
  return last ? { tenant, personId: who.person, name: last.name ?? who.person } : 'no person';
}
