import { agent, aiNode, below, chatModel, line, node } from '../parts.ts';
import { textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Answers in Slack when somebody mentions the app, with a memory per channel and a web lookup. */
export const slackAssistant = defineTemplate({
  slug: 'slack-assistant',
  name: 'Assistant in Slack',
  description: 'Answers in Slack when somebody mentions the app, with a memory per channel and a web lookup.',
  technique: 'ai-agent',
  words: ['mention', 'bot', 'question', 'agent', 'assistant'],
  slots: [
    textSlot('role', 'Role of the assistant', 'role', {
      default: 'You answer questions of colleagues. Be brief and friendly.',
    }),
  ],
  nodes: [
    node('Mention', 'slackTrigger', { trigger: ['app_mention'], watchWorkspace: true, options: {} }),
    agent('Assistant', '={{ $json.text }}', '<<role>>'),
    chatModel(),
    aiNode('Memory', 'memoryBufferWindow', {
      sessionIdType: 'customKey',
      sessionKey: "={{ $('Mention').item.json.channel }}",
      contextWindowLength: 8,
    }),
    aiNode('Wikipedia', 'toolWikipedia'),
    node('Answer', 'slack', {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: { __rl: true, mode: 'id', value: "={{ $('Mention').item.json.channel }}" },
      messageType: 'text',
      text: '={{ $json.output }}',
      otherOptions: {
        includeLinkToWorkflow: false,
        thread_ts: { replyValues: { thread_ts: "={{ $('Mention').item.json.ts }}" } },
      },
    }),
  ],
  connections: [
    ...line('Mention', 'Assistant', 'Answer'),
    below('Chat model', 'Assistant', 'languageModel'),
    below('Memory', 'Assistant', 'memory'),
    below('Wikipedia', 'Assistant', 'tool'),
  ],
});
