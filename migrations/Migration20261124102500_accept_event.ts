import { Migration } from '@mikro-orm/migrations';

/**
 * Takes in an event with everything that belongs to it in one round trip: tenant, conversation, the event once per
 * dedupe key, and the audit row of a request. Acknowledging waits for this. A function, because each of its statements
 * sees what was committed before it: the audit chain is read after its lock was had.
 */
export class Migration20261124102500_accept_event extends Migration {
  override name = 'Migration20261124102500_accept_event';

  override up(): void {
    this.addSql(`create function accept_event(
  p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text
) returns table (event_id uuid, event_status text, is_fresh boolean) language plpgsql as $$
declare
  v_tenant uuid; v_conversation uuid; v_event uuid; v_status text; v_fresh boolean := true; v_seq int; v_previous text;
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
  where e.status = 'failed' returning e.id, e.status into v_event, v_status;
  if v_event is null then
    v_fresh := false;
    select e.id, e.status into v_event, v_status from inbound_events e
    where e.tenant_id = v_tenant and e.dedupe_key = p_dedupe;
  elsif p_audit_kind is not null then
    perform pg_advisory_xact_lock(740031337);
    select a.seq, a.hash into v_seq, v_previous from audit_events a order by a.seq desc limit 1;
    v_seq := coalesce(v_seq, 0) + 1;
    v_previous := coalesce(v_previous, repeat('0', 64));
    insert into audit_events (seq, at, kind, actor, subject, data, previous_hash, hash)
    values (v_seq, p_audit_at, p_audit_kind, p_audit_actor, v_event::text, p_audit_data, v_previous,
      encode(sha256(convert_to(p_hashed_start || v_previous || '","seq":' || v_seq || ',"subject":"' || v_event || '"}', 'UTF8')), 'hex'));
  end if;
  return query select v_event, v_status, v_fresh;
end $$;`);
  }

  override down(): void {
    this.addSql('drop function accept_event;');
  }
}
