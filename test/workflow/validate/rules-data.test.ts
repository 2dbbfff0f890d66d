import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { neverJson } from '#src/workflow/validate/parameters/json-text.ts';
import { catalog, chain, document, hourly, langchain, next, node } from '../documents.ts';
import { code, type Document, describeRules, hook, http, model, set, slack } from './rules.ts';

const fields = (...names: string[]): Document =>
  set({
    assignments: { assignments: names.map((name, index) => ({ id: `${index}`, name, value: 'x', type: 'string' })) },
  });
const says = (text: string): Document => slack({ text });
const both = (...names: string[]): Document => {
  const all = fields(...names);
  return { ...all, parameters: { ...(all['parameters'] as Document), includeOtherFields: true } };
};
const post = (jsonBody: string): Document => http({ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody });
const pinned = (given: Document, name: string): Document => ({ ...given, pinData: { [name]: [{ json: { foo: 1 } }] } });

describeRules('data', [
  [
    'unknown-field',
    'warning',
    chain(hourly, fields('bar'), says('={{ $json.foo }}')),
    chain(hourly, fields('bar'), says('={{ $json.bar }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hourly, fields('bar'), says("={{ $json['foo'] }}")),
    chain(hourly, both('bar'), says('={{ $json.foo }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hourly, fields('bar'), next, says('={{ $json.foo }}')),
    chain(hourly, fields('bar'), next, says('={{ $json.foo ?? "" }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hourly, fields('bar'), next, says("={{ $('Set').item.json.foo }}")),
    chain(hourly, fields('foo.a'), next, says("={{ $('Set').item.json.foo }}")),
  ],
  [
    'unknown-field',
    'warning',
    chain(hourly, fields('bar'), says('={{ $node["Set"].json.foo }}')),
    chain(hourly, fields('bar'), says('={{ $json.isEmpty() }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hook(), says('={{ $json.email }}')),
    chain(hook(), says('={{ $json.body.email }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hook(), says('={{ $input.first().json.email }}')),
    chain(hourly, http(), says('={{ $json.email }}')),
  ],
  [
    'unknown-field',
    'warning',
    chain(hourly, says('={{ $json.email }}')),
    pinned(chain(hourly, says('={{ $json.foo }}')), 'Start'),
  ],
  [
    'unknown-field',
    'warning',
    document([hourly, fields('a'), { ...fields('b'), name: 'Other', id: 'o' }, says('={{ $json.c }}')], {
      Start: ['Set', 'Other'],
      Set: ['Slack'],
      Other: ['Slack'],
    }),
    document([hourly, fields('a'), { ...fields('b'), name: 'Other', id: 'o' }, says('={{ $json.b }}')], {
      Start: ['Set', 'Other'],
      Set: ['Slack'],
      Other: ['Slack'],
    }),
  ],
  [
    'item-without-json',
    'warning',
    chain(hourly, http(), says("={{ $('HTTP').item.total }}")),
    chain(hourly, http(), says("={{ $('HTTP').item.json.total }}")),
  ],
  [
    'item-without-json',
    'warning',
    chain(hourly, http(), says('={{ $input.first().total }}')),
    chain(hourly, http(), says('={{ $input.first().binary.file }}')),
  ],
  [
    'unknown-variable',
    'warning',
    chain(hourly, http(), says('={{ json.name }}')),
    chain(hourly, http(), says('={{ Math.max(...[1, 2].map((one) => one)) }}')),
  ],
  [
    'unknown-variable',
    'warning',
    chain(hourly, says('={{ $now.plus(1, day) }}')),
    chain(hourly, says("={{ $now.plus(1, 'day') }}")),
  ],
  [
    'expression-bare',
    'warning',
    chain(hourly, http(), says('=Hello ${$json.name}')),
    chain(hourly, http(), says('={{ `Hello ${$json.name}` }}')),
  ],
  [
    'expression-method',
    'error',
    chain(hourly, says('={{ $now.getTime() }}')),
    chain(hourly, says('={{ $now.format("yyyy") }}')),
  ],
  [
    'invalid-json',
    'error',
    chain(hourly, http(), { ...post('={ "a": "{{ $json.a }}" "b": 2 }'), id: 'b', name: 'B' }),
    chain(hourly, http(), { ...post('={ "a": "{{ $json.a }}", "b": {{ $json.b }} }'), id: 'b', name: 'B' }),
  ],
  [
    'invalid-json',
    'error',
    chain(hourly, http(), { ...post('={ "a": {{ $json.a }}, }'), id: 'b', name: 'B' }),
    chain(hourly, http(), { ...post('={ "a": 1 {{ $json.more }} }'), id: 'b', name: 'B' }),
  ],
  [
    'invalid-json',
    'warning',
    chain(hourly, set({ mode: 'raw', jsonOutput: '{ "a": 1, }' })),
    chain(hourly, set({ mode: 'raw', jsonOutput: '{ "a": 1 }' })),
  ],
  [
    'condition-type',
    'error',
    chain(hourly, node('If', 'if', { conditions: compare('string', 'regex', '([a-z') })),
    chain(hourly, node('If', 'if', { conditions: compare('string', 'regex', '/^[a-z]+$/i') })),
  ],
  [
    'condition-type',
    'error',
    chain(hourly, node('If', 'if', { conditions: compare('dateTime', 'after', 'next week') })),
    chain(hourly, node('If', 'if', { conditions: compare('dateTime', 'after', '2026-01-01') })),
  ],
  ['code-return', 'error', chain(hourly, each('return [{ json: {} }];')), chain(hourly, each('return { json: {} };'))],
  ['code-return', 'error', chain(hourly, code("return ['a', 'b'];")), chain(hourly, code('return [{ json: {} }];'))],
  [
    'code-undeclared',
    'warning',
    chain(hourly, code('return [{ json: { total } }];')),
    chain(hourly, code('for (total in $json) { [a, b] = [1, 2]; } return [{ json: { total, a } }];')),
  ],
  ['assignment-twice', 'warning', chain(hourly, fields('a', 'b', 'a')), chain(hourly, fields('a', 'b', 'a.c'))],
  [
    'webhook-path-unusual',
    'warning',
    chain(hook({ path: 'https://x.y/webhook/orders' }), next),
    chain(hook({ path: 'orders/:id' }), next),
  ],
  ['webhook-path-unusual', 'warning', chain(hook({ path: 'new order' }), next), chain(hook(), next)],
  [
    'reference-not-upstream',
    'warning',
    chain(hourly, http(), says("={{ $('Slack').item.json.ts }}")),
    chain(hourly, http(), says("={{ $('HTTP').item.json.ts }}")),
  ],
  ['prompt-missing', 'error', talks({}), talks({ promptType: 'define', text: 'Write a joke.' })],
  ['error-trigger-missing', 'warning', own([]), own([node('Failed', 'errorTrigger')])],
  [
    'unknown-setting-value',
    'warning',
    withSettings({ redactionPolicy: 'everything' }),
    withSettings({ redactionPolicy: 'all' }),
  ],
  ['unknown-setting-value', 'warning', withSettings({ errorWorkflow: 7 }), withSettings({ errorWorkflow: 'abc' })],
  ['settings-malformed', 'error', { ...chain(hourly, next), settings: [] }, chain(hourly, next)],
  ['connections-missing', 'error', { ...chain(hourly, next), connections: undefined }, chain(hourly, next)],
  [
    'credential-malformed',
    'error',
    chain(hourly, { ...slack(), credentials: 'my bot' }),
    chain(hourly, { ...slack(), credentials: [] }),
  ],
  ['trigger-only', 'warning', document([hourly]), chain(hourly, next)],
  ['workflow-empty', 'error', document([node('Note', 'stickyNote')]), chain(hourly, next)],
  [
    'secret-in-parameters',
    'error',
    chain(hourly, http({ url: `https://api.telegram.org/bot123456789:AA${'x1'.repeat(16)}y/getMe` })),
    chain(hourly, http({ url: 'https://api.telegram.org/bot<token>/getMe' })),
  ],
]);

function compare(type: string, operation: string, rightValue: unknown): Document {
  return {
    combinator: 'and',
    options: {},
    conditions: [{ leftValue: '={{ $now }}', rightValue, operator: { type, operation } }],
  };
}
function each(jsCode: string): Document {
  return node('Code', 'code', { mode: 'runOnceForEachItem', jsCode });
}
function talks(parameters: Document): Document {
  const agent = node('Agent', langchain('agent'), parameters);
  const wired = { Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] } };
  const plain = document([hourly, agent, model], { Start: ['Agent'] });
  return { ...plain, connections: { ...(plain['connections'] as Document), ...wired } };
}
function own(more: Document[]): Document {
  return { ...document([hourly, next, ...more], { Start: ['Next'] }), id: 'me', settings: { errorWorkflow: 'me' } };
}
function withSettings(settings: Document): Document {
  return { ...chain(hourly, next), settings };
}

describe('JSON around expressions', () => {
  it.each([
    ['{ "a": {{ x }} }', false],
    ['{{ x }}', false],
    ['[{{ x }}{{ y }}]', false],
    ['{ "a": "{{ x }} and {{ y }}", {{ more }} }', false],
    ['{ {{ pairs }} }', false],
    ['{ "a": "{{ x }}\\" }', true],
    ['{ a: {{ x }} }', true],
    ["{ 'a': '{{ x }}' }", true],
    ['{ "a": {{ x }}, }', true],
    ['{ "a": {{ x }}', true],
    ['', false],
    [`{ ${'{{ x }}'.repeat(50)}`, false],
  ])('%s', (text, never) => expect(neverJson(text)).toBe(never));
});

it('follows data only as far as it is certain, however the steps are wired', () => {
  const steps = Array.from({ length: 300 }, (_, index) => ({ ...next, id: `${index}`, name: `N${index}` }));
  const links = Object.fromEntries(
    steps.map(({ name }, index) => [name, [`N${(index + 1) % 300}`, `N${(index * 7) % 300}`]]),
  );
  const given = document([hourly, ...steps, says("={{ $json.a + $('N5').item.json.b }}")], {
    Start: ['N0'],
    ...links,
    N299: ['Slack'],
  });
  expect(validateWorkflow(given, { catalog }).map(({ code: found }) => found)).not.toContain('unknown-field');
});
