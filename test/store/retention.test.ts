import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, DraftRevision, DraftRow, Message, Question, StoredEvent } from '#src/store/entities.ts';
import { saveMessage } from '#src/store/messages.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { saveQuestion } from '#src/store/questions.ts';
import {
  beginning,
  emptyOldDrafts,
  leftoverTables,
  type Place,
  removeLeftovers,
  removeOldEvents,
} from '#src/store/retention.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantDraft } from '#test/support/plant-draft.ts';

const terms = { days: 30, questionDays: 14, rowsAtOnce: 4 };
const stack = new AsyncDisposableStack();
let store: Store;
beforeAll(async () => {
  store = stack.use(await openStore(stack.use(await createTestDatabase()).url));
});
afterAll(() => stack.disposeAsync());

const run = (sql: string, params: unknown[] = []) => store.fork().execute(sql, params);

/** Something said and answered so many days ago. */
async function plant(key: string, days: number, more: Partial<MessageReceived> = {}): Promise<string> {
  const id = crypto.randomUUID();
  const event: MessageReceived = {
    ...{ kind: 'message', dedupeKey: id, tenant: { id: 'T1' }, person: { id: 'U0ANA', name: 'Ana' }, via: 'mention' },
    ...{ conversation: { platform: 'slack', key, address: { channel: key } }, text: `words of ${key}` },
    ...more,
  };
  const entry = { kind: 'request', actor: 'slack:T1:U0ANA', data: { text: event.text } } as const;
  await acceptEvent(store.fork(), id, event, entry);
  const { conversation } = await store.fork().findOneOrFail(StoredEvent, { id });
  await saveMessage(store.fork(), { conversation, event: id, role: 'user', text: event.text });
  await run(
    `update inbound_events set status = 'handled', received_at = clock_timestamp() - ? * interval '1 day' where id = ?`,
    [days, id],
  );
  return id;
}

async function removeAll(): Promise<void> {
  for (let place: Place | undefined = beginning; place; )
    place = (await removeOldEvents(store.fork(), terms, place))?.next;
}

async function remaining(ids: string[]): Promise<string[]> {
  const rows = await store.fork().find(StoredEvent, { id: ids });
  return ids.map((id) => {
    const row = rows.find((each) => each.id === id);
    return row ? (row.emptiedAt ? 'emptied' : 'kept') : 'gone';
  });
}

it('what is young, open, owed or under way stays as it is; of the rest only what others lean on', async () => {
  const old = await plant('C1', 90);
  const [last, young] = [await plant('C1', 40), await plant('C1', 20)];
  const [earlier, newest] = [await plant('C2', 90), await plant('C2', 40)];
  const [direct, mentioned] = [await plant('C3', 90, { via: 'direct' }), await plant('C3', 40)];
  const welcome = await plant('C4', 90, { via: 'install' });
  await plant('C4', 10);
  const [before, waiting] = [await plant('C5', 90), await plant('C5', 80)];
  await plant('C5', 40);
  await run(`update inbound_events set status = 'received' where id = ?`, [waiting]);
  const owed = await plant('C6', 90);
  await plant('C6', 40);
  await run(
    `insert into deliveries (kind, subject, place, tenant_id, platform, due_at) select 'turn', id, '', tenant_id, 'slack', clock_timestamp() from inbound_events where id = ?`,
    [owed],
  );
  await removeAll();
  expect(await remaining([old, last, young])).toEqual(['gone', 'gone', 'kept']);
  expect(await remaining([earlier, newest])).toEqual(['gone', 'emptied']);
  expect(await remaining([direct, mentioned])).toEqual(['emptied', 'emptied']);
  expect(await remaining([welcome])).toEqual(['emptied']);
  expect(await remaining([before, waiting])).toEqual(['gone', 'kept']);
  expect(await remaining([owed])).toEqual(['kept']);
  expect(await store.fork().count(Message, { event: [old, last, newest] })).toBe(0);
  expect(await store.fork().count(Message, { event: [young, waiting, owed] })).toBe(3);
  const { payload } = await store.fork().findOneOrFail(StoredEvent, { id: newest });
  expect(payload).toMatchObject({ text: '[no longer kept]', person: { id: 'U0ANA' }, via: 'mention' });
  const data = async (subject: string) => (await store.fork().findOneOrFail(AuditEvent, { subject })).data;
  expect([await data(old), await data(newest)]).toEqual([null, null]);
  expect(await data(young)).toEqual({ text: 'words of C1' });
  expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
});

it('a question is open as long as a draft would be, with all that led to it', async () => {
  const [asked, followed] = [await plant('Q1', 90), await plant('Q1', 80)];
  const { conversation } = await store.fork().findOneOrFail(StoredEvent, { id: asked });
  const question = { conversation, event: followed, text: 'Which?', choices: [] };
  const { id } = await saveQuestion(store.fork(), question);
  await plant('Q1', 50);
  await removeAll();
  expect(await remaining([asked, followed])).toEqual(['kept', 'kept']);
  await run(`update questions set created_at = clock_timestamp() - interval '15 days' where id = ?`, [id]);
  await removeAll();
  expect(await remaining([asked, followed])).toEqual(['gone', 'gone']);
  expect(await store.fork().count(Question, { id })).toBe(0);
});

it('a draft is emptied once it is over: not while it is open or on its way', async () => {
  const ref = { platform: 'slack', key: 'D1', address: {} } as const;
  const ids: string[] = [];
  for (const status of ['proposed', 'approved', 'discarded', 'expired', 'failed'])
    ids.push((await plantOver(ref, status)).id);
  const pending = await plantOver(ref, 'failed');
  await run(
    `with a as (insert into approvals (id, draft_id, revision, decision, decided_by, decided_by_name, publish, decided_at) values (?, ?, 1, 'approved', 'x', 'x', false, now() - interval '90 days') returning id)
     insert into creations (id, draft_id, approval_id, revision, publish, status, created_at) select ?, ?, id, 1, false, 'pending', now() - interval '90 days' from a`,
    [crypto.randomUUID(), pending.id, crypto.randomUUID(), pending.id],
  );
  await run(`update draft_revisions set rehearsal = '{"kind": "not_rehearsed", "reason": "slow"}'`, []);
  while (await emptyOldDrafts(store.fork(), terms));
  const rehearsed = await store.fork().find(DraftRevision, { rehearsal: { $ne: null } });
  expect(rehearsed.map(({ draft }) => draft).filter((id) => [ids[2], ids[3], ids[4]].includes(id))).toEqual([]);
  expect(rehearsed.map(({ draft }) => draft)).toEqual(expect.arrayContaining([ids[0], ids[1]]));
  const drafts = await store.fork().find(DraftRow, { id: [...ids, pending.id] });
  const emptied = [...ids, pending.id].map((id) => Boolean(drafts.find((each) => each.id === id)?.emptiedAt));
  expect(emptied).toEqual([false, false, true, true, true, false]);
});

async function plantOver(ref: MessageReceived['conversation'], status: string) {
  const draft = await plantDraft(store, { ref, tenant: 'T1' });
  await run(`update drafts set status = ?, created_at = created_at - interval '90 days' where id = ?`, [
    status,
    draft.id,
  ]);
  await run(`update draft_revisions set created_at = created_at - interval '90 days' where draft_id = ?`, [draft.id]);
  return draft;
}

it('several at once remove nothing twice', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 30; index += 1) ids.push(await plant(`P${index % 5}`, 90));
  for (let index = 0; index < 5; index += 1) await plant(`P${index}`, 1);
  await Promise.all([removeAll(), removeAll(), removeAll()]);
  await removeAll();
  expect(await remaining(ids)).toEqual(ids.map(() => 'gone'));
  for (const table of leftoverTables) expect(await removeLeftovers(store.fork(), table, terms)).toBeLessThan(5);
  expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
});
