import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { portsOf } from '#src/workflow/wiring/ports.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { base, document, hourly, langchain } from '../documents.ts';

const catalog = await fullCatalog();
const many = Number.POSITIVE_INFINITY;
type Parameters = Record<string, unknown>;

describe.skipIf(!catalog)('ports of a real n8n', () => {
  const ports = (type: string, version: number, parameters: Parameters) =>
    portsOf({ type, parameters, typeVersion: version }, catalog?.get(type, version));

  it.each<[string, number, Parameters, Record<string, number>]>([
    [base('compareDatasets'), 2.3, {}, { main: 4 }],
    [base('evaluation'), 4.8, { operation: 'checkIfEvaluating' }, { main: 2 }],
    [base('evaluation'), 4.8, { operation: 'setOutputs' }, { main: 1 }],
    [base('webhook'), 2.1, {}, { main: 1 }],
    [base('respondToWebhook'), 1.3, {}, { main: 2 }],
    [base('switch'), 2, { rules: { rules: [{}, {}] } }, { main: 2 }],
    [langchain('guardrails'), 2, {}, { main: 2 }],
    [langchain('guardrails'), 2, { operation: 'sanitize' }, { main: 1 }],
    [langchain('textClassifier'), 1.1, { categories: { categories: [{}, {}, {}] } }, { main: 3 }],
    [
      langchain('textClassifier'),
      1.1,
      { categories: { categories: [{}] }, options: { fallback: 'other' } },
      { main: 2 },
    ],
    [langchain('sentimentAnalysis'), 1.1, {}, { main: 3 }],
    [langchain('sentimentAnalysis'), 1.1, { options: { categories: 'Good, Bad' } }, { main: 2 }],
    [langchain('vectorStoreQdrant'), 1.3, { mode: 'insert' }, { main: 1 }],
    [langchain('vectorStoreQdrant'), 1.3, { mode: 'retrieve' }, { ai_vectorStore: many }],
    [langchain('vectorStoreQdrant'), 1.3, { mode: 'retrieve-as-tool' }, { ai_tool: many }],
    [langchain('lmChatOpenAi'), 1.3, {}, { ai_languageModel: many }],
  ])('outputs of %s (version %d) with %j', (type, version, parameters, expected) => {
    expect(Object.fromEntries(ports(type, version, parameters).outputs ?? [])).toEqual(expected);
  });

  it.each<[string, number, string[]]>([
    [langchain('agent'), 3.1, ['main', 'ai_languageModel', 'ai_memory', 'ai_tool', 'ai_outputParser']],
    [langchain('agent'), 1.7, ['main', 'ai_languageModel', 'ai_memory', 'ai_tool', 'ai_outputParser']],
    [langchain('chainLlm'), 1.9, ['main', 'ai_languageModel', 'ai_outputParser']],
    [langchain('outputParserStructured'), 1.3, ['ai_languageModel']],
    [langchain('documentDefaultDataLoader'), 1.1, ['ai_textSplitter']],
    [langchain('chatTrigger'), 1.4, ['ai_memory']],
    [langchain('vectorStorePGVector'), 1.3, ['ai_embedding', 'ai_reranker', 'main', 'ai_document']],
    [langchain('modelSelector'), 1, ['ai_languageModel']],
  ])('inputs %s (version %d) can have', (type, version, expected) => {
    expect([...(ports(type, version, {}).inputs?.keys() ?? [])].sort()).toEqual([...expected].sort());
  });

  it('are known for every node type, and none of them is a made-up type', () => {
    for (const { name, versions } of catalog?.all() ?? []) {
      for (const version of versions) {
        const { inputs, outputs } = ports(name, version, {});
        for (const kind of [...(inputs?.keys() ?? []), ...(outputs?.keys() ?? [])]) {
          expect(kind, name).toMatch(/^(?:main|ai_[A-Za-z]+)$/);
        }
      }
    }
  });
});

describe.skipIf(!catalog)('AI nodes of a real n8n', () => {
  const make = (name: string, type: string, typeVersion: number, parameters: Parameters = {}): Parameters => ({
    id: name,
    name,
    type: langchain(type),
    typeVersion,
    position: [0, 0],
    parameters,
  });
  const codes = (parent: Parameters, ...subs: [Parameters, string][]): string[] => {
    if (!catalog) return [];
    const name = String(parent['name']);
    const connections = {
      Start: { main: [[{ node: name, type: 'main', index: 0 }]] },
      ...Object.fromEntries(
        subs.map(([one, kind]) => [one['name'], { [kind]: [[{ node: name, type: kind, index: 0 }]] }]),
      ),
    };
    const given = document([hourly, parent, ...subs.map(([one]) => one)], {}, { connections });
    return validateWorkflow(given, { catalog }).map((issue) => issue.code);
  };
  const model: [Parameters, string] = [make('Model', 'lmChatOpenAi', 1.3), 'ai_languageModel'];
  const embeddings: [Parameters, string] = [make('Embeddings', 'embeddingsOpenAi', 1.2), 'ai_embedding'];
  const loader: [Parameters, string] = [
    make('Loader', 'documentDefaultDataLoader', 1.1, { textSplittingMode: 'simple' }),
    'ai_document',
  ];
  const parser: [Parameters, string] = [make('Parser', 'outputParserStructured', 1.3), 'ai_outputParser'];
  const agent = (parameters: Parameters) =>
    make('Agent', 'agent', 3.1, { promptType: 'define', text: '={{ $json.a }}', ...parameters });
  const store = (mode: string) => make('Store', 'vectorStoreQdrant', 1.3, { mode });

  it('a chain, a classifier and an extractor need a chat model', () => {
    for (const [type, version] of [
      ['chainLlm', 1.9],
      ['textClassifier', 1.1],
      ['informationExtractor', 1.2],
      ['sentimentAnalysis', 1.1],
      ['chainSummarization', 2.1],
    ] as const) {
      expect(codes(make('Chain', type, version)), type).toContain('model-missing');
      expect(codes(make('Chain', type, version), model), type).not.toContain('model-missing');
    }
  });

  it('inserting into a vector store needs embeddings and a document', () => {
    expect(codes(store('insert'))).toContain('subnode-missing');
    expect(codes(store('insert'), embeddings)).toContain('subnode-missing');
    expect(codes(store('insert'), embeddings, loader)).not.toContain('subnode-missing');
    expect(codes(store('load'), embeddings)).not.toContain('subnode-missing');
  });

  it('a parser and the flag that uses it belong together', () => {
    expect(codes(agent({ hasOutputParser: true }), model)).toContain('output-parser-missing');
    expect(codes(agent({ hasOutputParser: false }), model, parser)).toContain('output-parser-unused');
    expect(codes(agent({ hasOutputParser: true }), model, parser).join()).not.toMatch(/output-parser/);
  });

  it('a fallback model needs its flag, and the flag needs a model', () => {
    const second: [Parameters, string] = [make('Second', 'lmChatOpenAi', 1.3), 'ai_languageModel'];
    expect(codes(agent({}), model, second)).toContain('too-many-helpers');
    expect(codes(agent({ needsFallback: true }), model)).toContain('fallback-missing');
    expect(codes(agent({ needsFallback: true }), model, second).join()).not.toMatch(/too-many-helpers|fallback/);
  });
});
