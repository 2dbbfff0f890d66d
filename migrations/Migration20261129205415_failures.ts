import { Migration } from '@mikro-orm/migrations';

export class Migration20261129205415_failures extends Migration {
  override name = 'Migration20261129205415_failures';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "workflow_failures" ("id" uuid not null, "workflow_id" uuid not null, "pattern" text not null, "step" text null, "problem" text null, "http_status" int null, "count" int not null default 1, "executions" jsonb not null default '[]', "first_at" timestamptz not null default clock_timestamp(), "last_at" timestamptz not null default clock_timestamp(), "recovered_at" timestamptz null, "ended_at" timestamptz null, "looked_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `create unique index "workflow_failures_open" on "workflow_failures" ("workflow_id", "pattern") where "ended_at" is null;`,
    );
    this.addSql(
      `create index "workflow_failures_workflow_id_last_at_index" on "workflow_failures" ("workflow_id", "last_at");`,
    );
    this.addSql(`create index "workflow_failures_last_at_index" on "workflow_failures" ("last_at");`);

    this.addSql(
      `create table "failure_notices" ("id" uuid not null, "failure_id" uuid not null, "conversation_id" uuid not null, "message" jsonb null, "shown_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "failure_notices_conversation_id_index" on "failure_notices" ("conversation_id");`);
    this.addSql(
      `alter table "failure_notices" add constraint "failure_notices_failure_id_conversation_id_unique" unique ("failure_id", "conversation_id");`,
    );

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring', 'step', 'failed'));`,
    );

    this.addSql(
      `alter table "workflow_failures" add constraint "workflow_failures_workflow_id_foreign" foreign key ("workflow_id") references "workflows" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "failure_notices" add constraint "failure_notices_failure_id_foreign" foreign key ("failure_id") references "workflow_failures" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "failure_notices" add constraint "failure_notices_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "failure_notices" drop constraint "failure_notices_failure_id_foreign";`);

    this.addSql(`drop table if exists "workflow_failures" cascade;`);
    this.addSql(`drop table if exists "failure_notices" cascade;`);

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring', 'step'));`,
    );
  }
}
