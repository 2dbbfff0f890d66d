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

  it('one who never wrote alone is told nothing alone; nobody else is bothered by that', async () => {
    const card = await ask();
    await settled();
    expect(alone()).toEqual([]);
    expect(here(card.conversationId).length).toBeGreaterThan(1);
  });

  it('one who did gets the card alone, is mentioned, and whoever asked hears what was decided', async () => {
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
    await settled();
    expect(mentions(card.conversationId)).toHaveLength(2);
    expect(alone()).toHaveLength(before + 1);
  });
});
