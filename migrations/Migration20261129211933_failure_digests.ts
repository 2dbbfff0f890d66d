import { Migration } from '@mikro-orm/migrations';

export class Migration20261129211933_failure_digests extends Migration {
  override name = 'Migration20261129211933_failure_digests';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "failure_digests" ("id" uuid not null, "conversation_id" uuid not null, "person" text not null, "alone" boolean not null, "every" text not null, "weekday" int not null, "minute" int not null, "timezone" text not null, "locale" text null, "always" boolean not null, "next_at" timestamptz not null, "told_until" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "failure_digests_next_at_index" on "failure_digests" ("next_at");`);
    this.addSql(`create index "failure_digests_person_index" on "failure_digests" ("person");`);
    this.addSql(
      `alter table "failure_digests" add constraint "failure_digests_conversation_id_unique" unique ("conversation_id");`,
    );

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring', 'step', 'failed', 'digest'));`,
    );

    this.addSql(
      `alter table "failure_digests" add constraint "failure_digests_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "failure_digests" add constraint "failure_digests_every_check" check ("every" in ('day', 'week'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "failure_digests" cascade;`);

    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring', 'step', 'failed'));`,
    );
  }
}
