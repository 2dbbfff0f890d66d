import { addRow, check, line, link, node, postToSlack, setFields } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Looks for urgent words in new mail and alerts on-call people in Slack, the rest is noted in a sheet. */
export const urgentMailAlert = defineTemplate({
  slug: 'urgent-mail-alert',
  name: 'Urgent mail alert',
  description: 'Looks for urgent words in new mail and alerts on-call people in Slack, the rest is noted in a sheet.',
  technique: 'triage',
  words: ['urgent', 'priority', 'on call', 'outage'],
  slots: [channelSlot(), sheetSlot(), tabSlot()],
  nodes: [
    node('New mail', 'emailReadImap', { mailbox: 'INBOX', postProcessAction: 'read', format: 'simple', options: {} }),
    check('Urgent?', '={{ $json.subject }}', 'string', 'regex', '/urgent|outage|down|asap/i'),
    postToSlack('Alert', '=Urgent mail from {{ $json.from }}: {{ $json.subject }}'),
    setFields('Note', { from: '={{ $json.from }}', subject: '={{ $json.subject }}', date: '={{ $now.toISO() }}' }),
    addRow('Keep for later'),
  ],
  connections: [...line('New mail', 'Urgent?', 'Alert'), link('Urgent?', 'Note', 1), link('Note', 'Keep for later')],
});
