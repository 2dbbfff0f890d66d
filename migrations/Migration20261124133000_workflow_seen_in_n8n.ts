import { Migration } from '@mikro-orm/migrations';

export class Migration20261124133000_workflow_seen_in_n8n extends Migration {
  override name = 'Migration20261124133000_workflow_seen_in_n8n';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "workflows" add "archived" boolean not null default false, add "n8n_version_id" text null, add "switched_in_n8n_at" timestamptz null, add "edited_in_n8n_at" timestamptz null, add "cards_due_at" timestamptz null;`,
    );
    this.addSql(`create index "workflows_cards_due_at_index" on "workflows" ("cards_due_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "workflows_cards_due_at_index";`);
    this.addSql(
      `alter table "workflows" drop column "archived", drop column "n8n_version_id", drop column "switched_in_n8n_at", drop column "edited_in_n8n_at", drop column "cards_due_at";`,
    );
  }
}
