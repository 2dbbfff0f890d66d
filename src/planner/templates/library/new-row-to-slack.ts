import { line, node, postToSlack } from '../parts.ts';
import { channelSlot, sheetSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Posts every new row of a Google sheet to Slack. */
export const newRowToSlack = defineTemplate({
  slug: 'new-row-to-slack',
  name: 'New row in a sheet',
  description: 'Posts every new row of a Google sheet to Slack.',
  technique: 'notifications',
  words: ['row added', 'spreadsheet', 'notify'],
  slots: [sheetSlot(), channelSlot()],
  assumes: ['firstTab'],
  nodes: [
    node('New row', 'googleSheetsTrigger', {
      pollTimes: { item: [{ mode: 'everyMinute' }] },
      documentId: '<<sheet>>',
      // The trigger knows tabs by number only; every new spreadsheet has this one.
      sheetName: { __rl: true, mode: 'list', value: 'gid=0', cachedResultName: 'Sheet1' },
      event: 'rowAdded',
      options: {},
    }),
    postToSlack('Post the row', '=New row: {{ JSON.stringify($json) }}'),
  ],
  connections: [...line('New row', 'Post the row')],
});
