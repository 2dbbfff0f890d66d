import { Migration } from '@mikro-orm/migrations';

export class Migration20261129204815_absences extends Migration {
  override name = 'Migration20261129204815_absences';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "absences" ("id" uuid not null, "tenant_id" uuid not null, "person_id" text not null, "until" timestamptz not null, "deputy_id" text null, "set_by" text not null, "set_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "absences" add constraint "absences_tenant_id_person_id_unique" unique ("tenant_id", "person_id");`,
    );

    this.addSql(
      `alter table "absences" add constraint "absences_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "absences" cascade;`);
  }
}
