import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';

export const catalog = createCoreCatalog();

const node = (name: string, type: string, parameters: DraftNode['parameters']): DraftNode => ({
  name,
  type: `n8n-nodes-base.${type}`,
  parameters,
});
const wire = (from: string, to: string, output = 0) => ({ from, to, output, input: 0, kind: 'main' as const });
const channel = (value: string) => ({ __rl: true, mode: 'name', value });
const posts = (name: string, to: string, text: string): DraftNode =>
  node(name, 'slack', { resource: 'message', operation: 'post', select: 'channel', channelId: channel(to), text });

/** Weekdays at nine, one message. */
export const standUp: Draft = {
  name: 'Stand-up in 5 minutes',
  description: '',
  timezone: 'Europe/Berlin',
  nodes: [
    node('Weekdays', 'scheduleTrigger', {
      rule: {
        interval: [
          { field: 'weeks', weeksInterval: 1, triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 9, triggerAtMinute: 0 },
        ],
      },
    }),
    posts('Post to #team', '#team', 'Stand-up in 5 minutes'),
  ],
  connections: [wire('Weekdays', 'Post to #team')],
  assumptions: [],
};

/** A form, a row, and a branch that tells one or the other. */
export const branching: Draft = {
  name: 'New contact from the form',
  description: '',
  timezone: 'Europe/Berlin',
  nodes: [
    node('Form', 'formTrigger', {
      formTitle: 'Contact',
      formFields: { values: [{ fieldLabel: 'Name' }, { fieldLabel: 'Email' }, { fieldLabel: 'Message' }] },
    }),
    node('Add a row', 'googleSheets', {
      resource: 'sheet',
      operation: 'append',
      documentId: channel('Contacts'),
      sheetName: channel('2026'),
      columns: { mappingMode: 'autoMapInputData', value: {} },
    }),
    node('Acme?', 'if', {
      conditions: {
        combinator: 'and',
        conditions: [
          {
            leftValue: '={{ $json.Email }}',
            rightValue: 'acme.com',
            operator: { type: 'string', operation: 'contains' },
          },
        ],
      },
    }),
    posts('Tell #vip', '#vip', '={{ $json.Name }} of Acme wrote: {{ $json.Message }}'),
    node('Mail', 'emailSend', {
      fromEmail: 'forms@example.com',
      toEmail: 'sales@example.com',
      subject: 'New contact',
      emailFormat: 'text',
      text: '={{ $json.Message }}',
    }),
  ],
  connections: [
    wire('Form', 'Add a row'),
    wire('Add a row', 'Acme?'),
    wire('Acme?', 'Tell #vip'),
    wire('Acme?', 'Mail', 1),
  ],
  assumptions: [],
};
