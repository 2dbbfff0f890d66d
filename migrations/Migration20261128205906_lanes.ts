import { Migration } from '@mikro-orm/migrations';

/**
 * Which events may run ahead, which are quick, which need the planner; whose turn is next; and an `accept_event` that is
 * told the lane and counts who waits. The one before stays for processes that still run during an upgrade.
 */
export class Migration20261128205906_lanes extends Migration {
  override name = 'Migration20261128205906_lanes';

  override up(): void {
    this.addSql(
      `create table "turn_shares" ("id" uuid not null, "tenant_id" uuid not null, "person_id" text not null, "queue" text not null, "served_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "turn_shares" add constraint "turn_shares_tenant_id_person_id_queue_unique" unique ("tenant_id", "person_id", "queue");`,
    );

    this.addSql(`alter table "conversations" add "ahead_owner" text null, add "ahead_until" timestamptz null;`);

    this.addSql(
      `alter table "inbound_events" add "lane" text not null default 'plan', add "turned_away" text null, add "taken_at" timestamptz null, add "taken_until" timestamptz null;`,
    );
    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_lane_check" check ("lane" in ('ahead', 'quick', 'plan'));`,
    );
    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_turned_away_check" check ("turned_away" in ('person', 'tenant'));`,
    );

    this.addSql(
      `alter table "turn_shares" add constraint "turn_shares_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `create index "inbound_events_waiting_tenant" on "inbound_events" ("tenant_id", "received_at") where status = 'received';`,
    );
    this.addSql(
      `create index "inbound_events_waiting_conversation" on "inbound_events" ("conversation_id", "received_at") where status = 'received';`,
    );
    this.addSql(acceptEvent);
  }

  override down(): void {
    this.addSql(`drop function accept_event(${signature});`);
    this.addSql(`drop index "inbound_events_waiting_tenant";`);
    this.addSql(`drop index "inbound_events_waiting_conversation";`);
    this.addSql(`drop table if exists "turn_shares" cascade;`);

    this.addSql(`alter table "conversations" drop column "ahead_owner", drop column "ahead_until";`);

    this.addSql(`alter table "inbound_events" drop constraint "inbound_events_lane_check";`);
    this.addSql(`alter table "inbound_events" drop constraint "inbound_events_turned_away_check";`);
    this.addSql(
      `alter table "inbound_events" drop column "lane", drop column "turned_away", drop column "taken_at", drop column "taken_until";`,
    );
  }
}

const signature =
  'uuid, text, text, text, uuid, text, jsonb, uuid, text, jsonb, text, text, text, jsonb, text, text, text, text, text, integer, integer';

/** As before, with the lane of the event; a request beyond the bounds is not planned but told so, ahead of what waits. */
const acceptEvent = `create function accept_event(
  p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text,
  p_lane text, p_person text, p_per_person integer, p_per_tenant integer
) returns table (event_id uuid, event_status text, is_fresh boolean, event_lane text) language plpgsql as $$
declare
  v_tenant uuid; v_event uuid; v_status text; v_fresh boolean; v_lane text := p_lane; v_persons int; v_tenants int; v_away text;
begin
  select a.event_id, a.event_status, a.is_fresh into v_event, v_status, v_fresh from accept_event(
    p_tenant, p_platform, p_external, p_tenant_name, p_conversation, p_key, p_address, p_event, p_dedupe, p_payload,
    p_audit_at, p_audit_actor, p_audit_kind, p_audit_data, p_hashed_start, p_data_hash, p_data_salt) a;
  if not v_fresh then
    return query select e.id, e.status, false, e.lane from inbound_events e where e.id = v_event;
    return;
  end if;
  if p_lane = 'plan' then
    select e.tenant_id into v_tenant from inbound_events e where e.id = v_event;
    select count(*), count(*) filter (where w.payload->'person'->>'id' = p_person) into v_tenants, v_persons
    from inbound_events w where w.tenant_id = v_tenant and w.status = 'received' and w.lane = 'plan' and w.id <> v_event;
    v_away := case when v_persons >= p_per_person then 'person' when v_tenants >= p_per_tenant then 'tenant' end;
    if v_away is not null then v_lane := 'ahead'; end if;
  end if;
  update inbound_events e set lane = v_lane, turned_away = v_away, taken_at = null, taken_until = null where e.id = v_event;
  return query select v_event, v_status, true, v_lane;
end $$;`;
