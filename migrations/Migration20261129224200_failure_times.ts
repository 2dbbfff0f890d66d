import { Migration } from '@mikro-orm/migrations';

export class Migration20261129224200_failure_times extends Migration {
  override name = 'Migration20261129224200_failure_times';

  override up(): void | Promise<void> {
    this.addSql(`alter table "workflow_failures" add column "times" jsonb not null default '[]';`);
    // Of what was counted before only these two are known.
    this.addSql(
      `update "workflow_failures" set "times" = case when "count" > 1 then jsonb_build_array("last_at", "first_at") else jsonb_build_array("last_at") end;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "workflow_failures" drop column "times";`);
  }
}
