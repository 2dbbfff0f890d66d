import { keep, line, node, webhook } from '../parts.ts';
import { textSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes calls of one system, keeps the events that matter and passes them on to another address. */
export const webhookForward = defineTemplate({
  slug: 'webhook-forward',
  name: 'Forward a webhook',
  description: 'Takes calls of one system, keeps the events that matter and passes them on to another address.',
  technique: 'webhooks',
  words: ['relay', 'proxy', 'pass on', 'integrate'],
  slots: [urlSlot('passedOn'), textSlot('event', 'Event', 'event')],
  nodes: [
    webhook('forward'),
    keep('Only this event', '={{ $json.body.event }}', 'string', 'equals', '<<event>>'),
    node(
      'Pass on',
      'httpRequest',
      {
        method: 'POST',
        url: '<<url>>',
        sendBody: true,
        contentType: 'json',
        specifyBody: 'json',
        jsonBody: '={{ JSON.stringify($json.body) }}',
        options: {},
      },
      { onError: 'continueRegularOutput' },
    ),
  ],
  connections: [...line('Webhook', 'Only this event', 'Pass on')],
});
