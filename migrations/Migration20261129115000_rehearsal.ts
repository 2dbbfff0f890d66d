import { Migration } from '@mikro-orm/migrations';

export class Migration20261129115000_rehearsal extends Migration {
  override name = 'Migration20261129115000_rehearsal';

  override up(): void | Promise<void> {
    this.addSql(`alter table "draft_revisions" add "rehearsal" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "draft_revisions" drop column "rehearsal";`);
  }
}
