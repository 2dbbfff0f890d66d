import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitingFor } from '#src/engine/shown/waiting.ts';
import { policySchema } from '#src/policy/roles.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantConversation } from '#test/support/plant-event.ts';

describe('more drafts than are read at once', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    const conversation = { platform: 'slack' as const, key: 'c', address: {} };
    const { id } = await plantConversation(store.fork(), { id: 'T1' }, conversation);
    const insert = (from: number, to: number, person: string) =>
      store.fork().execute(
        `insert into drafts (id, conversation_id, requester_id, requester_name, status, revision, version, created_at)
         select gen_random_uuid(), ?, ?, ?, 'proposed', 1, 1, '2026-01-01'::timestamptz + n * interval '1 second'
         from generate_series(?::int, ?::int) n`,
        [id, person, person, from, to],
      );
    await insert(1, 1_200, 'U0BUSY');
    await insert(1_201, 1_202, 'U0ANA');
  });
  afterAll(() => stack.disposeAsync());

  let newest = 0;
  const waiting = async (person: string, policy: object = {}) => {
    const tenant = await ensureTenant(store.fork(), 'slack', { id: 'T1' });
    const asking = { tenant, event: { person: { id: person } } };
    const found = await waitingFor(policySchema.parse(policy), store.fork(), asking);
    const times = found.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    newest = times[0] ?? 0;
    return found.length;
  };

  it('one’s own are found behind those of others that one may not decide about', async () => {
    expect(await waiting('U0ANA')).toBe(2);
  });

  it('approvers and admins are shown the newest', async () => {
    expect(await waiting('U0BOSS', { approvers: ['U0BOSS'] })).toBe(1_000);
    expect(newest).toBe(Date.parse('2026-01-01T00:20:02Z'));
    expect(await waiting('U0BOSS', { admins: ['U0BOSS'] })).toBe(1_000);
    expect(await waiting('U0ANA', { approvers: ['U0BOSS'] })).toBe(0);
  });
});
