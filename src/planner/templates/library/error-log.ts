import { addRow, line, node, sendMail, setFields } from '../parts.ts';
import { emailSlot, fromSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Writes every failed execution into a sheet and mails whoever looks after it. */
export const errorLog = defineTemplate({
  slug: 'error-log',
  name: 'Error log',
  description: 'Writes every failed execution into a sheet and mails whoever looks after it.',
  technique: 'error-handling',
  words: ['error', 'log', 'failed', 'audit'],
  slots: [sheetSlot(), tabSlot(), emailSlot(), fromSlot()],
  nodes: [
    node('Workflow failed', 'errorTrigger'),
    setFields('Columns', {
      at: '={{ $now.toISO() }}',
      workflow: '={{ $json.workflow.name }}',
      node: '={{ $json.execution.lastNodeExecuted }}',
      message: '={{ $json.execution.error.message }}',
      link: '={{ $json.execution.url }}',
    }),
    addRow('Write it down'),
    sendMail(
      'Tell',
      "={{ $('Columns').item.json.workflow }} failed",
      "={{ $('Columns').item.json.message }}\n{{ $('Columns').item.json.link }}",
    ),
  ],
  connections: [...line('Workflow failed', 'Columns', 'Write it down', 'Tell')],
  assumes: ['errorWorkflow'],
});
