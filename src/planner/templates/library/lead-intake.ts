import { addRow, check, line, postToSlack, setFields, webhook } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes leads from a website through a webhook, keeps those with an e-mail address and tells sales. */
export const leadIntake = defineTemplate({
  slug: 'lead-intake',
  name: 'Lead intake',
  description: 'Takes leads from a website through a webhook, keeps those with an e-mail address and tells sales.',
  technique: 'webhooks',
  words: ['lead', 'website', 'crm', 'sales'],
  slots: [sheetSlot(), tabSlot(), channelSlot({ asked: 'salesChannel' })],
  nodes: [
    webhook('new-lead'),
    check('Has an e-mail?', '={{ $json.body.email }}', 'string', 'regex', '.+@.+'),
    setFields('Lead', {
      name: '={{ $json.body.name }}',
      email: '={{ $json.body.email }}',
      company: '={{ $json.body.company }}',
    }),
    addRow('Keep the lead'),
    postToSlack(
      'Tell sales',
      "=New lead: {{ $('Lead').item.json.name }} ({{ $('Lead').item.json.company }}), {{ $('Lead').item.json.email }}",
    ),
  ],
  connections: [...line('Webhook', 'Has an e-mail?', 'Lead', 'Keep the lead', 'Tell sales')],
});
