import { addRow, below, chatModel, extract, line, node, setFields } from '../parts.ts';
import { sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Reads number, amount and due date out of invoice mails and adds them to a sheet. */
export const invoiceMailToSheet = defineTemplate({
  slug: 'invoice-mail-to-sheet',
  name: 'Invoices from mail',
  description: 'Reads number, amount and due date out of invoice mails and adds them to a sheet.',
  technique: 'extraction',
  words: ['invoice', 'bill', 'extract', 'accounting'],
  slots: [sheetSlot(), tabSlot()],
  nodes: [
    node('New mail', 'gmailTrigger', {
      pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] },
      simple: false,
      filters: { q: 'subject:invoice' },
      options: {},
    }),
    extract('Read the invoice', '={{ $json.text }}', [
      { name: 'number', description: 'Invoice number' },
      { name: 'amount', type: 'number', description: 'Total amount to pay' },
      { name: 'currency', description: 'Currency, three letters' },
      { name: 'due', type: 'date', description: 'Date it is due' },
    ]),
    chatModel(),
    setFields('Columns', {
      number: '={{ $json.output.number }}',
      amount: '={{ $json.output.amount }}',
      currency: '={{ $json.output.currency }}',
      due: '={{ $json.output.due }}',
    }),
    addRow(),
  ],
  connections: [
    ...line('New mail', 'Read the invoice', 'Columns', 'Add a row'),
    below('Chat model', 'Read the invoice', 'languageModel'),
  ],
});
