import { addRow, line, node, setFields, webhook } from '../parts.ts';
import { sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes data from a webhook, adds it to a Google sheet and answers the caller. */
export const webhookToSheet = defineTemplate({
  slug: 'webhook-to-sheet',
  name: 'Webhook to sheet',
  description: 'Takes data from a webhook, adds it to a Google sheet and answers the caller.',
  technique: 'webhooks',
  words: ['http post', 'endpoint', 'receive', 'incoming'],
  slots: [sheetSlot(), tabSlot()],
  nodes: [
    webhook('incoming-data', 'responseNode'),
    setFields('Take the fields', {
      name: '={{ $json.body.name }}',
      email: '={{ $json.body.email }}',
      receivedAt: '={{ $now.toISO() }}',
    }),
    addRow(),
    node('Answer', 'respondToWebhook', {
      respondWith: 'json',
      responseBody: '{ "ok": true }',
      options: { responseCode: 201 },
    }),
  ],
  connections: [...line('Webhook', 'Take the fields', 'Add a row', 'Answer')],
  assumes: ['callerSends'],
});
