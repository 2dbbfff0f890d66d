import { addRow, form, isApproved, line, link, node, sendMail, setFields } from '../parts.ts';
import { emailSlot, fromSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Takes expenses in a form, asks the manager by e-mail and keeps approved ones in a sheet; who asked is told. */
export const expenseApproval = defineTemplate({
  slug: 'expense-approval',
  name: 'Expense approval',
  description:
    'Takes expenses in a form, asks the manager by e-mail and keeps approved ones in a sheet; who asked is told.',
  technique: 'approvals',
  words: ['expense', 'reimbursement', 'manager', 'budget', 'claim'],
  slots: [emailSlot({ label: 'Manager', asked: 'decidingEmail' }), fromSlot(), sheetSlot(), tabSlot()],
  nodes: [
    form('Expense', '', [
      { name: 'email', label: 'Your e-mail', type: 'email' },
      { name: 'amount', label: 'Amount', type: 'number' },
      { name: 'purpose', label: 'Purpose' },
    ]),
    node('Ask the manager', 'emailSend', {
      resource: 'email',
      operation: 'sendAndWait',
      fromEmail: '<<from>>',
      toEmail: '<<email>>',
      subject: '=Expense of {{ $json.email }}',
      message: '={{ $json.amount }} for {{ $json.purpose }}',
      responseType: 'approval',
      approvalOptions: { values: { approvalType: 'double' } },
      options: {},
    }),
    isApproved(),
    setFields('Expense', {
      email: "={{ $('Form').item.json.email }}",
      amount: "={{ $('Form').item.json.amount }}",
      purpose: "={{ $('Form').item.json.purpose }}",
    }),
    addRow('Keep it'),
    sendMail(
      'Say yes',
      'Your expense is approved',
      'It will be paid with the next run.',
      "={{ $('Form').item.json.email }}",
    ),
    sendMail(
      'Say no',
      'Your expense is not approved',
      'Please talk to your manager.',
      "={{ $('Form').item.json.email }}",
    ),
  ],
  connections: [
    ...line('Form', 'Ask the manager', 'Approved?', 'Expense', 'Keep it', 'Say yes'),
    link('Approved?', 'Say no', 1),
  ],
});
