import { describe, expect, it } from 'vitest';
import { namesIn } from '#src/store/traced-client.ts';

describe('what a span says of a statement', () => {
  it.each([
    ['select "e0".* from "inbound_events" as "e0" where "e0"."id" = \'x\' limit 1', 'SELECT inbound_events'],
    [`insert into "messages" ("text") values ('mail from bob into the sea')`, 'INSERT messages'],
    [`update drafts set card_version = card_version + 1 where id = 'a'`, 'UPDATE drafts'],
    [`delete from deliveries where kind = 'draft'`, 'DELETE deliveries'],
    [`with due as (select 1 from creations w) select id from due`, 'SELECT creations'],
    [`select event_id from take_in_event('from', 'into')`, 'SELECT take_in_event'],
    [`select set_config('x', 'from my_secret_table', true)`, 'SELECT undefined'],
    ['select $$ from my_secret_table $$', 'SELECT undefined'],
    ['begin', 'BEGIN undefined'],
    ['', 'QUERY undefined'],
  ])('%s', (statement, says) => {
    const { operation, table } = namesIn(statement);
    expect(`${operation} ${table}`).toBe(says);
  });
});
