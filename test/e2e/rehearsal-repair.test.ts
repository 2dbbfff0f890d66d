import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#src/log.ts';
import { createModelPlanner } from '#src/planner/model/model-planner.ts';
import { createOpenAiProvider } from '#src/planner/model/openai/chat-completions.ts';
import type { Planner } from '#src/planner/planner.ts';
import { createOpenAiServer, type OpenAiServer } from '#test/fakes/openai-server.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const catalog = await fullCatalog();
const post = (text: string) => ({
  name: 'Tell sales',
  type: 'n8n-nodes-base.slack',
  parameters: {
    ...{ resource: 'message', operation: 'post', select: 'channel', text },
    channelId: { __rl: true, mode: 'name', value: '#sales' },
  },
});
const workflow = (text: string) => ({
  name: 'Deals',
  nodes: [
    { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: `repair-${process.pid}` } },
    post(text),
  ],
  connections: [{ from: 'Deal', to: 'Tell sales', output: 0, input: 0, kind: 'main' as const }],
});

describe.skipIf(!catalog)('what fails in a real n8n is repaired before a person sees the draft', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  let server: OpenAiServer;
  let planner: Planner = createScriptedPlanner(() =>
    drafted(workflow('=Deal {{ $json.customer }} {{ $json.body.name }}')),
  );
  const env = { REHEARSE: '1', N8N_RATE_LIMIT: '20' };
  beforeAll(async () => {
    app = await startTestApp({
      n8n,
      env,
      overrides: { planner: { name: 'either', plan: (input) => planner.plan(input) } },
    });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  it('without a model what has one way to be mended is mended, and told', async () => {
    const thread = openThread(app);
    await thread.ask('tell #sales of every deal');
    const card = () => textOf(thread.messages().at(-1));
    await eventually(() => card().includes('$json.body.customer'), 'what was mended on the card', 30_000);
    expect(card()).toContain('{{ $json.customer }}');
    await eventually(() => card().includes('Rehearsed in n8n'), 'a rehearsal on the card', 40_000);
    expect(card()).not.toContain('comes out empty');
  });

  it('with one it is told what went wrong, and hands in another', async () => {
    server = await createOpenAiServer([
      {
        tool: 'submit_draft',
        args: workflow("=Deal {{ DateTime.fromISO($json.body.closing).toFormat('dd.LL.') }}"),
      },
      { tool: 'submit_draft', args: workflow('=Deal closed by {{ $json.body.closing }}') },
    ]);
    const provider = createOpenAiProvider({ apiKey: 'key-for-tests', baseUrl: server.baseUrl, model: 'test-model' });
    if (!catalog) return;
    planner = createModelPlanner({ provider, catalog: () => catalog, log: createLogger('silent') });
    const thread = openThread(app);
    await thread.ask('when the webhook is called tell #sales of the deal');
    const card = () => textOf(thread.messages().at(-1));
    await eventually(() => card().includes('Deal closed by'), 'the second draft on the card', 60_000);
    const told = server.requests.map(({ body }) => JSON.stringify(body.messages));
    expect(told.at(-1)).toContain('Invalid DateTime');
  });
});
