import { form, line, postToSlack, sendMail } from '../parts.ts';
import { channelSlot, emailSlot, fromSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Collects the data of a new colleague in a form, informs IT by e-mail and welcomes in Slack. */
export const onboardingForm = defineTemplate({
  slug: 'onboarding-form',
  name: 'New colleague form',
  description: 'Collects the data of a new colleague in a form, informs IT by e-mail and welcomes in Slack.',
  technique: 'forms',
  words: ['onboarding', 'employee', 'joiner', 'hire'],
  slots: [emailSlot({ label: 'IT department', asked: 'itEmail' }), fromSlot(), channelSlot()],
  nodes: [
    form('New colleague', 'Fill this in a week ahead.', [
      { name: 'name', label: 'Name' },
      { name: 'start', label: 'First day', type: 'date' },
      { name: 'team', label: 'Team', type: 'dropdown', choices: ['Sales', 'Support', 'Product', 'Other'] },
    ]),
    sendMail(
      'Inform IT',
      '=New colleague: {{ $json.name }}',
      '={{ $json.name }} starts on {{ $json.start }} in {{ $json.team }}. Please prepare an account and a laptop.',
    ),
    postToSlack(
      'Welcome',
      "=Please welcome {{ $('Form').item.json.name }}, who joins {{ $('Form').item.json.team }} on {{ $('Form').item.json.start }}.",
    ),
  ],
  connections: [...line('Form', 'Inform IT', 'Welcome')],
});
