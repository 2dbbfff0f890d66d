import { gather, line, node, readRows, sendMail, weekly } from '../parts.ts';
import { emailSlot, fromSlot, sheetSlot, tabSlot, textSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Adds up a column of a sheet by group every Monday and mails the result. */
export const weeklySheetReport = defineTemplate({
  slug: 'weekly-sheet-report',
  name: 'Weekly report from a sheet',
  description: 'Adds up a column of a sheet by group every Monday and mails the result.',
  technique: 'reports',
  words: ['summary', 'sum', 'total', 'weekly', 'monday'],
  slots: [
    sheetSlot(),
    tabSlot(),
    textSlot('group', 'Group', 'group'),
    textSlot('value', 'Value', 'value'),
    emailSlot(),
    fromSlot(),
    timeSlot({ default: '08:00' }),
  ],
  nodes: [
    weekly('Every Monday', [1]),
    readRows(),
    node('Add up', 'summarize', {
      fieldsToSummarize: { values: [{ aggregation: 'sum', field: '<<value>>' }] },
      fieldsToSplitBy: '<<group>>',
      options: {},
    }),
    gather('groups'),
    sendMail(
      'Send the report',
      '=Report of {{ $now.toISODate() }}',
      '={{ $json.groups.map((group) => Object.values(group).join(": ")).join("\\n") }}',
    ),
  ],
  connections: [...line('Every Monday', 'Read rows', 'Add up', 'Gather', 'Send the report')],
});
