import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AccountRef,
  accountIn,
  accountsOf,
  type Linkable,
  linkAccounts,
  listLinked,
  type NamedAccount,
  unlinkAccount,
} from '#src/store/accounts.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { Account } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

describe('accounts of one person', () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let ana: NamedAccount;
  let rita: NamedAccount;
  let second: NamedAccount;
  let twin: NamedAccount;

  beforeAll(async () => {
    const database = stack.use(await createTestDatabase());
    store = stack.use(await openStore(database.url));
    const em = store.fork();
    const [slack, teams, other] = [
      await ensureTenant(em, 'slack', { id: 'T1' }),
      await ensureTenant(em, 'teams', { id: 'acme' }),
      await ensureTenant(em, 'slack', { id: 'T2' }),
    ];
    ana = { tenant: slack, personId: 'U0ANA', name: 'Ana' };
    twin = { tenant: slack, personId: 'U0TWIN', name: 'Twin' };
    rita = { tenant: teams, personId: '29:rita', name: 'Rita' };
    second = { tenant: other, personId: 'U0ANA', name: 'Ana' };
  });
  beforeEach(() => store.fork().nativeDelete(Account, {}));
  afterAll(() => stack.disposeAsync());

  const link = (a: NamedAccount, b: NamedAccount): Promise<Linkable> =>
    store.fork().transactional((em) => linkAccounts(em, a, b, 'operator'));
  const unlink = (a: AccountRef) => store.fork().transactional((em) => unlinkAccount(em, a));
  const namesOf = async (a: AccountRef) =>
    (await accountsOf(store.fork(), a)).map(({ tenant, personId }) => `${tenant.externalId}:${personId}`);

  it('nobody is linked with anybody, whatever they are called', async () => {
    expect(await namesOf(ana)).toEqual(['T1:U0ANA']);
    expect(await accountIn(store.fork(), ana, second.tenant.id)).toBeUndefined();
    expect(await unlink(ana)).toEqual([]);
  });

  it('whoever links with one of them joins all of them; one that goes leaves the others together', async () => {
    expect(await link(ana, rita)).toBe('free');
    expect(await link(second, rita)).toBe('free');
    expect(await namesOf(second)).toEqual(['T2:U0ANA', 'T1:U0ANA', 'acme:29:rita']);
    expect(await accountIn(store.fork(), ana, rita.tenant.id)).toMatchObject({ personId: '29:rita' });
    expect(await link(ana, second)).toBe('linked already');
    expect(await unlink(rita)).toHaveLength(2);
    expect(await namesOf(rita)).toEqual(['acme:29:rita']);
    expect(await namesOf(ana)).toEqual(['T1:U0ANA', 'T2:U0ANA']);
    await unlink(ana);
    expect(await listLinked(store.fork())).toEqual([]);
  });

  it('two people of several accounts become one, unless they meet in a tenant', async () => {
    await link(ana, rita);
    expect(await link(twin, rita)).toBe('same tenant');
    await link(twin, second);
    expect(await link(rita, second)).toBe('same tenant');
    expect(await namesOf(rita)).toEqual(['acme:29:rita', 'T1:U0ANA']);
  });

  it('of two that link at once with the same account one comes too late', async () => {
    const results = await Promise.all([link(ana, rita), link(twin, rita)]);
    expect(results.sort()).toEqual(['free', 'same tenant']);
    expect(await store.fork().count(Account, {})).toBe(2);
  });
});
