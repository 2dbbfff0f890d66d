import { ai, base, type NaturalDraft, root } from './forms.ts';

const model: [string, Record<string, unknown>] = [ai('lmChatOpenAi'), { model: 'gpt-4.1-mini', temperature: '0.2' }];

export const roots: NaturalDraft[] = [
  root(
    ai('agent'),
    { systemMessage: 'Be brief.' },
    {
      Model: model,
      Memory: [ai('memoryBufferWindow'), { contextWindowLength: '10' }],
      Calculator: [ai('toolCalculator')],
    },
  ),
  {
    title: 'agent drawn the other way, with an app as tool',
    needs: base('slackTool'),
    nodes: [
      {
        name: 'Start',
        type: base('scheduleTrigger'),
        parameters: { rule: { field: 'weeks', triggerAtDay: ['Monday'], at: '08:30' } },
      },
      { name: 'Agent', type: ai('agent'), parameters: { text: 'Sum up {{ $json.text }}' } },
      { name: 'Model', type: ai('lmChatAnthropic') },
      { name: 'Post', type: base('slack'), parameters: { channel: '#sales', text: "={{ $fromAI('text') }}" } },
    ],
    connections: [
      { from: 'Start', to: 'Agent' },
      { from: 'Agent', to: 'Model' },
      { from: 'Agent', to: 'Post', kind: 'tool' },
    ],
  },
  root(ai('chainLlm'), { prompt: 'Say hi to {{ $json.name }}' }, { Model: model }),
  root(ai('chainSummarization'), {}, { Model: [ai('lmChatGoogleGemini')] }),
  root(
    ai('informationExtractor'),
    { text: '{{ $json.chatInput }}', attributes: [{ name: 'city', description: 'A city' }] },
    { Model: model },
  ),
  root(ai('sentimentAnalysis'), { inputText: '{{ $json.chatInput }}' }, { Model: model }),
  {
    title: 'textClassifier',
    nodes: [
      { name: 'Chat', type: ai('chatTrigger') },
      {
        name: 'Kind',
        type: ai('textClassifier'),
        parameters: { inputText: '{{ $json.chatInput }}', categories: ['bug', 'question'] },
      },
      { name: 'Model', type: ai('lmChatGroq') },
      { name: 'Bug', type: base('noOp') },
      { name: 'Other', type: base('noOp') },
    ],
    connections: [
      { from: 'Chat', to: 'Kind' },
      { from: 'Model', to: 'Kind' },
      { from: 'Kind', to: 'Bug', output: 'bug' },
      { from: 'Kind', to: 'Other', output: 'other' },
    ],
  },
  {
    title: 'vector store filled and asked',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { field: 'days' } } },
      { name: 'Store', type: ai('vectorStoreInMemory'), parameters: {} },
      { name: 'Loader', type: ai('documentDefaultDataLoader') },
      { name: 'Splitter', type: ai('textSplitterRecursiveCharacterTextSplitter'), parameters: { chunkSize: '500' } },
      { name: 'Embeddings', type: ai('embeddingsOpenAi') },
      { name: 'Chat', type: ai('chatTrigger') },
      { name: 'Agent', type: ai('agent') },
      { name: 'Model', type: ai('lmChatMistralCloud') },
      { name: 'Search', type: ai('vectorStoreInMemory'), parameters: { toolDescription: 'Looks things up' } },
    ],
    connections: [
      { from: 'Start', to: 'Store' },
      { from: 'Loader', to: 'Store', kind: 'ai_document' },
      { from: 'Splitter', to: 'Loader' },
      { from: 'Embeddings', to: 'Store' },
      { from: 'Embeddings', to: 'Search' },
      { from: 'Chat', to: 'Agent' },
      { from: 'Model', to: 'Agent' },
      { from: 'Search', to: 'Agent', kind: 'ai_tool' },
    ],
  },
  {
    title: 'agent with parser and tools',
    nodes: [
      { name: 'Hook', type: base('webhook'), parameters: { path: 'ask-agent', httpMethod: 'POST' } },
      { name: 'Agent', type: ai('agent'), parameters: { text: '{{ $json.body.question }}', hasOutputParser: 'yes' } },
      { name: 'Model', type: ai('lmChatOllama') },
      { name: 'Parser', type: ai('outputParserStructured'), parameters: { jsonSchemaExample: { answer: 'text' } } },
      { name: 'Wikipedia', type: ai('toolWikipedia') },
      {
        name: 'Code',
        type: ai('toolCode'),
        parameters: { description: 'Adds one', code: 'return String(Number(query) + 1)' },
      },
      { name: 'Think', type: ai('toolThink') },
    ],
    connections: [
      { from: 'Hook', to: 'Agent' },
      ...['Model', 'Parser', 'Wikipedia', 'Code', 'Think'].map((from) => ({ from, to: 'Agent' })),
    ],
  },
];
