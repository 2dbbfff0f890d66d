import { Migration } from '@mikro-orm/migrations';

export class Migration20261124090549_conversations_and_acts extends Migration {
  override name = 'Migration20261124090549_conversations_and_acts';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "questions" ("id" uuid not null, "conversation_id" uuid not null, "event_id" uuid not null, "text" text not null, "choices" jsonb not null, "card" jsonb null, "answered_with" int null, "answered_at" timestamptz null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `create index "questions_conversation_id_created_at_index" on "questions" ("conversation_id", "created_at");`,
    );
    this.addSql(`alter table "questions" add constraint "questions_event_id_unique" unique ("event_id");`);

    this.addSql(
      `create table "workflow_acts" ("id" uuid not null, "workflow_id" uuid not null, "conversation_id" uuid not null, "event_id" uuid not null, "verb" text not null, "execution_id" text null, "requested_by" text not null, "requested_by_name" text not null, "status" text not null, "started_at" timestamptz null, "finished_at" timestamptz null, "outcome" jsonb null, "card" jsonb null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "workflow_acts_status_created_at_index" on "workflow_acts" ("status", "created_at");`);
    this.addSql(`alter table "workflow_acts" add constraint "workflow_acts_event_id_unique" unique ("event_id");`);

    this.addSql(`alter table "workflows" drop constraint "workflows_creation_id_foreign";`);

    this.addSql(`alter table "conversations" add "workflow" uuid null;`);

    this.addSql(`alter table "inbound_events" add "stop_requested_at" timestamptz null;`);

    this.addSql(`alter table "drafts" add "workflow" uuid null;`);

    this.addSql(`alter table "draft_revisions" add "base" jsonb null, add "base_version_id" text null;`);

    this.addSql(`alter table "workflows" add "removed_at" timestamptz null;`);
    this.addSql(`alter table "workflows" alter column "creation_id" drop not null;`);
    this.addSql(
      `alter table "workflows" add constraint "workflows_creation_id_foreign" foreign key ("creation_id") references "creations" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "questions" add constraint "questions_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "questions" add constraint "questions_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id");`,
    );

    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_workflow_id_foreign" foreign key ("workflow_id") references "workflows" ("id");`,
    );
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id");`,
    );
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_verb_check" check ("verb" in ('publish', 'unpublish', 'delete', 'retry', 'run'));`,
    );
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_status_check" check ("status" in ('pending', 'done', 'failed'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "questions" cascade;`);
    this.addSql(`drop table if exists "workflow_acts" cascade;`);

    this.addSql(`alter table "workflows" drop constraint "workflows_creation_id_foreign";`);

    this.addSql(`alter table "conversations" drop column "workflow";`);

    this.addSql(`alter table "draft_revisions" drop column "base", drop column "base_version_id";`);

    this.addSql(`alter table "drafts" drop column "workflow";`);

    this.addSql(`alter table "inbound_events" drop column "stop_requested_at";`);

    this.addSql(`alter table "workflows" drop column "removed_at";`);
    this.addSql(`alter table "workflows" alter column "creation_id" set not null;`);
    this.addSql(
      `alter table "workflows" add constraint "workflows_creation_id_foreign" foreign key ("creation_id") references "creations" ("id");`,
    );
  }
}
