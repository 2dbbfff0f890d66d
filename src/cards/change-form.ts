import type { Form } from '#src/chat/card.ts';
import type { ActionValue } from '#src/chat/inbound.ts';

const longestQuote = 300;

/** Asks in words what should be different about a draft or a workflow; `request` is what was asked for last. */
export function changeFormOf(value: ActionValue, request = ''): Form {
  const quote = request.length > longestQuote ? `${request.slice(0, longestQuote)}…` : request;
  return {
    action: 'change',
    value,
    title: 'Change it',
    submit: 'Change',
    fields: [
      {
        name: 'request',
        label: 'What should be different?',
        hint: `${quote && `So far: “${quote}”. `}e.g. at 7 instead, and only on weekdays`,
        multiline: true,
        required: true,
      },
    ],
  };
}
