import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { AuditEvent, DraftRevision } from '#src/store/entities.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Posts each deal a webhook is told of; as a revision with other words. */
const deals = (words: string) =>
  drafted({
    name: 'Deals',
    nodes: [
      { name: 'Deal', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'deals-rehearsed' } },
      {
        name: 'Tell sales',
        type: 'n8n-nodes-base.slack',
        parameters: {
          ...{
            resource: 'message',
            operation: 'post',
            select: 'channel',
            text: `=${words} {{ 6 * 7 }} {{ $json.body.customer }}`,
          },
          channelId: { __rl: true, mode: 'name', value: '#sales' },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell sales', output: 0, input: 0, kind: 'main' }],
  });

describe('a draft is rehearsed in a real n8n once its card is shown', () => {
  const n8n = lookIntoN8n();
  const { client } = connectN8n({ ...n8n, editorUrl: n8n.baseUrl, rateLimit: 50, gate: openGate() });
  const planner = createScriptedPlanner((_, call) =>
    call === 1 ? deals('Deal') : { ...deals('Order'), kind: 'revision' as const },
  );
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ n8n, env: { REHEARSE: '1', N8N_RATE_LIMIT: '5' }, overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('shows what would be sent to whom, of the newest revision; the approval names what was shown', async () => {
    const thread = openThread(app);
    await thread.ask('tell #sales of every deal');
    const card = () => thread.messages().at(-1);
    await eventually(() => textOf(card()).includes('Rehearsed in n8n'), 'a rehearsal on the card', 40_000);
    expect(textOf(card())).toMatch(/Deal 42 \S+/);
    expect(textOf(card())).toContain('#sales');
    expect(textOf(card())).toContain('nothing was sent');
    expect(textOf(card())).toContain('"action_id":"approve_publish"');

    await thread.ask('say order instead of deal');
    await eventually(() => /Order 42 \S+/.test(textOf(card())), 'the rehearsal of the revision', 40_000);
    const [former] = thread.messages().filter((message) => textOf(message).includes('"action_id":"approve_publish"'));
    expect(former?.ts).toBe(card()?.ts);

    const [, kept] = await app.store.fork().find(DraftRevision, {}, { orderBy: { revision: 'asc' } });
    expect(kept?.rehearsal).toMatchObject({ kind: 'rehearsed', rehearsal: { trigger: 'Deal' } });
    const newest = card();
    if (!newest) throw new Error('no card');
    await thread.press(newest, 'approve_publish');
    await eventually(() => textOf(card()).includes('/workflow/'), 'a link on the card', 40_000);
    const approvals = await app.store.fork().find(AuditEvent, { kind: 'approval' });
    expect(approvals.at(-1)?.data).toMatchObject({ rehearsal: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await eventually(
      async () => (await client.list({ rehearsals: true })).workflows.every(({ name }) => !/rehearsal/i.test(name)),
      'nothing of it left in n8n',
      40_000,
    );
  }, 180_000);
});
