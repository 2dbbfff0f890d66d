import { Migration } from '@mikro-orm/migrations';

export class Migration20261129114500_question_code extends Migration {
  override name = 'Migration20261129114500_question_code';

  override up(): void | Promise<void> {
    this.addSql(`alter table "questions" add "code" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "questions" drop column "code";`);
  }
}
