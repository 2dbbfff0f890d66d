import { Migration } from '@mikro-orm/migrations';

export class Migration20261124100348_checked_against extends Migration {
  override name = 'Migration20261124100348_checked_against';

  override up(): void | Promise<void> {
    this.addSql(`alter table "draft_revisions" add "checked_against" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "draft_revisions" drop column "checked_against";`);
  }
}
