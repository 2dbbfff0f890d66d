import { Migration } from '@mikro-orm/migrations';

export class Migration20261129171754_asides extends Migration {
  override name = 'Migration20261129171754_asides';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "asides" ("event_id" uuid not null, "text" text null, "at" timestamptz not null default clock_timestamp(), primary key ("event_id"));`,
    );

    this.addSql(
      `alter table "asides" add constraint "asides_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id") on update cascade on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "asides" cascade;`);
  }
}
