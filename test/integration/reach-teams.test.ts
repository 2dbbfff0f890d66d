import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Delivery } from '#src/store/entities.ts';
import { alex, type PostedActivity, rita } from '#test/fakes/teams-activities.ts';
import { teamsChat } from '#test/support/private-chat.ts';
import { askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('an asker and an approver in a Teams channel', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: [alex.aadObjectId, rita.aadObjectId], fourEyes: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const here = (root: string): PostedActivity[] =>
    app.teams.activities.filter(({ conversationId }) => conversationId === root);
  const mentions = (root: string) => here(root).filter((posted) => textOf(posted).includes('<at>'));
  const alone = () => here(`a:1${alex.aadObjectId}`);
  const settled = () =>
    eventually(
      async () => (await app.store.fork().count(Delivery, { kind: ['ask', 'news'], dueAt: { $ne: null } })) === 0,
      'nothing is owed any more',
    );
  const ask = () => askInTeams(app, app.teams.message({ text: request, scope: 'channel', person: rita }));

  const opened = () => app.teams.requests.filter(({ path }) => path === '/teams/v3/conversations').length;
  const alerts = (all: PostedActivity[]) =>
    all.filter(({ posted }) => JSON.stringify(posted.channelData ?? {}).includes('"alert":true'));

  it('where Teams lets no chat begin, the mention remains, and it is not tried again with every draft', async () => {
    app.teams.strangers.add(alex.aadObjectId);
    // Met where others read along: whom nobody ever met has no name to be mentioned by.
    await app.teams.send(app.url, app.teams.message({ text: 'help', scope: 'groupChat', person: alex }));
    await eventually(
      () => app.teams.activities.some(({ conversationId }) => conversationId.startsWith('19:group')),
      'it',
    );
    const cards = [await ask(), await ask()];
    await settled();
    for (const { conversationId } of cards) expect(mentions(conversationId)).toHaveLength(1);
    expect(alone()).toEqual([]);
    expect(opened()).toBe(1);
  });

  it('once they add the app, one chat is begun for the next draft; an answer that was lost makes it no second message', async () => {
    app.teams.strangers.delete(alex.aadObjectId);
    const conversationId = `a:1${alex.aadObjectId}`;
    for (const activity of app.teams.install('add', { person: alex, conversationId }))
      await app.teams.send(app.url, activity);
    await eventually(() => alone().length === 1, 'the welcome');
    app.teams.fail('open', { hang: true });
    const card = await ask();
    await eventually(() => alone()[1], 'the card alone', 20_000);
    await eventually(() => mentions(card.conversationId)[0], 'the mention');
    // It is looked after once more, because nobody knows what became of the call without an answer: now.
    await eventually(async () => {
      await app.store.fork().nativeUpdate(Delivery, { kind: 'ask', dueAt: { $ne: null } }, { dueAt: new Date() });
      return (await app.store.fork().count(Delivery, { kind: 'ask', dueAt: { $ne: null } })) === 0;
    }, 'nothing is owed any more');
    expect(alone()).toHaveLength(2);
    expect(opened()).toBe(3);
    expect(alerts([...alone(), ...here(card.conversationId)])).toEqual([alone()[1], mentions(card.conversationId)[0]]);
    await ask();
    await eventually(() => alone()[2], 'the next card alone');
    expect(opened()).toBe(3);
  }, 60_000);

  it('one who wrote alone gets the card there, is mentioned, and whoever asked hears what was decided', async () => {
    await teamsChat(app, alex).say('help');
    const before = alone().length;
    const card = await ask();
    expect(textOf(card)).toContain(`waits for ${alex.name}`);
    const own = await eventually(() => alone()[before], 'the card alone');
    const [called] = await eventually(
      () => mentions(card.conversationId).length > 0 && mentions(card.conversationId),
      'it',
    );
    expect(textOf(called as PostedActivity)).toContain(`"mentioned":{"id":"${alex.aadObjectId}"`);
    await app.teams.send(app.url, app.teams.execute({ card: own, action: 'approve_publish', person: alex }));
    await eventually(() => textOf(own).includes('/workflow/'), 'the outcome where it was decided');
    await eventually(() => textOf(card).includes('/workflow/'), 'the outcome where it was asked');
    const told = await eventually(() => mentions(card.conversationId)[1], 'a message to whoever asked');
    expect(textOf(told)).toContain(`"mentioned":{"id":"${rita.aadObjectId}"`);
    expect(textOf(told)).toContain(`Decided by ${alex.name}`);
    expect(alerts([told])).toHaveLength(1);
    await settled();
    expect(mentions(card.conversationId)).toHaveLength(2);
    expect(alone()).toHaveLength(before + 1);
  });
});
