import type { InboundEvent } from '#src/chat/inbound.ts';
import { type Language, languages } from '#src/language/language.ts';
import type { EntityManager } from './orm.ts';

/** Whose language is looked for: a person of a tenant, and where they speak now. */
export type Speaking = Pick<InboundEvent, 'person' | 'tenant'> & {
  conversation: Pick<InboundEvent['conversation'], 'platform'> & { key?: string };
};

/**
 * The language this person was last known to speak: in that conversation, else anywhere in the tenant. Undefined for
 * somebody who has said nothing yet that would tell. What a step of a flow says, its builder wrote.
 */
export async function findSpoken(em: EntityManager, { person, tenant, conversation }: Speaking) {
  const { platform, key = '' } = conversation;
  const newest = `payload->'person'->>'id' = ? and payload->>'spoken' is not null
    and payload->>'via' is distinct from 'step' order by e.received_at desc limit 1`;
  const [found] = (await em.execute(
    `select coalesce(
       (select payload->>'spoken' from inbound_events e where e.conversation_id = (
          select id from conversations c where c.tenant_id = t.id and c.platform = ? and c.key = ?) and ${newest}),
       (select payload->>'spoken' from inbound_events e where e.tenant_id = t.id and ${newest})) as spoken
     from tenants t where t.platform = ? and t.external_id = ?`,
    [platform, key, person.id, person.id, platform, tenant.id],
  )) as { spoken: string | null }[];
  return languages.find((one): one is Language => one === found?.spoken);
}

/** What somebody was called when they were met last in a tenant. */
export async function nameOf(em: EntityManager, tenant: string, person: string): Promise<string | undefined> {
  const [found] = (await em.execute(
    `select payload->'person'->>'name' as name from inbound_events
     where tenant_id = ? and payload->'person'->>'id' = ? order by received_at desc limit 1`,
    [tenant, person],
  )) as { name: string | null }[];
  return found?.name ?? undefined;
}

/** IANA name of the clock somebody spoke by last in a tenant; undefined where their platform never told. */
export async function clockOf(em: EntityManager, tenant: string, person: string): Promise<string | undefined> {
  const [found] = (await em.execute(
    `select payload->>'timezone' as timezone from inbound_events
     where tenant_id = ? and payload->'person'->>'id' = ? and payload->>'timezone' is not null
     order by received_at desc limit 1`,
    [tenant, person],
  )) as { timezone: string | null }[];
  return found?.timezone ?? undefined;
}
