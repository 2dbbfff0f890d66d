import { type AccountRef, accountsOf } from './accounts.ts';
import { Tenant } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Somebody who has used Flowsmith: one account, with every name it went by. */
export interface KnownAccount extends AccountRef {
  names: string[];
}

/** Everywhere an account is named by its tenant and id, with the name it had there. */
const accounts = `
  select tenant_id, payload->'person'->>'id' as id, payload->'person'->>'name' as name from inbound_events
  union select c.tenant_id, d.requester_id, d.requester_name from drafts d join conversations c on c.id = d.conversation_id
  union select tenant_id, person_id, name from accounts
  union select tenant_id, person_id, null from direct_chats
  union select tenant_id, person_id, person_name from link_requests
  union select other_tenant_id, other_person_id, other_person_name from link_requests
  union select tenant_id, requester_id, null from workflows
  union select tenant_id, person_id, null from absences
  union select tenant_id, deputy_id, null from absences`;
/** Everywhere it is named in full. */
const keys = `
  select decided_by as key, decided_by_name as name from approvals
  union select requested_by, requested_by_name from workflow_acts
  union select requester_id, requester_name from drafts
  union select person_id, null from feedback
  union select created_by, null from templates
  union select actor, null from audit_events`;

const known = `
  with met as (
    select tenant_id, id, name from (${accounts}) a where id is not null and id !~ '^(slack|teams|rest|playground):'
    union select t.id, substr(k.key, length(t.platform || ':' || t.external_id || ':') + 1), k.name
    from (${keys}) k join tenants t on starts_with(k.key, t.platform || ':' || t.external_id || ':')
  )`;

/**
 * Who may be meant: an account in full (`platform:tenant:person`), its id on the platform, or a name, an e-mail address
 * where that is one; over HTTP the user that a key named. Each entry is one person: all accounts that are linked. Letters' case does not count.
 */
export async function findPeople(em: EntityManager, wanted: string): Promise<KnownAccount[][]> {
  const rows = (await em.execute(
    `${known} select distinct m.tenant_id as tenant, m.id from met m join tenants t on t.id = m.tenant_id
     where lower(m.id) = lower(?) or lower(m.name) = lower(?) or t.platform || ':' || t.external_id || ':' || m.id = ?
       or (t.platform = 'rest' and position('/' in m.id) > 0 and lower(substr(m.id, position('/' in m.id) + 1)) = lower(?))
     order by tenant, m.id`,
    [wanted, wanted, wanted, wanted],
  )) as { tenant: string; id: string }[];
  const people: KnownAccount[][] = [];
  for (const { tenant, id } of rows.filter((row) => !isNobody(row.id))) {
    const there = people.flat().some((one) => one.tenant.id === tenant && one.personId === id);
    if (there) continue;
    const home = await em.findOneOrFail(Tenant, { id: tenant });
    const all = await accountsOf(em, { tenant: home, personId: id });
    people.push(await Promise.all(all.map(async (one) => ({ ...one, names: await namesOf(em, one) }))));
  }
  return people;
}

/** Up to ten names like this one, for whoever mistyped it. */
export async function findSimilar(em: EntityManager, wanted: string): Promise<string[]> {
  const rows = (await em.execute(
    `${known} select distinct t.platform || ':' || t.external_id || ':' || m.id as key, m.name from met m
     join tenants t on t.id = m.tenant_id
     where position(lower(?) in lower(coalesce(m.name, '') || ' ' || m.id)) > 0 and m.id !~ ? order by 1 limit 10`,
    [wanted, nobody.source],
  )) as { key: string; name: string | null }[];
  return rows.map(({ key, name }) => (name ? `${key} (${name})` : key));
}

async function namesOf(em: EntityManager, { tenant, personId }: AccountRef): Promise<string[]> {
  const rows = (await em.execute(
    `${known} select distinct name from met where tenant_id = ? and id = ? and name is not null and name <> id`,
    [tenant.id, personId],
  )) as { name: string }[];
  return rows.map(({ name }) => name).filter((name) => name !== '[forgotten]');
}

/** What stands for somebody who was forgotten; never the same twice. */
export const newNobody = (): string => `forgotten-${crypto.randomUUID().slice(0, 13)}`;
const nobody = /^forgotten-[0-9a-f]{8}-[0-9a-f]{4}$/;
const isNobody = (id: string): boolean => nobody.test(id);
