import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { remindersLater } from '#test/support/reminders-later.ts';
import { type LocalMessage, workspace } from './support/local-slack.ts';
import { uniqueUrl } from './support/requests.ts';
import { startInLocalSlack } from './support/slack-app.ts';
import { listenIn, wordsOf } from './support/slack-people.ts';

const { ana, ben, cam, dee, ops, bot } = workspace;
const policy = {
  approvers: [ben, dee],
  groups: { finance: [ana, ben, dee], operations: [cam] },
  approvals: [{ when: ['deletes' as const], need: 2, from: 'finance' }],
  fourEyes: true,
};

/** Ana asks; Ben, who is away, and Dee approve; Cam stands in for Ben. Each in their own conversation with the bot. */
describe('approvals between four people in local-slack', () => {
  const n8n = lookIntoN8n();
  const url = uniqueUrl();
  let started: Awaited<ReturnType<typeof startInLocalSlack>>;
  const rooms = new Map<string, string>();
  /** What each was shown alone. */
  const shown = new Map<string, LocalMessage>();
  let card: LocalMessage;
  beforeAll(async () => {
    started = await startInLocalSlack({
      policy,
      overrides: { workers: { sweep: { everyMs: 3_600_000, ageMs: 1_000 } } },
    });
    for (const user of [ben, cam, dee]) {
      rooms.set(user, await started.slack.alone(user));
      await tell(user, 'help');
      await room(user).hears(/Tell me in plain words/);
    }
  });
  afterAll(() => started?.[Symbol.asyncDispose]());

  const room = (user: string) => listenIn(started.slack, rooms.get(user) ?? '');
  const tell = (user: string, text: string) => started.slack.say({ channel: rooms.get(user) ?? '', user, text });
  const shownTo = (user: string): LocalMessage => {
    const message = shown.get(user);
    if (!message) throw new Error(`nothing was shown to ${user}`);
    return message;
  };
  const there = () => listenIn(started.slack, ops);

  it('Ben says that he is away and that Cam decides', async () => {
    await tell(ben, `I am away until tomorrow, <@${cam}> decides for me`);
    await room(ben).hears(/Noted: you are away until the end of/);
  });

  it('the card and the call name who decides and how many; Cam and Dee are asked alone, Ben is not', async () => {
    await started.slack.say({ channel: ops, user: ana, text: `<@${bot}> every hour delete ${url}` });
    const first = await there().hears(/Draft: /);
    card = await there().becomes(first.ts, /waits for/);
    expect(wordsOf(card)).toMatch(/\(for ben[^)]*\)/i);
    expect((await there().hears(/2 people have to approve it/)).text).toContain(`<@${cam}>`);
    shown.set(cam, await room(cam).hears(/asks you to decide about .*You stand in for/));
    shown.set(dee, await room(dee).hears(/asks you to decide about/));
    expect((await room(ben).fromBot()).map(wordsOf).join()).not.toContain('asks you to decide');
  });

  it('Ana cannot approve her own, and after hours whoever was asked is reminded, Ben still not', async () => {
    await there().press(card, 'Create switched off', ana);
    expect(await there().hears(/nobody approves their own request/)).toMatchObject({ ephemeral_to: ana });
    await remindersLater(started.app, policy);
    for (const user of [cam, dee]) await room(user).hears(/A draft still waits for your decision/);
    expect((await room(ben).fromBot()).map(wordsOf).join()).not.toContain('still waits');
  });

  it('Cam for Ben, and Ben himself, are one; Dee is the second, and only then it is in n8n', async () => {
    await room(cam).press(shownTo(cam), 'Create switched off', cam);
    card = await there().becomes(card.ts, /approved by .*\(for ben/i);
    await there().press(card, 'Create switched off', ben);
    expect(await there().hears(/One more person has to approve it/)).toMatchObject({ ephemeral_to: ben });
    expect(await n8n.mentioning(url)).toEqual([]);
    await room(dee).press(shownTo(dee), 'Create switched off', dee);
    await there().becomes(card.ts, /Created in n8n/);
    expect(await n8n.mentioning(url)).toHaveLength(1);
    expect(await verifyAudit(started.app.store.fork())).toMatchObject({ valid: true });
  });
});
