import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Installation } from '#src/chat/installations.ts';
import { createCipher } from '#src/store/cipher.ts';
import { SlackInstallation } from '#src/store/entities.ts';
import { createInstallations } from '#src/store/installations.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const installation = (owner: string, more: Partial<Installation> = {}): Installation => ({
  owner,
  isOrganisation: false,
  appId: 'A1',
  botUserId: 'U1',
  scopes: 'chat:write',
  token: `xoxb-${owner}`,
  refreshToken: `xoxe-${owner}`,
  installedBy: 'U2',
  installedAt: new Date(),
  ...more,
});

describe('a cipher', () => {
  it('opens what it sealed, under old keys too, and nothing that was changed', () => {
    const sealed = createCipher([oldKey]).encrypt('xoxb-1 ü', 'a');
    expect(sealed).not.toContain('xoxb');
    const both = createCipher([newKey, oldKey]);
    expect(both.decrypt(sealed, 'a')).toBe('xoxb-1 ü');
    expect([both.isOutdated(sealed), both.isOutdated(both.encrypt('x', 'a'))]).toEqual([true, false]);
    expect(() => both.decrypt(sealed, 'b')).toThrow();
    expect(() => both.decrypt(`${sealed.slice(0, -2)}AA`, 'a')).toThrow();
    expect(() => createCipher([newKey]).decrypt(sealed, 'a')).toThrow(/FLOWSMITH_ENCRYPTION_KEY/);
    for (const junk of ['', 'v1', 'v2.a.b.c.d', `v1.${sealed.split('.')[1]}.x.y.z`])
      expect(() => both.decrypt(junk, 'a')).toThrow();
  });

  it('never writes the same text the same way', () => {
    const cipher = createCipher([newKey]);
    expect(cipher.encrypt('x', 'a')).not.toBe(cipher.encrypt('x', 'a'));
  });
});

describe('installations', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await openStore(database.url);
  });
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });
  const withKeys = (...keys: Buffer[]) => createInstallations(store, createCipher(keys));
  const rowOf = (owner: string) => store.fork().findOneOrFail(SlackInstallation, { owner });

  it('are kept with their tokens sealed, one per owner', async () => {
    const installations = withKeys(oldKey);
    await installations.save(installation('T1'));
    await installations.save(installation('T1', { token: 'xoxb-again', name: 'Acme' }));
    expect(await installations.find('T1')).toMatchObject({
      token: 'xoxb-again',
      refreshToken: 'xoxe-T1',
      name: 'Acme',
    });
    expect(await installations.find('T2')).toBeUndefined();
    expect(JSON.stringify(await store.fork().find(SlackInstallation, {}))).not.toMatch(/xox/);
    expect(await store.fork().count(SlackInstallation, { owner: 'T1' })).toBe(1);
  });

  it("are sealed for their owner: another row's token cannot be put in their place", async () => {
    const installations = withKeys(oldKey);
    await installations.save(installation('T3'));
    await installations.save(installation('T4'));
    const stolen = (await rowOf('T3')).token;
    await store.fork().nativeUpdate(SlackInstallation, { owner: 'T4' }, { token: stolen });
    await expect(installations.find('T4')).rejects.toThrow();
  });

  it('are sealed anew under a new key when they are read', async () => {
    await withKeys(oldKey).save(installation('T5'));
    const before = (await rowOf('T5')).token;
    expect(await withKeys(newKey, oldKey).find('T5')).toMatchObject({ token: 'xoxb-T5' });
    expect((await rowOf('T5')).token).not.toBe(before);
    expect(await withKeys(newKey).find('T5')).toMatchObject({ token: 'xoxb-T5', refreshToken: 'xoxe-T5' });
  });

  it('are removed, unless they were made after that', async () => {
    const installations = withKeys(oldKey);
    await installations.save(installation('T6'));
    await installations.remove('T6', new Date(Date.now() - 60_000));
    expect(await installations.find('T6')).toBeDefined();
    await installations.remove('T6', new Date());
    await installations.remove('T6', new Date());
    expect(await installations.find('T6')).toBeUndefined();
  });

  it('are changed by one process at a time', async () => {
    const installations = withKeys(oldKey);
    await installations.save(installation('T7'));
    let made = 0;
    const renew = async (now: Installation) => {
      if (now.token === 'xoxb-new') return undefined;
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { ...now, token: 'xoxb-new' };
    };
    const all = await Promise.all(Array.from({ length: 5 }, () => installations.change('T7', renew)));
    expect(made).toBe(1);
    expect(all.map((one) => one?.token)).toEqual(Array(5).fill('xoxb-new'));
    expect(await installations.change('T0', renew)).toBeUndefined();
  });

  it('a state counts once, also when it comes twice at the same moment', async () => {
    const installations = withKeys(oldKey);
    const uses = await Promise.all(Array.from({ length: 5 }, () => installations.useState('state', 60_000)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await installations.useState('state', 60_000)).toBe(false);
    expect(await installations.useState('another', 60_000)).toBe(true);
  });
});
