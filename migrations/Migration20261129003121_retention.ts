import { Migration } from '@mikro-orm/migrations';

/**
 * Words can be taken away while what happened stays: events, drafts and their revisions say since when. A row of the audit
 * chain is hashed with a salted hash of its actor, so that a person can be made nobody and the chain still holds; rows
 * from before keep their form. The database refuses every other change, as it did. `accept_event` gets one more form;
 * processes of the version before go on calling the others while an upgrade runs.
 */
export class Migration20261129003121_retention extends Migration {
  override name = 'Migration20261129003121_retention';

  override up(): void {
    this.addSql('alter table "audit_events" add "actor_hash" text null, add "actor_salt" text null;');
    this.addSql('alter table "inbound_events" add "emptied_at" timestamptz null;');
    this.addSql(
      `create index "inbound_events_with_words" on "inbound_events" ("received_at") where emptied_at is null;`,
    );
    this.addSql('alter table "drafts" add "emptied_at" timestamptz null;');
    this.addSql(`create index "drafts_with_words" on "drafts" ("created_at") where emptied_at is null;`);
    this.addSql('alter table "draft_revisions" add "content_hash" text null;');
    this.addSql(`create or replace function refuse_audit_rewrite() returns trigger language plpgsql as $$
begin
  if (new.seq, new.at, new.kind, new.subject, new.previous_hash, new.hash)
      = (old.seq, old.at, old.kind, old.subject, old.previous_hash, old.hash)
    and new.data_hash is not distinct from old.data_hash and new.actor_hash is not distinct from old.actor_hash then
    if new.data is null and new.data_salt is null and old.data is not null
      and new.actor = old.actor and new.actor_salt is not distinct from old.actor_salt then return new;
    end if;
    if old.actor_hash is not null and old.actor_salt is not null and new.actor_salt is null
      and new.data is not distinct from old.data and new.data_salt is not distinct from old.data_salt then return new;
    end if;
  end if;
  raise exception 'audit_events is append-only';
end $$;`);
    this.addSql(acceptEvent);
  }

  override down(): void {
    this.addSql(`drop function accept_event(${signature});`);
    this.addSql(`create or replace function refuse_audit_rewrite() returns trigger language plpgsql as $$
begin
  if new.data is null and new.data_salt is null and old.data is not null
    and (new.seq, new.at, new.kind, new.actor, new.subject, new.previous_hash, new.hash)
      = (old.seq, old.at, old.kind, old.actor, old.subject, old.previous_hash, old.hash)
    and new.data_hash is not distinct from old.data_hash then return new;
  end if;
  raise exception 'audit_events is append-only';
end $$;`);
    this.addSql('alter table "audit_events" drop column "actor_hash", drop column "actor_salt";');
    this.addSql('alter table "draft_revisions" drop column "content_hash";');
    this.addSql('drop index "drafts_with_words";');
    this.addSql('alter table "drafts" drop column "emptied_at";');
    this.addSql('drop index "inbound_events_with_words";');
    this.addSql('alter table "inbound_events" drop column "emptied_at";');
  }
}

const signature =
  'uuid, text, text, text, uuid, text, jsonb, uuid, text, jsonb, text, text, text, jsonb, text, text, text, text, text, text, text, integer, integer';

/** The two before it as one, with the actor's hash. */
const acceptEvent = `create function accept_event(
  p_tenant uuid, p_platform text, p_external text, p_tenant_name text,
  p_conversation uuid, p_key text, p_address jsonb,
  p_event uuid, p_dedupe text, p_payload jsonb,
  p_audit_at text, p_audit_actor text, p_audit_kind text, p_audit_data jsonb, p_hashed_start text,
  p_data_hash text, p_data_salt text, p_actor_hash text, p_actor_salt text,
  p_lane text, p_person text, p_per_person integer, p_per_tenant integer
) returns table (event_id uuid, event_status text, is_fresh boolean, event_lane text) language plpgsql as $$
declare
  v_tenant uuid; v_conversation uuid; v_event uuid; v_status text; v_fresh boolean := true; v_seq int; v_previous text;
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
  where e.status = 'failed' and e.emptied_at is null returning e.id, e.status into v_event, v_status;
  if v_event is null then
    return query select e.id, e.status, false, e.lane from inbound_events e
    where e.tenant_id = v_tenant and e.dedupe_key = p_dedupe;
    return;
  end if;
  if p_audit_kind is not null then
    perform pg_advisory_xact_lock(740031337);
    select a.seq, a.hash into v_seq, v_previous from audit_events a order by a.seq desc limit 1;
    v_seq := coalesce(v_seq, 0) + 1;
    v_previous := coalesce(v_previous, repeat('0', 64));
    insert into audit_events (seq, at, kind, actor, subject, data, data_hash, data_salt, actor_hash, actor_salt, previous_hash, hash)
    values (v_seq, p_audit_at, p_audit_kind, p_audit_actor, v_event::text, p_audit_data, p_data_hash, p_data_salt,
      p_actor_hash, p_actor_salt, v_previous,
      encode(sha256(convert_to(p_hashed_start || v_previous || '","seq":' || v_seq || ',"subject":"' || v_event || '"}', 'UTF8')), 'hex'));
  end if;
  if p_lane = 'plan' then
    select count(*), count(*) filter (where w.payload->'person'->>'id' = p_person) into v_tenants, v_persons
    from inbound_events w where w.tenant_id = v_tenant and w.status = 'received' and w.lane = 'plan' and w.id <> v_event;
    v_away := case when v_persons >= p_per_person then 'person' when v_tenants >= p_per_tenant then 'tenant' end;
    if v_away is not null then v_lane := 'ahead'; end if;
  end if;
  update inbound_events e set lane = v_lane, turned_away = v_away, taken_at = null, taken_until = null where e.id = v_event;
  return query select v_event, v_status, true, v_lane;
end $$;`;
