import { addRow, form, line, postToSlack } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Shows a contact form, keeps every answer in a Google sheet and tells a Slack channel. */
export const contactForm = defineTemplate({
  slug: 'contact-form',
  name: 'Contact form',
  description: 'Shows a contact form, keeps every answer in a Google sheet and tells a Slack channel.',
  technique: 'forms',
  words: ['form', 'enquiry', 'lead', 'submit'],
  slots: [sheetSlot(), tabSlot(), channelSlot()],
  nodes: [
    form('Contact us', 'We answer within two working days.', [
      { name: 'name', label: 'Your name' },
      { name: 'email', label: 'E-mail', type: 'email' },
      { name: 'message', label: 'Message', type: 'textarea' },
    ]),
    addRow('Keep the answer'),
    postToSlack(
      'Tell the team',
      "=New message from {{ $('Form').item.json.name }} ({{ $('Form').item.json.email }}): {{ $('Form').item.json.message }}",
    ),
  ],
  connections: [...line('Form', 'Keep the answer', 'Tell the team')],
});
