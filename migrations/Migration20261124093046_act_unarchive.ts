import { Migration } from '@mikro-orm/migrations';

export class Migration20261124093046_act_unarchive extends Migration {
  override name = 'Migration20261124093046_act_unarchive';

  override up(): void | Promise<void> {
    this.addSql(`alter table "workflow_acts" drop constraint "workflow_acts_verb_check";`);
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_verb_check" check ("verb" in ('publish', 'unpublish', 'delete', 'unarchive', 'retry', 'run'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "workflow_acts" drop constraint "workflow_acts_verb_check";`);
    this.addSql(
      `alter table "workflow_acts" add constraint "workflow_acts_verb_check" check ("verb" in ('publish', 'unpublish', 'delete', 'retry', 'run'));`,
    );
  }
}
