import { aiNode, below, chatModel, line, link, node, postToSlack } from '../parts.ts';
import { channelSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Sorts incoming support mail with a model into billing, technical and other, and posts each to its channel. */
export const supportMailTriage = defineTemplate({
  slug: 'support-mail-triage',
  name: 'Support mail triage',
  description:
    'Sorts incoming support mail with a model into billing, technical and other, and posts each to its channel.',
  technique: 'triage',
  words: ['classify', 'route', 'support', 'inbox', 'sort'],
  slots: [
    channelSlot({ slot: 'billing', label: 'Channel for billing', asked: 'billingChannel' }),
    channelSlot({
      slot: 'technical',
      label: 'Channel for technical mail',
      asked: 'technicalChannel',
    }),
    channelSlot({ slot: 'other', label: 'Channel for the rest', asked: 'restChannel' }),
  ],
  nodes: [
    node('New mail', 'gmailTrigger', {
      pollTimes: { item: [{ mode: 'everyMinute' }] },
      simple: true,
      filters: {},
      options: {},
    }),
    aiNode('Sort', 'textClassifier', {
      inputText: '={{ $json.Subject }}\n{{ $json.snippet }}',
      categories: {
        categories: [
          { category: 'Billing', description: 'Invoices, payments, refunds, contracts' },
          { category: 'Technical', description: 'Something does not work' },
          { category: 'Other', description: 'Everything else' },
        ],
      },
      options: {},
    }),
    chatModel(),
    postToSlack('Billing', '=Billing: {{ $json.Subject }} ({{ $json.From }})', 'billing'),
    postToSlack('Technical', '=Technical: {{ $json.Subject }} ({{ $json.From }})', 'technical'),
    postToSlack('Other', '=Mail: {{ $json.Subject }} ({{ $json.From }})', 'other'),
  ],
  connections: [
    ...line('New mail', 'Sort', 'Billing'),
    link('Sort', 'Technical', 1),
    link('Sort', 'Other', 2),
    below('Chat model', 'Sort', 'languageModel'),
  ],
});
