import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { chain, catalog as core, document, hourly, langchain, next, node } from '../documents.ts';
import { agent, code, type Document, model } from './rules.ts';

const full = await fullCatalog();
const said = (workflow: unknown) =>
  validateWorkflow(workflow, { catalog: full ?? core, unknownTypes: 'warning' }).map(
    ({ code, severity }) => `${severity} ${code}`,
  );
const main = (...names: string[]) => names.map((name) => ({ node: name, type: 'main', index: 0 }));
const sub = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
/** An agent behind this trigger, with these sub-nodes. */
const withSubs = (start: Document, parameters: Document, ...subs: [Document, string][]): Document =>
  document(
    [
      start,
      { ...agent, parameters: { promptType: 'define', text: 'hi', ...parameters } },
      model,
      ...subs.map(([one]) => one),
    ],
    {},
    {
      connections: {
        [String(start['name'])]: { main: [main('Agent')] },
        Model: sub('ai_languageModel'),
        ...Object.fromEntries(subs.map(([one, type]) => [one['name'], sub(type)])),
      },
    },
  );
const memory: [Document, string] = [node('Memory', langchain('memoryBufferWindow'), {}), 'ai_memory'];
const parser = (name: string): [Document, string] => [
  node(name, langchain('outputParserStructured'), { jsonSchemaExample: '{"a": 1}' }),
  'ai_outputParser',
];
const chat = node('Chat', langchain('chatTrigger'), {});
const tool = (sendTo: string): [Document, string] => [
  node('Mail', 'gmailTool', { sendTo, subject: 'a', message: 'b' }, { typeVersion: 2.1 }),
  'ai_tool',
];
const classify = (outputs: string[][]) =>
  document(
    [
      hourly,
      node('Classify', langchain('textClassifier'), {
        inputText: 'x',
        categories: { categories: [{ category: 'Bill' }, { category: 'Spam' }] },
      }),
      { ...model },
      next,
      { ...next, id: 'b', name: 'B' },
    ],
    {},
    {
      connections: {
        Start: { main: [main('Classify')] },
        Model: { ai_languageModel: [[{ node: 'Classify', type: 'ai_languageModel', index: 0 }]] },
        Classify: { main: outputs.map((names) => main(...names)) },
      },
    },
  );
const form = (fieldType: string) =>
  chain(
    node('Form', 'formTrigger', { formTitle: 'a', formFields: { values: [{ fieldLabel: 'Link', fieldType }] } }),
    next,
  );
const chosenModel = (value: string) =>
  withSubs(hourly, {}, [node('Other', langchain('lmChatMistralCloud'), { model: value }), 'ai_tool']);

describe.skipIf(!full)('what n8n stops at, and what it runs', () => {
  it.each<[string, unknown, unknown]>([
    ['warning session-key-missing', withSubs(hourly, {}, memory), withSubs(chat, {}, memory)],
    [
      'warning output-parser-unused',
      withSubs(hourly, { hasOutputParser: false }, parser('P')),
      withSubs(hourly, { hasOutputParser: true }, parser('P')),
    ],
    [
      'error too-many-helpers',
      withSubs(hourly, { hasOutputParser: true }, parser('P'), parser('Q')),
      withSubs(hourly, { hasOutputParser: true }, parser('P')),
    ],
    ['warning outputs-unused', classify([['Next', 'B']]), classify([['Next'], ['B']])],
    [
      'warning code-name-lacking',
      chain(hourly, code('return this.helpers.returnJsonArray([{}]);')),
      chain(hourly, code('return [{ json: await this.helpers.httpRequest({ url: "https://example.com" }) }];')),
    ],
    ['error unknown-option', form('telephone'), form('tel')],
    [
      'warning expression-without-prefix',
      withSubs(hourly, {}, tool("{{ $fromAI('to') }}")),
      withSubs(hourly, {}, tool("={{ $fromAI('to') }}")),
    ],
  ])('%s', (wanted, wrong, right) => {
    expect(said(wrong)).toContain(wanted);
    expect(said(right)).not.toContain(wanted);
  });

  it('a model that the list of n8n has no longer is for its service to judge', () => {
    expect(said(chosenModel('mistral-from-last-year')).filter((one) => one.includes('unknown-option'))).toEqual([]);
  });

  it('a file without credentials may have blanks, a draft may not', () => {
    const away = {
      ...chain(hourly, node('Post', 'slack', { select: 'channel', text: 'a' })),
      name: 'Shared',
    } as Document;
    const spread = (away['nodes'] as Document[]).map((one, index) => ({ ...one, position: [index * 224, 0] }));
    expect(said({ ...away, nodes: spread })).toContain('warning missing-parameter');
    expect(said({ ...away, nodes: spread }).filter((one) => one.startsWith('error'))).toEqual([]);
  });
});

it('a way to sign in that n8n has no credential for gives way to one it has', () => {
  const post = node('Post', 'slack', { authentication: 'oAuth2', text: 'a' });
  const bot = { id: '1', name: 'Bot', type: 'slackApi' };
  const bound = bindCredentials(chain(hourly, post) as unknown as N8nWorkflow, { catalog: core, known: [bot] });
  expect(bound.nodes[1]).toMatchObject({
    parameters: { authentication: 'accessToken' },
    credentials: { slackApi: { id: '1' } },
  });
  const both = [bot, { id: '2', name: 'App', type: 'slackOAuth2Api' }];
  const kept = bindCredentials(chain(hourly, post) as unknown as N8nWorkflow, { catalog: core, known: both });
  expect(kept.nodes[1]).toMatchObject({
    parameters: { authentication: 'oAuth2' },
    credentials: { slackOAuth2Api: { id: '2' } },
  });
});
