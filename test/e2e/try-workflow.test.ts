import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const path = `tried-${process.pid}`;
/** Would call an address of each deal a webhook is told of. */
const deals = () =>
  drafted({
    name: 'Deals of the day',
    nodes: [
      { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path } },
      {
        name: 'Tell the shop',
        type: 'n8n-nodes-base.httpRequest',
        parameters: {
          ...{ method: 'POST', url: 'http://127.0.0.1:9/deals', sendBody: true, contentType: 'raw' },
          ...{ rawContentType: 'text/plain', body: '=Deal {{ 6 * 7 }} of {{ $json.body.customer }}' },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell the shop', output: 0, input: 0, kind: 'main' }],
  });

describe('a workflow in n8n is tried out as it runs there', () => {
  const n8n = lookIntoN8n();
  const { client, executions } = connectN8n({ ...n8n, editorUrl: n8n.baseUrl, rateLimit: 50, gate: openGate() });
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      ...{ n8n, env: { REHEARSE: '1', N8N_RATE_LIMIT: '20' } },
      overrides: { planner: createScriptedPlanner(deals) },
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('by words, with another example, and over REST; it itself does not run, and nothing else is left', async () => {
    const thread = openThread(app);
    const card = (words: string) =>
      eventually(() => thread.messages().find((one) => textOf(one).includes(words)), `“${words}” on a card`, 60_000);
    await thread.ask('tell the shop of every deal');
    await thread.press(await card('approve_publish'), 'approve_publish');
    await card('/workflow/');
    await thread.say('try deals of the day');
    const tried = await card('Tried out · Deals of the day');
    expect(textOf(tried)).toMatch(/Deal 42 of \S+/);
    expect(textOf(tried)).toContain('nothing was sent');

    const key = await app.key(['request', 'read', 'approve', 'publish']);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const post = async (at: string, body: object) => {
      const response = await fetch(`${app.url}${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const { draft } = deals();
    const [hook, ...others] = draft.nodes;
    const nodes = [{ ...hook, parameters: { ...hook?.parameters, path: `${path}-rest` } }, ...others];
    await post('/api/v1/workflows', {
      draft: { ...draft, nodes, name: 'Deals over HTTP' },
      approve: true,
      publish: true,
    });
    const id = await eventually(
      async () => {
        const list = await fetch(`${app.url}/api/v1/workflows?name=Deals%20over%20HTTP&mine=true`, { headers });
        return ((await list.json()) as { workflows: { id: string }[] }).workflows[0]?.id;
      },
      'a workflow',
      60_000,
    );
    const rehearsed = await post(`/api/v1/workflows/${id}/rehearsals`, { sample: { customer: 'Zoë & Söhne' } });
    expect(rehearsed.status).toBe(200);
    expect(JSON.stringify(rehearsed.body)).toContain('Deal 42 of Zoë & Söhne');
    const other = await post(`/api/v1/workflows/${crypto.randomUUID()}/rehearsals`, {});
    expect(other.status).toBe(404);

    for (const { id: made } of (await n8n.mentioning(path)).filter(({ name }) => name.startsWith('Deals')))
      expect((await executions.list({ workflowId: made })).executions).toEqual([]);
    await eventually(
      async () => (await client.list({ rehearsals: true })).workflows.every(({ name }) => !/rehearsal/i.test(name)),
      'nothing of it left in n8n',
      40_000,
    );
  }, 240_000);
});
