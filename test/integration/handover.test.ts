import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, Delivery, DraftRow, WorkflowRow } from '#src/store/entities.ts';
import { idsOn, peopleOn, type Somebody } from '#test/support/people-on.ts';
import { talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe.each(talkPlatforms)('a draft is handed over, in %s', (platform) => {
  const [a, b, c, d] = idsOn(platform);
  let app: TestApp;
  let [asker, boss, next, other] = [] as unknown as [Somebody, Somebody, Somebody, Somebody];
  beforeAll(async () => {
    app = await startTestApp({
      policy: {
        approvers: [a, b, c],
        groups: { finance: [a, b, c, d] },
        approvals: [{ when: ['deletes'], need: 2, from: 'finance' }],
        fourEyes: true,
      },
    });
    [asker, boss, next, other] = peopleOn(app, platform);
    for (const { chat } of [asker, boss, next, other]) await chat.say('help');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const settled = () =>
    eventually(
      async () =>
        (await app.store.fork().count(Delivery, { kind: ['ask', 'draft', 'news'], dueAt: { $ne: null } })) === 0,
      'nothing is owed any more',
    );
  const newest = async () => {
    const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!draft) throw new Error('no draft');
    return draft;
  };
  const audited = async (kind: string, subject: string) =>
    (await app.store.fork().find(AuditEvent, { kind, subject }, { orderBy: { seq: 'asc' } })).map(({ actor, data }) => [
      actor,
      data,
    ]);
  const waiting = async ({ chat }: Somebody) => {
    const list = await chat.say('waiting');
    return chat.after(() => list.press('show'));
  };

  it('whoever has it now is told with its card, is the one who asked, and neither of both approves it', async () => {
    const card = await asker.chat.say('every hour get https://example.com/health');
    await settled();
    const { id } = await newest();
    expect((await other.chat.say(`hand over it to ${other.name}`)).text()).not.toContain('from now on');
    expect((await asker.chat.say('hand over it to Zoe Nobody')).text()).toContain(
      'I have met nobody called “Zoe Nobody”',
    );
    expect((await asker.chat.say(`hand over it to ${asker.name}`)).text()).toContain('is responsible for');
    expect(await audited('handover', id)).toEqual([]);
    const said = await asker.chat.say(`hand it over to ${next.name}`);
    expect(said.text()).toContain(`${next.name}'s from now on`);
    expect(await audited('handover', id)).toEqual([[asker.key, { from: asker.key, to: next.key }]]);
    await card.says(`asked by ${next.name}`);
    await card.says(`waits for ${boss.name}`);
    await settled();
    await next.chat.hears(/handed “.*” over to you/);
    expect(await newest()).toMatchObject({ id, requesterId: next.id, requesterName: next.name });
    for (const { chat } of [asker, next]) expect((await chat.say('waiting')).text()).toContain('No draft waits');
    await card.press('approve');
    await eventually(async () => (await audited('refusal', id)).length === 1, 'a refusal on the trail');
    expect(await audited('refusal', id)).toMatchObject([[asker.key, { act: 'approve', reason: 'fourEyes' }]]);
    expect(app.standIn.workflows()).toEqual([]);
    await (await waiting(boss)).press('approve');
    await card.says('/workflow/');
    await settled();
    await next.chat.hears(`Decided by ${boss.name}`);
    expect(await app.store.fork().findOne(WorkflowRow, { removedAt: null })).toMatchObject({ requesterId: next.id });
  });

  it('a workflow too: whoever has it now has the rights of whoever asked', async () => {
    const { name, id } = await app.store.fork().findOneOrFail(WorkflowRow, { removedAt: null });
    expect((await asker.chat.say(`hand over "${name}" to ${other.name}`)).text()).toContain(
      'Only whoever is responsible',
    );
    expect(await audited('refusal', id)).toMatchObject([[asker.key, { act: 'handover', reason: 'notTheirs' }]]);
    expect((await next.chat.say(`hand over "${name}" to ${other.name}`)).text()).toContain('from now on');
    expect(await app.store.fork().findOne(WorkflowRow, { id })).toMatchObject({ requesterId: other.id });
    expect(await audited('handover', id)).toEqual([[next.key, { from: next.key, to: other.key }]]);
    await settled();
    await other.chat.hears(/handed “.*” over to you/);
  });

  it('not to somebody who has approved it: they would be two people', async () => {
    const card = await asker.chat.say('every hour delete https://example.com/orders/1');
    await card.says('waits for');
    await (await waiting(boss)).press('approve');
    await card.says(`approved by ${boss.name}`);
    expect((await asker.chat.say(`hand over it to ${boss.name}`)).text()).toContain(
      `is approved by ${boss.name} already`,
    );
    expect(await newest()).toMatchObject({ requesterId: asker.id, status: 'proposed' });
  });
});
