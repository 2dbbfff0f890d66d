import type { OpenAiServer } from '#test/fakes/openai-server.ts';
import { openThread, textOf } from './slack-thread.ts';
import { eventually, type TestApp } from './test-app.ts';

/** Has a workflow of that name made by words, so that Flowsmith knows it. Returns n8n's id; its content is of no account. */
export async function makeKnown(app: TestApp, model: OpenAiServer, name: string, user = 'U0ANA'): Promise<string> {
  const nodes = [{ name: 'By hand', type: 'n8n-nodes-base.manualTrigger', parameters: {} }];
  model.setScript([{ tool: 'submit_draft', args: { name, description: 'Is made.', nodes, connections: [] } }]);
  const thread = openThread(app);
  await thread.press(await thread.ask(`make ${name}`, user), 'approve', user);
  const text = await eventually(
    () =>
      thread
        .messages()
        .map(textOf)
        .find((one) => one.includes('/workflow/')),
    `${name} to be created`,
    60_000,
  );
  const id = /\/workflow\/(\w+)/.exec(text)?.[1];
  if (!id) throw new Error(`no id of ${name}`);
  return id;
}
