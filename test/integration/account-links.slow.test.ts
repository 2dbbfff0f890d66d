import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideLink } from '#src/engine/links/decide.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PersonKey } from '#src/policy/roles.ts';
import { accountsOf, findPerson, linkAccounts, type NamedAccount } from '#src/store/accounts.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, LinkRequest, Tenant } from '#src/store/entities.ts';
import { sendAction, sendCommand, sendMention } from '#test/fakes/slack-server.ts';
import { alex, type Person, rita } from '#test/fakes/teams-activities.ts';
import { type PrivateChat, slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const carl: Person = { id: '29:carl', name: 'Carl', aadObjectId: '7f2b1c9e-3333-4a4b-8c1d-0a0b0c0d0e03' };
const chief = 'slack:T0TEAM:U0CHIEF';
const codeIn = (text: string): string => /link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text)?.[1] ?? expect.fail(text);
const codeFor = async (chat: PrivateChat): Promise<string> => codeIn((await chat.say('link')).text());

async function slackAccount(app: TestApp, person: string): Promise<NamedAccount> {
  const found = await findPerson(app.store.fork(), { platform: 'slack', tenant: 'T0TEAM', person });
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const linkedWith = async (app: TestApp, user: string): Promise<string[]> => {
  const [, ...others] = await accountsOf(app.store.fork(), await slackAccount(app, user));
  return others.map(({ personId }) => personId);
};

it('Slack detail 13: linking is offered privately and once, and what was asked for goes on where it waited', async () => {
  await using app = await startTestApp({ policy: { admins: [chief], approvers: ['U0BOSS'] } });
  const inTeams = teamsChat(app, rita);
  const boss = slackChat(app, 'U0BOSS');
  const asked = await slackChat(app, 'U0ANA').say('every hour get https://example.com/health');
  const offer = 'say \\"link\\" to use both as one';
  expect((await boss.say('show the workflow "Night watch"')).text()).toContain(offer);
  expect((await boss.say('show the workflow "Night watch"')).text()).not.toContain(offer);

  await inTeams.say(`link ${await codeFor(boss)}`);
  const links = await slackChat(app, 'U0CHIEF').say('links');
  await links.press('link_confirm');
  await inTeams.hears(/Linked: .*say .{1,2}waiting/);
  const waiting = await inTeams.say('waiting');
  const shown = await inTeams.after(() => waiting.press('show'));
  await shown.press('approve');
  await asked.says('Approved by Rita Requester');
});

it('each side and the admin are told in their own language', async () => {
  await using app = await startTestApp({ policy: { admins: [chief], approvers: ['U0HANS'] } });
  const { engine, cards } = wordsIn('de');
  for (const [user, name] of [
    ['U0HANS', 'Hans'],
    ['U0CHIEF', 'Chef'],
  ] as const)
    app.slack.people.set(user, { name, tz: 'Europe/Berlin', locale: 'de-DE' });
  const [hans, inTeams] = [slackChat(app, 'U0HANS'), teamsChat(app, rita)];
  await slackChat(app, 'U0ANA').say('every hour get https://example.com/health');
  const offered = (await hans.say('konten verknüpfen')).text();
  expect(offered).toContain('Dein Code ist');
  expect((await inTeams.say(`link ${codeIn(offered)}`)).text()).toContain(
    'Hans in Slack and Rita Requester in Teams shall be linked',
  );
  await hans.hears('Hans in Slack und Rita Requester in Teams sollen verknüpft werden');

  const links = await slackChat(app, 'U0CHIEF').say('kontoverknüpfungen');
  expect(links.text()).toContain(cards.links.title);
  expect(links.text()).toContain(cards.links.bothSay);
  await links.press('link_confirm');
  await links.says('Verknüpft: Hans in Slack ↔ Rita Requester in Teams');
  await hans.hears(new RegExp(`Verknüpft: .*${engine.links.waiting(1)}`));
  await inTeams.hears(/Linked: .*One draft waits for your decision/);
  expect((await hans.say('verknüpfung lösen')).text()).toContain(engine.links.apart('Teams'));
});

describe('linking accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { admins: [chief], approvers: ['U0BOSS'] } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('takes a code said on the other side and an admin; both sides are told, and what waits there', async () => {
    const boss = slackChat(app, 'U0BOSS');
    const inTeams = teamsChat(app, rita);
    await slackChat(app, 'U0ANA').say('every hour get https://example.com/health');
    const code = await codeFor(boss);
    expect((await inTeams.say(`link ${code.toLowerCase().replace('-', '')}`)).text()).toContain(
      'An admin has to confirm',
    );
    await boss.hears('An admin has to confirm it');
    expect(await linkedWith(app, 'U0BOSS')).toEqual([]);

    const links = await slackChat(app, 'U0CHIEF').say('links');
    expect(links.text()).toMatch(/U0BOSS|ana/);
    expect(links.text()).toContain('Rita Requester in Teams');
    // Anybody may call themselves Rita.
    expect(links.text()).toContain(`slack:T0TEAM:U0BOSS ↔ teams:${app.teams.tenantId}:${rita.aadObjectId}`);
    await links.press('link_confirm');
    await links.says('Linked: ');
    expect(await linkedWith(app, 'U0BOSS')).toEqual([rita.aadObjectId]);
    await boss.hears(/Linked: .*One draft waits for your decision/);
    await inTeams.hears(/Linked: .*say .{1,2}waiting.{1,2} to see it here/);
    expect(links.labels()).toContain('unlink');

    const trail = await app.store.fork().find(AuditEvent, { kind: 'link' }, { orderBy: { seq: 'asc' } });
    expect(trail.map(({ actor, data }) => [actor, (data as { act: string }).act])).toEqual([
      ['slack:T0TEAM:U0BOSS', 'offered'],
      [`teams:${app.teams.tenantId}:${rita.aadObjectId}`, 'taken up'],
      [chief, 'confirmed'],
    ]);
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });

    expect((await inTeams.say('link')).text()).toContain('Your code is');
    expect((await inTeams.say('unlink')).text()).toContain('not linked with yours in Slack');
    expect(await linkedWith(app, 'U0BOSS')).toEqual([]);
    expect((await inTeams.say('unlink')).text()).toContain('is not linked with another');
  });

  it('a code is wrong, its own, used, replaced or expired: told in words, and nothing is linked', async () => {
    const ana = slackChat(app, 'U0ANA');
    const inTeams = teamsChat(app, alex);
    expect((await inTeams.say('link ZZZZ-ZZZ9')).text()).toContain('That code does not work');
    const first = await codeFor(ana);
    expect((await ana.say(`link ${first}`)).text()).toContain('the code of this very account');
    const second = await codeFor(ana);
    expect((await inTeams.say(`link ${first}`)).text()).toContain('That code does not work');
    await app.store.fork().nativeUpdate(LinkRequest, { status: 'offered' }, { expiresAt: new Date(Date.now() - 1) });
    expect((await inTeams.say(`link ${second}`)).text()).toContain('has expired');
    const third = await codeFor(ana);
    expect((await inTeams.say(`link ${third}`)).text()).toContain('An admin has to confirm');
    expect((await slackChat(app, 'U0EVE').say(`link ${third}`)).text()).toContain('That code was used already');

    const refused = await slackChat(app, 'U0CHIEF').say('links');
    await refused.press('link_refuse');
    await refused.says('Not linked: ');
    await ana.hears('An admin did not link');
    await inTeams.hears('An admin did not link');
    expect(await linkedWith(app, 'U0ANA')).toEqual([]);
  });

  it('guessing ends after five tries', async () => {
    const eve = slackChat(app, 'U0GUESS');
    for (let number = 0; number < 5; number++)
      expect((await eve.say(`link AAAA-AAA${number}`)).text()).toContain('does not work');
    const code = await codeFor(teamsChat(app, alex));
    expect((await eve.say(`link ${code}`)).text()).toContain('a lot of codes in a short time');
  });

  it('two accounts of the same workspace are never one person', async () => {
    const code = await codeFor(slackChat(app, 'U0TWIN'));
    expect((await slackChat(app, 'U0OTHER').say(`link ${code}`)).text()).toContain('cannot be linked');
  });

  it('a code is told in private only, and is kept nowhere but as its hash', async () => {
    await sendMention(app.url, slackSecret, { text: 'link', user: 'U0PAUL', channel: 'C0OPEN' });
    const told = () => app.slack.ephemerals.find(({ user, channel }) => user === 'U0PAUL' && channel === 'C0OPEN');
    expect((await eventually(told, 'a word')).text).toContain('where nobody reads along');
    const responseUrl = app.slack.responseUrl('C0OPEN');
    await sendCommand(app.url, slackSecret, { text: 'link', user: 'U0PAUL', channel: 'C0OPEN', responseUrl });
    const code = codeIn(
      (await eventually(() => app.slack.ephemerals.find(({ text }) => text.includes('Your code is')), 'a code')).text,
    );
    expect(JSON.stringify([...app.slack.messages.values()])).not.toContain(code);

    // Said where it opens nothing, so that it stays open.
    await slackChat(app, 'U0PAUL').say(`link ${code}`);
    const kept = await everythingStored(app);
    for (const form of [code, code.replace('-', '')]) expect(kept.toUpperCase()).not.toContain(form);
    expect(kept).toContain(createHash('sha256').update(code.replace('-', '')).digest('hex'));
    expect(kept).toContain('link [code]');
  });

  it.each([(code: string) => code, (code: string) => `hello, my code is ${code.toLowerCase()} thank you`])(
    'an open code opens and is kept nowhere, whatever is said around it',
    async (words) => {
      const code = await codeFor(slackChat(app, 'U0MAX'));
      expect((await teamsChat(app, rita).say(words(code))).text()).toContain('An admin has to confirm');
      const kept = await everythingStored(app);
      for (const form of [code, code.replace('-', '')]) expect(kept.toUpperCase()).not.toContain(form);
      await app.store.fork().nativeDelete(LinkRequest, { personId: 'U0MAX' });
    },
  );

  it('a code that was said aloud where it opens nothing opens nothing any more', async () => {
    const code = await codeFor(slackChat(app, 'U0LOUD'));
    await sendMention(app.url, slackSecret, { text: `link ${code}`, user: 'U0LOUD', channel: 'C0OPEN' });
    const told = () => app.slack.ephemerals.find(({ user, channel }) => user === 'U0LOUD' && channel === 'C0OPEN');
    expect((await eventually(told, 'a word')).text).toContain('where nobody reads along');
    expect((await teamsChat(app, carl).say(`link ${code}`)).text()).toContain('That code does not work');
  });

  it('only an admin of both sides sees it, decides it and takes links apart', async () => {
    const inTeams = teamsChat(app, alex);
    const code = await codeFor(slackChat(app, 'U0ANA'));
    await inTeams.say(`link ${code}`);
    const card = await slackChat(app, 'U0CHIEF').say('links');
    expect(card.labels()).toContain('link_confirm');
    expect((await slackChat(app, 'U0BOSS').say('links')).text()).toContain('Only an admin can see');
    const { id } = await app.store.fork().findOneOrFail(LinkRequest, { status: 'waiting' });
    const message = app.slack.lastMessage('D0U0CHIEF');
    if (!message) expect.fail('no card');
    await sendAction(app.url, slackSecret, {
      message,
      button: app.slack.button(message, 'link_confirm'),
      user: 'U0BOSS',
    });
    const refusals = () => app.store.fork().find(AuditEvent, { kind: 'refusal', subject: id });
    await eventually(async () => (await refusals()).length === 1, 'the audited refusal');
    expect((await refusals())[0]?.actor).toBe('slack:T0TEAM:U0BOSS');
    expect(await linkedWith(app, 'U0ANA')).toEqual([]);
    await card.press('link_confirm');
    await card.says('Linked: ');
    await card.press('unlink');
    await card.says('Taken apart: ');
    expect(await linkedWith(app, 'U0ANA')).toEqual([]);
  });
});

describe('roles of linked sides', () => {
  it('an admin of one side alone cannot link; with four eyes nobody links their own accounts', async () => {
    await using app = await startTestApp({
      policy: {
        tenants: {
          'slack:T0TEAM': { admins: ['U0LOCAL', 'U0BOTH'], approvers: ['U0BOTH'], fourEyes: true },
        },
        admins: ['slack:T0TEAM:U0BOTH', 'slack:T0TEAM:U0SECOND'],
      },
    });
    const code = await codeFor(slackChat(app, 'U0BOTH'));
    await teamsChat(app, rita).say(`link ${code}`);
    const local = await slackChat(app, 'U0LOCAL').say('links');
    expect(local.text()).toContain('No accounts are linked, and nobody waits');
    const both = slackChat(app, 'U0BOTH');
    const own = await both.say('links');
    await own.press('link_confirm');
    await both.hears('with four eyes nobody links their own');
    expect(await linkedWith(app, 'U0BOTH')).toEqual([]);
  });
});

it('whether an admin may is asked when nobody else can link any more: a link of that instant counts', async () => {
  await using app = await startTestApp({ policy: { admins: [chief] } });
  await teamsChat(app, rita).say(`link ${await codeFor(slackChat(app, 'U0ANA'))}`);
  await teamsChat(app, carl).say('help');
  const request = await app.store.fork().findOneOrFail(LinkRequest, { status: 'waiting' });
  const ana = await slackAccount(app, 'U0ANA');
  const playground = { id: crypto.randomUUID(), platform: 'playground' as const, externalId: 'other', name: null };
  await app.store.fork().insert(Tenant, playground);
  const third = { tenant: { ...playground, createdAt: new Date() }, personId: 'rita', name: 'Rita' } as NamedAccount;
  let seen: string[] = [];
  const may: NonNullable<Parameters<typeof decideLink>[4]>['may'] = async (tx, sides) => {
    const accounts = (await Promise.all(sides.map((side) => accountsOf(tx, side)))).flat();
    seen = accounts.map(({ tenant }) => tenant.platform).sort();
    return seen.includes('playground') ? { allowed: false, reason: 'linkAdmins' } : { allowed: true };
  };
  // Another link is under way, and not committed yet.
  const deciding = await app.store.fork().transactional(async (tx) => {
    expect(await linkAccounts(tx, ana, third, 'operator')).toBe('free');
    const decision = decideLink(app, request.id, 'confirmed', { key: 'slack:T0TEAM:U0CHIEF' as PersonKey }, { may });
    const waiting = async () =>
      (
        (await app.store
          .fork()
          .execute(
            "select 1 from pg_locks where locktype = 'advisory' and objid = 740031341 and not granted",
          )) as unknown[]
      ).length > 0;
    await eventually(waiting, 'the decision waits');
    expect(seen).toEqual([]);
    return { decision };
  });
  expect(await deciding.decision).toMatchObject({ kind: 'refused', permission: { reason: 'linkAdmins' } });
  expect(seen).toEqual(['playground', 'slack', 'teams']);
  expect(await linkedWith(app, 'U0ANA')).toEqual(['rita']);
});

/** Every row of every table, as text. */
async function everythingStored(app: TestApp): Promise<string> {
  const client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  try {
    const tables = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const kept: unknown[] = [];
    for (const { tablename } of tables.rows)
      kept.push(...(await client.query(`select t::text as row from "${tablename}" t`)).rows);
    return JSON.stringify(kept);
  } finally {
    await client.end();
  }
}
