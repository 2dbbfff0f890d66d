import { form, isApproved, line, node } from '../parts.ts';
import { channelSlot, textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes leave requests in a form, asks the lead in Slack and puts approved leave into Google Calendar. */
export const leaveRequest = defineTemplate({
  slug: 'leave-request',
  name: 'Leave request',
  description: 'Takes leave requests in a form, asks the lead in Slack and puts approved leave into Google Calendar.',
  technique: 'approvals',
  words: ['vacation', 'holiday', 'leave', 'time off', 'absence'],
  slots: [
    channelSlot({ label: 'Channel of the lead', asked: 'leaveChannel' }),
    textSlot('calendar', 'Calendar', 'calendar'),
  ],
  nodes: [
    form('Leave', '', [
      { name: 'name', label: 'Name' },
      { name: 'from', label: 'First day', type: 'date' },
      { name: 'to', label: 'Last day', type: 'date' },
    ]),
    node('Ask the lead', 'slack', {
      resource: 'message',
      operation: 'sendAndWait',
      select: 'channel',
      channelId: '<<channel>>',
      message: '={{ $json.name }} asks for leave from {{ $json.from }} to {{ $json.to }}.',
      responseType: 'approval',
      approvalOptions: { values: { approvalType: 'double' } },
      options: {},
    }),
    isApproved(),
    node('Enter it', 'googleCalendar', {
      resource: 'event',
      operation: 'create',
      calendar: '<<calendar>>',
      start: "={{ $('Form').item.json.from }}",
      end: "={{ $('Form').item.json.to }}",
      useDefaultReminders: true,
      additionalFields: { summary: "=Leave: {{ $('Form').item.json.name }}", allday: 'yes' },
    }),
  ],
  connections: [...line('Form', 'Ask the lead', 'Approved?', 'Enter it')],
});
