import { Migration } from '@mikro-orm/migrations';

export class Migration20261128204123_deliveries extends Migration {
  override name = 'Migration20261128204123_deliveries';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "leases" ("name" text not null, "owner" text not null, "until" timestamptz not null, primary key ("name"));`,
    );

    this.addSql(
      `create table "deliveries" ("kind" text not null, "subject" uuid not null, "place" text not null, "tenant_id" uuid not null, "platform" text not null, "details" jsonb null, "wanted" int not null default 1, "owed_at" timestamptz not null default clock_timestamp(), "due_at" timestamptz null, "attempts" int not null default 0, "doubtful" boolean not null default false, "failure" text null, "lease_owner" text null, "lease_until" timestamptz null, primary key ("kind", "subject", "place"));`,
    );
    this.addSql(`create index "deliveries_platform_due_at_index" on "deliveries" ("platform", "due_at");`);

    this.addSql(`alter table "drafts" add "card_version" int not null default 0;`);
    this.addSql(`create index "drafts_workflow_index" on "drafts" ("workflow");`);

    this.addSql(`alter table "creations" add "still_trying_at" timestamptz null;`);

    this.addSql(`create index "draft_cards_conversation_id_index" on "draft_cards" ("conversation_id");`);

    this.addSql(`alter table "workflow_acts" add "still_trying_at" timestamptz null;`);
    this.addSql(`create index "workflow_acts_workflow_id_index" on "workflow_acts" ("workflow_id");`);

    this.addSql(
      `alter table "deliveries" add constraint "deliveries_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link'));`,
    );
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "leases" cascade;`);
    this.addSql(`drop table if exists "deliveries" cascade;`);

    this.addSql(`alter table "creations" drop column "still_trying_at";`);

    this.addSql(`drop index "draft_cards_conversation_id_index";`);

    this.addSql(`drop index "drafts_workflow_index";`);
    this.addSql(`alter table "drafts" drop column "card_version";`);

    this.addSql(`drop index "workflow_acts_workflow_id_index";`);
    this.addSql(`alter table "workflow_acts" drop column "still_trying_at";`);
  }
}
