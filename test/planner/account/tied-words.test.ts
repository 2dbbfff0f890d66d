import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { type Accounted, accountFor } from '#src/planner/account/account-for.ts';
import { readPhrases } from '#src/planner/account/phrases.ts';
import { draftSchema } from '#src/workflow/draft.ts';

const catalog = createCoreCatalog();
type Node = { name: string; type: string; parameters?: object } & Record<string, unknown>;
const draftOf = (nodes: Node[], connections: object[]): Draft =>
  draftSchema.parse({
    name: 'Draft',
    description: '',
    nodes: nodes.map((node) => ({ parameters: {}, ...node, type: `n8n-nodes-base.${node.type}` })),
    connections,
    assumptions: [],
  });
const account = (request: string, draft: Draft, told: Accounted[] = []) =>
  accountFor(readPhrases(request, { catalog }), draft, told);
const undone = (request: string, draft: Draft, told: Accounted[] = []): string[] =>
  account(request, draft, told).notDone.map(({ words }) => words);

const hourly = {
  name: 'Hourly',
  type: 'scheduleTrigger',
  parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
};
const call = (url: string, more: object = {}): Node => ({
  name: 'Call',
  type: 'httpRequest',
  parameters: { url },
  ...more,
});
const report = (text: string): Node => ({
  name: 'Report',
  type: 'httpRequest',
  parameters: { method: 'POST', url: 'https://example.com/chat', jsonBody: `{"text": "${text}"}` },
});

describe('tries after the first', () => {
  const trying = (settings: object) =>
    draftOf(
      [hourly, call('https://example.com/sync', settings), report('sync broken')],
      [
        { from: 'Hourly', to: 'Call' },
        { from: 'Call', to: 'Report', output: 1 },
      ],
    );
  const request =
    'every hour call https://example.com/sync; if it fails try again 3 times, and if it still does not work post "sync broken" to https://example.com/chat';
  const settings = { retryOnFail: true, maxTries: 4, waitBetweenTries: 5000, onError: 'continueErrorOutput' };

  it('are one more than n8n counts', () => {
    expect(undone(request, trying(settings))).toEqual([]);
    expect(undone(request, trying({ ...settings, maxTries: 3 }))).toEqual([]);
  });

  it('have to be as many, and to be made', () => {
    expect(undone(request, trying({ ...settings, maxTries: 2 }))).toContain('3');
    expect(undone(request, trying({ ...settings, retryOnFail: false }))).toContain('3');
    expect(undone(request, trying({ onError: 'continueErrorOutput' }))).toContain('if it still does not work');
  });

  it('are no other number', () => {
    const other = 'every hour call https://example.com/sync and post "sync broken" to https://example.com/chat 3 times';
    expect(undone(other, trying(settings))).toContain('3');
  });

  it('may be told by the step they lead to', () => {
    const once = trying({ onError: 'continueErrorOutput' });
    const told = (step: string) => [{ words: 'if it still does not work', step }];
    expect(undone(request, once, told('Report'))).not.toContain('if it still does not work');
    expect(undone(request, once, told('Hourly'))).toContain('if it still does not work');
  });
});

describe('words that are no act and no name', () => {
  const posted = draftOf([hourly, call('https://example.com/crm')], [{ from: 'Hourly', to: 'Call' }]);
  const there = draftOf(
    [
      { name: 'Hook', type: 'webhook', parameters: { path: 'a' } },
      { name: 'Look', type: 'dataTable', parameters: { operation: 'get', dataTableId: 'signups' } },
      { name: 'There?', type: 'if', parameters: { conditions: { conditions: [{ leftValue: '={{ $json.id }}' }] } } },
    ],
    [
      { from: 'Hook', to: 'Look' },
      { from: 'Look', to: 'There?' },
    ],
  );

  it.each([
    'every hour POST their id and email to https://example.com/crm',
    'every hour post the name, mail to https://example.com/crm',
    'every hour send each email to https://example.com/crm',
  ])('“%s” mails nobody', (request) => {
    expect(undone(request, posted)).toEqual([]);
  });

  it.each(['every hour call https://example.com/crm and email it to my boss', 'every hour mail the result to my boss'])(
    '“%s” does',
    (request) => {
      expect(account(request, posted).notDone.map(({ kind }) => kind)).toContain('act');
    },
  );

  it.each([
    'per Webhook, wenn die E-Mail schon in der Tabelle steht, nichts tun',
    'per Webhook nichts tun, wenn die E-Mail in der Tabelle fehlt',
    'per Webhook nichts tun, falls sie in der Tabelle vorkommt',
  ])('“%s” names no table', (request) => {
    expect(readPhrases(request, { catalog }).filter(({ kind }) => kind === 'name')).toEqual([]);
    expect(undone(request, there)).toEqual([]);
  });

  it('but “wenn in der Tabelle bestellungen eine Zeile steht” does', () => {
    const names = readPhrases('wenn in der Tabelle bestellungen eine Zeile steht', { catalog });
    expect(names).toContainEqual(expect.objectContaining({ kind: 'name', name: 'bestellungen' }));
  });
});

describe('sums', () => {
  const query = (text: string) =>
    draftOf(
      [hourly, { name: 'Query', type: 'postgres', parameters: { operation: 'executeQuery', query: text } }],
      [{ from: 'Hourly', to: 'Query' }],
    );
  const request = 'every hour sum up the total per customer of the Postgres table orders';

  it('are made by a query that makes them', () => {
    expect(undone(request, query('SELECT customer, SUM(total) FROM orders GROUP BY customer'))).toEqual([]);
    expect(undone(request, query('SELECT customer, total FROM orders'))).toEqual(['sum up']);
  });

  it('a text is not summed up by one', () => {
    const texts = 'every hour summarize the texts of the Postgres table orders';
    expect(undone(texts, query('SELECT SUM(total) FROM orders'))).toEqual(['summarize']);
  });
});

describe('one place that two steps go to', () => {
  const told = (name: string, channel: string): Node => ({
    name,
    type: 'slack',
    parameters: {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: { __rl: true, mode: 'name', value: channel },
      text: name,
    },
  });
  const draft = (other: string) =>
    draftOf(
      [
        hourly,
        call('https://example.com/pay', { onError: 'continueErrorOutput' }),
        told('Yes', '#pay'),
        told('No', other),
      ],
      [
        { from: 'Hourly', to: 'Call' },
        { from: 'Call', to: 'Yes' },
        { from: 'Call', to: 'No', output: 1 },
      ],
    );
  const request = 'every hour call https://example.com/pay and tell #pay whether it worked';

  it('is asked for in both', () => {
    expect(account(request, draft('#pay')).unasked).toEqual([]);
    expect(account(request, draft('#other')).unasked).toEqual(['No']);
  });
});

describe('RAG, knowledge bases and vector stores', () => {
  const chat = [
    { name: 'Chat', type: 'webhook', parameters: { path: 'ask' } },
    { name: 'Agent', type: 'agent' },
  ];
  const answered = { from: 'Chat', to: 'Agent' };
  const withTool = (type: string, kind = 'ai_tool') =>
    draftOf([...chat, { name: 'Tool', type }], [answered, { from: 'Tool', to: 'Agent', kind }]);

  it.each([
    'Build a RAG chatbot',
    'answer it from our knowledge base',
    'Baue einen RAG-Chatbot',
    'Crée un chatbot RAG',
    'responde con nuestra base de conocimientos',
  ])('%s: done by what an agent looks up in, by nothing else', (request) => {
    expect(undone(request, withTool('vectorStoreQdrant'))).toEqual([]);
    expect(undone(request, withTool('notionTool'))).toEqual([]);
    expect(undone(request, draftOf(chat, [answered]))).not.toEqual([]);
  });

  it('a vector store is no tool that reads an app', () => {
    const request = 'answer it with embeddings from a vector store';
    expect(undone(request, withTool('vectorStoreQdrant'))).toEqual([]);
    expect(undone(request, withTool('notionTool'))).toEqual(['embeddings', 'vector store']);
  });

  it('a status is no RAG, and a page of a knowledge base is no answer', () => {
    const plain = draftOf(chat, [answered]);
    expect(undone('post the RAG status', plain)).toEqual([]);
    expect(undone('add a page to the knowledge base', plain)).toEqual([]);
  });
});
