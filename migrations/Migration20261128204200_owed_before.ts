import { Migration } from '@mikro-orm/migrations';

/**
 * What the release before still owed to cards when it ended, and what it could not tell: failed creations of the last week
 * whose cards may say "on its way" for ever. Shown once more, which does no harm where they are right.
 */
export class Migration20261128204200_owed_before extends Migration {
  override name = 'Migration20261128204200_owed_before';

  override up(): void | Promise<void> {
    this.addSql(`insert into deliveries (kind, subject, place, tenant_id, platform, due_at)
      select 'draft', drafts.id, conversations.id::text, conversations.tenant_id, conversations.platform, clock_timestamp()
      from drafts join conversations on conversations.id = drafts.conversation_id
      where drafts.card is not null and (
        drafts.status = 'failed' and exists (select 1 from creations
          where creations.draft_id = drafts.id and creations.finished_at > clock_timestamp() - interval '7 days')
        or exists (select 1 from workflows left join creations on creations.id = workflows.creation_id
          where workflows.cards_due_at is not null and (drafts.workflow = workflows.id or creations.draft_id = drafts.id)))
      on conflict do nothing;`);
  }

  override down(): void {
    // What is owed goes with its table.
  }
}
