import { Migration } from '@mikro-orm/migrations';

export class Migration20261129134105_reach extends Migration {
  override name = 'Migration20261129134105_reach';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "notices" ("id" uuid not null, "draft_id" uuid not null, "kind" text not null, "person" text not null, "about" text not null default '', "created_at" timestamptz not null default clock_timestamp(), "told_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "notices_person_index" on "notices" ("person");`);
    this.addSql(
      `alter table "notices" add constraint "notices_draft_id_kind_person_about_unique" unique ("draft_id", "kind", "person", "about");`,
    );

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask'));`,
    );

    this.addSql(`alter table "creations" add "wanted_by_other" text null;`);

    this.addSql(`alter table "draft_cards" add "unasked" boolean not null default false;`);

    this.addSql(
      `alter table "notices" add constraint "notices_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
    this.addSql(`alter table "notices" add constraint "notices_kind_check" check ("kind" in ('news', 'ask'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "notices" cascade;`);

    this.addSql(`alter table "creations" drop column "wanted_by_other";`);

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost'));`,
    );

    this.addSql(`alter table "draft_cards" drop column "unasked";`);
  }
}
