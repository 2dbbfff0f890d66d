import type { Form } from '#src/chat/card.ts';
import type { ActionValue } from '#src/chat/inbound.ts';

/** Asks why an answer was bad; the verdict itself counts already. */
export function feedbackForm(value: ActionValue): Form {
  return {
    action: 'feedback',
    value,
    title: 'What was wrong?',
    submit: 'Send',
    fields: [
      {
        name: 'comment',
        label: 'What should have been different?',
        hint: 'Whoever runs Flowsmith here reads it; please no passwords. To change the draft, tell me in its thread.',
        multiline: true,
        required: false,
        maxLength: 1000,
      },
    ],
  };
}
