import { afterAll, beforeAll, expect, it } from 'vitest';
import { findShownDraft, saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft } from '#src/store/drafts.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { plantDraft } from '#test/support/plant-draft.ts';
import { plantConversation } from '#test/support/plant-event.ts';

const stack = new AsyncDisposableStack();
let store: Store;
beforeAll(async () => {
  store = stack.use(await openStore(stack.use(await createTestDatabase()).url));
});
afterAll(() => stack.disposeAsync());

const ref = (key: string) => ({ platform: 'teams', key, address: null }) as const;
const cardOf = (id: string) => ({ platform: 'teams', address: { activityId: id } }) as const;

it.each([
  ['shown and then asked about', [false, true], true],
  ['asked about and then shown', [true, false], true],
  ['only asked about', [true], false],
])('a draft that was %s', async (name, unasked, goesOn) => {
  const { id } = await plantDraft(store, { ref: ref(`${name}: asked for`), tenant: 'T1' });
  const elsewhere = await plantConversation(store.fork(), { id: 'T1' }, ref(`${name}: alone`));
  for (const [index, how] of unasked.entries()) {
    const draft = (await findDraft(store.fork(), id)) ?? expect.fail('no draft');
    const place = { conversation: elsewhere.id, card: cardOf(`${index}`) };
    await saveDraftCard(store.fork(), draft, place, { unasked: how });
  }
  expect((await findShownDraft(store.fork(), elsewhere.id))?.id).toBe(goesOn ? id : undefined);
});
