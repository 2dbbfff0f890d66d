import { Migration } from '@mikro-orm/migrations';

export class Migration20261128204408_n8n_writes extends Migration {
  override name = 'Migration20261128204408_n8n_writes';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "n8n_writes" ("subject" text not null, "owner" text not null, "token" uuid not null, "sent_at" timestamptz not null, "may_arrive_until" timestamptz not null, "earlier_until" timestamptz null, primary key ("subject"));`,
    );
    this.addSql(`create index "n8n_writes_owner_index" on "n8n_writes" ("owner");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "n8n_writes" cascade;`);
  }
}
