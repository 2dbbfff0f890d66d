import { Migration } from '@mikro-orm/migrations';

/**
 * A row of the audit chain is hashed with a salted hash of its data instead of the data, so that data can be taken away
 * and the chain still holds. Rows from before keep their form. The database refuses every other change, as it did.
 * `accept_event` gets a second form; processes of the version before go on calling the first while an upgrade runs.
 */
export class Migration20261128205822_audit_data_hash extends Migration {
  override name = 'Migration20261128205822_audit_data_hash';

  override up(): void {
    this.addSql('alter table "audit_events" add "data_hash" text null, add "data_salt" text null;');
    this.addSql('alter table "audit_events" alter column "data" drop not null;');
    this.addSql(`create function refuse_audit_rewrite() returns trigger language plpgsql as $$
begin
  if new.data is null and new.data_salt is null and old.data is not null
    and (new.seq, new.at, new.kind, new.actor, new.subject, new.previous_hash, new.hash)
      = (old.seq, old.at, old.kind, old.actor, old.subject, old.previous_hash, old.hash)
    and new.data_hash is not distinct from old.data_hash then return new;
  end if;
  raise exception 'audit_events is append-only';
end $$;`);
    this.addSql('drop trigger audit_events_append_only on audit_events;');
    this.addSql(`create trigger audit_events_append_only before delete or truncate on audit_events
for each statement execute function refuse_audit_change();`);
    this.addSql(`create trigger audit_events_keep before update on audit_events
for each row execute function refuse_audit_rewrite();`);
    this.addSql(`create function accept_event(
  p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text
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
    insert into audit_events (seq, at, kind, actor, subject, data, data_hash, data_salt, previous_hash, hash)
    values (v_seq, p_audit_at, p_audit_kind, p_audit_actor, v_event::text, p_audit_data, p_data_hash, p_data_salt, v_previous,
      encode(sha256(convert_to(p_hashed_start || v_previous || '","seq":' || v_seq || ',"subject":"' || v_event || '"}', 'UTF8')), 'hex'));
  end if;
  return query select v_event, v_status, v_fresh;
end $$;`);
  }

  override down(): void {
    this.addSql(
      'drop function accept_event(uuid, text, text, text, uuid, text, jsonb, uuid, text, jsonb, text, text, text, jsonb, text, text, text);',
    );
    this.addSql('drop trigger audit_events_keep on audit_events;');
    this.addSql('drop trigger audit_events_append_only on audit_events;');
    this.addSql(`create trigger audit_events_append_only before update or delete or truncate on audit_events
for each statement execute function refuse_audit_change();`);
    this.addSql('drop function refuse_audit_rewrite();');
    this.addSql('alter table "audit_events" drop column "data_hash", drop column "data_salt";');
    this.addSql('alter table "audit_events" alter column "data" set not null;');
  }
}
