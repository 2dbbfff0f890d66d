import { hourly, line, node, readRows } from '../parts.ts';
import { sheetSlot, tabSlot, textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Brings the rows of a Google sheet into a PostgreSQL table every hour, changing those that are there. */
export const sheetToDatabase = defineTemplate({
  slug: 'sheet-to-database',
  name: 'Sheet to database',
  description: 'Brings the rows of a Google sheet into a PostgreSQL table every hour, changing those that are there.',
  technique: 'sync',
  words: ['import', 'postgres', 'database', 'copy'],
  slots: [
    sheetSlot(),
    tabSlot(),
    textSlot('table', 'Table', 'intoTable'),
    textSlot('key', 'Key column', 'key', { default: 'id' }),
  ],
  nodes: [
    hourly(),
    readRows(),
    node('Write to PostgreSQL', 'postgres', {
      operation: 'upsert',
      schema: 'public',
      table: '<<table>>',
      columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: ['<<key>>'], schema: [] },
      options: {},
    }),
  ],
  connections: [...line('Every hour', 'Read rows', 'Write to PostgreSQL')],
});
