import { Migration } from '@mikro-orm/migrations';

/** Drafts from before they had a term get the default one, counted from the upgrade: nobody was told any other. */
export class Migration20261124131500_open_drafts_expire extends Migration {
  override name = 'Migration20261124131500_open_drafts_expire';

  override up(): void | Promise<void> {
    this.addSql(
      `update "drafts" set "expires_at" = clock_timestamp() + interval '14 days' where "status" = 'proposed' and "expires_at" is null;`,
    );
  }

  /** Which of them had no term before is not known any more, and the older schema does not mind. */
  override down(): void | Promise<void> {}
}
