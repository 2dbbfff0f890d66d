import { Migration } from '@mikro-orm/migrations';

export class Migration20261129204816_flow_steps extends Migration {
  override name = 'Migration20261129204816_flow_steps';

  override up(): void | Promise<void> {
    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring', 'step'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "deliveries" drop constraint "deliveries_kind_check";`);
    this.addSql(
      `alter table "deliveries" add constraint "deliveries_kind_check" check ("kind" in ('draft', 'former', 'question', 'act', 'turn', 'link', 'lost', 'news', 'ask', 'remind', 'expiring'));`,
    );
  }
}
