import { Migration } from '@mikro-orm/migrations';

export class Migration20261129012113_webhooks extends Migration {
  override name = 'Migration20261129012113_webhooks';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "webhooks" ("id" uuid not null, "tenant_id" uuid not null, "api_key_id" uuid not null, "url" text not null, "events" jsonb not null, "secret" text not null, "created_at" timestamptz not null default clock_timestamp(), "failing_since" timestamptz null, "disabled_at" timestamptz null, "failure" text null, primary key ("id"));`,
    );

    this.addSql(`create index "webhooks_tenant_id_index" on "webhooks" ("tenant_id");`);
    this.addSql(`create index "webhooks_api_key_id_index" on "webhooks" ("api_key_id");`);

    this.addSql(
      `create table "webhook_messages" ("id" uuid not null, "webhook_id" uuid not null, "type" text not null, "subject" uuid not null, "revision" int null, "at" timestamptz not null default clock_timestamp(), "attempts" int not null default 0, "due_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "webhook_messages_due_at_index" on "webhook_messages" ("due_at");`);
    this.addSql(`create index "webhook_messages_webhook_id_index" on "webhook_messages" ("webhook_id");`);

    this.addSql(
      `alter table "webhooks" add constraint "webhooks_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "webhooks" add constraint "webhooks_api_key_id_foreign" foreign key ("api_key_id") references "api_keys" ("id");`,
    );

    this.addSql(
      `alter table "webhook_messages" add constraint "webhook_messages_webhook_id_foreign" foreign key ("webhook_id") references "webhooks" ("id") on delete cascade;`,
    );

    // Written where the change is, in its transaction, so that no place that changes something has to remember it. A
    // revoked key's addresses are told nothing. A question mark in SQL would be taken for a parameter.
    this.addSql(`create function tell_webhooks(tenant uuid, told text, about uuid, of_revision int) returns void language sql as $$
      insert into webhook_messages (id, webhook_id, type, subject, revision)
      select gen_random_uuid(), w.id, told, about, of_revision from webhooks w join api_keys k on k.id = w.api_key_id
      where w.tenant_id = tenant and w.disabled_at is null and k.revoked_at is null and w.events @> to_jsonb(told) $$;`);
    this.addSql(`create function webhooks_of_request() returns trigger language plpgsql as $$
      declare draft drafts%rowtype;
      begin
        select * into draft from drafts where id = new.id;
        if not found then
          perform tell_webhooks(new.tenant_id, case new.status when 'failed' then 'request.failed' else 'request.answered' end, new.id, null);
        elsif draft.status = 'proposed' then
          perform tell_webhooks(new.tenant_id, 'draft.proposed', draft.id, draft.revision);
        end if;
        return null;
      end $$;`);
    this.addSql(`create trigger webhooks_of_request after update of status on inbound_events for each row
      when (old.status = 'received' and new.status <> 'received' and new.payload->>'via' = 'rest') execute function webhooks_of_request();`);
    this.addSql(`create function webhooks_of_draft() returns trigger language plpgsql as $$
      begin
        perform tell_webhooks(c.tenant_id, 'draft.' || new.status, new.id, new.revision) from conversations c where c.id = new.conversation_id;
        return null;
      end $$;`);
    this.addSql(`create trigger webhooks_of_draft after update of status on drafts for each row
      when (old.status <> new.status and new.status in ('approved', 'discarded', 'expired')) execute function webhooks_of_draft();`);
    this.addSql(`create function webhooks_of_creation() returns trigger language plpgsql as $$
      declare told text := 'draft.created';
      begin
        if new.status = 'failed' then told := 'draft.failed';
        elsif new.outcome->>'kind' = 'published' or (new.outcome->>'kind' = 'updated' and new.publish and new.outcome->'publishProblem' is null) then
          told := 'draft.published';
        end if;
        perform tell_webhooks(c.tenant_id, told, d.id, new.revision) from drafts d join conversations c on c.id = d.conversation_id where d.id = new.draft_id;
        return null;
      end $$;`);
    this.addSql(`create trigger webhooks_of_creation after update of status on creations for each row
      when (old.status = 'pending' and new.status <> 'pending') execute function webhooks_of_creation();`);
    this.addSql(`create function webhooks_of_act() returns trigger language plpgsql as $$
      begin
        perform tell_webhooks(c.tenant_id, 'act.' || new.status, new.event_id, null) from conversations c where c.id = new.conversation_id;
        return null;
      end $$;`);
    this.addSql(`create trigger webhooks_of_act after update of status on workflow_acts for each row
      when (old.status = 'pending' and new.status <> 'pending') execute function webhooks_of_act();`);
  }

  override down(): void | Promise<void> {
    for (const [table, of] of [
      ['inbound_events', 'request'],
      ['drafts', 'draft'],
      ['creations', 'creation'],
      ['workflow_acts', 'act'],
    ]) {
      this.addSql(`drop trigger "webhooks_of_${of}" on "${table}";`);
      this.addSql(`drop function "webhooks_of_${of}";`);
    }
    this.addSql('drop function "tell_webhooks";');
    this.addSql(`alter table "webhook_messages" drop constraint "webhook_messages_webhook_id_foreign";`);

    this.addSql(`drop table if exists "webhooks" cascade;`);
    this.addSql(`drop table if exists "webhook_messages" cascade;`);
  }
}
