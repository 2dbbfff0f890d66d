import { aiNode, below, chatModel, line } from '../parts.ts';
import { textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** A chat page whose assistant remembers the conversation, calculates and looks things up in Wikipedia. */
export const chatAssistant = defineTemplate({
  slug: 'chat-assistant',
  name: 'Chat assistant',
  description: 'A chat page whose assistant remembers the conversation, calculates and looks things up in Wikipedia.',
  technique: 'ai-agent',
  words: ['chatbot', 'bot', 'assistant', 'agent', 'memory', 'tools'],
  slots: [
    textSlot('role', 'Role of the assistant', 'role', {
      default: 'You are a helpful assistant. Answer briefly. Say so when you do not know.',
    }),
  ],
  nodes: [
    aiNode('Chat', 'chatTrigger', { public: false, options: {} }),
    aiNode('Assistant', 'agent', { promptType: 'auto', options: { systemMessage: '<<role>>' } }),
    chatModel(),
    aiNode('Memory', 'memoryBufferWindow', { sessionIdType: 'fromInput', contextWindowLength: 10 }),
    aiNode('Wikipedia', 'toolWikipedia'),
    aiNode('Calculator', 'toolCalculator'),
  ],
  connections: [
    ...line('Chat', 'Assistant'),
    below('Chat model', 'Assistant', 'languageModel'),
    below('Memory', 'Assistant', 'memory'),
    below('Wikipedia', 'Assistant', 'tool'),
    below('Calculator', 'Assistant', 'tool'),
  ],
});
