import { expect, it } from 'vitest';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import type { Scope } from '#test/fakes/teams-activities.ts';
import { textOf, threadOf } from '#test/support/teams.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

const scopes: Scope[] = ['personal', 'groupChat', 'channel'];

it.each(scopes)('Teams detail 1: 200 and typing before any work, the result in the same thread (%s)', async (scope) => {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<undefined>();
  await using held = await startTestApp({ overrides: { planner: createScriptedPlanner(() => allowed) } });
  const said = held.teams.message({ text: 'every day at 9:00 get https://example.com/status.json', scope });
  expect((await held.teams.send(held.url, said)).status).toBe(200);
  const thread = threadOf(said);
  // Teams shows no typing in channels; the message there is the sign of life.
  if (scope !== 'channel') await eventually(() => held.teams.typing.includes(thread), 'typing');
  const posted = await eventually(() => held.teams.activities[0], 'a message');
  expect(textOf(posted)).toContain('Working on it');
  allow(undefined);
  await eventually(() => textOf(posted).includes('Draft: '), 'the draft');
  expect(posted.conversationId).toBe(thread);
  expect(new Set(held.teams.typing)).toEqual(new Set(scope === 'channel' ? [] : [thread]));
});
