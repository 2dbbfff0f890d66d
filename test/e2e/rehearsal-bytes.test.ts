import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Rehearsal, ShownStep } from '#src/model/rehearsal.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import type { GivenSample } from '#src/rehearsal/samples/given.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { startService } from '#test/support/kept-service.ts';

const catalog = await fullCatalog();
const textOf = (step: ShownStep | undefined, path: string, call = 0): string | undefined =>
  step?.calls[call]?.find((value) => value.path === path)?.text;
const condition = (leftValue: string, rightValue: number) => ({
  options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
  combinator: 'and',
  conditions: [{ id: '1', leftValue, rightValue, operator: { type: 'number', operation: 'gt' } }],
});

describe.skipIf(!catalog)('what a rehearsal shows is what a service receives', () => {
  const { baseUrl, apiKey } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  let service: Awaited<ReturnType<typeof startService>>;
  const credentials: string[] = [];
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as { id: string };
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer;
  };
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(async () => {
    for (const id of credentials) await call('DELETE', `/credentials/${id}`);
    service.close();
  });

  async function credential(type: string, data: object) {
    const { id } = await call('POST', '/credentials', { name: `${type} of a test`, type, data });
    credentials.push(id);
    return { [type]: { id, name: `${type} of a test` } };
  }

  /** Rehearses it, then runs it for real with the same example. */
  async function both(workflow: N8nWorkflow, body: Record<string, unknown>, steps?: GivenSample['steps']) {
    if (!catalog) throw new Error('no catalogue');
    const before = service.received.length;
    const sample = { event: [body], ...(steps ? { steps } : {}) };
    const done = await rehearse(workflow, { catalog, n8n, sample, variants: 0 });
    if (done.kind !== 'rehearsed') throw new Error(done.kind);
    await done.removed;
    expect(service.received.length).toBe(before);
    const { id } = await n8n.client.create(workflow);
    try {
      await n8n.client.publish(id);
      await waitUntilLive(n8n.client, id);
      expect(await n8n.runOnce(await n8n.client.get(id), { body })).toMatchObject({ started: true, status: 200 });
    } finally {
      await ensureRemoved(n8n.client, id);
    }
    const step = (name: string) => done.rehearsal.base.steps.find((each) => each.node === name);
    return { rehearsal: done.rehearsal satisfies Rehearsal, step, received: service.received.slice(before) };
  }

  let count = 0;
  const start = () => hook(`bytes-${process.pid}-${++count}`, { responseMode: 'lastNode' });
  const order = { id: 7, name: 'Zoë & Söhne "GmbH"', amount: 12000.5, note: 'line one\nline two\t€', tags: ['a', 'b'] };

  it('JSON of an HTTP request, an address and a header made of data', async () => {
    const made = await both(
      chain(
        start(),
        node('Call', 'httpRequest', 4.2, {
          method: 'POST',
          url: `=${service.url}/orders/{{ $json.body.id }}`,
          sendBody: true,
          specifyBody: 'json',
          jsonBody:
            '={{ JSON.stringify({ text: `Deal ${$json.body.name}, ${$json.body.amount} €`, note: $json.body.note, tags: $json.body.tags }) }}',
        }),
      ),
      order,
    );
    expect(`${service.url}${made.received[0]?.path}`).toBe(textOf(made.step('Call'), 'url'));
    expect(made.received[0]?.body).toBe(textOf(made.step('Call'), 'jsonBody'));
    expect(made.received[0]?.body).toContain('Zoë & Söhne');
  });

  it('raw text with several expressions, dates and calculations', async () => {
    const body =
      "=Order {{ $json.body.id }} of {{ $json.body.name.toUpperCase() }}: {{ ($json.body.amount * 1.19).toFixed(2) }} € ({{ $json.body.tags }}) {{ DateTime.fromISO('2026-03-01').plus({ days: 1 }).toFormat('dd.LL.yyyy') }}\n{{ $json.body.note }} {{ $json.body.tags.length > 1 }}";
    const parameters = {
      method: 'POST',
      url: `${service.url}/raw`,
      sendBody: true,
      contentType: 'raw',
      rawContentType: 'text/plain',
      body,
    };
    const made = await both(chain(start(), node('Call', 'httpRequest', 4.2, parameters)), order);
    expect(made.received[0]?.body).toBe(textOf(made.step('Call'), 'body'));
    expect(made.received[0]?.body).toContain('02.03.2026');
  });

  it('a message of Telegram', async () => {
    const telegramApi = await credential('telegramApi', { accessToken: '1:a', baseUrl: service.url });
    const parameters = {
      chatId: '=-100{{ $json.body.id }}',
      text: '=Deal {{ $json.body.name }}\n{{ $json.body.amount }}',
      additionalFields: { appendAttribution: false },
    };
    const made = await both(
      chain(start(), node('Tell', 'telegram', 1.2, parameters, { credentials: telegramApi })),
      order,
    );
    const sent = JSON.parse(made.received[0]?.body ?? '') as Record<string, unknown>;
    expect(sent['text']).toBe(textOf(made.step('Tell'), 'text'));
    expect(sent['chat_id']).toBe(textOf(made.step('Tell'), 'chatId'));
    expect(made.step('Tell')?.adds).toBeUndefined();
  });

  it('a message of Telegram to which n8n adds its own line, said beforehand', async () => {
    const telegramApi = await credential('telegramApi', { accessToken: '1:a', baseUrl: service.url });
    const parameters = { chatId: '1', text: '=Deal {{ $json.body.name }}' };
    const made = await both(
      chain(start(), node('Tell', 'telegram', 1.2, parameters, { credentials: telegramApi })),
      order,
    );
    const { text } = JSON.parse(made.received[0]?.body ?? '') as { text: string };
    expect(made.step('Tell')?.adds).toBe('attribution');
    expect(text.startsWith(textOf(made.step('Tell'), 'text') ?? '?')).toBe(true);
    expect(text.length).toBeGreaterThan(textOf(made.step('Tell'), 'text')?.length ?? 0);
  });

  it('a post of Mattermost and a notice of Gotify, after a look-up', async () => {
    const mattermostApi = await credential('mattermostApi', {
      accessToken: 'a',
      baseUrl: service.url,
      allowUnauthorizedCerts: false,
    });
    const gotifyApi = await credential('gotifyApi', {
      appApiToken: 'a',
      clientApiToken: 'b',
      url: service.url,
      ignoreSSLIssues: false,
    });
    const customer = { email: 'zoe@example.com', level: 3, address: { city: 'Köln' } };
    service.answers.set('/customers/7', customer);
    const made = await both(
      chain(
        start(),
        node('Look up', 'httpRequest', 4.2, { url: `=${service.url}/customers/{{ $json.body.id }}` }),
        node(
          'Post',
          'mattermost',
          1,
          {
            channelId: 'c1',
            message: "={{ $('Hook').item.json.body.name }} ({{ $json.level }}) in {{ $json.address.city }}",
          },
          { credentials: mattermostApi },
        ),
        node(
          'Notice',
          'gotify',
          1,
          { message: "=For {{ $('Look up').item.json.email }}", additionalFields: { title: '={{ $workflow.name }}' } },
          { credentials: gotifyApi },
        ),
      ),
      order,
      { 'Look up': { items: [customer] }, Post: { items: [{ ok: true, result: {} }] } },
    );
    const [, post, notice] = made.received.map(({ body }) =>
      body ? (JSON.parse(body) as Record<string, unknown>) : {},
    );
    expect(post?.['message']).toBe(textOf(made.step('Post'), 'message'));
    expect(post?.['message']).toBe(`${order.name} (3) in Köln`);
    expect(notice?.['message']).toBe(textOf(made.step('Notice'), 'message'));
    expect(notice?.['title']).toBe(textOf(made.step('Notice'), 'additionalFields.title'));
  });

  it('each item of a list, in the order of a loop, by the branch that it takes', async () => {
    const split = node('Each', 'splitOut', 1, { fieldToSplitOut: 'body.rows' });
    const loop = node('Loop', 'splitInBatches', 3, {});
    const big = node('Big?', 'if', 2.2, { conditions: condition('={{ $json.amount }}', 100) });
    const send = (name: string, word: string) =>
      node(name, 'httpRequest', 4.2, {
        method: 'POST',
        url: `${service.url}/${word}`,
        sendBody: true,
        contentType: 'raw',
        rawContentType: 'text/plain',
        body: `=${word} {{ $json.name }} {{ $json.amount }}`,
      });
    const given = chain(start(), split, loop);
    given.nodes.push(big, send('High', 'big'), send('Low', 'small'));
    const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
    given.connections['Loop'] = { main: [[], to('Big?')] };
    given.connections['Big?'] = { main: [to('High'), to('Low')] };
    given.connections['High'] = { main: [to('Loop')] };
    given.connections['Low'] = { main: [to('Loop')] };
    const rows = [5, 500, 50, 5000].map((amount, index) => ({ name: `Row ${index}`, amount }));
    const made = await both(given, { rows });
    expect(made.step('High')?.times).toBe(2);
    expect(made.step('Low')?.times).toBe(2);
    for (const [name, path] of [
      ['High', '/big'],
      ['Low', '/small'],
    ] as const) {
      const sent = made.received.filter((each) => each.path === path).map(({ body }) => body);
      expect(sent).toEqual([0, 1].map((index) => textOf(made.step(name), 'body', index)));
    }
    expect(made.rehearsal.issues).toEqual([]);
  });

  it('what a program and a Set make of it, and the answer to whoever called', async () => {
    const program =
      'const { name, tags } = $input.first().json.body; return [{ json: { line: tags.map((tag) => `${tag}: ${name}`).join("\\n") } }];';
    const made = await both(
      chain(
        hook(`bytes-${process.pid}-${++count}`, { responseMode: 'responseNode' }),
        node('Make', 'code', 2, { jsCode: program }),
        node('Set it', 'set', 3.4, {
          assignments: { assignments: [{ id: '1', name: 'text', type: 'string', value: '=<{{ $json.line }}>' }] },
          options: {},
        }),
        node('Send', 'httpRequest', 4.2, {
          method: 'POST',
          url: `${service.url}/made`,
          sendBody: true,
          bodyParameters: { parameters: [{ name: 'text', value: '={{ $json.text }}' }] },
        }),
        node('Answer', 'respondToWebhook', 1.1, { respondWith: 'text', responseBody: '={{ $json.ok }}' }),
      ),
      order,
      { Send: { items: [{ ok: true, result: {} }] } },
    );
    const { text } = JSON.parse(made.received[0]?.body ?? '') as { text: string };
    expect(text).toBe(textOf(made.step('Send'), 'bodyParameters.parameters[0].value'));
    expect(text).toBe(`<a: ${order.name}\nb: ${order.name}>`);
    expect(textOf(made.step('Answer'), 'responseBody')).toBe('true');
  });
});
