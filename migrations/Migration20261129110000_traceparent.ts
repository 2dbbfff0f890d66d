import { Migration } from '@mikro-orm/migrations';

/** What is done later, by another process, goes on with the trace of what asked for it. Events carry theirs in their payload. */
export class Migration20261129110000_traceparent extends Migration {
  override name = 'Migration20261129110000_traceparent';

  override up(): void {
    this.addSql(`alter table "creations" add "traceparent" text null;`);
    this.addSql(`alter table "workflow_acts" add "traceparent" text null;`);
    this.addSql(`alter table "deliveries" add "traceparent" text null;`);
  }

  override down(): void {
    this.addSql(`alter table "creations" drop column "traceparent";`);
    this.addSql(`alter table "workflow_acts" drop column "traceparent";`);
    this.addSql(`alter table "deliveries" drop column "traceparent";`);
  }
}
