import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe.each(['no model', 'a model that cannot be reached'])('changing a live workflow with %s', (which) => {
  let app: TestApp;
  let stack: AsyncDisposableStack;
  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    const model = stack.use(await createOpenAiServer(() => ({ reset: true })));
    const env = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl };
    app = stack.use(await startTestApp(which === 'no model' ? {} : { env }));
  });
  afterAll(() => stack.disposeAsync());

  it('“at 7, and only weekdays”: shown as a difference, approved, updated', async () => {
    const thread = openThread(app);
    const first = await thread.ask('every day at 9 post "Good morning" to #general');
    await thread.press(first, 'approve');
    await eventually(() => textOf(thread.messages().at(-1)).includes('/workflow/'), 'the workflow to be created');
    const before = app.standIn.workflows()[0];
    const card = await thread.ask('at 7, and only weekdays');
    expect(textOf(card)).toContain('What is different');
    await thread.press(card, 'approve');
    const after = await eventually(() => {
      const now = app.standIn.workflows()[0];
      return JSON.stringify(now?.nodes).includes('"triggerAtHour":7') && now;
    }, 'the change in n8n');
    expect(app.standIn.workflows()).toHaveLength(1);
    expect(after.nodes.map(({ id }) => id)).toEqual(before?.nodes.map(({ id }) => id));
    expect(after.nodes[1]).toEqual(before?.nodes[1]);
    expect(JSON.stringify(after.nodes[0]?.parameters)).toContain('[1,2,3,4,5]');
  });
});
