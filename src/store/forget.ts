import { randomBytes } from 'node:crypto';
import type { Json } from '#src/model/json.ts';
import { appendAudit, canonicalHash } from './audit.ts';
import { oweCards } from './deliveries.ts';
import {
  emptyDrafts,
  emptyRehearsals,
  emptyWordsAround,
  list,
  marks,
  purgeAuditData,
  runIn,
  wordyKinds,
} from './emptied.ts';
import { type EventRecord, StoredEvent } from './entities.ts';
import { forgetActor } from './forget-audit.ts';
import { countForgotten, type Forgetting, type Forgotten, remainsOf } from './forget-count.ts';
import { withoutPerson } from './forget-json.ts';
import { forgetNames } from './forget-names.ts';
import type { Store } from './orm.ts';
import { type KnownAccount, newNobody } from './people.ts';

export type ForgetResult =
  /** Something of theirs is being answered, or on its way into n8n. */
  { kind: 'under-way' } | ({ kind: 'forgotten'; as: string } & Forgotten);

const eventsAtOnce = 100;

/**
 * Takes a person's words and names out of everything: with each event what was said, asked and thought about it, drafts
 * that never became a workflow, the data of audit rows; then whatever else names an account, the actor of audit rows
 * included. Workflows, and their versions, stay: they are the company's. What somebody else said stays too. A bounded
 * transaction after the other; broken off, it is done again and goes on. `dryRun` only counts.
 */
export async function forgetPerson(
  store: Pick<Store, 'fork'>,
  person: readonly KnownAccount[],
  { dryRun = false, at = 'operator' }: { dryRun?: boolean; at?: string } = {},
): Promise<ForgetResult> {
  const as = newNobody();
  const all = person.map((account): Forgetting => {
    const before = `${account.tenant.platform}:${account.tenant.externalId}:`;
    return { ...account, key: before + account.personId, as, asKey: before + as };
  });
  if (await isUnderWay(store, all)) return { kind: 'under-way' };
  const forgotten = await countForgotten(store.fork(), all);
  if (!dryRun) {
    for (const account of all) {
      const events = await eventsOf(store, account);
      for (let from = 0; from < events.length; from += eventsAtOnce)
        await forgetEvents(store, account, events.slice(from, from + eventsAtOnce));
      await forgetNames(store, account);
      await forgetActor(store, account);
    }
    const salt = randomBytes(16).toString('base64url');
    const { audit: rows, ...counts } = forgotten.counts;
    const data = {
      act: 'forgotten',
      // Whoever knows the account can show that it was this one; nobody reads it from here.
      salt,
      accounts: all.map(({ key }) => canonicalHash({ key, salt })),
      counts: { ...counts, rows: rows ?? 0 },
    };
    await store.fork().transactional((tx) => appendAudit(tx, { kind: 'purge', actor: at, subject: as, data }));
  }
  return { kind: 'forgotten', as, ...forgotten, ...(await remainsOf(store.fork(), all)) };
}

async function isUnderWay(store: Pick<Store, 'fork'>, all: readonly Forgetting[]): Promise<boolean> {
  for (const { tenant, personId, key } of all) {
    const rows = (await store.fork().execute(
      `select 1 from inbound_events where tenant_id = ? and payload->'person'->>'id' = ? and status = 'received'
       union all select 1 from creations c join draft_revisions r on r.draft_id = c.draft_id
         join inbound_events e on e.id = r.event_id
         where c.status = 'pending' and e.tenant_id = ? and e.payload->'person'->>'id' = ?
       union all select 1 from workflow_acts where status = 'pending' and requested_by = ? limit 1`,
      [tenant.id, personId, tenant.id, personId, key],
    )) as unknown[];
    if (rows.length > 0) return true;
  }
  return false;
}

async function eventsOf(store: Pick<Store, 'fork'>, { tenant, personId }: Forgetting): Promise<string[]> {
  const rows = (await store
    .fork()
    .execute(
      `select id from inbound_events where tenant_id = ? and payload->'person'->>'id' = ? order by received_at, id`,
      [tenant.id, personId],
    )) as { id: string }[];
  return rows.map(({ id }) => id);
}

async function forgetEvents(store: Pick<Store, 'fork'>, account: Forgetting, events: readonly string[]): Promise<void> {
  await store.fork().transactional(async (tx) => {
    const run = runIn(tx);
    const ids = list(events);
    // docs/locks.md: conversations, events, drafts, the rest, the audit chain.
    await run(
      `select 1 from conversations where id in (select conversation_id from inbound_events where id = any(?::uuid[]))
       order by id for key share`,
      [ids],
    );
    await run('select 1 from inbound_events where id = any(?::uuid[]) order by id for update', [ids]);
    const drafts = await run<{ id: string; made: boolean }>(
      `select d.id, d.status in ('approved', 'created')
         or exists (select 1 from workflow_versions v where v.draft_id = d.id) as made
       from drafts d where d.id = any(?::uuid[]) or d.id in (select draft_id from draft_revisions where event_id = any(?::uuid[]))
       order by d.id for update of d`,
      [ids, ids],
    );
    const idsOf = (made: boolean) => drafts.filter((draft) => draft.made === made).map(({ id }) => id);
    const never = idsOf(false);
    await emptyDrafts(tx, never, marks.forgotten);
    await emptyWordsAround(tx, idsOf(true), marks.forgotten, { events });
    const tried = await emptyRehearsals(run, events);
    await oweCards(tx, [...new Set([...drafts.map(({ id }) => id), ...tried])]);
    await run('delete from asides where event_id = any(?::uuid[])', [ids]);
    await run(`update messages set text = ? where event_id = any(?::uuid[])`, [marks.forgotten, ids]);
    await run(
      `delete from deliveries where kind = 'question' and subject in (select id from questions where event_id = any(?::uuid[]))`,
      [ids],
    );
    await run(
      `update questions set text = ?, choices = '[]', answered_at = coalesce(answered_at, clock_timestamp())
       where event_id = any(?::uuid[])`,
      [marks.forgotten, ids],
    );
    await run(
      `update feedback f set comment = null from inbound_events e where e.id = any(?::uuid[]) and f.comment is not null
       and (f.event_id = e.id or f.comment = trim(e.payload->'fields'->>'comment'))`,
      [ids],
    );
    for (const row of await tx.find(StoredEvent, { id: { $in: [...events] } }, { disableIdentityMap: true }))
      await run(
        `update inbound_events set emptied_at = clock_timestamp(), dedupe_key = ?, payload = ?::jsonb,
           progress = nullif(?::jsonb, 'null'), results = nullif(?::jsonb, 'null') - 'argument' - 'tests' - 'tried' where id = ?`,
        [
          row.payload.conversation.platform === 'rest'
            ? nobodysKey(row.id)
            : row.dedupeKey.replaceAll(account.personId, account.as),
          ...[emptied(row, account), withoutPerson(row.progress, account), withoutPerson(row.results, account)].map(
            (value) => JSON.stringify(value ?? null),
          ),
          row.id,
        ],
      );
    const rows = await purgeAuditData(tx, { subjects: [...events, ...never], kinds: wordyKinds });
    const data = { act: 'forgotten', rows: rows.map((row) => ({ ...row })) };
    if (rows.length > 0) await appendAudit(tx, { kind: 'purge', actor: 'operator', subject: account.as, data });
  });
}

const nobodysKey = (id: string): string => `forgotten:${id}`;

const without = (whole: object, fields: string[]): Record<string, Json> =>
  Object.fromEntries(Object.entries(whole).filter(([field]) => !fields.includes(field)));

/** An event of which only is known what it was, in which conversation, and what it was about by ids. */
function emptied({ id, payload }: EventRecord, account: Forgetting): Json {
  const kept = without(payload, ['email', 'locale', 'spoken', 'timezone', 'step', 'problem', 'card', 'rest']);
  const rest = payload.kind === 'message' ? payload.rest : undefined;
  return withoutPerson(
    {
      ...kept,
      ...('text' in kept ? { text: marks.forgotten } : {}),
      ...('fields' in kept ? { fields: {} } : {}),
      ...(rest ? { rest: without(rest, ['adopt']) } : {}),
      dedupeKey: nobodysKey(id),
      conversation: { platform: payload.conversation.platform, key: nobodysKey(id), address: {} },
      person: { id: account.as, name: marks.forgotten },
    },
    account,
  );
}
