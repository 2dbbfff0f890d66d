import { describe, expect, it } from 'vitest';
import { fix } from '#src/workflow/validate/fix.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { base, chain, langchain, next } from '../documents.ts';
import type { Document } from './rules.ts';

const catalog = await fullCatalog();
if (!catalog) console.warn('Skipped: the full catalogue of n8n cannot be had here.');

const start: Document = {
  ...{ id: 's', name: 'Start', type: base('scheduleTrigger'), typeVersion: 1.2, position: [0, 0] },
  parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
};
/** A node with whatever credential it asks for, behind a trigger. */
const one = (type: string, typeVersion: unknown, parameters: unknown, credential?: string): Document =>
  chain(
    start,
    {
      ...{ id: 'x', name: 'X', type: type.includes('.') ? type : base(type), position: [0, 0], parameters },
      ...(typeVersion === undefined ? {} : { typeVersion }),
      ...(credential ? { credentials: { [credential]: { id: '1', name: 'Mine' } } } : {}),
    },
    { ...next, typeVersion: 1 },
  );
const id = (value: string): Document => ({ __rl: true, mode: 'id', value });
const slack = (parameters: Document): Document =>
  one(
    'slack',
    2.3,
    {
      ...{ authentication: 'accessToken', resource: 'message', operation: 'post', select: 'channel' },
      ...{ channelId: id('C0123456789'), text: 'hi', otherOptions: {}, ...parameters },
    },
    'slackApi',
  );
const http = (parameters: Document): Document => one('httpRequest', 4.2, { url: 'https://a.example', ...parameters });
const post = (parameters: Document): Document => http({ method: 'POST', sendBody: true, ...parameters });
const headers = (headerParameters: unknown): Document => http({ sendHeaders: true, headerParameters });
const compare = (operator: unknown, rightValue: unknown = 'x', more: Document = {}): Document =>
  one('if', 2.2, {
    conditions: {
      ...{ combinator: 'and', options: { typeValidation: 'strict' }, ...more },
      conditions: [{ leftValue: '={{ $json.a }}', rightValue, operator }],
    },
  });
const set = (parameters: Document, version = 3.4): Document => one('set', version, parameters);
const assign = (entry: Document): Document => set({ assignments: { assignments: [{ id: '1', name: 'a', ...entry }] } });
const sheet = (parameters: Document): Document =>
  one(
    'googleSheets',
    4.5,
    {
      ...{ operation: 'append', documentId: id('1aBcDeFgHiJkLmNoPqRsTuVwXyZ'), sheetName: id('0') },
      ...{ columns: { mappingMode: 'autoMapInputData', value: {} }, ...parameters },
    },
    'googleSheetsOAuth2Api',
  );

/** What is wrong → the finding, and whether its fix leaves nothing to be said. */
type Case = [what: string, document: Document, code: string, severity: 'error' | 'warning', mended?: true];

const cases: Case[] = [
  ['an operation that does not exist', slack({ operation: 'frobnicate' }), 'unknown-option', 'error'],
  ['an operation misspelt', slack({ operation: 'posts' }), 'unknown-option', 'error', true],
  ['a resource that does not exist', slack({ resource: 'zzz' }), 'unknown-option', 'error'],
  [
    'an operation of another resource',
    one('slack', 2.3, { operation: 'history', channelId: id('C0123456789') }, 'slackApi'),
    'unknown-option',
    'error',
    true,
  ],
  ['a computed operation', slack({ operation: '={{ $json.operation }}' }), 'expression-not-allowed', 'error'],
  ['a choice in the wrong case', http({ method: 'post' }), 'unknown-option', 'error', true],
  ['a choice that does not exist', http({ method: 'FROB' }), 'unknown-option', 'error'],
  ['a locator as plain text', slack({ channelId: '#general' }), 'locator-plain', 'warning', true],
  [
    'a locator without its mark',
    slack({ channelId: { mode: 'id', value: 'C0123456789' } }),
    'locator-plain',
    'warning',
    true,
  ],
  [
    'a locator with an unknown mode',
    slack({ channelId: { ...id('C0123456789'), mode: 'telepathy' } }),
    'unknown-locator-mode',
    'error',
    true,
  ],
  ['a locator that is no id', slack({ channelId: id('not an id!') }), 'invalid-locator', 'error'],
  ['a list for a locator', slack({ channelId: ['C0123456789'] }), 'malformed-parameter', 'error'],
  ['no channel', slack({ channelId: undefined }), 'missing-parameter', 'error'],
  ['no text', slack({ text: '' }), 'missing-parameter', 'error'],
  ['no URL', http({ url: undefined }), 'missing-parameter', 'error'],
  ['no query', one('postgres', 2.5, { operation: 'executeQuery' }, 'postgres'), 'missing-parameter', 'error'],
  ['no chat', one('telegram', 1.2, { text: 'x' }, 'telegramApi'), 'missing-parameter', 'error'],
  [
    'a credential of another kind',
    one('telegram', 1.2, { chatId: '1', text: 'x' }, 'slackApi'),
    'credential-missing',
    'warning',
  ],
  ['a body that is no JSON', post({ specifyBody: 'json', jsonBody: '{"a": }' }), 'invalid-json', 'error'],
  ['a body that is an object', post({ specifyBody: 'json', jsonBody: { a: 1 } }), 'wrong-type', 'warning', true],
  ['a switch as text', http({ sendHeaders: 'false' }), 'wrong-type', 'warning', true],
  ['a number as text', one('limit', 1, { maxItems: '5' }), 'number-as-text', 'warning', true],
  ['no number', one('limit', 1, { maxItems: 'many' }), 'wrong-type', 'warning'],
  ['headers as a list', headers([{ name: 'a', value: 'b' }]), 'malformed-parameter', 'error', true],
  [
    'headers in an unknown group',
    headers({ headers: [{ name: 'a', value: 'b' }] }),
    'malformed-parameter',
    'error',
    true,
  ],
  [
    'one header where a list is read',
    headers({ parameters: { name: 'a', value: 'b' } }),
    'malformed-parameter',
    'error',
    true,
  ],
  ['headers as an object', headers({ 'X-A': 'b' }), 'malformed-parameter', 'error'],
  ['headers as texts', headers({ parameters: ['a: b'] }), 'malformed-parameter', 'error'],
  ['options as a list', http({ options: [{ timeout: 5 }] }), 'malformed-parameter', 'error', true],
  ['an option misspelt', http({ options: { tiemout: 5000 } }), 'unknown-parameter', 'warning', true],
  ['an unknown parameter', http({ foo: 'bar' }), 'unknown-parameter', 'warning'],
  ['a hidden parameter', http({ jsonBody: '{"a":1}' }), 'hidden-parameter', 'warning'],
  ['columns without a mapping', sheet({ columns: { Name: 'x' } }), 'malformed-parameter', 'error', true],
  ['an unknown mapping', sheet({ columns: { mappingMode: 'magic', value: {} } }), 'unknown-option', 'error'],
  ['an If without conditions', one('if', 2.2, {}), 'conditions-missing', 'error'],
  [
    'an If of version 1',
    one('if', 2.2, { conditions: { string: [{ value1: '={{ $json.a }}', value2: 'x' }] } }),
    'legacy-conditions',
    'error',
    true,
  ],
  ['an operator of version 1', compare({ type: 'number', operation: 'larger' }, 1), 'unknown-operator', 'error', true],
  ['an operator nobody knows', compare({ type: 'string', operation: 'resembles' }), 'unknown-operator', 'error'],
  ['a type of another language', compare({ type: 'text', operation: 'equals' }), 'unknown-operator', 'error', true],
  ['an operator as text', compare('equals'), 'condition-malformed', 'error', true],
  ['a number compared with a word', compare({ type: 'number', operation: 'gt' }, 'abc'), 'condition-type', 'error'],
  ['a number compared with digits', compare({ type: 'number', operation: 'gt' }, '5'), 'condition-type', 'error', true],
  ['one value too many', compare({ type: 'boolean', operation: 'true' }, ''), 'condition-type', 'error', true],
  [
    'a combinator',
    compare({ type: 'string', operation: 'equals' }, 'x', { combinator: 'any' }),
    'unknown-combinator',
    'error',
    true,
  ],
  ['a Switch without rules', one('switch', 3.2, {}), 'rules-missing', 'error'],
  [
    'a Set of version 1',
    set({ values: { string: [{ name: 'a', value: 'b' }] }, keepOnlySet: true }),
    'legacy-assignments',
    'error',
    true,
  ],
  [
    'a Set of version 3.2',
    set({ fields: { values: [{ name: 'a', stringValue: 'b' }] } }),
    'legacy-assignments',
    'error',
    true,
  ],
  [
    'a Set that is newer than it says',
    set({ assignments: { assignments: [{ id: '1', name: 'a', value: 'b', type: 'string' }] } }, 3),
    'legacy-assignments',
    'error',
    true,
  ],
  [
    'a Set of a bare list',
    set({ assignments: [{ name: 'a', value: 'b', type: 'string' }] }),
    'malformed-parameter',
    'error',
    true,
  ],
  ['a field without a type', assign({ value: 'b' }), 'assignment-untyped', 'error', true],
  ['a field of the wrong type', assign({ value: 'b', type: 'number' }), 'assignment-type', 'error'],
  ['no version', one('limit', undefined, {}), 'version-missing', 'warning', true],
  ['a version as text', one('limit', '1', {}), 'version-malformed', 'error', true],
  ['a version to come', one('limit', 99, {}), 'unknown-node-version', 'error', true],
  [
    'a version between',
    one('telegram', 1.15, { chatId: '1', text: 'x' }, 'telegramApi'),
    'unknown-node-version',
    'error',
    true,
  ],
  ['a short prefix', one('nodes-base.limit', 1, {}), 'unknown-node-type', 'error', true],
  ['the prefix of the other package', one(langchain('limit'), 1, {}), 'unknown-node-type', 'error', true],
  ['the wrong case', one(base('Limit'), 1, {}), 'unknown-node-type', 'error', true],
  ['a type misspelt', one(base('removeDuplicatse'), 2, {}), 'unknown-node-type', 'error', true],
  ['a type that does not exist', one(base('doesNotExist'), 1, {}), 'unknown-node-type', 'error'],
  ['a type of a community package', one('n8n-nodes-foo.bar', 1, {}), 'unknown-node-type', 'warning'],
  ['a sort by nothing', one('sort', 1, {}), 'entries-missing', 'error'],
  ['a sum of nothing', one('summarize', 1, { fieldsToSummarize: { values: [] } }), 'entries-missing', 'error'],
  ['an aggregate of nothing', one('aggregate', 1, {}), 'entries-missing', 'error'],
  ['duplicates by no field', one('removeDuplicates', 2, { compare: 'selectedFields' }), 'entries-missing', 'error'],
  [
    'a choice of nothing',
    one('formTrigger', 2, { formTitle: 'x', formFields: { values: [{ fieldLabel: 'a', fieldType: 'dropdown' }] } }),
    'choices-missing',
    'error',
  ],
  ['a page of no form', one('form', 1, {}), 'form-without-trigger', 'error'],
  ['a LangChain Code step without that output', langchainCode(['main'], 'ai_tool'), 'output-type-mismatch', 'error'],
  ['a deprecated type', one('function', 1, { functionCode: 'return items;' }), 'deprecated-node-type', 'warning'],
];

/** A LangChain Code step with the outputs it lists, of which one kind is connected. */
function langchainCode(outputs: string[], kind: string): Document {
  const code = { execute: { code: 'return [];' } };
  const ports = { inputs: { input: [{ type: 'main' }] }, outputs: { output: outputs.map((type) => ({ type })) } };
  const given = one(langchain('code'), 1, { code, ...ports });
  const agent = { id: 'agent', name: 'Agent', type: langchain('agent'), typeVersion: 2, position: [400, 0] };
  return {
    ...given,
    nodes: [...(given['nodes'] as unknown[]), { ...agent, parameters: { promptType: 'define', text: 'hi' } }],
    connections: { ...(given['connections'] as Document), X: { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] } },
  };
}

/** The schedule that starts these documents gives none of the fields they make up. */
const isOfParameters = ({ code }: { code: string }): boolean => code !== 'unknown-field';

describe.skipIf(!catalog)('rules: parameters of every node type', () => {
  const context = { catalog: catalog as NonNullable<typeof catalog>, unknownTypes: 'warning' as const };

  it.each(cases)('%s', (_what, document, code, severity, mended) => {
    const issues = validateWorkflow(document, context);
    expect(issues.map((issue) => `${issue.code} ${issue.severity}`)).toContain(`${code} ${severity}`);
    if (severity === 'warning') expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    const result = fix(document, context);
    expect(result.fixed.length > 0).toBe(mended === true);
    if (mended) expect(result.issues.filter(isOfParameters)).toEqual([]);
  });

  const right: [string, Document][] = [
    ['Slack', slack({})],
    ['a channel by name', slack({ channelId: { __rl: true, mode: 'name', value: '#ops' } })],
    ['a computed channel', slack({ channelId: { __rl: true, mode: 'id', value: '={{ $json.channel }}' } })],
    [
      'choices loaded from the service',
      one('telegram', 1.2, { chatId: '1', text: 'x', additionalFields: { parse_mode: 'HTML' } }, 'telegramApi'),
    ],
    ['empty options as a list', http({ options: [] })],
    ['a computed switch', http({ sendHeaders: '={{ $json.a }}' })],
    ['a body with expressions', post({ specifyBody: 'json', jsonBody: '={ "a": {{ $json.a }} }' })],
    ['an If without a combinator', compare({ type: 'string', operation: 'equals' }, 'x', { combinator: undefined })],
    ['an If of version 1', one('if', 1, { conditions: { string: [{ value1: '={{ $json.a }}', value2: 'x' }] } })],
    ['a Set of version 2', set({ values: { string: [{ name: 'a', value: 'b' }] } }, 2)],
    [
      'columns filled in',
      sheet({ columns: { mappingMode: 'defineBelow', value: { Name: 'x' }, matchingColumns: [], schema: [] } }),
    ],
    ['a sort by code', one('sort', 1, { type: 'code', code: 'return 0;' })],
    ['an aggregate of everything', one('aggregate', 1, { aggregate: 'aggregateAllItemData' })],
    ['duplicates by all fields', one('removeDuplicates', 2, {})],
    ['an Agent tool variant', one(langchain('toolCalculator'), 1, {})],
  ];
  it.each(right)('%s is right', (_what, document) => {
    const codes = validateWorkflow(document, context)
      .filter(isOfParameters)
      .filter(({ path }) => path?.startsWith('parameters') || path === 'type' || path === 'typeVersion')
      .map((issue) => issue.code);
    expect(codes).toEqual([]);
  });

  it.each(['main', 'ai_tool'])('a LangChain Code step may have the output %s', (kind) => {
    const codes = validateWorkflow(langchainCode([kind], kind), context).map(({ code }) => code);
    expect(codes).toContain('deprecated-node-type');
    expect(codes.filter((code) => code.startsWith('output-'))).toEqual([]);
  });

  it('a blank in a workflow that was passed on is a warning', () => {
    const sticky = { name: 'Note', type: base('stickyNote'), typeVersion: 1, position: [0, 200], parameters: {} };
    const document = slack({ channelId: { __rl: true, mode: 'list', value: '' } });
    const shared = { ...document, nodes: [...(document['nodes'] as unknown[]), sticky] };
    expect(validateWorkflow(document, context)[0]).toMatchObject({ code: 'missing-parameter', severity: 'error' });
    expect(validateWorkflow(shared, context)[0]).toMatchObject({ code: 'missing-parameter', severity: 'warning' });
  });
});
