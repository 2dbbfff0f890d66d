import { describe, expect, it } from 'vitest';
import type { NodeProperty } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { ShapeContext } from '#src/workflow/shapes/context.ts';
import { createShapeContext, shapeFields } from '#src/workflow/shapes/fields.ts';
import { repairParameters } from '#src/workflow/shapes/repair.ts';
import { shapeValue } from '#src/workflow/shapes/shape-value.ts';
import { toExpression } from '#src/workflow/shapes/text.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const context = (): ShapeContext => createShapeContext(1, () => 'id');
const property = (type: string, more: Partial<NodeProperty> = {}): NodeProperty => ({
  name: 'p',
  displayName: 'The P',
  type,
  ...more,
});
const shaped = (one: NodeProperty, value: unknown): unknown => shapeValue(one, value, context());
const option = (value: unknown, name: string) => ({ name, value });
const pattern = (regex: string) => [{ type: 'regex', properties: { regex, errorMessage: '' } }];

describe('expressions', () => {
  it.each([
    ['Hi {{ $json.a }}', '=Hi {{ $json.a }}'],
    ['$json.a.b[0]', '={{ $json.a.b[0] }}'],
    ["$('Get').item.json.id", "={{ $('Get').item.json.id }}"],
    ['={{ {{ $json.a }} }}', '={{ $json.a }}'],
    ['{{ {{ $json.a }} }}', '={{ $json.a }}'],
    ['={{ $json.a }}', '={{ $json.a }}'],
    ['{{ $json.a }} and {{ $json.b }}', '={{ $json.a }} and {{ $json.b }}'],
    ['$5.00', '$5.00'],
    ['costs $json', 'costs $json'],
    ['{{ }}', '{{ }}'],
  ])('%s', (given, wanted) => {
    expect(toExpression(given)).toBe(wanted);
  });
});

describe('single values', () => {
  const size = property('options', {
    options: [option('sm', 'Small one'), option('lg', 'Large one'), option(3, 'Three')],
  });
  it.each<[string, NodeProperty, unknown, unknown]>([
    ['a choice by its name', size, 'Small One', 'sm'],
    ['a choice in other letters', size, 'LG', 'lg'],
    ['a choice that is a number', size, '3', 3],
    ['an unknown choice', size, 'huge', 'huge'],
    ['an expression as choice', size, '{{ $json.size }}', '={{ $json.size }}'],
    ['several choices in one text', { ...size, type: 'multiOptions' }, 'sm, Large one', ['sm', 'lg']],
    ['one of several choices', { ...size, type: 'multiOptions' }, 'sm', ['sm']],
    ['a word for true', property('boolean'), 'yes', true],
    ['a word for false', property('boolean'), 'False', false],
    ['a number as text', property('number'), ' 12.5 ', 12.5],
    ['no number', property('number'), 'many', 'many'],
    ['a number as a text', property('string'), 12, '12'],
    ['a list as a text', property('string'), ['a', 'b'], 'a,b'],
    ['one of a list of texts', property('string', { typeOptions: { multipleValues: true } }), 'a', ['a']],
    ['JSON out of an object', property('json'), { a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
    [
      'JSON with expressions: types and quotes survive',
      property('json'),
      { id: '{{ $json.id }}', text: 'Hi {{ $json.n }}' },
      '={\n  "id": {{ JSON.stringify($json.id) }},\n  "text": "Hi {{ $json.n }}"\n}',
    ],
    [
      'code',
      property('string', { typeOptions: { editor: 'jsEditor' } }),
      'return `{{ $json.a }}`',
      'return `{{ $json.a }}`',
    ],
  ])('%s', (_what, one, given, wanted) => {
    expect(shaped(one, given)).toEqual(wanted);
  });
});

describe('locators', () => {
  const sheet = property('resourceLocator', {
    default: { mode: 'list', value: 'My Drive' },
    modes: [
      { name: 'list' },
      { name: 'url', validation: pattern('https://docs\\.example\\.com/d/([0-9a-z]+).*') },
      { name: 'id', validation: pattern('[0-9a-zA-Z]{2,}') },
      { name: 'name' },
    ],
  });
  it.each<[string, unknown, object]>([
    ['a link', 'https://docs.example.com/d/1a', { mode: 'url', value: 'https://docs.example.com/d/1a' }],
    ['an id', '1AbCdEfGhIjKlMnOp2', { mode: 'id', value: '1AbCdEfGhIjKlMnOp2' }],
    ['a number', 42, { mode: 'id', value: 42 }],
    ['a name', 'Orders of May', { mode: 'name', value: 'Orders of May' }],
    ['an expression', '{{ $json.sheet }}', { mode: 'id', value: '={{ $json.sheet }}' }],
    ['the preset', 'My Drive', { mode: 'list', value: 'My Drive' }],
    ['the preset as an id', { mode: 'id', value: 'My Drive' }, { mode: 'list', value: 'My Drive' }],
    ['the preset as a link', { __rl: true, mode: 'url', value: 'My Drive' }, { mode: 'list', value: 'My Drive' }],
    ['the preset as a name', { mode: 'name', value: 'My Drive' }, { mode: 'name', value: 'My Drive' }],
    ['an object with an id', { id: 'ab1', name: 'Orders' }, { mode: 'id', value: 'ab1', name: 'Orders' }],
    ['a mode whose pattern refuses', { mode: 'id', value: 'https://docs.example.com/d/1a' }, { mode: 'url' }],
    ['a mode nobody has', { mode: 'colour', value: 'x' }, { mode: 'colour', value: 'x' }],
  ])('%s', (_what, given, wanted) => {
    expect(shaped(sheet, given)).toMatchObject({ __rl: true, ...wanted });
  });

  it('nothing stays nothing', () => {
    expect(shaped(sheet, '')).toBe('');
    expect(shaped(sheet, { mode: 'id', value: '' })).toEqual({ __rl: true, mode: 'id', value: '' });
  });
});

describe('groups', () => {
  const pair = [property('string', { name: 'name' }), property('string', { name: 'value' })];
  const many = { typeOptions: { multipleValues: true } };
  const headers = property('fixedCollection', { ...many, options: [{ name: 'parameters', values: pair }] });
  const both = { parameters: [{ name: 'X-A', value: '1' }] };
  it.each<[string, unknown, unknown]>([
    ['a map', { 'X-A': '1' }, both],
    ['a map in the group', { parameters: { 'X-A': '1' } }, both],
    ['a list', [{ name: 'X-A', value: '1' }], both],
    ['one entry', { name: 'X-A', value: '1' }, both],
    ['one entry in the group', { parameters: { name: 'X-A', value: '1' } }, both],
    ['another word for the name', [{ key: 'X-A', value: 1 }], both],
    ['a group of another name', { headers: [{ name: 'X-A', value: '1' }] }, both],
    ['JSON text', '{"X-A": "1"}', both],
    ['the whole value', both, both],
    ['nothing', {}, {}],
    ['an expression', '={{ $json.h }}', '={{ $json.h }}'],
    [
      'a header called name',
      { name: 'n', other: 'o' },
      {
        parameters: [
          { name: 'name', value: 'n' },
          { name: 'other', value: 'o' },
        ],
      },
    ],
  ])('%s', (_what, given, wanted) => {
    expect(shaped(headers, given)).toEqual(wanted);
  });

  it('words where entries have one name', () => {
    const fields = property('fixedCollection', {
      ...many,
      options: [
        { name: 'values', values: [property('string', { name: 'fieldLabel' }), property('boolean', { name: 'must' })] },
      ],
    });
    expect(shaped(fields, ['Name', 'Age'])).toEqual({ values: [{ fieldLabel: 'Name' }, { fieldLabel: 'Age' }] });
  });

  it('several kinds of entries by their fields; what fits none stays', () => {
    const kinds = property('fixedCollection', {
      ...many,
      options: [
        { name: 'texts', values: [property('string', { name: 'text' })] },
        { name: 'links', values: [property('string', { name: 'href' })] },
      ],
    });
    expect(shaped(kinds, [{ href: 'x' }])).toEqual({ links: [{ href: 'x' }] });
    expect(shaped(kinds, [{ what: 'x' }])).toEqual([{ what: 'x' }]);
  });

  it('a single group', () => {
    const single = property('fixedCollection', {
      options: [{ name: 'details', values: [property('number', { name: 'size' })] }],
    });
    for (const given of [{ size: '5' }, { details: { size: '5' } }, { details: [{ size: '5' }] }, [{ size: 5 }]]) {
      expect(shaped(single, given)).toEqual({ details: { size: 5 } });
    }
  });
});

describe('fields in the wrong place', () => {
  const fields = [
    property('boolean', { name: 'sendBody', displayName: 'Send Body', default: false }),
    property('string', { name: 'body', displayName: 'Body', displayOptions: { show: { sendBody: [true] } } }),
    property('string', { name: 'channelId', displayName: 'Channel' }),
    property('collection', {
      name: 'options',
      displayName: 'Options',
      options: [{ name: 'ccList', displayName: 'CC', type: 'string' }],
    }),
  ];
  const placed = (given: Record<string, unknown>) => shapeFields(fields, given, context());
  it.each([
    [{ body: 'x' }, { sendBody: true, body: 'x' }],
    [
      { body: 'x', sendBody: false },
      { body: 'x', sendBody: false },
    ],
    [{ Channel: 'x' }, { channelId: 'x' }],
    [{ channel: 'x' }, { channelId: 'x' }],
    [
      { channel: 'x', channelId: 'y' },
      { channel: 'x', channelId: 'y' },
    ],
    [{ cc: 'x' }, { options: { ccList: 'x' } }],
    [
      { ccList: 'x', options: { ccList: 'y' } },
      { ccList: 'x', options: { ccList: 'y' } },
    ],
    [{ unknown: '{{ $json.a }}' }, { unknown: '={{ $json.a }}' }],
  ])('%j', (given, wanted) => {
    expect(placed(given)).toEqual(wanted);
  });
});

const catalog = (await fullCatalog()) ?? createCoreCatalog();
const repaired = (type: string, parameters: Record<string, unknown>) =>
  repairParameters({ type: `n8n-nodes-base.${type}`, parameters }, catalog.get(`n8n-nodes-base.${type}`), () => 'id');

describe('conditions', () => {
  const right = (value: unknown, type: string, operation: string) => ({
    rightValue: value,
    operator: { type, operation },
  });
  it.each<[unknown, object]>([
    [['$json.amount > 100'], { leftValue: '={{ $json.amount }}', ...right(100, 'number', 'gt') }],
    ['{{ $json.status }} is not open', { leftValue: '={{ $json.status }}', ...right('open', 'string', 'notEquals') }],
    [
      [{ field: 'user.name', op: 'starts with', value: 'A' }],
      { leftValue: '={{ $json.user.name }}', ...right('A', 'string', 'startsWith') },
    ],
    [[{ left: '$json.at', op: '>', right: '2026-01-01' }], right('2026-01-01', 'dateTime', 'after')],
    [[{ left: '$json.n', op: '>=', right: '5' }], right(5, 'number', 'gte')],
    [
      [{ left: '$json.ok', op: '!=', right: true }],
      { operator: { type: 'boolean', operation: 'false', singleValue: true } },
    ],
    [
      '={{ $json.a > 5 }}',
      { leftValue: '={{ $json.a > 5 }}', operator: { type: 'boolean', operation: 'true', singleValue: true } },
    ],
  ])('%j', (given, wanted) => {
    const { conditions } = repaired('if', { conditions: given }) as { conditions: { conditions: object[] } };
    expect(conditions.conditions[0]).toMatchObject(wanted);
  });

  it('says the format of its own node version', () => {
    const rules = [{ field: 'a', op: 'is', value: 'b', outputKey: 'B' }];
    expect(repaired('switch', { rules })).toMatchObject({
      looseTypeValidation: true,
      rules: {
        values: [{ outputKey: 'B', renameOutput: true, conditions: { options: { version: 3 }, combinator: 'and' } }],
      },
    });
    expect(repaired('filter', { conditions: { logic: 'OR', conditions: rules } })).toMatchObject({
      conditions: { combinator: 'or' },
    });
  });
});

describe('schedules', () => {
  it.each<[unknown, object]>([
    [
      { every: 5, unit: 'minutes' },
      { field: 'minutes', minutesInterval: 5 },
    ],
    [
      { field: 'day', at: '09:30' },
      { field: 'days', triggerAtHour: 9, triggerAtMinute: 30 },
    ],
    [
      { field: 'weeks', triggerAtDay: ['Monday', 'fri'], hour: 8 },
      { field: 'weeks', triggerAtDay: [1, 5], triggerAtHour: 8 },
    ],
    [{ every: 'month' }, { field: 'months' }],
    [{ expression: '0 9 * * *' }, { field: 'cronExpression', expression: '0 9 * * *' }],
  ])('%j', (rule, wanted) => {
    expect(repaired('scheduleTrigger', { rule })).toEqual({ rule: { interval: [wanted] } });
  });
});
