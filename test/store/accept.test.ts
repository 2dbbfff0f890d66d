import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActionTaken, InboundEvent, MessageReceived } from '#src/chat/inbound.ts';
import type { Lane } from '#src/chat/lane.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { appendAudit, verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Conversation, StoredEvent, Tenant } from '#src/store/entities.ts';
import { markFailed, markHandled } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const person = { id: 'U0ANA', name: 'Ana "the ü" \\ O’Neil' };
const message = (dedupeKey: string, address: Record<string, string> = { channel: 'C1' }): MessageReceived => ({
  ...{ kind: 'message', dedupeKey, tenant: { id: 'T1', name: 'Acme' }, person, text: 'do {"a": [1]} \n "it"' },
  conversation: { platform: 'slack', key: 'C1:17', address },
  via: 'mention',
});
const click: ActionTaken = {
  ...{ kind: 'action', dedupeKey: 'a1', tenant: { id: 'T1' }, person, action: 'approve', value: { draftId: 'd1' } },
  conversation: { platform: 'slack', key: 'C1:17', address: { channel: 'C1' } },
  card: { platform: 'slack', address: {} },
};

describe('taking in an event', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => store.fork().nativeDelete(StoredEvent, {}));

  const accept = (event: InboundEvent) =>
    acceptEvent(
      store.fork(),
      crypto.randomUUID(),
      event,
      event.kind === 'message'
        ? { kind: 'request', actor: 'slack:T1:U0ANA', data: { text: event.text, via: event.via } }
        : undefined,
    );

  it('keeps it with its tenant and its conversation, whose newest address counts', async () => {
    const first = await accept(message('m1'));
    const second = await accept(message('m2', { channel: 'C1', responseUrl: 'https://x' }));
    expect([first, second]).toMatchObject([
      { status: 'received', fresh: true },
      { status: 'received', fresh: true },
    ]);
    const em = store.fork();
    expect(await em.find(Tenant, {})).toMatchObject([{ platform: 'slack', externalId: 'T1', name: 'Acme' }]);
    expect(await em.find(Conversation, {})).toMatchObject([{ address: { channel: 'C1', responseUrl: 'https://x' } }]);
    const row = await em.findOneOrFail(StoredEvent, { id: first.id });
    expect(row.payload).toEqual(message('m1'));
  });

  it('once per key, also when twenty come at the same moment; a failed one that comes again is work again', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => accept(message('m3'))));
    expect(all.filter(({ fresh }) => fresh)).toHaveLength(1);
    const [{ id } = { id: '' }] = all;
    expect(new Set(all.map((one) => one.id)).size).toBe(1);
    await markHandled(store.fork(), id);
    expect(await accept(message('m3'))).toMatchObject({ id, status: 'handled', fresh: false });
    await markFailed(store.fork(), id, 'x');
    expect(await accept(message('m3'))).toMatchObject({ id, status: 'received', fresh: true });
  });

  it('writes the same audit chain as appendAudit, next to it and at the same time', async () => {
    const append = () =>
      store.fork().transactional((em) => appendAudit(em, { kind: 'draft', actor: 'x', subject: 'y', data: { z: 1 } }));
    await Promise.all(Array.from({ length: 10 }, (_, index) => [accept(message(`audit-${index}`)), append()]).flat());
    const em = store.fork();
    expect(await verifyAudit(em)).toMatchObject({ valid: true });
    const rows = await em.find(AuditEvent, { kind: 'request' });
    const events = await em.find(StoredEvent, {});
    const subjects = new Set(rows.map(({ subject }) => subject));
    expect(events.every(({ id }) => subjects.has(id))).toBe(true);
  });

  it('rows about anything, whatever it is called, hold: the database hashes what we verify', async () => {
    const subjects = ['error-hub 7', 'http://n8n.example/"x"', 'C:\\n8n\\', 'ü 😀 \u2028 \u0007', ''];
    await store.fork().transactional(async (em) => {
      for (const subject of subjects)
        await appendAudit(em, { kind: 'instance', actor: 'o"p\\', subject, data: { subject } });
    });
    const em = store.fork();
    expect(await verifyAudit(em)).toMatchObject({ valid: true });
    const rows = await em.find(AuditEvent, { kind: 'instance' }, { orderBy: { seq: 'asc' } });
    expect(rows.map(({ subject, data }) => [subject, data])).toEqual(subjects.map((subject) => [subject, { subject }]));
  });

  it('a click leaves no audit row', async () => {
    const before = await store.fork().count(AuditEvent, {});
    expect(await accept(click)).toMatchObject({ fresh: true });
    expect(await store.fork().count(AuditEvent, {})).toBe(before);
  });

  it('a request beyond what may wait is turned away, of a person and of a tenant; clicks never are', async () => {
    const line = (lane: Lane) => ({ lane, perPerson: 2, perTenant: 3 });
    let count = 0;
    const say = (by: string, lane: Lane = 'plan', dedupeKey = `w${count++}`) =>
      acceptEvent(
        store.fork(),
        crypto.randomUUID(),
        { ...message(dedupeKey), person: { id: by, name: by } },
        undefined,
        line(lane),
      );
    const away = async ({ id }: { id: string }) => (await store.fork().findOneOrFail(StoredEvent, { id })).turnedAway;
    const first = await say('ana');
    await say('ana');
    const third = await say('ana');
    expect([third.lane, await away(third)]).toEqual(['ahead', 'person']);
    expect(await say('bob')).toMatchObject({ lane: 'plan' });
    const fifth = await say('cyd');
    expect([fifth.lane, await away(fifth)]).toEqual(['ahead', 'tenant']);
    expect(await say('ana', 'quick')).toMatchObject({ lane: 'quick' });
    await markHandled(store.fork(), first.id);
    expect(await say('ana')).toMatchObject({ lane: 'plan' });
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
  });
});
