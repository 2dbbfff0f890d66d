import { type AccountRef, accountsOf } from './accounts.ts';
import { appendAudit } from './audit.ts';
import { clock, databaseNow } from './clock.ts';
import { oweCards } from './deliveries.ts';
import { Absence, type AbsenceRecord, Account, Tenant } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Somebody is away: with every account of theirs, the one that is named first. */
export interface Away {
  accounts: AccountRef[];
  until: Date;
  /** With every account of theirs, too. */
  deputy?: AccountRef[];
  /** Whoever said it, with every account of theirs. */
  by: AccountRef[];
}

/** At most so many are read; who is away longest is left out first. */
const mostRead = 500;

/** Everybody who is away now. In few questions to the database, and in one where nobody is. */
export async function whoIsAway(em: EntityManager): Promise<Away[]> {
  const where = { until: { $gt: await databaseNow(em) } };
  const rows = await em.find(Absence, where, { orderBy: { until: 'asc', id: 'asc' }, limit: mostRead });
  if (rows.length === 0) return [];
  const deputies = rows.flatMap(({ tenant, deputyId }) => (deputyId ? { tenant, personId: deputyId } : []));
  const accountsAt = await readAccounts(em, [...rows, ...deputies, ...rows.map(sayerOf)]);
  return rows.map(({ tenant, personId, deputyId, until, setBy }) => ({
    ...{ accounts: accountsAt({ tenant, personId }), until, by: accountsAt(sayerOf({ tenant, setBy })) },
    ...(deputyId ? { deputy: accountsAt({ tenant, personId: deputyId }) } : {}),
  }));
}

type At = { tenant: string; personId: string };

/** It is said with an account of the tenant it is said of. */
const sayerOf = ({ tenant, setBy }: Pick<AbsenceRecord, 'tenant' | 'setBy'>): At => ({
  tenant,
  personId: setBy.split(':').slice(2).join(':'),
});

/** `accountsOf` of many at once. */
async function readAccounts(em: EntityManager, all: readonly At[]): Promise<(at: At) => AccountRef[]> {
  const named = await em.find(Account, { $or: all.map(({ tenant, personId }) => ({ tenant, personId })) });
  const linked = await em.find(
    Account,
    { person: named.map(({ person }) => person) },
    { orderBy: { linkedAt: 'asc' } },
  );
  const ids = [...all, ...linked].map(({ tenant }) => tenant);
  const tenants = new Map((await em.find(Tenant, { id: [...new Set(ids)] })).map((tenant) => [tenant.id, tenant]));
  return (at) => {
    const own = named.find(({ tenant, personId }) => tenant === at.tenant && personId === at.personId);
    const others = linked.filter(({ id, person }) => person === own?.person && id !== own.id);
    return [at, ...others].flatMap(({ tenant: id, personId }) => {
      const tenant = tenants.get(id);
      return tenant ? [{ tenant, personId }] : [];
    });
  };
}

/** What is kept of an absence. */
export interface AbsenceSaid {
  until: Date;
  /** Id in the tenant of the account. */
  deputyId?: string | undefined;
  /** In full. */
  by: string;
}

/**
 * From now on somebody is away, whichever account they said it with: what was said before is replaced. Drafts that wait
 * there are owed to whoever decides now. In a transaction; drafts first, the audit row last.
 */
export async function setAbsence(
  em: EntityManager,
  account: AccountRef,
  { until, deputyId, by }: AbsenceSaid,
): Promise<void> {
  const accounts = await accountsOf(em, account);
  await oweWhatWaits(em, accounts);
  await remove(em, accounts);
  const { tenant, personId } = account;
  em.create(Absence, {
    id: crypto.randomUUID(),
    tenant: tenant.id,
    personId,
    until,
    deputyId: deputyId ?? null,
    setBy: by,
  });
  await em.flush();
  await audit(em, by, account, { act: 'away', until: until.toISOString(), ...(deputyId ? { deputyId } : {}) });
}

/** Somebody is back; false where they were not away. In a transaction. */
export async function endAbsence(em: EntityManager, account: AccountRef, by: string): Promise<boolean> {
  const accounts = await accountsOf(em, account);
  if ((await find(em, accounts)).length === 0) return false;
  await oweWhatWaits(em, accounts);
  if ((await remove(em, accounts)) === 0) return false;
  await audit(em, by, account, { act: 'back' });
  return true;
}

/** Ends what is over by the clock, one person in each transaction; true when somebody came back. Any number of processes may. */
export async function endOverdue(em: EntityManager, limit: number): Promise<boolean> {
  const rows = await em.find(Absence, { until: { $lte: clock() } }, { orderBy: { until: 'asc' }, limit });
  let ended = false;
  for (const { id, tenant, personId } of rows)
    ended =
      (await em.fork().transactional(async (tx) => {
        const account = { tenant: await tx.findOneOrFail(Tenant, { id: tenant }), personId };
        await oweWhatWaits(tx, await accountsOf(tx, account));
        // Said anew meanwhile it is another row.
        if ((await tx.nativeDelete(Absence, { id })) === 0) return false;
        await audit(tx, 'flowsmith', account, { act: 'over' });
        return true;
      })) || ended;
  return ended;
}

const whereOf = (accounts: readonly AccountRef[]) => ({
  $or: accounts.map(({ tenant, personId }) => ({ tenant: tenant.id, personId })),
});

/** What was said of somebody, over or not, with whichever account. */
const find = async (em: EntityManager, accounts: readonly AccountRef[]): Promise<AbsenceRecord[]> =>
  em.find(Absence, whereOf(accounts), { disableIdentityMap: true });

const remove = (em: EntityManager, accounts: readonly AccountRef[]): Promise<number> =>
  em.nativeDelete(Absence, whereOf(accounts));

const mostDrafts = 500;

/** Cards of drafts that wait in these tenants say who decides now, and whoever was not asked yet is. */
async function oweWhatWaits(em: EntityManager, accounts: readonly AccountRef[]): Promise<void> {
  const rows = (await em.execute(
    `select d.id, d.conversation_id as conversation from drafts d join conversations c on c.id = d.conversation_id
       left join workflows w on w.id = d.workflow
     where d.status = 'proposed' and (d.expires_at is null or d.expires_at > clock_timestamp())
       and coalesce(w.tenant_id, c.tenant_id) in (${accounts.map(() => '?').join(', ')})
     order by d.id limit ?`,
    [...accounts.map(({ tenant }) => tenant.id), mostDrafts],
  )) as { id: string; conversation: string }[];
  await oweCards(
    em,
    rows.map(({ id }) => id),
    { inMs: 0 },
  );
  await em.execute(
    `insert into deliveries (kind, subject, place, tenant_id, platform, due_at)
     select 'ask', d.id, '', c.tenant_id, c.platform, clock_timestamp()
     from drafts d join conversations c on c.id = d.conversation_id where d.id = any(?::uuid[]) order by d.id
     on conflict (kind, subject, place) do update set wanted = deliveries.wanted + 1, attempts = 0,
       due_at = least(deliveries.due_at, excluded.due_at)`,
    [`{${rows.map(({ id }) => id).join(',')}}`],
  );
}

/** What a row is about is in its hash for good, so it is the tenant; whom it concerns stands in its data. */
async function audit(
  em: EntityManager,
  actor: string,
  { tenant, personId }: AccountRef,
  { deputyId, ...data }: { act: string; until?: string; deputyId?: string },
): Promise<void> {
  const keyOf = (id: string) => `${tenant.platform}:${tenant.externalId}:${id}`;
  const who = { person: keyOf(personId), ...(deputyId ? { deputy: keyOf(deputyId) } : {}) };
  await appendAudit(em, { kind: 'absence', actor, subject: tenant.id, data: { ...data, ...who } });
}
