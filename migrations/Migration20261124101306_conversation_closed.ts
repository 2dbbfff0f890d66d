import { Migration } from '@mikro-orm/migrations';

export class Migration20261124101306_conversation_closed extends Migration {
  override name = 'Migration20261124101306_conversation_closed';

  override up(): void | Promise<void> {
    this.addSql(`alter table "conversations" add "closed_at" timestamptz null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "conversations" drop column "closed_at";`);
  }
}
