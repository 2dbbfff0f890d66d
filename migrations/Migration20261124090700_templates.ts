import { Migration } from '@mikro-orm/migrations';

export class Migration20261124090700_templates extends Migration {
  override name = 'Migration20261124090700_templates';

  override up(): void | Promise<void> {
    this.addSql(`alter table "templates" drop constraint "templates_name_unique";`);
    this.addSql(
      `alter table "templates" add "tenant_id" uuid null, add "slug" text not null, add "technique" text null, add "words" text not null default '', add "slots" jsonb not null, add "content_hash" text not null, add "created_by" text null, add "updated_at" timestamptz not null default clock_timestamp();`,
    );
    this.addSql(
      `alter table "templates" add constraint "templates_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "templates" add constraint "templates_tenant_id_slug_unique" unique ("tenant_id", "slug");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "templates" drop constraint "templates_tenant_id_foreign";`);

    this.addSql(`alter table "templates" drop constraint "templates_tenant_id_slug_unique";`);
    this.addSql(
      `alter table "templates" drop column "tenant_id", drop column "slug", drop column "technique", drop column "words", drop column "slots", drop column "content_hash", drop column "created_by", drop column "updated_at";`,
    );
    this.addSql(`alter table "templates" add constraint "templates_name_unique" unique ("name");`);
  }
}
