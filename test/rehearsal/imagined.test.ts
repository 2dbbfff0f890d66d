import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { openOutputs, writeOutputs } from '#src/catalog/outputs.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { notRehearsed } from '#src/rehearsal/not-rehearsed.ts';
import { toSamples } from '#src/rehearsal/samples/samples.ts';
import { toVariants } from '#src/rehearsal/samples/variants.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { draftSchema, withUnsaid } from '#src/workflow/draft.ts';
import { chain, hook, node, schedule, slack } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();
const catalog = full ?? createCoreCatalog();
const described = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    stars: { type: 'integer' },
    user: { type: 'object', properties: { login: { type: 'string' } } },
  },
};
const outputs = openOutputs(
  writeOutputs(
    'n8n-nodes-base',
    new Map([
      [
        'package/dist/known/nodes.json',
        Buffer.from('{"calTrigger":{"className":"CalTrigger","sourcePath":"dist/nodes/Cal/CalTrigger.node.js"}}'),
      ],
      ['package/dist/nodes/Cal/__schema__/v1.0.0/cal/trigger.json', Buffer.from(JSON.stringify(described))],
    ]),
  ) as Buffer,
);

function samplesOf(workflow: N8nWorkflow, more: Partial<Parameters<typeof toSamples>[2]>) {
  const twin = toTwin(workflow, { catalog });
  if (!twin) throw new Error('nothing starts it');
  const samples = toSamples(twin.plan, workflow, { catalog, outputs, ...more });
  const [trigger] = twin.plan.held;
  const [item] = samples.outcomes[trigger?.key ?? '']?.items ?? [];
  return { plan: twin.plan, samples, item, source: samples.sources.get(trigger?.node ?? '') };
}
const tells = (text: string) => ({ ...slack(), parameters: { ...slack().parameters, text } });

describe('what a model imagines', () => {
  const imagined = { customer: { mail: 'eva@shop.test' }, amount: 87 };

  it('is the body of a webhook, and what it has not is not there: the workflow’s own expectation is no source', () => {
    const { item, source, plan, samples } = samplesOf(chain(hook('i'), tells('={{ $json.body.customer.email }}')), {
      imagined,
    });
    expect(item).toMatchObject({ body: imagined, params: {}, executionMode: 'production' });
    expect(JSON.stringify(item)).not.toContain('"email"');
    expect(source).toBe('imagined');
    expect(notRehearsed(plan, samples, catalog)).toContainEqual({ code: 'imagined', node: 'Hook' });
  });

  it('leads on where the workflow decides by it', () => {
    const big = node('Big?', 'if', 2.2, {
      conditions: {
        options: { version: 2 },
        combinator: 'and',
        conditions: [
          {
            id: '1',
            leftValue: '={{ $json.body.amount }}',
            rightValue: 100,
            operator: { type: 'number', operation: 'gt' },
          },
        ],
      },
    });
    const { item } = samplesOf(chain(hook('i'), big, tells('={{ $json.body.amount }}')), { imagined });
    expect(Number(Object(item?.['body'])['amount'])).toBeGreaterThan(100);
  });

  it('is nothing a schedule could give', () => {
    const { item, source } = samplesOf(chain(schedule(), tells('={{ $json.amount }}')), { imagined });
    expect(item).not.toHaveProperty('amount');
    expect(source).toBe('known');
  });

  it('answers a form in its own fields, by what can be chosen', () => {
    const form = node('Form', 'formTrigger', 2.2, {
      formTitle: 'Leave',
      formFields: {
        values: [
          { fieldLabel: 'Reason' },
          { fieldLabel: 'Days', fieldType: 'number' },
          {
            fieldLabel: 'Kind',
            fieldType: 'dropdown',
            fieldOptions: { values: [{ option: 'holiday' }, { option: 'ill' }] },
          },
        ],
      },
    });
    const said = { Reason: 'Wedding', Days: 2, Kind: 'strike', Boss: 'Eva' };
    const { item } = samplesOf(chain(form, tells('={{ $json.Reason }} {{ $json.Boss }}')), { imagined: said });
    expect(item).toMatchObject({ Reason: 'Wedding', Days: 2, Kind: 'holiday' });
    expect(item).not.toHaveProperty('Boss');
  });

  it.skipIf(!full)('gives values to the fields that n8n describes, and no field beside them', () => {
    const trigger = node('Booked', 'calTrigger', 2, { events: ['BOOKING_CREATED'] });
    const said = { id: 'B-77', stars: 'many', user: { login: 'eva', mail: 'eva@shop.test' }, extra: 1 };
    const { item, source } = samplesOf(chain(trigger, tells('={{ $json.user.mail }} {{ $json.id }}')), {
      imagined: said,
      outputs: { of: () => ({ id: 's', stars: 'n', user: { login: 's' } }) } as never,
    });
    expect(item).toEqual({ id: 'B-77', stars: expect.any(Number), user: { login: 'eva' } });
    expect(source).toBe('described');
  });

  it('gives way to somebody’s own example and to a real run', () => {
    const workflow = chain(hook('i'), tells('={{ $json.body.amount }}'));
    expect(samplesOf(workflow, { imagined, given: { event: [{ amount: 5 }] } })).toMatchObject({
      item: { body: { amount: 5 } },
      source: 'given',
    });
    const past = { at: '2026-11-28T10:00:00.000Z', steps: new Map([['Hook', { items: [{ body: { amount: 6 } }] }]]) };
    expect(samplesOf(workflow, { imagined, past })).toMatchObject({ item: { body: { amount: 6 } }, source: 'run' });
  });

  it('is left out where it is unusable, and stays while what starts it is the same', () => {
    const draft = (more: object) =>
      draftSchema.parse({ name: 'a', nodes: [{ name: 'Hook', type: 'n8n-nodes-base.webhook' }], ...more });
    expect(draft({ example: 'x' }).example).toBeUndefined();
    expect(draft({ example: { text: 'x'.repeat(5_000) } }).example).toBeUndefined();
    expect(withUnsaid(draft({}), draft({ example: imagined })).example).toEqual(imagined);
    const others = draft({ nodes: [{ name: 'Hook', type: 'n8n-nodes-base.formTrigger' }] });
    expect(withUnsaid(others, draft({ example: imagined })).example).toBeUndefined();
  });
});

describe('variants of a real run and of the same twice', () => {
  it('takes the way that the real example does not take', () => {
    const big = node('Big?', 'if', 2.2, {
      conditions: {
        options: { version: 2 },
        combinator: 'and',
        conditions: [
          {
            id: '1',
            leftValue: '={{ $json.body.amount }}',
            rightValue: 100,
            operator: { type: 'number', operation: 'gt' },
          },
        ],
      },
    });
    const past = { at: '2026-11-28T10:00:00.000Z', steps: new Map([['Hook', { items: [{ body: { amount: 6 } }] }]]) };
    const { plan, samples, item } = samplesOf(chain(hook('i'), big, tells('={{ $json.body.amount }}')), { past });
    expect(item).toEqual({ body: { amount: 6 } });
    const values = toVariants(plan, samples, 9).flatMap(({ about }) =>
      about.kind === 'value' ? [Number(about.value)] : [],
    );
    expect(values.some((value) => value > 100)).toBe(true);
  });

  it('gives the same twice where a step compares, and nowhere else', () => {
    const get = node('Rows', 'httpRequest', 4.2, { url: 'https://example.com' });
    const once = node('Once', 'removeDuplicates', 2, { operation: 'removeDuplicateInputItems' });
    const twice = (workflow: N8nWorkflow) => {
      const { plan, samples } = samplesOf(workflow, {});
      return toVariants(plan, samples, 9).filter(({ about }) => about.kind === 'twice');
    };
    const [variant, none] = twice(chain(schedule(), get, once, tells('={{ $json.id }}')));
    expect(variant?.about).toEqual({ kind: 'twice', node: 'Rows' });
    const items = Object.values(variant?.outcomes ?? {}).find((outcome) => outcome.items.length === 2)?.items ?? [];
    expect(items[0]).toEqual(items[1]);
    expect(none).toBeUndefined();
    expect(twice(chain(schedule(), get, tells('={{ $json.id }}')))).toEqual([]);
    expect(twice(chain(hook('t'), once, tells('={{ $json.body.id }}')))).toEqual([]);
  });
});
