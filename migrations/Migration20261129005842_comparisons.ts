import { Migration } from '@mikro-orm/migrations';

/** How far the comparison with n8n is, so that the next process goes on there; and workflows by their names. */
export class Migration20261129005842_comparisons extends Migration {
  override name = 'Migration20261129005842_comparisons';

  override up(): void {
    this.addSql(
      `create table "n8n_comparisons" ("instance_url" text not null, "cursor" text null, "listed" jsonb not null, "started_at" timestamptz not null, "finished_at" timestamptz null, primary key ("instance_url"));`,
    );

    this.addSql(`create index "workflows_name" on "workflows" ("tenant_id", lower("name"));`);
  }

  override down(): void {
    this.addSql(`drop table if exists "n8n_comparisons" cascade;`);

    this.addSql(`drop index "workflows_name";`);
  }
}
