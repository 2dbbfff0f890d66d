import { Migration } from '@mikro-orm/migrations';

export class Migration20261129141129_reminders extends Migration {
  override name = 'Migration20261129141129_reminders';

  override up(): void | Promise<void> {
    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring'));`,
    );

    this.addSql(`alter table "notices" drop constraint "notices_kind_check";`);
    this.addSql(`create index "notices_kind_told_at_index" on "notices" ("kind", "told_at");`);
    this.addSql(
      `alter table "notices" add constraint "notices_kind_check" check ("kind" in ('news', 'ask', 'remind', 'next', 'expiring'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask'));`,
    );

    this.addSql(`drop index "notices_kind_told_at_index";`);
    this.addSql(`alter table "notices" drop constraint "notices_kind_check";`);
    this.addSql(`alter table "notices" add constraint "notices_kind_check" check ("kind" in ('news', 'ask'));`);
  }
}
