import { Migration } from '@mikro-orm/migrations';

/**
 * The reference of a request is kept with each of its events and with its drafts. A trigger gives it to events, so that
 * processes of the version before do so, too, while an upgrade runs: what is about something that is there belongs to the
 * request this came from, everything else begins one. Rows from before have none and are requests of their own.
 */
export class Migration20261129060000_references extends Migration {
  override name = 'Migration20261129060000_references';

  override up(): void {
    this.addSql(`alter table "inbound_events" add "reference" text null;`);
    this.addSql(`alter table "drafts" add "reference" text null;`);
    this.addSql(`create index "inbound_events_reference_index" on "inbound_events" ("reference");`);
    this.addSql(`create index "drafts_reference_index" on "drafts" ("reference");`);
    this.addSql(giveReference);
    this.addSql(`create trigger inbound_events_reference before insert on inbound_events
for each row execute function give_reference();`);
    this.addSql(takeIn);
  }

  override down(): void {
    this.addSql('drop function take_in_event;');
    this.addSql('drop trigger inbound_events_reference on inbound_events;');
    this.addSql('drop function give_reference();');
    this.addSql(`drop index "drafts_reference_index";`);
    this.addSql(`drop index "inbound_events_reference_index";`);
    this.addSql(`alter table "drafts" drop column "reference";`);
    this.addSql(`alter table "inbound_events" drop column "reference";`);
  }
}

/** Ids come from cards and calls: what is no id, or the id of nothing, says nothing. */
const giveReference = `create function give_reference() returns trigger language plpgsql as $$
declare
  v jsonb := case when new.payload->>'kind' = 'action' then new.payload->'value'
    when new.payload->>'kind' = 'failure' then new.payload end;
  v_uuid constant text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  v_found text;
begin
  if v->>'draftId' ~ v_uuid then
    select coalesce(d.reference, left(replace(d.id::text, '-', ''), 10)) into v_found
    from drafts d where d.id = (v->>'draftId')::uuid;
  end if;
  if v_found is null and v->>'questionId' ~ v_uuid then
    select coalesce(e.reference, left(replace(e.id::text, '-', ''), 10)) into v_found
    from questions q join inbound_events e on e.id = q.event_id where q.id = (v->>'questionId')::uuid;
  end if;
  if v_found is null and v->>'eventId' ~ v_uuid then
    select coalesce(e.reference, left(replace(e.id::text, '-', ''), 10)) into v_found
    from inbound_events e where e.id = (v->>'eventId')::uuid;
  end if;
  if v_found is null and v->>'workflowId' ~ v_uuid then
    select coalesce(d.reference, left(replace(d.id::text, '-', ''), 10)) into v_found
    from workflows w join creations c on c.id = w.creation_id join drafts d on d.id = c.draft_id
    where w.id = (v->>'workflowId')::uuid;
  end if;
  new.reference := coalesce(new.reference, v_found, left(replace(new.id::text, '-', ''), 10));
  return new;
end $$;`;

/** `accept_event`, which stays as it is for the version before, with the reference the event got. */
const takeIn = `create function take_in_event(
  p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text, p_actor_hash text, p_actor_salt text,
  p_lane text, p_person text, p_per_person integer, p_per_tenant integer
) returns table (event_id uuid, event_status text, is_fresh boolean, event_lane text, event_reference text)
language plpgsql as $$
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
