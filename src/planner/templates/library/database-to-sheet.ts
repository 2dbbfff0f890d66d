import { daily, line, node, upsertRow } from '../parts.ts';
import { sheetSlot, tabSlot, textSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Copies yesterday’s rows of a PostgreSQL table into a Google sheet every night. */
export const databaseToSheet = defineTemplate({
  slug: 'database-to-sheet',
  name: 'Database to sheet',
  description: 'Copies yesterday\u2019s rows of a PostgreSQL table into a Google sheet every night.',
  technique: 'sync',
  words: ['export', 'postgres', 'database', 'nightly'],
  slots: [textSlot('table', 'Table', 'fromTable'), sheetSlot(), tabSlot(), timeSlot({ default: '02:00' })],
  nodes: [
    daily('Every night'),
    node('Read from PostgreSQL', 'postgres', {
      operation: 'select',
      schema: 'public',
      table: '<<table>>',
      returnAll: true,
      where: { values: [{ column: 'created_at', condition: '>', value: '={{ $now.minus({ days: 1 }).toISO() }}' }] },
      options: {},
    }),
    upsertRow('Write to the sheet', 'id'),
  ],
  connections: [...line('Every night', 'Read from PostgreSQL', 'Write to the sheet')],
  assumes: ['tableRows'],
});
