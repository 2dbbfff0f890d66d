import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { describeNode, describeNodeJson } from '#src/catalog/describe.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { mostUsed, tokensOf } from './describe-size.ts';

const core = createCoreCatalog();
const found = await fullCatalog();
const slack = core.get('n8n-nodes-base.slack') as NodeType;

const made = (properties: Partial<NodeProperty>[]): NodeType => ({
  ...(core.get('n8n-nodes-base.noOp') ?? slack),
  name: 'test.made',
  properties: properties.map((property) => ({ name: 'x', displayName: 'X', type: 'string', ...property })),
});

describe('a slice', () => {
  it('may be named by value, by what people see, or by the operation alone', () => {
    for (const slice of [
      { resource: 'message', operation: 'post' },
      { resource: 'Message', operation: 'POST' },
      { operation: 'post' },
    ]) {
      expect(describeNodeJson(slack, slice)).toMatchObject({
        view: 'parameters',
        resource: 'message',
        operation: 'post',
      });
    }
  });

  it('that does not exist is answered with those that do, nearest first', () => {
    expect(describeNodeJson(slack, { resource: 'mesages' })).toMatchObject({ view: 'unknown', what: 'resource' });
    expect(describeNode(slack, { resource: 'mesages' })).toMatch(/no resource "mesages"\. Nearest first: message, /);
    expect(describeNode(slack, { resource: 'message', operation: 'updat' })).toMatch(
      /no operation "updat"\. Nearest first: update, /,
    );
    expect(describeNode(slack, { operation: 'archve' })).toMatch(/Nearest first: channel\/archive, /);
    expect(describeNode(slack, { resource: 'x'.repeat(5000) }).length).toBeLessThan(1000);
  });

  it('left out where there are many gives an overview and how to go on', () => {
    const text = describeNode(slack);
    expect(describeNodeJson(slack).view).toBe('overview');
    expect(text).toMatch(/^- message: .*post.*update/m);
    expect(text).toContain('name both');
    expect(text).not.toContain('otherOptions');
  });
});

describe('parameters', () => {
  it('say what is required, what counts only after another choice, and the forms n8n wants', () => {
    const text = describeNode(
      made([
        {
          name: 'kind',
          type: 'options',
          default: 'a',
          options: [
            { name: 'A', value: 'a' },
            { name: 'B', value: 'b' },
          ],
        },
        { name: 'forA', required: true, displayOptions: { show: { kind: ['a'] } } },
        { name: 'forB', required: true, displayOptions: { show: { kind: ['b'] } } },
        { name: 'old', displayOptions: { show: { '@version': [0] } } },
        {
          name: 'list',
          type: 'fixedCollection',
          typeOptions: { multipleValues: true },
          options: [{ name: 'item', values: [{ name: 'key', displayName: 'Key', type: 'string' }] }],
        },
        { name: 'where', type: 'resourceLocator', modes: [{ name: 'id', placeholder: 'C012' }] },
        { name: 'rule', type: 'filter' },
        { name: 'hint', type: 'notice' },
      ]),
    );
    expect(text).toContain('kind: one of "a" | "b" = "a"');
    expect(text).toMatch(/^ {2}forA\*: string/m);
    expect(text).toMatch(/^ {2}forB\*: string \[if kind = "b"\]/m);
    expect(text).toContain('list: e.g. {"item":[{"key":"…"}]}');
    expect(text).toContain('where: locator by id (C012)');
    expect(text).toContain('locator: {"__rl":true,"mode":"id","value":"…"}');
    expect(text).toContain('"combinator":"and"');
    expect(text).not.toMatch(/old|hint/);
  });

  it('are cut by room, and what is cut is named', () => {
    const fields = Array.from({ length: 300 }, (_, at) => ({
      name: `field${at}`,
      displayName: 'A field',
      type: 'string',
      description: 'words '.repeat(60),
    }));
    const text = describeNode(
      made([
        { name: 'must', required: true },
        { name: 'options', type: 'collection', options: fields },
      ]),
    );
    expect(text.length).toBeLessThanOrEqual(6600);
    expect(text).toMatch(/must\*: string/);
    expect(text).toMatch(/and \d+ more: field/);
  });

  it('survive descriptions that are not as they should be', () => {
    const odd = [
      { type: 'options' },
      { type: 'fixedCollection', options: [{ name: 'g' }] },
      { type: 'collection' },
      { type: 'resourceLocator' },
      { name: '__proto__' },
      { name: 'resource', type: 'options', options: [] },
    ];
    expect(() => describeNode(made(odd))).not.toThrow();
    expect(() => describeNodeJson(made(odd), { resource: 'constructor', operation: 'toString' })).not.toThrow();
  });
});

describe.skipIf(!found)('over everything n8n ships', () => {
  const catalog = found as NonNullable<typeof found>;
  const get = (name: string) => catalog.get(name) as NodeType;

  it('has all that a Slack message needs in under 1,500 tokens', () => {
    const text = describeNode(get('n8n-nodes-base.slack'), { resource: 'message', operation: 'post' });
    expect(countTokens(text)).toBeLessThan(1500);
    for (const part of [
      'select*: one of "channel" | "user"',
      'channelId*: locator',
      '#general',
      'text*',
      'messageType',
      'blocksUi*',
      'thread_ts',
      'user: locator',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('fits the most used node types into 2,000 tokens, most of them into far fewer', () => {
    const sizes = tokensOf(catalog);
    expect(sizes).toHaveLength(mostUsed.length);
    expect(sizes.at(-1)).toBeLessThanOrEqual(2000);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(700);
  });

  it('describes every resource and operation of every type within 2,100 tokens', () => {
    let slices = 0;
    for (const { name } of catalog.all()) {
      const view = describeNodeJson(get(name));
      const wanted =
        view.view === 'overview'
          ? view.resources.map(({ value, operations }) => ({ resource: value, operation: operations[0]?.value }))
          : [{}];
      for (const slice of wanted) {
        const text = describeNode(get(name), slice);
        slices += 1;
        expect(text.length, `${name} ${JSON.stringify(slice)}`).toBeLessThanOrEqual(6700);
        expect(text, `${name} ${JSON.stringify(slice)}`).not.toMatch(/[=:] undefined|\[object/);
      }
    }
    expect(slices).toBeGreaterThan(800);
  });
});
