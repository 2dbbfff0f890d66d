import { Migration } from '@mikro-orm/migrations';
import { takeIn as takeInBefore } from './Migration20261129131900_one_way_in.ts';

/**
 * The first events of a tenant that come at the same moment into one conversation: `take_in_event` leaves a tenant that
 * somebody else has just made as it is. Writing it once more locked it against the events that refer to it, while these
 * held the conversation.
 */
export class Migration20261129135800_first_events extends Migration {
  override name = 'Migration20261129135800_first_events';

  override up(): void {
    this.addSql(takeIn);
  }

  override down(): void {
    this.addSql(takeInBefore);
  }
}

const signature = `p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text, p_actor_hash text, p_actor_salt text,
  p_lane text, p_person text, p_per_person integer, p_per_tenant integer`;
const result =
  'returns table (event_id uuid, event_status text, is_fresh boolean, event_lane text, event_reference text)';

const takeIn = `create or replace function take_in_event(${signature}) ${result} language plpgsql as $$
declare
  v_tenant uuid; v_conversation uuid; v_event uuid; v_fresh boolean := true;
  v_lane text := p_lane; v_persons int; v_tenants int; v_away text;
begin
  select t.id into v_tenant from tenants t where t.platform = p_platform and t.external_id = p_external;
  if v_tenant is null then
    insert into tenants (id, platform, external_id, name) values (p_tenant, p_platform, p_external, p_tenant_name)
    on conflict (platform, external_id) do nothing returning id into v_tenant;
  end if;
  if v_tenant is null then
    select t.id into v_tenant from tenants t where t.platform = p_platform and t.external_id = p_external;
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
