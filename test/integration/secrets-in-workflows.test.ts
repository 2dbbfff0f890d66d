import { afterEach, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { noUsage, type Planner } from '#src/planner/planner.ts';
import { WorkflowRow } from '#src/store/entities.ts';
import { createFixedPlanner } from '#test/fakes/planners.ts';
import { type SlackMessage, sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const secret = 'onlyItsNameTellsThat42';
const tables = [
  'inbound_events',
  'messages',
  'draft_revisions',
  'workflow_versions',
  'audit_events',
  'creations',
  'drafts',
];

describe('secrets somebody put into a workflow in n8n (promise 6)', () => {
  let app: TestApp;
  afterEach(() => app?.[Symbol.asyncDispose]());

  it('never reach the model or the database, and are still there after a change', async () => {
    let seen = '';
    const templates = createFixedPlanner({
      kind: 'draft',
      issues: [],
      draft: {
        name: 'Orders',
        description: '',
        nodes: [
          {
            name: 'Start',
            type: 'n8n-nodes-base.scheduleTrigger',
            parameters: { rule: { interval: [{ field: 'hours' }] } },
          },
          { name: 'Call', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/orders' } },
        ],
        connections: [{ from: 'Start', to: 'Call', output: 0, input: 0, kind: 'main' }],
        assumptions: [],
      },
    });
    /** First a draft; then the schedule of the workflow in n8n, everything else as it was read. */
    const planner: Planner = {
      name: 'edits',
      async plan(input) {
        if (!input.workflow) return templates.plan(input);
        const read = await input.sources.getWorkflow(input.workflow.id);
        if (!read) throw new Error('not read');
        seen = JSON.stringify(read);
        const nodes = read.draft.nodes.map((node) =>
          node.name === 'Start'
            ? { ...node, parameters: { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } } }
            : node,
        );
        const draft = { ...read.draft, nodes };
        return {
          result: { kind: 'edit', workflowId: input.workflow.id, draft, renames: {}, issues: [] },
          usage: noUsage,
          notes: [],
        };
      },
    };
    app = await startTestApp({ overrides: { planner } });
    const channel = 'C0SECRET';
    const ts = '1790000001.000001';
    const card = (words: string) =>
      eventually(() => {
        const last = app.slack.lastMessage(channel);
        return JSON.stringify(last?.blocks ?? '').includes(words) && last;
      }, words);
    const press = (message: SlackMessage) =>
      sendAction(app.url, slackSecret, {
        message,
        button: app.slack.button(message, 'approve'),
        user: 'U0ANA',
        responseUrl: app.slack.responseUrl(channel),
      });
    await sendMention(app.url, slackSecret, { text: 'fetch the orders', channel, ts });
    await press(await card('"approve"'));
    await card('/workflow/');

    const { n8nId } = await app.store.fork().findOneOrFail(WorkflowRow, { name: 'Orders' });
    const client = createN8nClient(app.standIn.config);
    const held = await client.get(n8nId);
    const headerParameters = { parameters: [{ name: 'X-Api-Key', value: secret }] };
    const nodes = held.nodes.map((node) =>
      node.name === 'Call'
        ? { ...node, parameters: { ...node.parameters, sendHeaders: true, headerParameters } }
        : node,
    );
    await client.update(n8nId, { ...held, nodes }, { publishIfActive: false });

    await sendMention(app.url, slackSecret, { text: 'daily at 7 instead', channel, threadTs: ts });
    const change = await card('Change · ');
    expect(seen).toContain('[secret removed]');
    expect(seen).not.toContain(secret);
    expect(JSON.stringify(change.blocks)).not.toContain('secret removed');
    await press(change);
    await card('Saved · ');
    const after = await client.get(n8nId);
    expect(after.nodes.find(({ name }) => name === 'Call')?.parameters['headerParameters']).toEqual(headerParameters);
    expect(JSON.stringify(after.nodes.find(({ name }) => name === 'Start')?.parameters)).toContain('triggerAtHour');
    for (const table of tables) {
      const rows = await app.store.fork().execute(`select row_to_json(t)::text as row from ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });
});
