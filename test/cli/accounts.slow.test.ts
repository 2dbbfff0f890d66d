import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvent } from '#src/store/accept.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Conversation, Tenant } from '#src/store/entities.ts';
import { offerLink, takeUpLink } from '#src/store/link-requests.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { flowsmith, patience, type Run } from '#test/support/run-cli.ts';

const [ana, rita, bob] = ['slack:T1:U0ANA', 'teams:acme:29:rita', 'slack:T1:U0BOB'];

describe('flowsmith accounts', patience, () => {
  const stack = new AsyncDisposableStack();
  let store: Store;
  let env: { DATABASE_URL: string };
  const run = (...args: string[]): Promise<Run> => flowsmith(['accounts', ...args], env);

  beforeAll(async () => {
    env = { DATABASE_URL: stack.use(await createTestDatabase()).url };
    store = stack.use(await openStore(env.DATABASE_URL));
    for (const name of [ana, rita, bob]) await meet(name);
  });
  afterAll(() => stack.disposeAsync());

  /** Somebody said hello. */
  async function meet(full: string): Promise<void> {
    const [, platform, tenant, id] = /^(slack|teams):(\w+):(.+)$/.exec(full) ?? [];
    if ((platform !== 'slack' && platform !== 'teams') || !tenant || !id) throw new Error(full);
    await acceptEvent(
      store.fork(),
      crypto.randomUUID(),
      {
        kind: 'message',
        text: 'hello',
        via: 'direct',
        dedupeKey: crypto.randomUUID(),
        tenant: { id: tenant },
        conversation: { platform, key: id, address: {} },
        person: { id, name: `${id} by name` },
      },
      undefined,
    );
  }

  /** What both sides said to each other with a code. */
  async function wish(): Promise<string> {
    const em = store.fork();
    const side = async (platform: 'slack' | 'teams', key: string) => {
      const tenant = await em.findOneOrFail(Tenant, { platform });
      const { id } = await em.findOneOrFail(Conversation, { key });
      return { tenant, personId: key, name: key, conversation: id };
    };
    const code = { hash: crypto.randomUUID(), expiresAt: new Date(Date.now() + 60_000) };
    const { id } = await offerLink(em, await side('slack', 'U0ANA'), code);
    await takeUpLink(em, id, await side('teams', '29:rita'));
    return id;
  }

  it('links two by their full names, lists them and takes them apart; each leaves its mark', async () => {
    expect(await run('list')).toEqual({ code: 0, out: '', err: '' });
    expect(await run('link', ana, rita)).toMatchObject({
      code: 0,
      out: `Linked: ${ana} (U0ANA by name) and ${rita} (29:rita by name). Nobody was told.`,
    });
    expect((await run('list')).out).toMatch(
      /^linked\tslack:T1:U0ANA \(U0ANA by name\)\tteams:acme:29:rita \(29:rita by name\)\tby operator 20/,
    );
    expect(await run('link', rita, ana)).toMatchObject({ code: 1, err: 'These two accounts are linked already.' });
    expect(await run('link', rita, bob)).toMatchObject({ code: 1, err: expect.stringContaining('cannot be linked') });
    expect((await run('unlink', rita)).out).toContain(`is not linked with ${ana} any more`);
    expect(await run('unlink', rita)).toMatchObject({
      code: 1,
      err: expect.stringContaining('not linked with another'),
    });
    expect(await run('list')).toMatchObject({ out: '' });
    const trail = await store.fork().find(AuditEvent, { kind: 'link' }, { orderBy: { seq: 'asc' } });
    expect(trail.map(({ actor, data }) => ({ actor, data }))).toEqual([
      { actor: 'operator', data: { act: 'confirmed', accounts: [ana, rita] } },
      { actor: 'operator', data: { act: 'removed', accounts: [rita, ana] } },
    ]);
    expect(await verifyAudit(store.fork())).toMatchObject({ valid: true });
  });

  it('confirms or refuses what waits, once', async () => {
    const refused = await wish();
    expect((await run('list')).out).toMatch(new RegExp(`^waiting\t${refused}\t${ana} .*\t${rita} `));
    expect((await run('refuse', refused)).out).toContain('Not linked: ');
    expect(await run('confirm', refused)).toMatchObject({
      code: 1,
      err: `Nothing waits under ${refused}: see flowsmith accounts list.`,
    });
    const confirmed = await wish();
    expect((await run('confirm', confirmed)).out).toContain('Linked: ');
    expect((await run('list')).out).toMatch(/^linked\t/);
    await run('unlink', ana);
  });

  it('says what is wrong with a name', async () => {
    expect(await run('link', 'ana', rita)).toMatchObject({
      code: 1,
      err: expect.stringContaining('"ana" is no account'),
    });
    expect((await run('link', 'slack:T2:U0ANA', rita)).err).toBe(
      'Nobody of Slack T2 has used Flowsmith: check the id.',
    );
    expect((await run('link', 'slack:T1:U0NOBODY', rita)).err).toContain('U0NOBODY has not used Flowsmith in slack:T1');
    expect((await run('confirm', '7')).err).toContain('"7" is no id');
    expect((await run('unlink', 'rest:api:ci')).err).toContain('is no account');
  });
});
