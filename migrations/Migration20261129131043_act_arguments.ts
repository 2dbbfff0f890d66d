import { Migration } from '@mikro-orm/migrations';

export class Migration20261129131043_act_arguments extends Migration {
  override name = 'Migration20261129131043_act_arguments';

  override up(): void | Promise<void> {
    this.addSql(`alter table "workflow_acts" drop constraint "workflow_acts_verb_check";`);
    this.addSql(`alter table "workflow_acts" add "argument" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "workflow_acts" drop column "argument";`);
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_verb_check" check ("verb" in ('publish', 'unpublish', 'delete', 'unarchive', 'retry', 'run'));`,
    );
  }
}
