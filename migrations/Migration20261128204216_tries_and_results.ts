import { Migration } from '@mikro-orm/migrations';

/**
 * Tries are counted in the row of the work, and what a turn decided is kept with its event. An event that failed and is
 * work again, by whichever way, starts anew.
 */
export class Migration20261128204216_tries_and_results extends Migration {
  override name = 'Migration20261128204216_tries_and_results';

  override up(): void {
    this.addSql(
      `alter table "inbound_events" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null, add "results" jsonb null;`,
    );
    this.addSql(
      `alter table "creations" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null;`,
    );
    this.addSql(
      `alter table "workflow_acts" add "attempts" int not null default 0, add "next_attempt_at" timestamptz null, add "next_sweep_at" timestamptz null;`,
    );
    this.addSql(`alter table "questions" add "answered_by" uuid null;`);
    this.addSql(`create function begin_event_anew() returns trigger language plpgsql as $$
begin
  new.attempts := 0;
  new.next_attempt_at := null;
  new.next_sweep_at := clock_timestamp() + interval '30 seconds';
  return new;
end $$;`);
    this.addSql(`create trigger inbound_events_anew before update on inbound_events for each row
when (old.status = 'failed' and new.status = 'received') execute function begin_event_anew();`);
  }

  override down(): void {
    this.addSql('drop trigger inbound_events_anew on inbound_events;');
    this.addSql('drop function begin_event_anew();');
    this.addSql(`alter table "questions" drop column "answered_by";`);
    this.addSql(
      `alter table "creations" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at";`,
    );
    this.addSql(
      `alter table "inbound_events" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at", drop column "results";`,
    );
    this.addSql(
      `alter table "workflow_acts" drop column "attempts", drop column "next_attempt_at", drop column "next_sweep_at";`,
    );
  }
}
