import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlannerInput, PlannerResult } from '#src/planner/planner.ts';
import { createScriptedPlanner, drafted, hourly } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let plan: (input: PlannerInput) => PlannerResult | Promise<PlannerResult> = hourly;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ overrides: { planner: createScriptedPlanner((input) => plan(input)) } });
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function make(name: string, user: string): Promise<void> {
  plan = () => drafted({ ...hourly().draft, name });
  const thread = openThread(app);
  await thread.press(await thread.ask('every hour get https://example.com/health', user), 'approve', user);
  await eventually(() => thread.messages().some((one) => textOf(one).includes('/workflow/')), `${name} is made`);
}

/** What a planner finds of the workflows in the database when this person asks. */
async function found(words: string, user: string): Promise<string[]> {
  plan = async ({ sources }) => {
    const listed = await sources.findWorkflows(words);
    return { kind: 'answer', text: `Found: ${listed.map(({ name, mine }) => `${name} ${mine}`).join(', ')}.` };
  };
  const text = textOf(await openThread(app).ask('which are there', user));
  const list = /Found: (.*?)\./.exec(text)?.[1] ?? '';
  return list === '' ? [] : list.split(', ');
}

/** Without words all are listed that a person may know, with whose they are, newest first, ten at most; words find by name. */
it('what a planner may know of the workflows there are', async () => {
  expect(await found('', 'U0ANA')).toEqual([]);
  await make('Morning news', 'U0ANA');
  await make('Evening news', 'U0ANA');
  await make('Secret plans', 'U0BEN');
  expect((await found('', 'U0ANA')).sort()).toEqual(['Evening news true', 'Morning news true', 'Secret plans false']);
  expect(await found('', 'U0BEN')).toContain('Secret plans true');
  expect(await found('evening', 'U0ANA')).toEqual(['Evening news true']);
  expect(await found('no such name', 'U0ANA')).toEqual([]);

  for (let count = 1; count <= 11; count += 1) await make(`Report ${count}`, 'U0ANA');
  const listed = await found('', 'U0ANA');
  expect(listed).toHaveLength(10);
  expect(listed[0]).toBe('Report 11 true');
  expect(listed).not.toContain('Evening news true');
}, 120_000);
