import { Migration } from '@mikro-orm/migrations';

/**
 * Tries are counted in the row of the work, and what a turn decided is kept with its event. `accept_event` is the same
 * as before, except that what failed and comes again starts anew.
 */
export class Migration20261128204216_tries_and_results extends Migration {
  override name = 'Migration20261128204216_tries_and_results';

  override up(): void {
    this.addSql(
      `alter table "inbound_events" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null, add "results" jsonb null;`,
    );
    this.addSql(
      `alter table "creations" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null;`,
    );
    this.addSql(
      `alter table "workflow_acts" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null;`,
    );
    this.addSql(`alter table "questions" add "answered_by" uuid null;`);
    this.addSql(
      acceptEvent(", attempts = 0, next_attempt_at = null, next_sweep_at = clock_timestamp() + interval '30 seconds'"),
    );
  }

  override down(): void {
    this.addSql(acceptEvent(''));
    this.addSql(`alter table "questions" drop column "answered_by";`);
    this.addSql(
      `alter table "creations" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at";`,
    );
    this.addSql(
      `alter table "inbound_events" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at", drop column "results";`,
    );
    this.addSql(
      `alter table "workflow_acts" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at";`,
    );
  }
}

const acceptEvent = (anew: string): string => `create or replace function accept_event(
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
  on conflict (tenant_id, dedupe_key) do update set status = 'received', failure = null, handled_at = null${anew}
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
end $$;`;
