import { afterAll, beforeAll, expect, it } from 'vitest';
import { owe } from '#src/store/deliveries.ts';
import { Notice, Tenant } from '#src/store/entities.ts';
import { forgetNames } from '#src/store/forget-names.ts';
import { beginNotice, markTold } from '#src/store/notices.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { newNobody } from '#src/store/people.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { type PlantedDraft, plantDraft } from '#test/support/plant-draft.ts';

const stack = new AsyncDisposableStack();
let store: Store;
let draft: PlantedDraft;
beforeAll(async () => {
  store = stack.use(await openStore(stack.use(await createTestDatabase()).url));
  const ref = { platform: 'teams', key: 'a thread', address: null } as const;
  draft = await plantDraft(store, { ref, tenant: 'T1' });
});
afterAll(() => stack.disposeAsync());

const asking = (person: string) => ({ draft: draft.id, kind: 'ask' as const, person });
const oweTo = (person: string) =>
  owe(store.fork(), { kind: 'ask', subject: draft.id, place: person, conversation: draft.conversation });

it('the same notice keeps its id until it is told', async () => {
  const person = 'teams:T1:ana';
  await oweTo(person);
  const first = await beginNotice(store.fork(), asking(person));
  expect(first).toMatchObject({ again: false, told: false });
  expect(await beginNotice(store.fork(), asking(person))).toEqual({ ...first, again: true });
  await markTold(store.fork(), first.id);
  expect(await beginNotice(store.fork(), asking(person))).toMatchObject({ told: true });
});

it('a delivery that was taken on before its person was forgotten names them no more', async () => {
  const person = 'teams:T1:zoe';
  await oweTo(person);
  const tenant = await store.fork().findOneOrFail(Tenant, { id: draft.tenant });
  const as = newNobody();
  await forgetNames(store, { tenant, personId: 'zoe', names: [], key: person, as, asKey: `teams:T1:${as}` });
  expect(await beginNotice(store.fork(), asking(person))).toMatchObject({ told: true });
  expect(await store.fork().count(Notice, { person })).toBe(0);
});
