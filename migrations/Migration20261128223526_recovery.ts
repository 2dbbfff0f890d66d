import { Migration } from '@mikro-orm/migrations';

export class Migration20261128223526_recovery extends Migration {
  override name = 'Migration20261128223526_recovery';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "n8n_instances" ("url" text not null, "key_owner" text null, "left_at" timestamptz null, "seen_at" timestamptz not null default clock_timestamp(), primary key ("url"));`,
    );

    this.addSql(
      `create table "seen_workflows" ("workflow" uuid not null, "version_id" text not null, "document" jsonb not null, "live" text not null, "seen_at" timestamptz not null default clock_timestamp(), primary key ("workflow"));`,
    );

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost'));`,
    );

    this.addSql(
      `alter table "workflows" add "was_published" boolean not null default false, add "lost_at" timestamptz null, add "former_ids" jsonb not null default '[]';`,
    );

    this.addSql(
      `alter table "seen_workflows" add constraint "seen_workflows_live_check" check ("live" in ('no', 'this', 'earlier'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "n8n_instances" cascade;`);
    this.addSql(`drop table if exists "seen_workflows" cascade;`);

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link'));`,
    );

    this.addSql(
      `alter table "workflows" drop column "was_published", drop column "lost_at", drop column "former_ids";`,
    );
  }
}
