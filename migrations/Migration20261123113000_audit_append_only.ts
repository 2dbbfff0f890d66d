import { Migration } from '@mikro-orm/migrations';

/** The audit trail only grows: the database itself refuses to change or delete a row. */
export class Migration20261123113000_audit_append_only extends Migration {
  override name = 'Migration20261123113000_audit_append_only';

  override up(): void {
    this.addSql(`create function refuse_audit_change() returns trigger language plpgsql as $$
begin raise exception 'audit_events is append-only'; end $$;`);
    this.addSql(`create trigger audit_events_append_only before update or delete or truncate on audit_events
for each statement execute function refuse_audit_change();`);
  }

  override down(): void {
    this.addSql('drop trigger audit_events_append_only on audit_events;');
    this.addSql('drop function refuse_audit_change();');
  }
}
