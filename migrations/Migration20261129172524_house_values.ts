import { Migration } from '@mikro-orm/migrations';

export class Migration20261129172524_house_values extends Migration {
  override name = 'Migration20261129172524_house_values';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "house_values" ("id" uuid not null, "tenant_id" uuid not null, "thing" text not null, "app" text not null, "value" text not null, "set_by" text not null, "set_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "house_values" add constraint "house_values_tenant_id_thing_app_unique" unique ("tenant_id", "thing", "app");`,
    );

    this.addSql(
      `alter table "house_values" add constraint "house_values_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "house_values" cascade;`);
  }
}
