import { afterAll, beforeAll, expect, it } from 'vitest';
import { Feedback } from '#src/store/entities.ts';
import { alex, type PostedActivity, type Scope } from '#test/fakes/teams-activities.ts';
import { allHandled, askInTeams } from '#test/support/teams.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

const daily = 'every day at 9:00 in Europe/Berlin get https://example.com/status.json';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

type Rating = Omit<Parameters<TestApp['teams']['rate']>[0], 'card'>;
async function rate(card: PostedActivity, rating: Rating): Promise<void> {
  expect((await app.teams.send(app.url, app.teams.rate({ card, ...rating }))).status).toBe(200);
  await allHandled(app);
}

it.each<Scope>(['personal', 'groupChat', 'channel'])(
  '%s: thumbs are kept once per person, the last word counts, and nobody else hears of it',
  async (scope) => {
    const draft = await askInTeams(app, app.teams.message({ text: daily, scope }));
    await allHandled(app);
    expect(draft.activity).toMatchObject({ channelData: { feedbackLoop: { type: 'default' } } });
    const [before, said] = [await app.store.fork().count(Feedback), app.teams.activities.length];
    await rate(draft, { reaction: 'dislike', comment: 'the wrong hour' });
    await rate(draft, { reaction: 'like', comment: 'right after all' });
    await rate(draft, { reaction: 'dislike', person: alex });
    const kept = await app.store.fork().find(Feedback, {}, { orderBy: { createdAt: 'asc' } });
    expect(kept.slice(before)).toMatchObject([
      { verdict: 'good', comment: 'right after all', personId: expect.stringContaining('1111-4a4b') },
      { verdict: 'bad', comment: null, personId: expect.stringContaining(alex.aadObjectId) },
    ]);
    expect(kept[before]?.event).toBe(kept[before + 1]?.event);
    expect(app.teams.activities).toHaveLength(said);
  },
);

it('help and lists are not rated, and thumbs below a message nobody knows are ignored politely', async () => {
  const help = await askInTeams(app, app.teams.message({ text: 'help', conversationId: 'a:1rated-help' }));
  expect(help.activity).not.toHaveProperty('channelData');
  const [before, said] = [await app.store.fork().count(Feedback), app.teams.activities.length];
  await rate({ ...help, id: '1772615564195' }, { reaction: 'like' });
  expect(await app.store.fork().count(Feedback)).toBe(before);
  expect(app.teams.activities).toHaveLength(said);
});
