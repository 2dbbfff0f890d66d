import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { seesDraft } from '#src/engine/drafts/open-draft.ts';
import { assertStillAllowed, type PolicyContext } from '#src/engine/drafts/policy-check.ts';
import { onePerPerson } from '#src/engine/people/one-person.ts';
import { policyFor, policySchema } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { Approval, AuditEvent, Creation, DraftRevision, DraftRow } from '#src/store/entities.ts';
import { askedOf, demandedOf, votesOn } from '#src/store/votes.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const [ana, bo, fay, fred] = ['U0ANA', 'U0BO', 'U0FAY', 'U0FRED'];
const remind = 'every day at 8 post "Stand-up" to #team';
const call = 'every hour delete https://example.com/orders/1';

const policy = {
  approvers: [bo],
  fourEyes: true,
  groups: { finance: [fay, fred, ana] },
  approvals: [
    { when: ['deletes' as const, 'pays' as const], need: 2, from: 'finance' },
    { when: ['sends-inside' as const], need: 1 },
    { when: ['schedule' as const], need: 0 },
  ],
};

describe('approvals by what a draft does', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const press = (message: SlackMessage, action: string, user: string) =>
    sendAction(app.url, slackSecret, {
      ...{ message, button: app.slack.button(message, action), user, userName: user },
      responseUrl: app.slack.responseUrl(message.channel),
    });
  const whispered = (user: string, words: string) =>
    eventually(() => app.slack.ephemerals.some((one) => one.user === user && one.text.includes(words)), `"${words}"`);
  const creations = () => app.store.fork().count(Creation, {});

  it('two of a group: the card says why, one counts once, the asker and others do not, the second decides', async () => {
    const thread = openThread(app);
    const card = await thread.ask(call, ana);
    const now = () => thread.messages().find(({ ts }) => ts === card.ts) ?? card;
    expect(textOf(card)).toMatch(/deletes: 2 of finance/);
    const before = await creations();
    await press(card, 'approve', ana);
    await whispered(ana, 'nobody approves their own request');
    await press(card, 'approve', bo);
    await whispered(bo, 'people the policy names');
    await press(card, 'approve', fay);
    await whispered(fay, 'Your approval counts. One more person has to approve it');
    await eventually(() => textOf(now()).includes('approved by'), 'who approved so far');
    const who = textOf(await thread.ask('who can approve this?', ana));
    for (const name of [fay, fred, `approved by ${fay} so far`]) expect(who).toContain(name);
    expect(who).not.toContain(bo);
    await press(now(), 'approve', fay);
    await whispered(fay, 'Your approval counts already');
    expect(await creations()).toBe(before);
    expect(app.standIn.workflows()).toEqual([]);
    await press(now(), 'approve', fred);
    await eventually(() => textOf(now()).includes('/workflow/'), 'a link on the card');
    expect(textOf(now())).toContain(`Approved by ${fay} and ${fred}`);
    expect(await creations()).toBe(before + 1);
    const rows = await app.store.fork().find(AuditEvent, { kind: 'approval' }, { orderBy: { seq: 'asc' } });
    expect(rows.map(({ actor, data }) => [actor, data])).toEqual([
      [
        'slack:T0TEAM:U0FAY',
        expect.objectContaining({
          counted: true,
          missing: 1,
          people: 2,
          demands: expect.stringContaining('2 of finance'),
          effects: expect.stringContaining('deletes'),
        }),
      ],
      [
        'slack:T0TEAM:U0FRED',
        expect.objectContaining({ publish: false, people: 2, demands: expect.stringContaining('2 of finance') }),
      ],
    ]);
    expect(await app.store.fork().count(Approval, {})).toBe(1);
  });

  it('is not written any more once one of those who approved has left the group', async () => {
    const em = app.store.fork();
    const approval = await em.findOneOrFail(Approval, { decidedBy: `slack:T0TEAM:${fred}` });
    const draft = await em.findOneOrFail(DraftRow, { id: approval.draft });
    const row = await em.findOneOrFail(DraftRevision, { draft: draft.id, revision: approval.revision });
    const n8n = { catalog: createCoreCatalog, readCalled: async () => new Map() } as unknown as PolicyContext['n8n'];
    const still = (finance: string[]) =>
      assertStillAllowed(
        { store: app.store, n8n, policy: policySchema.parse({ ...policy, groups: { finance } }) },
        draft,
        row,
        approval,
      );
    await still([fay, fred, ana]);
    await expect(still([fay, 'U0NEW', ana])).rejects.toMatchObject({ code: 'policy_denied' });
  });

  it('an approval of one revision is none of the next', async () => {
    const thread = openThread(app);
    const card = await thread.ask(call, ana);
    await press(card, 'approve', fay);
    await eventually(() => textOf(thread.messages().at(-1)).includes('approved by'), 'who approved so far');
    const next = await thread.ask('every 3 hours instead', ana);
    const before = await creations();
    await press(next, 'approve', fred);
    await whispered(fred, 'One more person has to approve it');
    expect(await creations()).toBe(before);
  });

  it('a group sees what is asked of it, and nothing else; approvers see all', async () => {
    const em = app.store.fork();
    const roles = policyFor(policySchema.parse(policy), { platform: 'slack', externalId: 'T0TEAM' });
    const seen: Record<string, boolean>[] = [];
    for (const words of [call, remind]) {
      await openThread(app).ask(words, ana);
      const draft = await em.findOneOrFail(DraftRow, { status: 'proposed' }, { orderBy: { createdAt: 'desc' } });
      const sees = (who: string) =>
        seesDraft(em, draft, {
          ...{ key: `slack:T0TEAM:${who}`, requester: `slack:T0TEAM:${ana}`, policy: roles },
        });
      seen.push({ fay: await sees(fay), bo: await sees(bo), ana: await sees(ana), stranger: await sees('U0X') });
    }
    expect(seen).toEqual([
      { fay: true, bo: true, ana: true, stranger: false },
      { fay: false, bo: true, ana: true, stranger: false },
    ]);
  });

  it('counts approvals alone, each person once, with whichever account they came', async () => {
    const card = await openThread(app).ask(call, ana);
    const em = app.store.fork();
    const { id } = await em.findOneOrFail(DraftRow, { status: 'proposed' }, { orderBy: { createdAt: 'desc' } });
    const [one, other] = ['slack:T0TEAM:U0FAY', 'teams:T1:fay'];
    const audit = (data: Record<string, string>) =>
      app.store
        .fork()
        .transactional((tx) =>
          appendAudit(tx, { kind: 'approval', actor: one, subject: id, data: { revision: 1, ...data } }),
        );
    await audit({ act: 'test' });
    const asked = (await askedOf(em, [id])).get(id);
    expect(asked?.votes).toEqual([]);
    expect(asked?.issues.map(({ code }) => code)).toEqual(['needs-approvals']);
    expect(textOf(card)).not.toContain('approved by');
    await audit({ act: 'approve', via: other, demands: '2 of finance' });
    await audit({ act: 'retry' });
    expect((await askedOf(em, [id])).get(id)?.votes).toEqual([one, other]);
    expect(await demandedOf(em, id, 1)).toBe('2 of finance');
    expect(await votesOn(em, id, 1)).toEqual([{ key: one, via: other }]);
    // They were linked when they approved, and are not now.
    expect(await onePerPerson(em, [{ key: one, via: other }, { key: other }])).toEqual([one]);
    expect(await onePerPerson(em, [{ key: one }, { key: other }, { key: one, via: other }])).toEqual([one]);
    expect(await onePerPerson(em, [{ key: one }, { key: other }])).toEqual([one, other]);
  });

  it('at 7 instead of 8 of one’s own takes nobody else; another text takes an approver', async () => {
    const thread = openThread(app);
    const card = await thread.ask(remind, ana);
    expect(textOf(card)).toMatch(/waits for/);
    await press(card, 'approve', ana);
    await whispered(ana, 'Only an approver can decide');
    await press(card, 'approve', bo);
    const done = () => thread.messages().find(({ ts }) => ts === card.ts);
    await eventually(() => textOf(done()).includes('/workflow/'), 'made');
    const change = await thread.ask('at 7 instead of 8', ana);
    expect(textOf(change)).not.toMatch(/waits for/);
    await press(change, 'approve', ana);
    await eventually(
      () => textOf(thread.messages().find(({ ts }) => ts === change.ts)).includes('/workflow/'),
      'changed',
    );
    const text = await thread.ask('post to #ops instead', ana);
    expect(textOf(text)).toMatch(/waits for/);
  });
});

describe('a policy that approves by itself', () => {
  it('does not approve what a rule asks one person for', async () => {
    await using app = await startTestApp({
      policy: { approvers: [bo], autoApprove: true, approvals: [{ when: ['deletes'], need: 1 }] },
    });
    const thread = openThread(app);
    const card = await thread.ask(call, ana);
    expect(textOf(card)).toMatch(/waits for/);
    expect(await app.store.fork().count(Creation, {})).toBe(0);
    await thread.ask('every hour get https://example.com/orders/1', bo);
    await eventually(async () => (await app.store.fork().count(Creation, {})) === 1, 'what no rule names');
  });
});
