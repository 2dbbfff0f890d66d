import { line, postToSlack, weekly } from '../parts.ts';
import { channelSlot, textSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Reminds a Slack channel of something once a week. */
export const weeklyReminder = defineTemplate({
  slug: 'weekly-reminder',
  name: 'Weekly reminder',
  description: 'Reminds a Slack channel of something once a week.',
  technique: 'scheduling',
  words: ['remind', 'timesheet', 'standup', 'retro'],
  slots: [textSlot('message', 'Reminder', 'reminder'), channelSlot(), timeSlot({ default: '10:00' })],
  nodes: [weekly('Every Friday', [5]), postToSlack('Remind', '<<message>>')],
  connections: [...line('Every Friday', 'Remind')],
});
