import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { type OutputShapes, openOutputs, writeOutputs } from '#src/catalog/outputs.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { readSample, toSample } from '#src/rehearsal/samples/given.ts';
import { exampleOf, guess } from '#src/rehearsal/samples/guess.ts';
import { toSamples } from '#src/rehearsal/samples/samples.ts';
import { toVariants } from '#src/rehearsal/samples/variants.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { chain, hook, node, schedule, slack } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = (await fullCatalog()) ?? createCoreCatalog();
const schema = {
  type: 'object',
  properties: {
    ts: { type: 'string' },
    ok: { type: 'boolean' },
    n: { type: ['null', 'integer'] },
    list: { type: 'array', items: { type: 'string' } },
  },
};
const files = new Map<string, Buffer>([
  [
    'package/dist/known/nodes.json',
    Buffer.from('{"slack":{"className":"Slack","sourcePath":"dist/nodes/Slack/Slack.node.js"}}'),
  ],
  ['package/dist/nodes/Slack/__schema__/v2.2.0/message/post.json', Buffer.from(JSON.stringify(schema))],
  [
    'package/dist/nodes/Slack/__schema__/v1.0.0/message/post.json',
    Buffer.from('{"type":"object","properties":{"old":{"type":"string"}}}'),
  ],
  ['package/dist/nodes/Nobody/__schema__/v1.0.0/message/post.json', Buffer.from('nothing')],
]);
const written = writeOutputs('n8n-nodes-base', files) as Buffer;
const outputs = openOutputs(written) as OutputShapes;

function samplesOf(workflow: N8nWorkflow, given?: Parameters<typeof toSamples>[2]['given']) {
  const twin = toTwin(workflow, { catalog });
  if (!twin) throw new Error('nothing starts it');
  const samples = toSamples(twin.plan, workflow, { catalog, outputs, given });
  const of = (name: string) => samples.outcomes[twin.plan.held.find((step) => step.node === name)?.key ?? ''];
  return { plan: twin.plan, samples, of };
}
const http = (name: string, parameters: object) => node(name, 'httpRequest', 4.2, parameters);

describe('what nodes put out', () => {
  it('is kept by type, version and operation', () => {
    const step = { resource: 'message', operation: 'post' };
    expect(outputs.of('n8n-nodes-base.slack', 2.3, step)).toEqual({ ts: 's', ok: 'b', n: 'n', list: ['s'] });
    expect(outputs.of('n8n-nodes-base.slack', 2.1, step)).toEqual({ old: 's' });
    expect(outputs.of('n8n-nodes-base.slack', 0.5, step)).toEqual({ old: 's' });
    expect(outputs.of('n8n-nodes-base.slack', 2.3, { ...step, operation: 'toString' })).toBeUndefined();
    expect(outputs.of('constructor', 1, step)).toBeUndefined();
  });

  it('is whole or not there', () => {
    expect(openOutputs(written.subarray(0, -1))).toBeUndefined();
    expect(openOutputs(Buffer.from('{}'))).toBeUndefined();
    expect(writeOutputs('n8n-nodes-base', new Map())).toBeUndefined();
  });

  it('becomes an example of its kinds', () => {
    expect(exampleOf({ email: 's', amount: 'n', list: [{ id: 's' }], odd: '0', done: 'b' })).toEqual({
      ...{ email: 'anna@example.com', amount: 120, list: [{ id: '1001' }], odd: null, done: true },
    });
  });
});

describe('an example', () => {
  it('of a step is what n8n describes, and of a webhook what the workflow reads, which is said', () => {
    const text =
      "={{ $json.body.customer.email }} {{ $('Hook').item.json.body.rows[0].name }} {{ $json.body.tags.join(', ') }}";
    const after = http('After', { url: '=https://x/{{ $json.ts }}' });
    const { samples, of } = samplesOf(
      chain(hook('a'), { ...slack(), parameters: { ...slack().parameters, text } }, after),
    );
    expect(of('Hook')?.items[0]).toMatchObject({
      body: { customer: { email: 'anna@example.com' }, rows: [{ name: 'Anna Example' }], tags: ['Example tags'] },
    });
    expect(of('Tell people')?.items).toEqual([{ ts: 'Example ts', ok: true, n: 1, list: ['Example list'] }]);
    expect(Object.fromEntries(samples.sources)).toEqual({ Hook: 'assumed', 'Tell people': 'described' });
  });

  it("keeps n8n's fields where the workflow reads others, so that a wrong one is seen", () => {
    const after = http('After', { url: '=https://x/{{ $json.permalink }}' });
    expect(samplesOf(chain(schedule(), slack(), after)).of('Tell people')?.items[0]).not.toHaveProperty('permalink');
  });

  it('goes back through steps that only hand on, and through lists taken apart', () => {
    const { of } = samplesOf(
      chain(
        schedule(),
        http('Get', { url: 'https://x' }),
        node('Each', 'splitOut', 1, { fieldToSplitOut: 'data.orders' }),
        node('Only', 'limit', 1),
        http('Send', { url: '=https://x/{{ $json.number }}' }),
      ),
    );
    expect(of('Get')?.items).toEqual([{ data: { orders: [{ number: 'Example number' }] } }]);
  });

  it('is taken from a person: the event alone, or each step', () => {
    const given = chain(
      hook('a'),
      http('Get', { url: 'https://x' }),
      http('Send', { url: '=https://x/{{ $json.a }}' }),
    );
    expect(samplesOf(given, toSample({ a: 1 }) as object).of('Hook')?.items[0]).toMatchObject({ body: { a: 1 } });
    const steps = toSample({
      event: [{ a: 1 }, { a: 2 }],
      steps: { Get: [{ a: 3 }], Send: { error: 'down' } },
    }) as object;
    const made = samplesOf(given, steps);
    expect(made.of('Hook')?.items).toMatchObject([{ body: { a: 1 } }, { body: { a: 2 } }]);
    expect(made.of('Get')).toEqual({ items: [{ a: 3 }] });
    expect(made.of('Send')).toEqual({ items: [], error: 'down' });
    expect(made.samples.sources.get('Get')).toBe('given');
  });

  it("has no field that n8n's own trigger never gives, so that a field beside the body is seen to be empty", () => {
    const call = http('Send', { url: '=https://x/{{ $json.id }}/{{ $json.body.name }}' });
    const [item] = samplesOf(chain(hook('a'), call)).of('Hook')?.items ?? [];
    expect(item).toMatchObject({ body: { name: 'Anna Example' } });
    expect(item).not.toHaveProperty('id');
    expect(samplesOf(chain(schedule(), call)).of('Clock')?.items[0]).not.toHaveProperty('id');
  });

  it('has one of two fields that differ by a slip', () => {
    const url =
      '=https://x/{{ $json.body.email }}/{{ $json.body.emial }}/{{ $json.body.Email }}/{{ $json.body.emails }}';
    const [item] = samplesOf(chain(hook('a'), http('Send', { url }))).of('Hook')?.items ?? [];
    expect(Object.keys(Object(item?.['body']))).toEqual(['email', 'emails']);
  });

  it('is of the kind that it is counted or written with, and of what callbacks read of a list', () => {
    const url =
      '={{ $json.body.cents / 100 }} {{ $json.body.code.toUpperCase() }} {{ $json.body.rows.filter((one) => one.stock > 3).map((one) => one.name + one.size.width).join() }}';
    const [item] = samplesOf(chain(hook('a'), http('Send', { url }))).of('Hook')?.items ?? [];
    expect(item?.['body']).toEqual({
      ...{ cents: 120, code: 'Example code' },
      rows: [{ stock: 3, name: 'Anna Example', size: { width: 'Example width' } }],
    });
  });

  it('leads on where the workflow decides by it, with values for the other ways', () => {
    const conditions = (leftValue: string, type: string, operation: string, rightValue: unknown) => ({
      options: {},
      combinator: 'and',
      conditions: [{ leftValue, rightValue, operator: { type, operation } }],
    });
    const big = node('Big?', 'if', 2.2, { conditions: conditions('={{ $json.body.amount }}', 'number', 'gt', 1000) });
    const tagged = node('Tagged?', 'filter', 2.2, {
      conditions: conditions('={{ $json.body.tags }}', 'array', 'contains', 'urgent'),
    });
    const { plan, samples, of } = samplesOf(chain(hook('a'), tagged, big, http('Send', { url: 'https://x' })));
    expect(of('Hook')?.items[0]?.['body']).toEqual({ amount: 1201, tags: ['urgent'] });
    expect(toVariants(plan, samples, 2).map(({ about }) => about)).toEqual([
      { kind: 'value', node: 'Hook', field: 'body.tags', value: 'Example' },
      { kind: 'value', node: 'Hook', field: 'body.amount', value: '1000' },
    ]);
  });

  it.each([
    ['no JSON', '{', 'not_json'],
    ['text', '"a"', 'no_object'],
    ['a list of numbers', '[1]', 'no_object'],
    ['steps that are none', '{"steps": 3}', 'no_object'],
    ['more items than are tried', JSON.stringify(Array.from({ length: 51 }, () => ({}))), 'too_many'],
    ['more than a megabyte', JSON.stringify({ a: 'x'.repeat(2 ** 20) }), 'too_large'],
    ['what is nested endlessly', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'too_large'],
  ])('is refused when it is %s', (_, text, problem) => expect(readSample(text)).toBe(problem));

  it('sets nothing on what all objects have', () => {
    expect(readSample('{"steps": {"__proto__": {"a": 1}}}')).not.toHaveProperty('steps.a');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('variants', () => {
  it('are two at a time only of what may come several at a time', () => {
    const read = http('Send', { url: '=https://x/{{ $json.name }}' });
    const kinds = (given: N8nWorkflow) => {
      const { plan, samples } = samplesOf(given);
      return toVariants(plan, samples, 20).flatMap(({ about }) => (about.kind === 'two_items' ? [about.node] : []));
    };
    expect(kinds(chain(schedule(), http('Get', { url: 'https://x' }), read))).toEqual(['Get']);
    expect(kinds(chain(hook('a'), http('Send', { url: '=https://x/{{ $json.body.name }}' })))).toEqual([]);
  });

  it('change what is read: missing, two items, negative, empty, and a failure that is handled', () => {
    const text = '={{ $json.body.name }} {{ $json.body.amount }}';
    const failing = { ...http('Get', { url: 'https://x' }), onError: 'continueRegularOutput' as const };
    const { plan, samples } = samplesOf(
      chain(hook('a'), { ...slack(), parameters: { ...slack().parameters, text } }, failing),
    );
    const variants = toVariants(plan, samples, 20);
    const hookKey = plan.held[0]?.key ?? '';
    const about = variants.map(({ about: one }) => Object.values(one).join(' '));
    expect(about).toEqual([
      'missing Hook body.name',
      'fails Get',
      'negative Hook body.amount',
      'empty Hook body.name',
      'empty Hook body.amount',
      'missing Hook body.amount',
    ]);
    const bodies = variants.map(({ outcomes }) => outcomes[hookKey]?.items.map(({ body }) => body));
    expect(bodies[0]).toEqual([{ amount: 120 }]);
    expect(bodies[2]).toMatchObject([{ amount: -5 }]);
    expect(toVariants(plan, samples, 2)).toHaveLength(2);
  });

  it.each([
    ['country', 'DE'],
    ['discount_code', '(discount_code)'],
    ['summary', '(summary)'],
    ['account', '(account)'],
    ['order_count', 3],
    ['itemCount', 3],
    ['total_sum', 120],
  ])('what a field is called is read by words, not by letters within: %s', (name, value) => {
    expect(guess(name)).toSatisfy((one) => (String(value).startsWith('(') ? typeof one !== 'number' : one === value));
  });
});
