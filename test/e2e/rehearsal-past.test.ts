import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { DraftRevision } from '#src/store/entities.ts';
import { startService } from '#test/support/kept-service.ts';
import { lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('a change is rehearsed with what the workflow last worked on in a real n8n, masked', () => {
  const n8n = lookIntoN8n();
  const { client, pastRun, executions, runOnce } = connectN8n({
    ...n8n,
    editorUrl: n8n.baseUrl,
    rateLimit: 50,
    gate: openGate(),
  });
  let app: TestApp;
  let service: Awaited<ReturnType<typeof startService>>;

  /** Posts each deal a webhook is told of. */
  const deals = () =>
    drafted({
      name: 'Deals',
      nodes: [
        {
          name: 'Deal',
          type: 'n8n-nodes-base.webhook',
          parameters: { httpMethod: 'POST', path: `past-${process.pid}`, responseMode: 'lastNode' },
        },
        {
          name: 'Tell sales',
          type: 'n8n-nodes-base.httpRequest',
          parameters: {
            ...{ method: 'POST', url: `${service.url}/deals`, sendBody: true, contentType: 'raw' },
            ...{ rawContentType: 'text/plain', body: '=Deal of {{ $json.body.amount }}', options: {} },
          },
        },
      ],
      connections: [{ from: 'Deal', to: 'Tell sales', output: 0, input: 0, kind: 'main' }],
    });
  const said =
    '=New: {{ $json.body.amount }} {{ $json.body.currency }} of {{ $json.body.contact.name }}, {{ $json.body.contact.email }}';

  beforeAll(async () => {
    service = await startService();
    const planner = createScriptedPlanner(async ({ workflow, sources }) => {
      const read = workflow && (await sources.getWorkflow(workflow.id));
      if (!workflow || !read) return deals();
      const nodes = read.draft.nodes.map((node) =>
        node.name === 'Tell sales' ? { ...node, parameters: { ...node.parameters, body: said } } : node,
      );
      return { kind: 'edit', workflowId: workflow.id, draft: { ...read.draft, nodes }, renames: {}, issues: [] };
    });
    app = await startTestApp({ n8n, env: { REHEARSE: '1', N8N_RATE_LIMIT: '20' }, overrides: { planner } });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    service?.close();
  });

  it('shows its amounts and nobody’s name; nothing else of it is kept', async () => {
    const thread = openThread(app);
    const draft = await thread.ask('tell sales of every deal');
    await thread.press(draft, 'approve_publish');
    const card = () => thread.messages().at(-1);
    await eventually(() => textOf(card()).includes('/workflow/'), 'a link on the card', 40_000);
    const id = workflowIdIn(textOf(card()), n8n.baseUrl);
    await waitUntilLive(client, id);
    expect(await pastRun(id)).toBeUndefined();
    const body = {
      ...{ amount: 8_734, currency: 'PLN', token: 'tok-93-of-nobody' },
      contact: { name: 'Mirosława Zielińska', email: 'm.zielinska@firma.pl', phone: '+48 601 222 333' },
    };
    const stored = await client.get(id);
    expect(await runOnce(stored, { body })).toMatchObject({ started: true, status: 200 });
    await eventually(async () => (await executions.last(id))?.status === 'success', 'the execution', 20_000);
    expect((await pastRun(id))?.gave.get('Deal')?.items).toMatchObject([{ body }]);

    await thread.ask('say who it is with');
    await eventually(() => textOf(card()).includes('Rehearsed in n8n'), 'a rehearsal on the card', 40_000);
    expect(textOf(card())).toMatch(/New: 8734 PLN of Anna Example, [a-z]+@example\.com/);
    expect(textOf(card())).toMatch(/Example after the run of \d+ \p{L}+; names and secrets masked\./u);
    expect(textOf(card())).toContain('Deal of 8734');

    const rows = await app.store.fork().find(DraftRevision, {});
    expect(rows.find(({ base }) => base)?.rehearsal).toMatchObject({
      kind: 'rehearsed',
      rehearsal: { sources: { Deal: 'run' }, ranAt: expect.stringMatching(/^\d{4}-/) },
    });
    expect(JSON.stringify(rows)).not.toMatch(/Miros|Zieli|zielinska|601 222|tok-93/i);
    expect(JSON.stringify([...app.slack.messages.values()])).not.toMatch(/Miros|Zieli|zielinska|601 222|tok-93/i);
    await ensureRemoved(client, id);
  }, 180_000);
});
