import { gather, keep, line, postToSlack, readRows, weekly } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Looks through a sheet every weekday and lists what is overdue in Slack. */
export const overdueRowsAlert = defineTemplate({
  slug: 'overdue-rows-alert',
  name: 'Overdue rows',
  description: 'Looks through a sheet every weekday and lists what is overdue in Slack.',
  technique: 'monitoring',
  words: ['overdue', 'deadline', 'due date', 'late', 'todo'],
  slots: [sheetSlot(), tabSlot(), channelSlot(), timeSlot({ default: '08:30' })],
  nodes: [
    weekly('Every weekday', [1, 2, 3, 4, 5]),
    readRows('Read tasks'),
    keep(
      'Overdue?',
      '={{ $json.Status !== "done" && $json.Due < $now.toISODate() ? "yes" : "no" }}',
      'string',
      'equals',
      'yes',
    ),
    gather('tasks'),
    postToSlack('List', '=Overdue: {{ $json.tasks.map((task) => task.Task).join(", ") }}'),
  ],
  connections: [...line('Every weekday', 'Read tasks', 'Overdue?', 'Gather', 'List')],
  assumes: ['dueRows'],
});
