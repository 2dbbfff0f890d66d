import { Migration } from '@mikro-orm/migrations';

export class Migration20261124114855_accounts_cards_expiry extends Migration {
  override name = 'Migration20261124114855_accounts_cards_expiry';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "feedback" ("id" uuid not null, "event_id" uuid not null, "person_id" text not null, "verdict" text not null, "comment" text null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_event_id_person_id_unique" unique ("event_id", "person_id");`,
    );

    this.addSql(
      `create table "link_requests" ("id" uuid not null, "status" text not null, "tenant_id" uuid not null, "person_id" text not null, "person_name" text not null, "conversation_id" uuid not null, "code_hash" text not null, "expires_at" timestamptz not null, "other_tenant_id" uuid null, "other_person_id" text null, "other_person_name" text null, "other_conversation_id" uuid null, "taken_up_at" timestamptz null, "decided_by" text null, "decided_at" timestamptz null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`alter table "link_requests" add constraint "link_requests_code_hash_unique" unique ("code_hash");`);
    this.addSql(`create index "link_requests_status_created_at_index" on "link_requests" ("status", "created_at");`);

    this.addSql(
      `create table "draft_cards" ("id" uuid not null, "draft_id" uuid not null, "conversation_id" uuid not null, "card" jsonb not null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "draft_cards" add constraint "draft_cards_draft_id_conversation_id_unique" unique ("draft_id", "conversation_id");`,
    );

    this.addSql(
      `create table "accounts" ("id" uuid not null, "person" uuid not null, "tenant_id" uuid not null, "person_id" text not null, "name" text not null, "linked_by" text not null, "linked_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "accounts_person_index" on "accounts" ("person");`);
    this.addSql(
      `alter table "accounts" add constraint "accounts_tenant_id_person_id_unique" unique ("tenant_id", "person_id");`,
    );

    this.addSql(`alter table "drafts" drop constraint "drafts_status_check";`);
    this.addSql(
      `alter table "drafts" add "locale" text null, add "timezone" text null, add "expires_at" timestamptz null;`,
    );
    this.addSql(`create index "drafts_status_expires_at_index" on "drafts" ("status", "expires_at");`);
    this.addSql(
      `alter table "drafts" add constraint "drafts_status_check" check ("status" in ('proposed', 'approved', 'created', 'failed', 'discarded', 'expired'));`,
    );

    this.addSql(
      `alter table "feedback" add constraint "feedback_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id");`,
    );
    this.addSql(`alter table "feedback" add constraint "feedback_verdict_check" check ("verdict" in ('good', 'bad'));`);

    this.addSql(
      `alter table "link_requests" add constraint "link_requests_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "link_requests" add constraint "link_requests_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "link_requests" add constraint "link_requests_other_tenant_id_foreign" foreign key ("other_tenant_id") references "tenants" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "link_requests" add constraint "link_requests_other_conversation_id_foreign" foreign key ("other_conversation_id") references "conversations" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "link_requests" add constraint "link_requests_status_check" check ("status" in ('offered', 'waiting', 'confirmed', 'refused'));`,
    );

    this.addSql(
      `alter table "draft_cards" add constraint "draft_cards_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
    this.addSql(
      `alter table "draft_cards" add constraint "draft_cards_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );

    this.addSql(
      `alter table "accounts" add constraint "accounts_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "feedback" cascade;`);
    this.addSql(`drop table if exists "link_requests" cascade;`);
    this.addSql(`drop table if exists "draft_cards" cascade;`);
    this.addSql(`drop table if exists "accounts" cascade;`);

    this.addSql(`drop index "drafts_status_expires_at_index";`);
    this.addSql(`alter table "drafts" drop constraint "drafts_status_check";`);
    this.addSql(`alter table "drafts" drop column "locale", drop column "timezone", drop column "expires_at";`);
    this.addSql(
      `alter table "drafts" add constraint "drafts_status_check" check ("status" in ('proposed', 'approved', 'created', 'failed', 'discarded'));`,
    );
  }
}
