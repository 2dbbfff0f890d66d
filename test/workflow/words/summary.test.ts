import { describe, expect, it } from 'vitest';
import type { DraftNode } from '#src/model/draft.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { catalog, draft, draftNode, langchain, link } from '../documents.ts';

const inRow = (...nodes: DraftNode[]) =>
  draft(
    nodes,
    nodes.slice(1).map((to, index) => link(nodes[index]?.name ?? '', to.name)),
    { timezone: 'Europe/Berlin' },
  );
const schedule = (interval: Record<string, unknown>) =>
  draftNode('Start', 'scheduleTrigger', { rule: { interval: [interval] } });
const weekdays = schedule({ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 9 });
const channel = { __rl: true, mode: 'name', value: '#sales' };

describe('summary', () => {
  it('says when it starts, what it does, and what it needs', () => {
    const summary = summarize(
      inRow(
        weekdays,
        draftNode('Get', 'httpRequest', {
          url: 'https://api.example.com/orders',
          authentication: 'genericCredentialType',
          genericAuthType: 'httpBearerAuth',
        }),
        draftNode('If', 'if', { conditions: [{ field: '$json.totalAmount', operator: '>', value: 100 }] }),
        draftNode('Post', 'slack', { select: 'channel', channelId: channel, text: 'x' }),
      ),
      { catalog },
    );
    expect(summary).toMatchObject({
      sentence:
        'Every weekday at 09:00 (Europe/Berlin), get data from api.example.com, go on only if total amount is more than 100 and post a message to Slack #sales: “x”.',
      trigger: 'Every weekday at 09:00 (Europe/Berlin)',
      steps: [
        'Get data from api.example.com',
        'Go on only if total amount is more than 100',
        'Post a message to Slack #sales: “x”',
      ],
      apps: ['Slack'],
      publishEffect: 'Once on (published, in n8n) it runs by itself: every weekday at 09:00 (Europe/Berlin).',
    });
  });

  it.each<[DraftNode, string]>([
    [schedule({ field: 'minutes', minutesInterval: 15 }), 'Every 15 minutes'],
    [schedule({ field: 'hours' }), 'Every hour'],
    [schedule({ field: 'days', triggerAtHour: 17, triggerAtMinute: 30 }), 'Every day at 17:30 (Europe/Berlin)'],
    [
      schedule({ field: 'months', triggerAtDayOfMonth: 1, triggerAtHour: 8 }),
      'Every month on day 1 at 08:00 (Europe/Berlin)',
    ],
    [schedule({ field: 'cronExpression', expression: '0 9 * * 1-5' }), 'Every weekday at 09:00 (Europe/Berlin)'],
    [draftNode('T', 'scheduleTrigger', { rule: '30 7 * * 1' }), 'Every Monday at 07:30 (Europe/Berlin)'],
    [draftNode('T', 'manualTrigger'), 'When someone starts it by hand in n8n'],
    [
      draftNode('T', 'webhook', { path: 'orders', httpMethod: 'POST' }),
      'When a POST request comes in at …/webhook/orders',
    ],
    [draftNode('T', 'formTrigger', { formTitle: 'Holiday' }), 'When someone submits the form “Holiday”'],
    [
      draftNode('T', 'rssFeedReadTrigger', { feedUrl: 'https://a.b/rss' }),
      'When the feed https://a.b/rss has a new item',
    ],
    [draftNode('T', 'gmailTrigger'), 'When an e-mail arrives in Gmail'],
  ])('trigger %#', (node, trigger) => {
    expect(summarize(inRow(node), { catalog }).trigger).toBe(trigger);
  });

  it.each<[DraftNode, string]>([
    [draftNode('S', 'httpRequest', { url: '=https://a.b/{{ $json.id }}', method: 'POST' }), 'Send data to a.b (POST)'],
    [draftNode('S', 'httpRequest', { url: 'http://a@example.com@10.0.0.5:80/' }), 'Get data from 10.0.0.5'],
    [draftNode('S', 'httpRequest', { url: '=http://{{ "127.0.0.1" }}:35/' }), 'Get data from 127.0.0.1'],
    [
      draftNode('S', 'httpRequest', { url: '={{ $json.a ? "https://a.b/" : "https://c.d/" }}' }),
      'Get data from a.b, c.d',
    ],
    [draftNode('S', 'httpRequest', { url: '={{ $json.url }}' }), 'Get data from (address known only when it runs)'],
    [
      draftNode('S', 'httpRequest', { url: '=https://{{ $json.shop }}.example.com/' }),
      'Get data from (address known only when it runs)',
    ],
    [
      draftNode('S', 'slack', { channelId: { __rl: true, mode: 'id', value: 'C0123456789' } }),
      'Post a message to Slack (C0123456789)',
    ],
    [draftNode('S', 'slack', { resource: 'user', operation: 'getAll' }), 'Get all user in Slack'],
    [draftNode('S', 'emailSend', { toEmail: 'a@b.c' }), 'Send an e-mail to a@b.c'],
    [
      draftNode('S', 'googleSheets', { operation: 'append', sheetName: { __rl: true, mode: 'name', value: 'Leads' } }),
      'Add a row to Google Sheets (Leads)',
    ],
    [draftNode('S', 'postgres', { operation: 'executeQuery' }), 'Run a query in PostgreSQL (not written yet)'],
    [draftNode('S', 'wait', { amount: 1, unit: 'hours' }), 'Wait 1 hour'],
    [draftNode('Paid?', 'if', {}), 'Go on only if “Paid” holds'],
    [draftNode('If', 'if', {}), 'Go on only if the condition holds'],
    [draftNode('S', 'limit', { maxItems: 5 }), 'Keep the first 5'],
    [draftNode('Shout', 'mystery'), 'Shout with mystery'],
  ])('step %#', (node, step) => {
    expect(summarize(inRow(weekdays, node), { catalog }).steps).toEqual([step]);
  });

  it('leaves disabled nodes and sub-nodes out, and shortens long chains', () => {
    const many = Array.from({ length: 8 }, (_, index) => draftNode(`S${index}`, 'set'));
    const summary = summarize(inRow(weekdays, ...many), { catalog });
    expect(summary.steps).toHaveLength(8);
    expect(summary.sentence).toContain('and 4 more steps');
    const agent = draft(
      [
        weekdays,
        draftNode('A', langchain('agent')),
        draftNode('M', langchain('lmChatOpenAi')),
        draftNode('Off', 'slack', {}, { disabled: true }),
      ],
      [link('Start', 'A'), link('M', 'A', { kind: 'ai_languageModel' })],
    );
    const { steps, apps } = summarize(agent, { catalog });
    expect(steps).toEqual(['Let an AI agent work on it: “‹chat input›”']);
    expect(apps).toEqual(['AI Agent', 'OpenAI']);
  });

  it.each([
    ['manualTrigger', /by hand/],
    ['errorTrigger', /workflow fails/],
    ['executeWorkflowTrigger', /other workflows can call it/],
    ['noOp', /nothing starts it/],
  ])('what publishing does with %s', (type, effect) => {
    expect(summarize(inRow(draftNode('N', type)), { catalog }).publishEffect).toMatch(effect);
  });
});
