import { agent, aiNode, below, chatModel, line, node } from '../parts.ts';
import { textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Lets a model write a reply to every new mail and leaves it as a draft in Gmail. */
export const mailReplyDrafts = defineTemplate({
  slug: 'mail-reply-drafts',
  name: 'Reply drafts for mail',
  description: 'Lets a model write a reply to every new mail and leaves it as a draft in Gmail.',
  technique: 'ai-agent',
  words: ['reply', 'answer', 'draft', 'gmail', 'respond'],
  slots: [textSlot('tone', 'Tone', 'tone', { default: 'friendly and brief' })],
  nodes: [
    node('New mail', 'gmailTrigger', {
      pollTimes: { item: [{ mode: 'everyMinute' }] },
      simple: true,
      filters: { readStatus: 'unread' },
      options: {},
    }),
    agent(
      'Write a reply',
      '=Mail from {{ $json.From }}\nSubject: {{ $json.Subject }}\n\n{{ $json.snippet }}',
      'You write replies to e-mails. Tone: <<tone>>. Return the text of the reply only. Never promise dates or money.',
    ),
    chatModel(),
    aiNode('Calculator', 'toolCalculator'),
    node('Keep as draft', 'gmail', {
      resource: 'draft',
      operation: 'create',
      subject: "=Re: {{ $('New mail').item.json.Subject }}",
      emailType: 'text',
      message: '={{ $json.output }}',
      options: { sendTo: "={{ $('New mail').item.json.From }}", threadId: "={{ $('New mail').item.json.threadId }}" },
    }),
  ],
  connections: [
    ...line('New mail', 'Write a reply', 'Keep as draft'),
    below('Chat model', 'Write a reply', 'languageModel'),
    below('Calculator', 'Write a reply', 'tool'),
  ],
});
