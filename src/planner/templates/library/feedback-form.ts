import { addRow, check, form, line, postToSlack, sendMail } from '../parts.ts';
import { channelSlot, fromSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Asks for feedback in a form, keeps it in a sheet, thanks by e-mail and reports low ratings. */
export const feedbackForm = defineTemplate({
  slug: 'feedback-form',
  name: 'Feedback form with a thank-you',
  description: 'Asks for feedback in a form, keeps it in a sheet, thanks by e-mail and reports low ratings.',
  technique: 'forms',
  words: ['survey', 'rating', 'satisfaction', 'nps'],
  slots: [sheetSlot(), tabSlot(), fromSlot(), channelSlot()],
  nodes: [
    form('How did we do?', 'Two minutes, three questions.', [
      { name: 'email', label: 'E-mail', type: 'email' },
      { name: 'rating', label: 'Rating from 1 to 5', type: 'number' },
      { name: 'comment', label: 'Comment', type: 'textarea', optional: true },
    ]),
    addRow('Keep the feedback'),
    sendMail(
      'Say thank you',
      'Thank you for your feedback',
      'Thank you for taking the time. We read every answer.',
      "={{ $('Form').item.json.email }}",
    ),
    check('Low rating?', "={{ $('Form').item.json.rating }}", 'number', 'lt', 3),
    postToSlack(
      'Report',
      "=A rating of {{ $('Form').item.json.rating }} from {{ $('Form').item.json.email }}: {{ $('Form').item.json.comment }}",
    ),
  ],
  connections: [...line('Form', 'Keep the feedback', 'Say thank you', 'Low rating?', 'Report')],
});
