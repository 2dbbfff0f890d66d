import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010643_platforms extends Migration {
  override name = 'Migration20261129010643_platforms';

  override up(): void | Promise<void> {
    this.addSql(`alter table "tenants" drop constraint "tenants_platform_check";`);

    this.addSql(`alter table "deliveries" drop constraint "deliveries_platform_check";`);

    this.addSql(`alter table "conversations" drop constraint "conversations_platform_check";`);
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "conversations" add constraint "conversations_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );

    this.addSql(
      `alter table "deliveries" add constraint "deliveries_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );

    this.addSql(
      `alter table "tenants" add constraint "tenants_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );
  }
}
