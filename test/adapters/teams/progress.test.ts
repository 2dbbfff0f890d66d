import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toDialogCard } from '#adapters/teams/inputs.ts';
import { createProgressPace } from '#adapters/teams/progress-pace.ts';
import { progressMessage } from '#src/cards/message-cards.ts';
import { actions, button, formButton, text } from '#src/chat/card.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import type { Payload, PostedActivity, Scope } from '#test/fakes/teams-activities.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams({ overrides: { progressMs: 150, typingMs: 100 } });
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.server.activities.length = 0;
  teams.server.requests.length = 0;
  teams.server.typing.length = 0;
});

const done = { text: 'Ready', card: { title: 'Draft', elements: [text('What it will do')] } };

async function say(scope: Scope = 'groupChat'): Promise<ConversationRef> {
  await teams.server.send(teams.url, teams.server.message({ text: 'report sales', scope }));
  const event = teams.events.at(-1);
  if (!event) throw new Error('no event');
  return event.conversation;
}

test('typing is shown at once, again while the work goes on, and no more when it is done', async () => {
  const to = await say();
  await expect.poll(() => teams.server.typing).toEqual([to.key]);
  const { message } = await teams.teams.platform.post(to, progressMessage('understanding', 'e1'));
  await sleep(350);
  expect(teams.server.typing.length).toBeGreaterThanOrEqual(4);
  await teams.teams.platform.update(message, done);
  await sleep(50);
  const count = teams.server.typing.length;
  await sleep(250);
  expect(teams.server.typing).toHaveLength(count);
});

test('while a turn says nothing, typing goes on until it is over', async () => {
  const to = await say();
  await teams.teams.platform.atWork(to, true);
  await expect.poll(() => teams.server.typing.length).toBeGreaterThanOrEqual(4);
  await teams.teams.platform.atWork(to, false);
  await sleep(50);
  const count = teams.server.typing.length;
  await sleep(250);
  expect(teams.server.typing).toHaveLength(count);
  await teams.teams.platform.atWork({ platform: 'teams', key: 'x', address: {} }, true);
});

test('a button, its older form and a sent dialog type at once too; stopping and refreshing do not', async () => {
  const value = { draftId: 'draft-1', revision: 1 };
  const form = { action: 'change' as const, value, title: 'Change it', submit: 'Change', fields: [] };
  const stop = button({ kind: 'stop', eventId: 'e1' }, 'Stop');
  const card = {
    title: 'Draft',
    elements: [actions(button({ kind: 'approve', ...value }, 'Create'), formButton('Change…', form), stop)],
  };
  const { message } = await teams.teams.platform.post(await say(), { text: 'Your draft', card, about: value });
  const posted = structuredClone(teams.server.activities.at(-1)) as PostedActivity;
  await teams.teams.platform.update(message, done);
  const { server } = teams;
  const send = async (activity: Payload) => {
    server.typing.length = 0;
    expect((await server.send(teams.url, activity)).status).toBe(200);
  };
  const dialog = toDialogCard(form, { card: posted.id });
  for (const work of [
    server.execute({ card: posted, action: 'approve' }),
    server.submit({ card: posted, action: 'approve' }),
    server.submitDialog({ card: posted, action: 'change' }, dialog, {}),
  ]) {
    await send(work);
    await expect.poll(() => server.typing).toEqual([posted.conversationId]);
  }
  for (const noWork of [
    server.openDialog({ card: posted, action: 'change' }),
    server.execute({ card: posted, action: 'stop' }),
    server.refresh({ card: posted }),
  ]) {
    await send(noWork);
    await sleep(60);
    expect(server.typing).toEqual([]);
  }
});

test('nothing is sent for typing in a channel, where Teams does not show it', async () => {
  const { message } = await teams.teams.platform.post(await say('channel'), progressMessage('understanding', 'e1'));
  await sleep(250);
  await teams.teams.platform.update(message, done);
  expect(teams.server.typing).toEqual([]);
});

test('an activity that came twice types once', async () => {
  const activity = teams.server.message({ text: 'report sales' });
  for (const _ of [1, 2, 3]) await teams.server.send(teams.url, activity);
  await sleep(100);
  expect(teams.server.typing).toHaveLength(1);
});

test('one message, rewritten in place: progress in paces, the result at once and last', { retry: 2 }, async () => {
  const { message } = await teams.teams.platform.post(await say(), progressMessage('understanding', 'e1'));
  for (const stage of ['choosing', 'checking', 'choosing', 'checking'] as const) {
    await teams.teams.platform.update(message, progressMessage(stage, 'e1'));
  }
  await teams.teams.platform.update(message, done);
  await sleep(400);
  expect(teams.server.activities).toHaveLength(1);
  expect(teams.server.activities[0]).toMatchObject({ updates: 2, activity: { summary: 'Ready' } });
});

test('progress that waited for its turn is the newest, and the next stage is not lost', { retry: 2 }, async () => {
  const { message } = await teams.teams.platform.post(await say(), progressMessage('understanding', 'e1'));
  await teams.teams.platform.update(message, progressMessage('choosing', 'e1'));
  await teams.teams.platform.update(message, progressMessage('understanding', 'e1'));
  await teams.teams.platform.update(message, progressMessage('checking', 'e1'));
  await expect.poll(() => teams.server.activities[0]?.activity.summary).toBe('Checking that it would work…');
  expect(teams.server.activities[0]?.updates).toBe(2);
  await teams.teams.platform.update(message, done);
});

test('progress that Teams does not take costs nothing, the result is heard of', async () => {
  const { message } = await teams.teams.platform.post(await say(), progressMessage('understanding', 'e1'));
  teams.server.fail('update', { status: 429, times: 2 });
  await teams.teams.platform.update(message, progressMessage('choosing', 'e1'));
  await expect(teams.teams.platform.update(message, done)).rejects.toMatchObject({ code: 'teams_rate_limited' });
  await teams.teams.platform.update(message, done);
  expect(teams.server.activities[0]?.activity.summary).toBe('Ready');
});

test('a result never overtakes progress that is on its way', async () => {
  const order: string[] = [];
  const pace = createProgressPace({ everyMs: 10, onError: () => undefined });
  const slow = pace.progress('m', async () => {
    await sleep(50);
    order.push('progress');
  });
  await pace.final('m', async () => void order.push('result'));
  await slow;
  expect(order).toEqual(['progress', 'result']);
});
