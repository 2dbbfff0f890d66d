import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { chain, hook, type Node, node } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { startService } from '#test/support/kept-service.ts';

const catalog = await fullCatalog();
const order = {
  ...{ id: 7, name: 'Zoë & Söhne "GmbH"', amount: 12000.5, note: 'line one\nline two\t€', tags: ['b', 'a', 'b'] },
  rows: [
    { name: 'Äpfel', price: 3, day: '2026-03-01' },
    { name: 'Birnen', price: 1.5, day: '2026-02-01' },
    { name: 'Äpfel', price: 3, day: '2026-03-01' },
  ],
  page: '<html><body><h1>Heute</h1><p class="a">Eins &amp; zwei</p></body></html>',
};
const set = (name: string, values: Record<string, [type: string, value: string]>, more: object = {}): Node =>
  node(name, 'set', 3.4, {
    assignments: {
      assignments: Object.entries(values).map(([key, [type, value]], index) => ({
        id: `${index}`,
        name: key,
        type,
        value,
      })),
    },
    options: {},
    ...more,
  });
const rows = node('Each', 'splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} });
const rule = (leftValue: string, type: string, operation: string, rightValue: unknown) => ({
  options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
  combinator: 'and',
  conditions: [{ id: '1', leftValue, rightValue, operator: { type, operation } }],
});

/** Each ends in a step that sends `=…` as plain text, once or more. */
const kinds: [title: string, text: string, before: Node[], more?: Partial<Node>][] = [
  [
    'a calculation',
    '={{ $json.sum.toFixed(2) }}',
    [set('Sum', { sum: ['number', '={{ $json.body.amount * 1.19 }}'] })],
  ],
  [
    'fields beside others',
    '={{ $json.body.name }} {{ $json.more }}',
    [set('Add', { more: ['string', '={{ $json.body.tags.join("+") }}'] }, { includeOtherFields: true })],
  ],
  ['a list taken apart', '={{ $json.name }}: {{ $json.price }}', [rows]],
  [
    'what a filter lets through',
    '={{ $json.name }}',
    [rows, node('Dear', 'filter', 2.2, { conditions: rule('={{ $json.price }}', 'number', 'gt', 2) })],
  ],
  [
    'sorted',
    '={{ $json.name }}',
    [rows, node('Sort', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: 'price' }] } })],
  ],
  [
    'without duplicates',
    '={{ $json.name }}',
    [
      rows,
      node('Once', 'removeDuplicates', 2, {
        operation: 'removeDuplicateInputItems',
        compare: 'selectedFields',
        fieldsToCompare: 'name',
      }),
    ],
  ],
  ['the first', '={{ $json.name }}', [rows, node('First', 'limit', 1, { maxItems: 1 })]],
  [
    'all together',
    '={{ $json.all.map((one) => one.name).join(", ") }}',
    [rows, node('All', 'aggregate', 1, { aggregate: 'aggregateAllItemData', destinationFieldName: 'all' })],
  ],
  [
    'added up',
    '=Sum {{ $json.sum_price }}',
    [
      rows,
      node('Add up', 'summarize', 1.1, { fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'price' }] } }),
    ],
  ],
  ['only once', '=Once: {{ $json.name }}', [rows], { executeOnce: true }],
  [
    'a date',
    '={{ $json.date }}',
    [
      rows,
      node('Date', 'dateTime', 2, {
        operation: 'formatDate',
        date: '={{ $json.day }}',
        format: 'custom',
        customFormat: 'dd.MM.yyyy',
        outputFieldName: 'date',
      }),
    ],
  ],
  [
    'out of a page',
    '={{ $json.title }} / {{ $json.text }}',
    [
      set('Page', { data: ['string', '={{ $json.body.page }}'] }),
      node('Read', 'html', 1.2, {
        operation: 'extractHtmlContent',
        extractionValues: {
          values: [
            { key: 'title', cssSelector: 'h1' },
            { key: 'text', cssSelector: 'p.a' },
          ],
        },
      }),
    ],
  ],
  [
    'hashed',
    '={{ $json.hash }}',
    [
      node('Hash', 'crypto', 1, {
        action: 'hash',
        type: 'SHA256',
        value: '={{ $json.body.name }}',
        dataPropertyName: 'hash',
      }),
    ],
  ],
  [
    'a program',
    '={{ $json.line }}',
    [
      node('Make', 'code', 2, {
        jsCode:
          'return $input.first().json.body.rows.map((one) => ({ json: { line: `${one.name}=${one.price * 2}` } }));',
      }),
    ],
  ],
  [
    'after a moment',
    '={{ $json.body.note }}',
    [node('Wait', 'wait', 1.1, { resume: 'timeInterval', amount: 1, unit: 'seconds' })],
  ],
];

describe.skipIf(!catalog)('of every kind: what is shown is what a service receives', () => {
  const { baseUrl, apiKey } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  let service: Awaited<ReturnType<typeof startService>>;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.close());

  it.each(kinds)('%s', async (title, text, before, more = {}) => {
    if (!catalog) return;
    const path = `kinds-${process.pid}-${title.replaceAll(/\W/g, '-')}`;
    const send = node(
      'Send',
      'httpRequest',
      4.2,
      {
        ...{ method: 'POST', url: `${service.url}/${path}`, sendBody: true, contentType: 'raw' },
        ...{ rawContentType: 'text/plain', body: text },
      },
      more,
    );
    const workflow: N8nWorkflow = chain(hook(path, { responseMode: 'lastNode' }), ...before, send);
    const done = await rehearse(workflow, { catalog, n8n, sample: { event: [order] }, variants: 0 });
    if (done.kind !== 'rehearsed') throw new Error(done.kind);
    await done.removed;
    expect(service.received.filter((each) => each.path === `/${path}`)).toEqual([]);
    const { id } = await n8n.client.create(workflow);
    try {
      await n8n.client.publish(id);
      await waitUntilLive(n8n.client, id);
      expect(await n8n.runOnce(await n8n.client.get(id), { body: order })).toMatchObject({
        started: true,
        status: 200,
      });
    } finally {
      await ensureRemoved(n8n.client, id);
    }
    const shown = done.rehearsal.base.steps.find((each) => each.node === 'Send');
    const texts = shown?.calls.map((values) => values.find((value) => value.path === 'body')?.text);
    const received = service.received.filter((each) => each.path === `/${path}`).map(({ body }) => body);
    expect(received.length).toBeGreaterThan(0);
    expect(texts).toEqual(received);
    expect(shown?.times).toBe(received.length);
    expect(received.join('')).not.toMatch(/undefined|\{\{/);
    expect(done.rehearsal.issues).toEqual([]);
  });
});
