import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeDecision } from '#src/engine/drafts/decisions.ts';
import { expireDraft } from '#src/engine/drafts/expire.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { policySchema } from '#src/policy/roles.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { Approval, AuditEvent, Creation, DraftRow } from '#src/store/entities.ts';
import { call } from '#test/api/client.ts';
import { deliver, eventRequest, homeOpened } from '#test/fakes/slack-server.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { talkOn, talkPlatforms } from '#test/support/talk.ts';
import { askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const days = 86_400_000;
const request = 'every hour get https://example.com/health';
const onlyAtStart = { workers: { sweep: { everyMs: 3_600_000, ageMs: 1_000 } } };

async function newestDraft(app: TestApp) {
  const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
  if (!draft) throw new Error('no draft');
  return draft;
}

/** As if its time had passed; returns the draft. */
async function letTimePass(app: TestApp) {
  const draft = await newestDraft(app);
  await app.store.fork().nativeUpdate(DraftRow, { id: draft.id }, { expiresAt: new Date(Date.now() - 1_000) });
  return draft;
}

describe.each(talkPlatforms)('a draft that nobody decides about, in %s', (platform) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { draftDays: 3 } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function expired() {
    const talk = talkOn(app, platform);
    const card = await talk.say(request);
    const draft = await letTimePass(app);
    await card.says('Expired · ');
    return { talk, card, draft };
  }

  it('says until when it is open, by the clock of whoever reads it', async () => {
    const card = await talkOn(app, platform).say(request);
    expect(card.text()).toMatch(platform === 'slack' ? /until <!date\^\d+\^/ : /until \{\{DATE\(/);
    const { expiresAt, createdAt } = await newestDraft(app);
    expect(Math.round((Number(expiresAt) - Number(createdAt)) / days)).toBe(3);
  });

  it('is closed by the policy: the card goes grey, the decision and its audit row are kept', async () => {
    const { card, draft } = await expired();
    expect(card.labels()).toEqual(['Open it again', 'Change…']);
    expect(card.text()).toContain('Nothing was created in n8n');
    const em = app.store.fork();
    expect(await em.findOne(DraftRow, { id: draft.id })).toMatchObject({ status: 'expired', revision: 1 });
    expect(await em.find(Approval, { draft: draft.id })).toEqual([
      expect.objectContaining({ decision: 'expired', byPolicy: true, decidedBy: 'policy', revision: 1 }),
    ]);
    expect(await em.find(AuditEvent, { subject: draft.id, kind: 'expiry' })).toHaveLength(1);
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('is opened again as it was by its button, and can be approved then', async () => {
    const { talk, card, draft } = await expired();
    const again = await talk.after(() => card.press('reopen'));
    expect(again.text()).toMatch(/revision 2/);
    await card.says('replaced by a newer version');
    const { expiresAt, status } = await newestDraft(app);
    expect(status).toBe('proposed');
    expect(Number(expiresAt)).toBeGreaterThan(Date.now() + days);
    await again.press('approve');
    await again.says('Created, off · ');
    expect((await app.store.fork().find(Approval, { draft: draft.id })).map(({ decision }) => decision).sort()).toEqual(
      ['approved', 'expired'],
    );
  });

  it.each([
    ['again', 'every hour'],
    ['every 2 hours instead', 'every 2 hours'],
  ])('is opened again by saying "%s" in its thread', async (words, when) => {
    const { talk, draft } = await expired();
    const again = await talk.say(words);
    expect(again.labels()).toContain('Turn on');
    expect(again.text()).toMatch(new RegExp(`${when}.*revision 2`, 'si'));
    expect(await newestDraft(app)).toMatchObject({ id: draft.id, status: 'proposed', revision: 2 });
  });

  it('but not by somebody else while no approvers are named', async () => {
    const { talk, card, draft } = await expired();
    await card.press('reopen', 'other');
    await eventually(() => talk.whispers().includes('Only the person who asked'), 'the refusal');
    expect(await newestDraft(app)).toMatchObject({ id: draft.id, status: 'expired', revision: 1 });
  });
});

it('in Teams, words edited after it expired open it again as they are now', async () => {
  await using app = await startTestApp();
  const daily = 'every day at 9:00 get https://example.com/status.json';
  const said = app.teams.message({ text: daily, scope: 'channel' });
  const draft = await askInTeams(app, said);
  await letTimePass(app);
  await eventually(() => textOf(draft).includes('Expired · '), 'the grey card');
  const next = await askInTeams(app, app.teams.edit(said, daily.replace('9:00', '7:30')));
  expect(textOf(next)).toMatch(/7:30.*revision 2/s);
  expect(await newestDraft(app)).toMatchObject({ status: 'proposed', revision: 2 });
});

it('a change that expired is opened on top of what n8n holds by then', async () => {
  await using app = await startTestApp();
  const talk = talkOn(app, 'slack');
  const draft = await talk.say(request);
  await draft.press('approve');
  await draft.says('Created, off · ');
  const id = app.standIn.workflows().at(-1)?.id ?? '';
  const change = await talk.say('use https://ours.example.com/');
  await letTimePass(app);
  await change.says(/Expired · .*Nothing was changed in n8n/);
  const client = createN8nClient(app.standIn.config);
  const stored = await client.get(id);
  await client.update(id, { ...stored, name: 'Renamed meanwhile' } as never, { publishIfActive: false });
  const again = await talk.after(() => change.press('reopen'));
  expect(again.text()).toContain('Renamed meanwhile');
  expect(again.text()).toContain('ours.example.com');
  await again.press('approve');
  await again.says('Saved in n8n');
  expect(await client.get(id)).toMatchObject({ name: 'Renamed meanwhile' });
});

describe('once its time is over, and before anybody swept', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: ['U0BOSS'] }, overrides: onlyAtStart });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(['approve', 'approve_publish'])('%s creates nothing, says why, and the card goes grey', async (act) => {
    const talk = talkOn(app, 'slack');
    const card = await talk.say(request);
    const draft = await letTimePass(app);
    await card.press(act, 'other');
    await eventually(() => talk.whispers().includes('This draft expired on '), 'the reason');
    await card.says('Expired · ');
    expect(await app.store.fork().count(Approval, { draft: draft.id })).toBe(0);
    expect(await app.store.fork().count(Creation, {})).toBe(0);
    expect(app.standIn.workflows()).toEqual([]);
    const again = await talk.after(() => card.press('reopen'));
    expect(again.labels()).toContain('Turn on');
  });

  it('it does not wait on the Home tab any more', async () => {
    const home = async () => {
      const before = app.slack.homes.get('U0BOSS');
      await deliver(app.url, eventRequest(homeOpened('home', 'U0BOSS'), slackSecret));
      const view = await eventually(() => {
        const now = app.slack.homes.get('U0BOSS');
        return now !== before && now;
      }, 'a Home');
      return JSON.stringify(view);
    };
    await talkOn(app, 'slack').say('every day at 8:00 get https://example.com/health');
    expect(await home()).toContain('Every day');
    await letTimePass(app);
    expect(await home()).not.toContain('Every day');
  });

  it('REST says so, and until when it was open', async () => {
    const key = await app.key(['request', 'read']);
    const asked = await call(app, '/create-n8n-workflow', { key, body: { request } });
    expect(asked.body).toMatchObject({ status: 'proposed', expiresAt: expect.stringMatching(/^20.*Z$/) });
    await letTimePass(app);
    const now = await call(app, `/api/v1/drafts/${asked.body.draftId}`, { key });
    expect(now.body.status).toBe('expired');
    expect(Date.parse(now.body.expiresAt ?? '')).toBeLessThan(Date.now());
  });
});

it('of an approval and the sweep at once exactly one wins', async () => {
  await using app = await startTestApp({ overrides: onlyAtStart });
  const key = await app.key(['request', 'read']);
  const context = { store: app.store, policy: policySchema.parse({}), n8n: knownAt() };
  const later = new Date(Date.now() + 30 * days);
  const tenant = await ensureTenant(app.store.fork(), 'rest', { id: 'api' });
  for (let round = 0; round < 8; round++) {
    const { body } = await call(app, '/create-n8n-workflow', { key, body: { request } });
    const draftId = String(body.draftId);
    const { requesterId: id, requesterName: name } = await app.store.fork().findOneOrFail(DraftRow, { id: draftId });
    const approve = () =>
      takeDecision(context, {
        act: 'approve',
        draftId,
        revision: 1,
        by: { tenant, event: { person: { id, name } }, row: { id: draftId, receivedAt: new Date() } },
      });
    const expire = () => expireDraft(context, draftId, later);
    const first = round % 2 === 0 ? expire() : undefined;
    const decision = approve();
    const [decided, closed] = await Promise.all([decision, first ?? expire()]);
    expect(decided?.verdict.kind).toBe(closed ? 'moot' : 'allowed');
    const em = app.store.fork();
    expect((await em.find(Approval, { draft: draftId })).map(({ decision }) => decision)).toEqual([
      closed ? 'expired' : 'approved',
    ]);
    expect(await em.count(Creation, { draft: draftId })).toBe(closed ? 0 : 1);
    expect(await expireDraft(context, draftId, later)).toBe(false);
  }
});
