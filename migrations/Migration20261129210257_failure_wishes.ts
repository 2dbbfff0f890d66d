import { Migration } from '@mikro-orm/migrations';

export class Migration20261129210257_failure_wishes extends Migration {
  override name = 'Migration20261129210257_failure_wishes';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "failure_wishes" ("id" uuid not null, "workflow_id" uuid not null, "kind" text not null, "conversation_id" uuid not null, "until" timestamptz null, "set_by" text not null, "set_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "failure_wishes_conversation_id_index" on "failure_wishes" ("conversation_id");`);
    this.addSql(
      `alter table "failure_wishes" add constraint "failure_wishes_workflow_id_kind_conversation_id_unique" unique ("workflow_id", "kind", "conversation_id");`,
    );

    this.addSql(
      `alter table "failure_wishes" add constraint "failure_wishes_workflow_id_foreign" foreign key ("workflow_id") references "workflows" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "failure_wishes" add constraint "failure_wishes_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "failure_wishes" add constraint "failure_wishes_kind_check" check ("kind" in ('follow', 'mute'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "failure_wishes" cascade;`);
  }
}
