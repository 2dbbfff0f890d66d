import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { chain, catalog as core, document, hourly, langchain, node } from '../documents.ts';
import { agent, code, type Document, describeRules, model, set } from './rules.ts';

const each = (jsCode: string): Document => node('Code', 'code', { mode: 'runOnceForEachItem', jsCode });
const python = (pythonCode: string, mode = 'runOnceForAllItems'): Document =>
  chain(hourly, node('Code', 'code', { language: 'pythonNative', mode, pythonCode }));
const js = (program: string): Document => chain(hourly, code(`const x = await ${program};\nreturn [{ json: { x } }];`));
const text = (value: string): Document =>
  chain(hourly, set({ assignments: { assignments: [{ id: 'a', name: 'a', type: 'string', value }] } }));
const http = js('this.helpers.httpRequest({ url: "https://example.com" })');
const ownThis = code(
  'class A { getNode() { return 1; } b() { return this.getNode(); } }\nreturn [{ json: { a: new A().b() } }];',
);

/** What the node itself refuses, and what its runner of 2.40.7 hands to a program: `this` is the program's own globals. */
describeRules('programs of a Code node', [
  ['code-name-lacking', 'warning', js('this.helpers.requestWithAuthentication.call(this, "x", {})'), http],
  ['code-name-lacking', 'warning', js('this.helpers.requestOAuth2.call(this, "x", {})'), http],
  ['code-name-lacking', 'warning', js('this.getCredentials("x")'), http],
  ['code-name-lacking', 'warning', js('this.getWorkflowStaticData("global")'), js('$getWorkflowStaticData("global")')],
  ['code-name-lacking', 'warning', js('this.getInputData()'), chain(hourly, ownThis)],
  ['code-name-lacking', 'warning', js('globalThis.structuredClone({})'), js('globalThis.Buffer.from("a")')],
  [
    'code-input-access',
    'error',
    chain(hourly, each('return $input.itemMatching(0);')),
    chain(hourly, code('return [$input.itemMatching(0)];')),
  ],
  // n8n reads the program for the words before it runs it.
  [
    'code-input-access',
    'error',
    chain(hourly, each('const all = $input.all;\nreturn { json: { n: all().length } };')),
    chain(hourly, each('// not $input.all()\nreturn $input.item;')),
  ],
  ['code-name-lacking', 'warning', python('return _input.all()'), python('return _items')],
  ['code-name-lacking', 'warning', python('return [{"json": {"a": _json["a"]}}]'), python('_json = 1\nreturn _items')],
  ['code-name-lacking', 'warning', python('return [_item]'), python('return _item', 'runOnceForEachItem')],
  ['code-name-lacking', 'warning', python('return _items[0]', 'runOnceForEachItem'), python('return _items')],
  ['code-name-lacking', 'warning', python('return [{"json": {"a": _env["A"]}}]'), python('# _env\nreturn _items')],
  ['code-require', 'warning', python('import requests\nreturn _items'), python('return _items')],
  [
    'code-require',
    'warning',
    python('from os import environ\nreturn _items'),
    python('x = "import os"\nreturn _items'),
  ],
  ['env-blocked', 'warning', text('={{ process.env.HOME }}'), text('={{ process.version }}')],
]);

describe('what a program cannot have', () => {
  it('is not replaced by what n8n blocks', () => {
    const found = validateWorkflow(js('process.env.HOME'), { catalog: core });
    expect(found.find((issue) => issue.code === 'code-process')?.message).not.toContain('$env');
  });
});

const full = await fullCatalog();
const said = (workflow: unknown) =>
  full ? validateWorkflow(workflow, { catalog: full }).map((issue) => `${issue.severity} ${issue.code}`) : [];
const asked = (type: string, parameters: Document): Document =>
  document(
    [hourly, node('Ask', langchain(type), parameters), model],
    {},
    {
      connections: {
        Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
        Model: { ai_languageModel: [[{ node: 'Ask', type: 'ai_languageModel', index: 0 }]] },
      },
    },
  );
const withModels = (count: number): Document => {
  const models = Array.from({ length: count }, (_, at) => ({ ...model, id: `m${at}`, name: `Model ${at}` }));
  const links = models.map(({ name }, at) => [
    name,
    { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: Math.min(at, 1) }]] },
  ]);
  const parameters = { ...(agent['parameters'] as Document), needsFallback: true };
  return document(
    [hourly, { ...agent, parameters }, ...models],
    {},
    {
      connections: { Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] }, ...Object.fromEntries(links) },
    },
  );
};
const inForm = (fieldType: string): Document =>
  chain(
    node('Form', 'formTrigger', { formTitle: 'a', formFields: { values: [{ fieldLabel: 'x', fieldType }] } }),
    node('Next', 'noOp'),
  );

describe.skipIf(!full)('what n8n stops at, and what it runs', () => {
  it.each<[string, unknown, unknown]>([
    ['error too-many-helpers', withModels(3), withModels(2)],
    [
      'error entries-missing',
      asked('informationExtractor', { text: 'x', schemaType: 'manual', inputSchema: ' ' }),
      asked('informationExtractor', { text: 'x', schemaType: 'manual', inputSchema: '{"type": "object"}' }),
    ],
    [
      'error entries-missing',
      asked('informationExtractor', { text: 'x', schemaType: 'fromJson', jsonSchemaExample: '' }),
      asked('informationExtractor', { text: 'x', schemaType: 'fromJson' }),
    ],
    [
      'error entries-missing',
      asked('sentimentAnalysis', { inputText: 'x', options: { categories: '' } }),
      asked('sentimentAnalysis', { inputText: 'x', options: {} }),
    ],
    ['error unknown-option', inForm('telefone number'), inForm('range')],
  ])('%s', (wanted, wrong, right) => {
    expect(said(wrong)).toContain(wanted);
    expect(said(right)).not.toContain(wanted);
  });

  it('a type of somebody else may have a hyphen', () => {
    const found = validateWorkflow(chain(hourly, { ...node('X', 'noOp'), type: 'n8n-nodes-other.two-words' }), {
      ...{ catalog: full ?? core, unknownTypes: 'warning' as const },
    });
    expect(found.map(({ severity }) => severity)).not.toContain('error');
  });
});
