import type { Form } from '#src/chat/card.ts';
import type { ActionValue } from '#src/chat/inbound.ts';

/** Asks in words what should be different about a draft or a workflow. */
export function changeFormOf(value: ActionValue): Form {
  return {
    action: 'change',
    value,
    title: 'Change it',
    submit: 'Change',
    fields: [
      {
        name: 'request',
        label: 'What should be different?',
        hint: 'e.g. at 7 instead, and only on weekdays',
        multiline: true,
        required: true,
      },
    ],
  };
}
