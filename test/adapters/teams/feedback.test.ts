import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { text } from '#src/chat/card.ts';
import type { PostedActivity, Scope } from '#test/fakes/teams-activities.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.state.failure = undefined;
});

const card = { title: 'Draft', elements: [text('What it will do')] };

async function answered(scope: Scope, rated = true): Promise<PostedActivity> {
  await teams.server.send(teams.url, teams.server.message({ text: 'report sales', scope }));
  const said = teams.events.at(-1);
  if (!said) throw new Error('nothing was taken in');
  const feedback = rated ? { feedback: { eventId: 'e-1' } } : {};
  await teams.teams.platform.post(said.conversation, { text: 'Your draft', card, ...feedback });
  const posted = teams.server.activities.at(-1);
  if (!posted) throw new Error('nothing was posted');
  teams.events.length = 0;
  return posted;
}

test('what can be rated has thumbs, and keeps them when it is rewritten; nothing else has', async () => {
  const thumbs = { channelData: { feedbackLoop: { type: 'default' } } };
  const posted = await answered('groupChat');
  expect(posted.activity).toMatchObject(thumbs);
  expect((await answered('groupChat', false)).activity).not.toHaveProperty('channelData');
});

test.each(['personal', 'groupChat', 'channel'] as const)('%s: thumbs are a click in the thread', async (scope) => {
  const posted = await answered(scope);
  teams.server.typing.length = 0;
  const rated = teams.server.rate({ card: posted, reaction: 'dislike', comment: ' wrong channel ' });
  expect(await teams.server.send(teams.url, rated)).toMatchObject({ status: 200, text: '{}' });
  await teams.server.send(teams.url, teams.server.rate({ card: posted, reaction: 'like' }));
  expect(teams.events).toMatchObject([
    {
      kind: 'action',
      action: 'feedback',
      value: { choice: 0 },
      fields: { comment: 'wrong channel' },
      conversation: { key: posted.conversationId },
      card: { platform: 'teams', address: { activityId: posted.id } },
      quiet: true,
    },
    { value: { choice: 1 }, card: { address: { activityId: posted.id } } },
  ]);
  expect(teams.events[1]).not.toHaveProperty('fields');
  expect(teams.server.typing).toEqual([]);
});

test.each<[what: string, change: Record<string, unknown>]>([
  ['no message', { replyToId: undefined }],
  ['no opinion', { value: { actionName: 'feedback', actionValue: { reaction: 'shrug' } } }],
  ['another action', { value: { actionName: 'survey', actionValue: {} } }],
  ['nothing', { value: undefined }],
])('thumbs about %s are taken politely and mean nothing', async (_what, change) => {
  const posted = await answered('personal');
  const rated = { ...teams.server.rate({ card: posted, reaction: 'like' }), ...change };
  expect(await teams.server.send(teams.url, rated)).toMatchObject({ status: 200, text: '{}' });
  expect(teams.events).toEqual([]);
});

test('a comment that cannot be read leaves the opinion', async () => {
  const posted = await answered('personal');
  const value = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{"feedbackText":' } };
  const rated = { ...teams.server.rate({ card: posted, reaction: 'like' }), value };
  expect((await teams.server.send(teams.url, rated)).status).toBe(200);
  expect(teams.events).toMatchObject([{ value: { choice: 1 } }]);
});

test('what could not be kept is not thanked for', async () => {
  const posted = await answered('personal');
  teams.state.failure = new Error('database is down');
  const answer = await teams.server.send(teams.url, teams.server.rate({ card: posted, reaction: 'like' }));
  expect(answer.status).toBe(503);
  expect(answer.text).not.toContain('database');
});
