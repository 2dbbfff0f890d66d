import type { NodeType } from '../catalog.ts';
import {
  ai,
  choice,
  collection,
  credential,
  flag,
  list,
  locator,
  number,
  required,
  text,
  version,
  when,
} from './shape.ts';

const openAiCredential = credential('openAiApi', 'OpenAI');
const prompt = list('responses', 'Messages', 'values', [
  choice('type', 'Type', ['text', 'image', 'file']),
  choice('role', 'Role', ['user', 'assistant', 'system']),
  text('content', 'Prompt'),
]);

/** Language models and agents. */
export const aiNodes: NodeType[] = [
  ai('openAi', 'action', {
    displayName: 'OpenAI',
    description: 'Lets an OpenAI model answer, summarise, classify, look at images or transcribe.',
    versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 2.1, 2.2, 2.3],
    aliases: ['gpt', 'chatgpt', 'summarise', 'summarize', 'classify', 'translate', 'llm', 'ai text'],
    inputs: ['main', 'ai_tool', 'ai_memory'],
    partial: true,
    credentials: [openAiCredential],
    properties: [
      choice('resource', 'Resource', ['text', 'image', 'audio', 'file', 'conversation', 'video', 'assistant']),
      ...when({ resource: ['text'] }, [choice('operation', 'Operation', ['response', 'classify', 'message'])]),
      ...when({ resource: ['text'], operation: ['response'] }, [
        required(locator('modelId', 'Model', ['list', 'id'])),
        prompt,
        flag('simplify', 'Short output', { default: true }),
      ]),
      collection('options', 'Options', [text('instructions', 'Instructions'), number('maxTokens', 'At most … tokens')]),
    ],
  }),
  ai('agent', 'action', {
    displayName: 'AI Agent',
    description: 'Lets a language model decide which tools to use. Needs a chat model connected to it.',
    versions: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.1, 2.2, 3, 3.1],
    aliases: ['assistant', 'llm', 'chatbot', 'ai', 'tools'],
    inputs: ['main', 'ai_languageModel', 'ai_memory', 'ai_tool', 'ai_outputParser'],
    properties: [
      choice('promptType', 'Prompt from', ['auto', 'define', 'guardrails']),
      ...when({ promptType: ['auto'] }, [required(text('text', 'Prompt', { default: '={{ $json.chatInput }}' }))]),
      ...when({ promptType: ['guardrails'] }, [
        required(text('text', 'Prompt', { default: '={{ $json.guardrailsInput }}' })),
      ]),
      ...when({ promptType: ['define'] }, [required(text('text', 'Prompt'))]),
      flag('hasOutputParser', 'Answer in a given format'),
      flag('needsFallback', 'Second model as a fallback'),
      collection('options', 'Options', [
        text('systemMessage', 'System message'),
        number('maxIterations', 'At most … rounds', { default: 10 }),
        flag('returnIntermediateSteps', 'Return the steps too'),
        flag('passthroughBinaryImages', 'Pass images on', { default: true }),
        flag('passthroughBinaryPdfs', 'Pass PDFs on'),
        flag('enableStreaming', 'Stream the answer', { default: true }),
        { ...text('batching', 'Batches'), type: 'collection' },
        { ...text('tracingMetadata', 'Tracing'), type: 'fixedCollection' },
        flag('autoSaveHighlightedData', 'Save highlighted data'),
        flag('forceToolCallOnFirstIteration', 'Use a tool first'),
      ]),
    ],
  }),
  ai('lmChatOpenAi', 'subnode', {
    displayName: 'OpenAI Chat Model',
    description: 'Chat model of OpenAI for agents and chains.',
    versions: [1, 1.1, 1.2, 1.3],
    aliases: ['gpt', 'chatgpt', 'language model', 'llm'],
    outputs: ['ai_languageModel'],
    partial: true,
    credentials: [openAiCredential],
    properties: [
      ...when(version({ lte: 1.1 }), [text('model', 'Model', { default: 'gpt-5-mini' })]),
      ...when(version({ gte: 1.2 }), [
        required(
          locator('model', 'Model', ['list', 'id'], { default: { __rl: true, mode: 'list', value: 'gpt-5-mini' } }),
        ),
      ]),
      ...when(version({ gte: 1.3 }), [flag('responsesApiEnabled', 'Responses API', { default: true })]),
      collection('options', 'Options', [
        number('temperature', 'Temperature', { default: 0.7 }),
        number('maxTokens', 'At most … tokens', { default: -1 }),
        text('baseURL', 'Base address'),
      ]),
    ],
  }),
  ai('memoryBufferWindow', 'subnode', {
    displayName: 'Simple Memory',
    description: 'Remembers the last messages of a conversation for an agent.',
    versions: [1, 1.1, 1.2, 1.3, 1.4],
    aliases: ['memory', 'history', 'context', 'conversation'],
    outputs: ['ai_memory'],
    partial: true,
    properties: [
      ...when(version({ gte: 1.2 }), [choice('sessionIdType', 'Session from', ['fromInput', 'customKey'])]),
      ...when({ sessionIdType: ['fromInput'] }, [
        text('sessionKey', 'Session key', { default: '={{ $json.sessionId }}' }),
      ]),
      ...when({ sessionIdType: ['customKey'] }, [text('sessionKey', 'Session key')]),
      number('contextWindowLength', 'Messages to remember', { default: 5 }),
    ],
  }),
];
