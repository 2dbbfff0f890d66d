import type { Json } from '#src/model/json.ts';
import { oweCards } from './deliveries.ts';
import { list, marks, runIn } from './emptied.ts';
import type { Forgetting } from './forget-count.ts';
import { isDistinct, withoutPerson } from './forget-json.ts';
import type { Store } from './orm.ts';

/** A name of a single word may be a word as well: it is looked for only where this person took part. */
const isPhrase = (name: string): boolean => /\S\s+\S/.test(name.trim());
const shortestName = 2;

/**
 * Takes whatever else names an account out of everything but the audit chain: who asked, decided, saved and rated, links,
 * addresses, and its name in what the bot wrote. Each statement is a transaction of its own.
 */
export async function forgetNames(store: Pick<Store, 'fork'>, account: Forgetting): Promise<void> {
  const { tenant, personId, key, as, asKey } = account;
  const run = (sql: string, params: unknown[]) => runIn(store.fork())<{ id: string }>(sql, params);
  // Where they were spoken with: noted before the last trace of that is gone.
  const talks = await run(
    `select conversation_id as id from inbound_events where tenant_id = ? and payload->'person'->>'id' = ?
     union select c.id from draft_cards d join conversations c on c.id = d.conversation_id
       where d.unasked and c.tenant_id = ? and position(? in c.key) > 0
     union select conversation_id from direct_chats where tenant_id = ? and person_id = ? and conversation_id is not null`,
    [tenant.id, as, tenant.id, personId, tenant.id, personId],
  );
  const places = list(talks.map(({ id }) => id));
  await run('update workflow_acts set argument = null where requested_by = ? returning id', [key]);
  for (const [table, id, name] of [
    ['approvals', 'decided_by', 'decided_by_name'],
    ['workflow_acts', 'requested_by', 'requested_by_name'],
  ] as const)
    await run(`update ${table} set ${id} = ?, ${name} = ? where ${id} = ? returning id`, [asKey, marks.forgotten, key]);
  // Before their notices: one is noted only while its delivery is owed.
  await run(
    `delete from deliveries where place = ? and kind in ('ask', 'remind', 'expiring', 'news') returning subject as id`,
    [key],
  );
  await run('delete from failure_digests where person = ? and alone returning id', [key]);
  for (const [table, id] of [
    ['templates', 'created_by'],
    ['accounts', 'linked_by'],
    ['link_requests', 'decided_by'],
    ['messages', 'person_id'],
    ['notices', 'person'],
    ['house_values', 'set_by'],
    ['absences', 'set_by'],
    ['failure_wishes', 'set_by'],
    ['failure_digests', 'person'],
  ] as const)
    await run(`update ${table} set ${id} = ? where ${id} = ? returning id`, [asKey, key]);
  await run('update feedback set person_id = ?, comment = null where person_id = ? returning id', [asKey, key]);
  await run(
    `update messages set person_id = ? where person_id = ? and conversation_id in
       (select id from conversations where tenant_id = ?) returning id`,
    [as, personId, tenant.id],
  );
  await run(
    `update drafts set requester_id = case when requester_id = ? then ? else ? end, requester_name = ?, locale = null,
       timezone = null, version = version + 1
     where requester_id = ? or (requester_id = ? and conversation_id in (select id from conversations where tenant_id = ?))
     returning id`,
    [key, asKey, as, marks.forgotten, key, personId, tenant.id],
  );
  await run('update workflows set requester_id = ? where requester_id = ? and tenant_id = ? returning id', [
    ...[as, personId, tenant.id],
  ]);
  await run('update workflows set requester_id = ? where requester_id = ? returning id', [asKey, key]);
  await run('update slack_installations set installed_by = ? where installed_by = ? returning id', [as, personId]);
  await run('delete from turn_shares where tenant_id = ? and person_id = ? returning id', [tenant.id, personId]);
  await run('delete from absences where tenant_id = ? and person_id = ? returning id', [tenant.id, personId]);
  await run('update absences set deputy_id = null where tenant_id = ? and deputy_id = ? returning id', [
    ...[tenant.id, personId],
  ]);
  // After their notices: a chat is kept only while one names them.
  await run(
    `with gone as (delete from direct_chats where tenant_id = ? and person_id = ? returning conversation_id)
     update conversations set key = 'forgotten:' || id, closed_at = clock_timestamp()
     where id in (select conversation_id from gone) returning id`,
    [tenant.id, personId],
  );
  await forgetLinks(store, account);
  await forgetAddresses(store, account, places);
  for (const name of account.names.filter(({ length }) => length >= shortestName))
    await forgetName(store, name, places);
  await oweTheirCards(store, account);
}

const cardsAtOnce = 100;

/** Cards that say who asked, worded or decided are drawn anew. */
async function oweTheirCards(store: Pick<Store, 'fork'>, { tenant, as, asKey }: Forgetting): Promise<void> {
  const rows = (await store.fork().execute(
    `select id from drafts where requester_id = ? or requester_id = ?
     union select draft_id from approvals where decided_by = ?
     union select r.draft_id from draft_revisions r join inbound_events e on e.id = r.event_id
       where e.tenant_id = ? and e.payload->'person'->>'id' = ? order by 1`,
    [as, asKey, asKey, tenant.id, as],
  )) as { id: string }[];
  for (let from = 0; from < rows.length; from += cardsAtOnce)
    await store.fork().transactional((tx) =>
      oweCards(
        tx,
        rows.slice(from, from + cardsAtOnce).map(({ id }) => id),
      ),
    );
}

async function forgetLinks(store: Pick<Store, 'fork'>, { tenant, personId }: Forgetting): Promise<void> {
  await store.fork().transactional(async (tx) => {
    const run = runIn(tx);
    const wishes = await run<{ id: string }>(
      `delete from link_requests where (tenant_id = ? and person_id = ?) or (other_tenant_id = ? and other_person_id = ?)
       returning id`,
      [tenant.id, personId, tenant.id, personId],
    );
    await run(`delete from deliveries where kind = 'link' and subject = any(?::uuid[])`, [
      list(wishes.map(({ id }) => id)),
    ]);
    const [own] = await run<{ person: string }>(
      'delete from accounts where tenant_id = ? and person_id = ? returning person',
      [tenant.id, personId],
    );
    // One alone is linked with nothing.
    await run(
      'delete from accounts where person = ?::uuid and (select count(*) from accounts where person = ?::uuid) = 1',
      [own?.person ?? null, own?.person ?? null],
    );
  });
}

/**
 * Where one person alone was spoken to nothing is shown any more: what they write next begins a new conversation. In a
 * place of many only who is whispered to is forgotten.
 */
async function forgetAddresses(store: Pick<Store, 'fork'>, account: Forgetting, places: string): Promise<void> {
  const { tenant, personId } = account;
  await store.fork().execute(
    `update conversations set key = 'forgotten:' || id, closed_at = clock_timestamp()
     where id = any(?::uuid[]) and (platform = 'rest' or position(? in key) > 0)`,
    [places, personId],
  );
  if (!isDistinct(account)) return;
  const there = 'conversation_id in (select id from conversations where tenant_id = ?)';
  for (const [table, column, where] of [
    ['conversations', 'address', 'tenant_id = ?'],
    ['drafts', 'card', there],
    ['draft_cards', 'card', there],
    ['questions', 'card', there],
    ['workflow_acts', 'card', there],
    ['failure_notices', 'message', there],
    ['deliveries', 'details', 'tenant_id = ?'],
    ['inbound_events', 'progress', 'tenant_id = ?'],
    ['inbound_events', 'results', 'tenant_id = ?'],
  ] as const) {
    // A row that was written meanwhile is another one: it is as whoever wrote it wants it.
    const rows = (await store
      .fork()
      .execute(
        `select ctid::text as at, ${column} as value from ${table} where ${where} and position(to_json(?::text)::text in ${column}::text) > 0`,
        [tenant.id, personId],
      )) as { at: string; value: Json }[];
    for (const { at, value } of rows)
      await store
        .fork()
        .execute(`update ${table} set ${column} = ?::jsonb where ctid = ?::tid and ${column} = ?::jsonb`, [
          JSON.stringify(withoutPerson(value, account)),
          at,
          JSON.stringify(value),
        ]);
  }
}

/** The name as words of their own in what the bot wrote; what other people wrote is theirs. */
async function forgetName(store: Pick<Store, 'fork'>, name: string, places: string): Promise<void> {
  const run = (sql: string, params: unknown[]) => store.fork().execute(sql, params);
  const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
  const inJson = JSON.stringify(name).slice(1, -1);
  const word = (text: string) => `(?<![[:alnum:]])${escaped(text)}(?![[:alnum:]])`;
  const here = (column: string) => (isPhrase(name) ? 'true' : `${column} = any(?::uuid[])`);
  const placed = isPhrase(name) ? [] : [places];
  await run(
    `update messages set text = regexp_replace(text, ?, ?, 'g') where role = 'assistant' and position(? in text) > 0
     and ${here('conversation_id')}`,
    [word(name), marks.forgotten, name, ...placed],
  );
  await run(
    `update questions set text = regexp_replace(text, ?, ?, 'g'), choices = regexp_replace(choices::text, ?, ?, 'g')::jsonb
     where (position(? in text) > 0 or position(? in choices::text) > 0) and ${here('conversation_id')}`,
    [word(name), marks.forgotten, word(inJson), marks.forgotten, name, inJson, ...placed],
  );
  await run(
    `update draft_revisions r set notes = regexp_replace(notes::text, ?, ?, 'g')::jsonb from drafts d
     where d.id = r.draft_id and position(? in notes::text) > 0 and ${here('d.conversation_id')}`,
    [word(inJson), marks.forgotten, inJson, ...placed],
  );
  await run(
    `update deliveries set details = regexp_replace(details::text, ?, ?, 'g')::jsonb where position(? in details::text) > 0`,
    [word(inJson), marks.forgotten, inJson],
  );
  // Where they took part in a conversation says nothing about whom an error of n8n names.
  if (isPhrase(name))
    await run(
      `update workflow_failures set problem = regexp_replace(problem, ?, ?, 'g'), step = regexp_replace(step, ?, ?, 'g')
       where position(? in problem) > 0 or position(? in step) > 0`,
      [word(name), marks.forgotten, word(name), marks.forgotten, name, name],
    );
  await run('update creations set wanted_by_other = ? where wanted_by_other = ?', [marks.forgotten, name]);
  for (const [table, place] of [
    ['workflow_acts', 'conversation_id'],
    ['creations', `(select conversation_id from drafts where drafts.id = creations.draft_id)`],
  ] as const)
    await run(
      `update ${table} set outcome = regexp_replace(outcome::text, ?, ?, 'g')::jsonb
       where position(? in outcome::text) > 0 and ${here(place)}`,
      [word(inJson), marks.forgotten, inJson, ...placed],
    );
}
