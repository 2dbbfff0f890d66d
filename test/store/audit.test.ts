import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { type AuditEntry, appendAudit, genesisHash, verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, StoredEvent } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const entry = (subject: string): AuditEntry => ({
  kind: 'approval',
  actor: 'slack:T1:U0ANA',
  subject,
  data: { revision: 2, zebra: 'ü \u2028 "', act: 'approve', nested: { b: [1, { d: null, c: 1.5 }], a: true } },
});

describe('the audit trail', () => {
  let stack: AsyncDisposableStack;
  let url: string;
  let store: Store;
  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    url = stack.use(await createTestDatabase()).url;
    store = stack.use(await openStore(url));
  });
  afterEach(() => stack.disposeAsync());

  const append = (...subjects: string[]) =>
    store.fork().transactional(async (em) => {
      for (const subject of subjects) await appendAudit(em, entry(subject));
    });

  /** As somebody who owns the database would. */
  async function asSuperuser(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  }

  it('starts empty and valid, and chains what is appended', async () => {
    expect(await verifyAudit(store.fork())).toEqual({ valid: true, rows: 0, head: genesisHash, purged: 0 });
    await append('a', 'b');
    await append('a');
    const rows = await store.fork().find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
    expect(rows.map(({ seq, subject }) => [seq, subject])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'a'],
    ]);
    expect(rows.map((row) => row.previousHash)).toEqual([genesisHash, rows[0]?.hash, rows[1]?.hash]);
    expect(await verifyAudit(store.fork())).toEqual({ valid: true, rows: 3, head: rows[2]?.hash, purged: 0 });
  });

  it('falls with the transaction it belongs to', async () => {
    const failing = store.fork().transactional(async (em) => {
      await appendAudit(em, entry('undone'));
      throw new Error('the decision failed');
    });
    await expect(failing).rejects.toThrow('the decision failed');
    await append('kept');
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true, rows: 1 });
  });

  it('has no gap and no fork when many write at once', async () => {
    const subjects = Array.from({ length: 30 }, (_, index) => `draft-${index}`);
    await Promise.all(subjects.map((subject) => append(subject)));
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true, rows: 30 });
    const rows = await store.fork().find(AuditEvent, {});
    expect(new Set(rows.map((row) => row.subject))).toEqual(new Set(subjects));
  });

  it('keeps no number of a card or an account and no address, whoever appends', async () => {
    const text = 'pay 4111 1111 1111 1111 or DE89 3704 0044 0532 0130 00, tell ana@example.com';
    await store.fork().transactional((em) => appendAudit(em, { ...entry('a'), data: { deep: [{ text }] } }));
    const event: MessageReceived = {
      kind: 'message',
      dedupeKey: 'x',
      tenant: { id: 'T1' },
      conversation: { platform: 'slack', key: 'c', address: {} },
      person: { id: 'U0ANA', name: 'Ana' },
      text,
      via: 'mention',
    };
    await acceptEvent(store.fork(), crypto.randomUUID(), event, { ...entry(''), kind: 'request', data: { text } });
    const rows = await store.fork().find(AuditEvent, {}, { orderBy: { seq: 'asc' } });
    const masked = 'pay [card number removed] or [IBAN removed], tell [e-mail address removed]';
    expect(rows.map(({ data }) => data)).toEqual([{ deep: [{ text: masked }] }, { text: masked }]);
    // The event itself has it all: it is what is planned from.
    expect((await store.fork().find(StoredEvent, {})).map(({ payload }) => payload)).toEqual([event]);
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true, rows: 2 });
  });

  it('is walked to its end when it is longer than a page', async () => {
    await append(...Array<string>(50).fill('one of many'));
    expect(await verifyAudit(store.fork(), { rowsAtOnce: 20 })).toMatchObject({ valid: true, rows: 50 });
  });

  it('goes on from a checkpoint: what stands before it is not read, what stands behind it is', async () => {
    await append(...Array<string>(30).fill('one of many'));
    const seen: { row: number; head: string }[] = [];
    const onPage = (_: number, checkpoint: { row: number; head: string } | undefined) =>
      void (checkpoint && seen.push(checkpoint));
    const whole = await verifyAudit(store.fork(), { rowsAtOnce: 10, onPage });
    expect(seen.map(({ row }) => row)).toEqual([10, 20, 30, 30]);
    const from = seen[1];
    expect(from).toBeDefined();
    expect(await verifyAudit(store.fork(), { ...(from ? { from } : {}) })).toEqual(whole);
    const tamper = (seq: number) =>
      asSuperuser(
        'alter table audit_events disable trigger user',
        `update audit_events set actor = 'x' where seq = ${seq}`,
      );
    await tamper(15);
    expect(await verifyAudit(store.fork(), { ...(from ? { from } : {}) })).toEqual(whole);
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: false, seq: 15 });
    await tamper(25);
    expect(await verifyAudit(store.fork(), { ...(from ? { from } : {}) })).toMatchObject({ valid: false, seq: 25 });
  });

  it('a checkpoint whose row is another one by now, or gone, is not gone on from', async () => {
    await append('a', 'b');
    const reason = 'it is not the row the checkpoint was made at';
    for (const row of [2, 9])
      expect(await verifyAudit(store.fork(), { from: { row, head: 'f'.repeat(64) } })).toEqual({
        ...{ valid: false, rows: 0, seq: row, reason },
      });
  });

  it.each([
    "update audit_events set actor = 'nobody' where seq = 1",
    "update audit_events set actor = 'nobody', actor_salt = 'x' where seq = 1",
    "update audit_events set actor = 'nobody', actor_salt = null, actor_hash = null where seq = 1",
    "update audit_events set actor = 'nobody', actor_salt = null, data = '{}' where seq = 1",
    "update audit_events set data = '{}' where seq = 1",
    "update audit_events set data = null, data_salt = null, kind = 'x' where seq = 1",
    'update audit_events set data = null, data_salt = null, data_hash = null where seq = 1',
    'delete from audit_events where seq = 2',
    'delete from audit_events where false',
    'truncate audit_events',
  ])('the database itself refuses: %s', async (sql) => {
    await append('a', 'b');
    await expect(asSuperuser(sql)).rejects.toThrow('audit_events is append-only');
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true, rows: 2 });
  });

  it.each([
    {
      what: 'an actor',
      sql: "update audit_events set actor = 'slack:T1:U0EVE' where seq = 2",
      seq: 2,
      reason: 'its content was changed',
    },
    {
      what: 'an actor made nobody',
      sql: "update audit_events set actor = 'nobody', actor_salt = null where seq = 2",
      seq: 2,
      reason: 'its actor is not who it was, and no purge says so',
    },
    {
      what: 'a date',
      sql: "update audit_events set at = '2020-01-01T00:00:00.000Z' where seq = 3",
      seq: 3,
      reason: 'its content was changed',
    },
    {
      what: 'a detail',
      sql: `update audit_events set data = jsonb_set(data, '{nested,a}', 'false') where seq = 1`,
      seq: 1,
      reason: 'its content was changed',
    },
    {
      what: 'a salt',
      sql: "update audit_events set data_salt = 'x' where seq = 2",
      seq: 2,
      reason: 'its content was changed',
    },
    {
      what: 'the form',
      sql: 'update audit_events set data_hash = null, data_salt = null where seq = 2',
      seq: 2,
      reason: 'its content was changed',
    },
    {
      what: 'a detail taken away',
      sql: 'update audit_events set data = null, data_salt = null where seq = 2',
      seq: 2,
      reason: 'its data was taken away, and no purge says so',
    },
    {
      what: 'a detail taken away from a row that becomes an old one',
      sql: 'update audit_events set data = null, data_salt = null, data_hash = null where seq = 2',
      seq: 2,
      reason: 'its data was taken away, and no purge says so',
    },
    {
      what: 'a hash',
      sql: "update audit_events set hash = repeat('a', 64) where seq = 2",
      seq: 2,
      reason: 'its content was changed',
    },
    {
      what: 'a link',
      sql: "update audit_events set previous_hash = repeat('a', 64) where seq = 2",
      seq: 2,
      reason: 'it does not follow its predecessor',
    },
    { what: 'the first row gone', sql: 'delete from audit_events where seq = 1', seq: 1, reason: 'a row is missing' },
    { what: 'a row gone', sql: 'delete from audit_events where seq = 2', seq: 2, reason: 'a row is missing' },
    {
      what: 'a row gone, the rest moved up',
      sql: 'delete from audit_events where seq = 2; update audit_events set seq = 2 where seq = 3',
      seq: 2,
      reason: 'it does not follow its predecessor',
    },
  ])('tampering past the trigger is found: $what', async ({ sql, seq, reason }) => {
    await append('a', 'b', 'c');
    await asSuperuser('alter table audit_events disable trigger user', sql);
    expect(await verifyAudit(store.fork())).toEqual({ valid: false, rows: seq - 1, seq, reason });
  });

  it('rows cut off at the end show in the count and the head', async () => {
    await append('a', 'b', 'c');
    const before = await verifyAudit(store.fork());
    await asSuperuser('alter table audit_events disable trigger user', 'delete from audit_events where seq = 3');
    const after = await verifyAudit(store.fork());
    expect(after).toMatchObject({ valid: true, rows: 2 });
    expect(after).not.toEqual(before);
  });
});
