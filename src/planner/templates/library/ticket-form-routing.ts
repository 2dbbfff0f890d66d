import { form, line, link, node, postToSlack, sendMail } from '../parts.ts';
import { channelSlot, emailSlot, fromSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes tickets in a form and sends each to the people for its topic. */
export const ticketFormRouting = defineTemplate({
  slug: 'ticket-form-routing',
  name: 'Ticket form with routing',
  description: 'Takes tickets in a form and sends each to the people for its topic.',
  technique: 'triage',
  words: ['ticket', 'helpdesk', 'route', 'category'],
  slots: [
    channelSlot({ slot: 'it', label: 'Channel of IT', asked: 'itChannel' }),
    channelSlot({ slot: 'facilities', label: 'Channel of facilities', asked: 'facilitiesChannel' }),
    emailSlot({ label: 'Address for the rest', asked: 'restEmail' }),
    fromSlot(),
  ],
  nodes: [
    form('Ticket', 'What can we do for you?', [
      { name: 'topic', label: 'Topic', type: 'dropdown', choices: ['IT', 'Facilities', 'Other'] },
      { name: 'text', label: 'What happened?', type: 'textarea' },
      { name: 'email', label: 'E-mail', type: 'email' },
    ]),
    node('Which topic?', 'switch', {
      mode: 'rules',
      rules: {
        values: [
          {
            conditions: {
              options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
              combinator: 'and',
              conditions: [
                {
                  id: 'rule-it',
                  leftValue: '={{ $json.topic }}',
                  rightValue: 'IT',
                  operator: { type: 'string', operation: 'equals' },
                },
              ],
            },
            renameOutput: true,
            outputKey: 'IT',
          },
          {
            conditions: {
              options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
              combinator: 'and',
              conditions: [
                {
                  id: 'rule-facilities',
                  leftValue: '={{ $json.topic }}',
                  rightValue: 'Facilities',
                  operator: { type: 'string', operation: 'equals' },
                },
              ],
            },
            renameOutput: true,
            outputKey: 'Facilities',
          },
        ],
      },
      options: { fallbackOutput: 'extra' },
    }),
    postToSlack('Tell IT', '=Ticket of {{ $json.email }}: {{ $json.text }}', 'it'),
    postToSlack('Tell facilities', '=Ticket of {{ $json.email }}: {{ $json.text }}', 'facilities'),
    sendMail('Mail the rest', '=Ticket of {{ $json.email }}', '={{ $json.text }}'),
  ],
  connections: [
    ...line('Form', 'Which topic?', 'Tell IT'),
    link('Which topic?', 'Tell facilities', 1),
    link('Which topic?', 'Mail the rest', 2),
  ],
});
