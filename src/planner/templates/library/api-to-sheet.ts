import { daily, get, line, node, upsertRow } from '../parts.ts';
import { sheetSlot, tabSlot, textSlot, timeSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Fetches a list from an HTTP API every day and keeps a sheet up to date with it, without repeating rows. */
export const apiToSheet = defineTemplate({
  slug: 'api-to-sheet',
  name: 'API to sheet',
  description:
    'Fetches a list from an HTTP API every day and keeps a sheet up to date with it, without repeating rows.',
  technique: 'sync',
  words: ['api', 'pull', 'products', 'contacts', 'mirror'],
  slots: [
    urlSlot('api'),
    textSlot('list', 'Field with the list', 'list', { default: 'data' }),
    sheetSlot(),
    tabSlot(),
    timeSlot({ default: '06:00' }),
  ],
  nodes: [
    daily(),
    get('Fetch', '<<url>>'),
    node('Take the list apart', 'splitOut', { fieldToSplitOut: '<<list>>', options: {} }),
    node('Each once', 'removeDuplicates', {
      operation: 'removeDuplicateInputItems',
      compare: 'selectedFields',
      fieldsToCompare: 'id',
      options: {},
    }),
    upsertRow('Write to the sheet', 'id'),
  ],
  connections: [...line('Every day', 'Fetch', 'Take the list apart', 'Each once', 'Write to the sheet')],
  assumes: ['listIds'],
});
