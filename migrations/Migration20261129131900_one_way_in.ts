import { Migration } from '@mikro-orm/migrations';

/**
 * Every row of the audit chain is appended by `append_audit`, also that of an event that is taken in: one place decides
 * what follows what, and computes the hash. Both functions keep their signatures and what they come to, so that processes
 * of the version before go on calling them while an upgrade runs; those append their other rows by themselves, under the
 * same lock.
 */
export class Migration20261129131900_one_way_in extends Migration {
  override name = 'Migration20261129131900_one_way_in';

  override up(): void {
    this.addSql(appendAudit);
    this.addSql(takeIn);
  }

  override down(): void {
    this.addSql(takeInBefore);
    this.addSql('drop function append_audit;');
  }
}

/** What is hashed is JSON with sorted keys, in two parts: only the database knows what stands between them. */
const appendAudit = `create function append_audit(
  p_at text, p_kind text, p_actor text, p_subject text, p_data jsonb,
  p_data_hash text, p_data_salt text, p_actor_hash text, p_actor_salt text, p_hashed_start text, p_hashed_end text
) returns void language plpgsql as $$
declare
  v_seq int; v_previous text;
begin
  perform pg_advisory_xact_lock(740031337);
  select a.seq, a.hash into v_seq, v_previous from audit_events a order by a.seq desc limit 1;
  v_seq := coalesce(v_seq, 0) + 1;
  v_previous := coalesce(v_previous, repeat('0', 64));
  insert into audit_events (seq, at, kind, actor, subject, data, data_hash, data_salt, actor_hash, actor_salt, previous_hash, hash)
  values (v_seq, p_at, p_kind, p_actor, p_subject, p_data, p_data_hash, p_data_salt, p_actor_hash, p_actor_salt, v_previous,
    encode(sha256(convert_to(p_hashed_start || v_previous || '","seq":' || v_seq || p_hashed_end, 'UTF8')), 'hex'));
end $$;`;

const signature = `p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text, p_actor_hash text, p_actor_salt text,
  p_lane text, p_person text, p_per_person integer, p_per_tenant integer`;
const result =
  'returns table (event_id uuid, event_status text, is_fresh boolean, event_lane text, event_reference text)';

/** `accept_event` and what was around it as one. */
export const takeIn = `create or replace function take_in_event(${signature}) ${result} language plpgsql as $$
declare
  v_tenant uuid; v_conversation uuid; v_event uuid; v_fresh boolean := true;
  v_lane text := p_lane; v_persons int; v_tenants int; v_away text;
begin
  select t.id into v_tenant from tenants t where t.platform = p_platform and t.external_id = p_external;
  if v_tenant is null then
    insert into tenants (id, platform, external_id, name) values (p_tenant, p_platform, p_external, p_tenant_name)
    on conflict (platform, external_id) do update set external_id = excluded.external_id returning id into v_tenant;
  end if;
  insert into conversations (id, tenant_id, platform, key, address, version)
  values (p_conversation, v_tenant, p_platform, p_key, p_address, 1)
  on conflict (tenant_id, platform, key) do update set address = excluded.address, closed_at = null returning id into v_conversation;
  insert into inbound_events as e (id, tenant_id, conversation_id, dedupe_key, payload, status)
  values (p_event, v_tenant, v_conversation, p_dedupe, p_payload, 'received')
  on conflict (tenant_id, dedupe_key) do update set status = 'received', failure = null, handled_at = null
  where e.status = 'failed' and e.emptied_at is null returning e.id into v_event;
  if v_event is null then
    v_fresh := false;
    select e.id into v_event from inbound_events e where e.tenant_id = v_tenant and e.dedupe_key = p_dedupe;
  else
    if p_audit_kind is not null then
      perform append_audit(p_audit_at, p_audit_kind, p_audit_actor, v_event::text, p_audit_data, p_data_hash, p_data_salt,
        p_actor_hash, p_actor_salt, p_hashed_start, ',"subject":"' || v_event || '"}');
    end if;
    if p_lane = 'plan' then
      select count(*), count(*) filter (where w.payload->'person'->>'id' = p_person) into v_tenants, v_persons
      from inbound_events w where w.tenant_id = v_tenant and w.status = 'received' and w.lane = 'plan' and w.id <> v_event;
      v_away := case when v_persons >= p_per_person then 'person' when v_tenants >= p_per_tenant then 'tenant' end;
      if v_away is not null then v_lane := 'ahead'; end if;
    end if;
    update inbound_events e set lane = v_lane, turned_away = v_away, taken_at = null, taken_until = null where e.id = v_event;
  end if;
  return query select e.id, e.status, v_fresh, e.lane, coalesce(e.reference, left(replace(e.id::text, '-', ''), 10))
  from inbound_events e where e.id = v_event;
end $$;`;

const takeInBefore = `create or replace function take_in_event(${signature}) ${result} language plpgsql as $$
declare
  v_event uuid; v_status text; v_fresh boolean; v_lane text;
begin
  select a.event_id, a.event_status, a.is_fresh, a.event_lane into v_event, v_status, v_fresh, v_lane from accept_event(
    p_tenant, p_platform, p_external, p_tenant_name, p_conversation, p_key, p_address, p_event, p_dedupe, p_payload,
    p_audit_at, p_audit_actor, p_audit_kind, p_audit_data, p_hashed_start, p_data_hash, p_data_salt,
    p_actor_hash, p_actor_salt, p_lane, p_person, p_per_person, p_per_tenant) a;
  return query select v_event, v_status, v_fresh, v_lane, coalesce(e.reference, left(replace(e.id::text, '-', ''), 10))
  from inbound_events e where e.id = v_event;
end $$;`;
