import { Migration } from '@mikro-orm/migrations';

/**
 * Indices on tables that grow, and the audit rows of before by tenant. On 500,000 events and 660,000 audit rows that takes
 * half a minute, so nothing is locked meanwhile: outside a transaction, each statement by itself. What was interrupted is
 * done again the next time.
 */
export class Migration20261129004700_two_years_beside extends Migration {
  override name = 'Migration20261129004700_two_years_beside';

  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('drop index concurrently if exists "audit_events_about";');
    this.addSql(`create index concurrently "audit_events_about" on "audit_events" ("subject" text_pattern_ops);`);
    this.addSql('drop index concurrently if exists "conversations_spoken_of";');
    this.addSql(
      `create index concurrently "conversations_spoken_of" on "conversations" ("workflow") where workflow is not null;`,
    );
    this.addSql('drop index concurrently if exists "creations_approval_id_index";');
    this.addSql(`create index concurrently "creations_approval_id_index" on "creations" ("approval_id");`);
    this.addSql('drop index concurrently if exists "inbound_events_person";');
    this.addSql(
      `create index concurrently "inbound_events_person" on "inbound_events" ("tenant_id", (payload->'person'->>'id'), "received_at");`,
    );
    this.addSql('drop index concurrently if exists "workflow_acts_conversation_id_index";');
    this.addSql(
      `create index concurrently "workflow_acts_conversation_id_index" on "workflow_acts" ("conversation_id");`,
    );
    this.addSql('drop index concurrently if exists "workflow_versions_draft_id_index";');
    this.addSql(`create index concurrently "workflow_versions_draft_id_index" on "workflow_versions" ("draft_id");`);
    this.addSql('drop index concurrently if exists "workflow_versions_workflow_id_created_at_index";');
    this.addSql(
      `create index concurrently "workflow_versions_workflow_id_created_at_index" on "workflow_versions" ("workflow_id", "created_at");`,
    );
    this.addSql('drop index concurrently if exists "audit_events_subject_index";');
    // The same as `audit_scopes_of` says of one row, of all at once.
    this.addSql(`insert into audit_scopes (tenant_id, seq)
with about as materialized (
  select seq, case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then subject::uuid end as id from audit_events
)
select t.id, a.seq from audit_events a join tenants t on t.platform = split_part(a.actor, ':', 1) and t.external_id = split_part(a.actor, ':', 2)
union select e.tenant_id, about.seq from about join inbound_events e on e.id = about.id
union select w.tenant_id, about.seq from about join workflows w on w.id = about.id
union select m.tenant_id, about.seq from about join templates m on m.id = about.id where m.tenant_id is not null
on conflict do nothing;`);
  }

  override down(): void {
    this.addSql('create index if not exists "audit_events_subject_index" on "audit_events" ("subject");');
    this.addSql('drop index if exists "audit_events_about";');
    this.addSql('drop index if exists "conversations_spoken_of";');
    this.addSql('drop index if exists "creations_approval_id_index";');
    this.addSql('drop index if exists "inbound_events_person";');
    this.addSql('drop index if exists "workflow_acts_conversation_id_index";');
    this.addSql('drop index if exists "workflow_versions_draft_id_index";');
    this.addSql('drop index if exists "workflow_versions_workflow_id_created_at_index";');
  }
}
