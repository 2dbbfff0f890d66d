import { form, isApproved, line, node, sendMail } from '../parts.ts';
import { channelSlot, fromSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes a text in a form, asks in Slack whether it may go out and sends it by e-mail after a yes. */
export const approveBeforeMail = defineTemplate({
  slug: 'approve-before-mail',
  name: 'Approve before sending',
  description: 'Takes a text in a form, asks in Slack whether it may go out and sends it by e-mail after a yes.',
  technique: 'approvals',
  words: ['approve', 'sign off', 'four eyes', 'confirm'],
  slots: [channelSlot({ asked: 'decidingChannel' }), fromSlot()],
  nodes: [
    form('Announcement', 'It is sent once somebody approved it.', [
      { name: 'to', label: 'Recipient', type: 'email' },
      { name: 'subject', label: 'Subject' },
      { name: 'text', label: 'Text', type: 'textarea' },
    ]),
    node('Ask', 'slack', {
      resource: 'message',
      operation: 'sendAndWait',
      select: 'channel',
      channelId: '<<channel>>',
      message: '=May this go to {{ $json.to }}?\n\n{{ $json.subject }}\n{{ $json.text }}',
      responseType: 'approval',
      approvalOptions: { values: { approvalType: 'double' } },
      options: { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' } } },
    }),
    isApproved(),
    sendMail(
      'Send',
      "={{ $('Form').item.json.subject }}",
      "={{ $('Form').item.json.text }}",
      "={{ $('Form').item.json.to }}",
    ),
  ],
  connections: [...line('Form', 'Ask', 'Approved?', 'Send')],
});
