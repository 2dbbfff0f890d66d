import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeDecision } from '#src/engine/drafts/decisions.ts';
import { expireDraft } from '#src/engine/drafts/expire.ts';
import { policySchema } from '#src/policy/roles.ts';
import { createCipher } from '#src/store/cipher.ts';
import { renewLease, takeLease } from '#src/store/conversations.ts';
import { findStaleCreations } from '#src/store/creations.ts';
import { createDraft, findOverdue } from '#src/store/drafts.ts';
import { DraftRow, SlackInstallation, StoredEvent, Tenant } from '#src/store/entities.ts';
import { findStaleEvents, markHandled } from '#src/store/events.ts';
import { createInstallations } from '#src/store/installations.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

const dayMs = 24 * 60 * 60_000;
const person = { id: 'U0ANA', name: 'Ana' };

describe.each([
  ['15 days ahead', 15 * dayMs],
  ['15 days behind', -15 * dayMs],
])('a process whose clock is %s', (_name, shiftMs) => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
  });
  afterAll(() => stack.disposeAsync());
  afterEach(() => vi.useRealTimers());

  const wrongClock = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + shiftMs });

  async function propose(expiresInMs: number) {
    const ref = { platform: 'slack', key: crypto.randomUUID(), address: {} } as const;
    const conversation = await plantConversation(store.fork(), { id: 'T1' }, ref);
    const id = crypto.randomUUID();
    const at = { id, tenant: conversation.tenant, conversation: conversation.id };
    const said = { kind: 'message', dedupeKey: id, tenant: { id: 'T1' }, conversation: ref, person } as const;
    const { row } = await plantEvent(store.fork(), at, { ...said, text: 'x', via: 'mention' });
    const expiresAt = new Date(Date.now() + expiresInMs);
    const [requesterId, requesterName] = [person.id, person.name];
    const head = {
      id,
      conversation: conversation.id,
      requesterId,
      requesterName,
      workflow: null,
      locale: null,
      timezone: null,
      expiresAt,
    };
    const workflow = { name: 'x', nodes: [], connections: {}, settings: {} };
    await store.fork().transactional(async (em) => {
      await createDraft(em, head, { event: id, request: 'x', document: {} as never, workflow, issues: [], notes: [] });
    });
    const tenant = await store.fork().findOneOrFail(Tenant, { id: conversation.tenant });
    return { id, row, tenant, conversation };
  }

  it('expires no draft whose time is not over, and every one whose time is', async () => {
    const open = await propose(7 * dayMs);
    const over = await propose(-1_000);
    wrongClock();
    expect(await findOverdue(store.fork(), 10)).toEqual([over.id]);
    expect(await expireDraft({ store }, open.id)).toBe(false);
    expect(await expireDraft({ store }, over.id)).toBe(true);
    expect(await findOverdue(store.fork(), 10)).toEqual([]);
  });

  it('approves what may be approved', async () => {
    const context = {
      store,
      policy: policySchema.parse({}),
      n8n: knownAt(),
    };
    const { id, row, tenant } = await propose(7 * dayMs);
    const late = await propose(-1_000);
    wrongClock();
    const approve = (draftId: string, at: typeof row) =>
      takeDecision(context, { act: 'approve', draftId, revision: 1, by: { tenant, event: { person }, row: at } });
    expect(await approve(id, row)).toMatchObject({ verdict: { kind: 'allowed' } });
    expect(await approve(late.id, late.row)).toMatchObject({ verdict: { kind: 'moot' } });
    expect(await findStaleCreations(store.fork(), 60_000, 10)).toEqual([]);
    expect(await findStaleCreations(store.fork(), 0, 10)).toHaveLength(1);
    expect(await store.fork().findOne(DraftRow, { id })).toMatchObject({ status: 'approved' });
  });

  it('takes no lease that is held, no event that just came, and writes no wrong times', async () => {
    const { row, conversation } = await propose(7 * dayMs);
    expect(await takeLease(store.fork(), conversation.id, 'right', 60_000)).toBe(true);
    wrongClock();
    expect(await takeLease(store.fork(), conversation.id, 'wrong', 60_000)).toBe(false);
    expect(await renewLease(store.fork(), conversation.id, 'right', 60_000)).toBe(true);
    const stale = await findStaleEvents(store.fork(), { ageMs: 60_000, platforms: ['slack'], limit: 10 });
    expect(stale).toEqual([]);
    await markHandled(store.fork(), row.id);
    vi.useRealTimers();
    const handled = await store.fork().findOneOrFail(StoredEvent, { id: row.id });
    expect(Math.abs((handled.handledAt?.getTime() ?? 0) - Date.now())).toBeLessThan(dayMs);
  });

  it("keeps when a token ends by PostgreSQL's clock, and reads it by its own", async () => {
    const installations = createInstallations(store, createCipher([Buffer.alloc(32, 7)]));
    wrongClock();
    const expiresAt = new Date(Date.now() + dayMs / 2);
    await installations.save({
      ...{ owner: 'T1', isOrganisation: false, appId: 'A1', botUserId: 'B1', scopes: '', installedBy: 'U1' },
      ...{ name: undefined, token: 'xoxb', refreshToken: 'xoxe', installedAt: new Date(), expiresAt },
    });
    const read = await installations.find('T1');
    expect(Math.abs((read?.expiresAt?.getTime() ?? 0) - expiresAt.getTime())).toBeLessThan(60_000);
    vi.useRealTimers();
    const row = await store.fork().findOneOrFail(SlackInstallation, { owner: 'T1' });
    expect(Math.abs((row.expiresAt?.getTime() ?? 0) - Date.now() - dayMs / 2)).toBeLessThan(60_000);
  });
});
