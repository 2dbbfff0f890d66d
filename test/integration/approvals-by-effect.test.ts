import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Approval, AuditEvent, Creation } from '#src/store/entities.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const [ana, bo, fay, fred] = ['U0ANA', 'U0BO', 'U0FAY', 'U0FRED'];
const remind = 'every day at 8 post "Stand-up" to #team';
const call = 'every hour delete https://example.com/orders/1';

describe('approvals by what a draft does', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      policy: {
        approvers: [bo],
        fourEyes: true,
        groups: { finance: [fay, fred, ana] },
        approvals: [
          { when: ['deletes', 'pays'], need: 2, from: 'finance' },
          { when: ['sends-inside'], need: 1 },
          { when: ['schedule'], need: 0 },
        ],
      },
    });
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
    await press(now(), 'approve', fay);
    await whispered(fay, 'Your approval counts already');
    expect(await creations()).toBe(before);
    expect(app.standIn.workflows()).toEqual([]);
    await press(now(), 'approve', fred);
    await eventually(() => textOf(now()).includes('/workflow/'), 'a link on the card');
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
