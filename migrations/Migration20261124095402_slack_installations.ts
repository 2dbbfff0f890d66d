import { Migration } from '@mikro-orm/migrations';

export class Migration20261124095402_slack_installations extends Migration {
  override name = 'Migration20261124095402_slack_installations';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "slack_installations" ("id" uuid not null, "owner" text not null, "is_organisation" boolean not null, "name" text null, "app_id" text not null, "bot_user_id" text not null, "scopes" text not null, "token" text not null, "refresh_token" text null, "expires_at" timestamptz null, "installed_by" text not null, "installed_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "slack_installations" add constraint "slack_installations_owner_unique" unique ("owner");`,
    );

    this.addSql(
      `create table "used_states" ("id" text not null, "used_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "used_states_used_at_index" on "used_states" ("used_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "slack_installations" cascade;`);
    this.addSql(`drop table if exists "used_states" cascade;`);
  }
}
