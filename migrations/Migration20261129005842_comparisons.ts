import { Migration } from '@mikro-orm/migrations';

export class Migration20261129005842_comparisons extends Migration {

  override name = 'Migration20261129005842_comparisons';

  override up(): void | Promise<void> {
    this.addSql(`create table "n8n_comparisons" ("instance_url" text not null, "cursor" text null, "listed" jsonb not null, "started_at" timestamptz not null, "finished_at" timestamptz null, primary key ("instance_url"));`);

    this.addSql(`create index "workflows_name" on "workflows" ("tenant_id", lower("name"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "n8n_comparisons" cascade;`);

    this.addSql(`drop index "workflows_name";`);
  }

}
