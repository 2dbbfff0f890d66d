import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineContext } from '#src/engine/context.ts';
import { sendTest } from '#src/engine/planning/send-test.ts';
import type { ActionTurn } from '#src/engine/turn/turn.ts';
import { findDraft } from '#src/store/drafts.ts';
import { AuditEvent, Tenant } from '#src/store/entities.ts';
import { findEvent, keepResult } from '#src/store/events.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { createTestContext, type TestContext } from '#test/support/engine-context.ts';
import { plantDraft } from '#test/support/plant-draft.ts';
import { plantEvent } from '#test/support/plant-event.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
let test: TestContext;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
  const standIn = { baseUrl: 'http://127.0.0.1:9', config: { baseUrl: 'http://127.0.0.1:9' } };
  test = createTestContext({ store, standIn: standIn as never });
});
afterAll(async () => {
  await store?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

it('a press whose process died half-way is told as not known, and n8n is not called again', async () => {
  const ref = { platform: 'slack' as const, key: 'k', address: { key: 'k' } };
  const { id, tenant, conversation } = await plantDraft(store, { ref, tenant: 'T0TEAM' });
  const draft = await findDraft(store.fork(), id);
  if (!draft) throw new Error('no draft');
  const [offer, press] = [crypto.randomUUID(), crypto.randomUUID()] as [string, string];
  const event = (dedupeKey: string) => ({
    ...{ kind: 'action' as const, dedupeKey, tenant: { id: 'T0TEAM' }, conversation: ref, action: 'test' as const },
    ...{ person: { id: 'rita', name: 'Rita' }, value: {}, card: { platform: 'slack', address: {} } },
  });
  for (const each of [offer, press])
    await plantEvent(store.fork(), { id: each, tenant, conversation, lane: 'quick' }, event(each));
  const tests = [{ step: 'Tell', hash: 'x', sent: { in: press } }];
  await store.fork().transactional((tx) => keepResult(tx, offer, 'tests', { draft: id, revision: 1, tests }));
  const row = await findEvent(store.fork(), press);
  const turn = {
    ...{ row, event: event(press), tenant: await store.fork().findOneOrFail(Tenant, { id: tenant }) },
    ...{ conversation: { id: conversation }, signal: new AbortController().signal },
    speaker: { whisper: async () => {}, say: async () => {} },
  } as unknown as ActionTurn;
  const context: EngineContext = {
    ...test.context,
    n8n: new Proxy(test.context.n8n, { get: (n8n, key) => (key === 'client' ? undefined : Reflect.get(n8n, key)) }),
  };
  const pressed = { kind: 'send_test', draftId: id, revision: 1, offeredIn: offer, test: 0 } as const;
  for (let again = 0; again < 2; again += 1) {
    await sendTest(context, turn, draft, pressed);
    const kept = (await findEvent(store.fork(), offer))?.results?.tests?.tests[0]?.sent;
    expect(kept).toEqual({ in: press, outcome: { kind: 'unknown' } });
  }
  const rows = await store.fork().find(AuditEvent, { subject: id });
  expect(rows.map(({ kind, data }) => [kind, (data as { result?: string }).result])).toEqual([['outcome', 'unknown']]);
});
