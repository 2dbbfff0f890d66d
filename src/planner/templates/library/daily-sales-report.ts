import { daily, line, node, postToSlack } from '../parts.ts';
import { channelSlot, textSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Asks PostgreSQL for yesterday’s sales every morning and posts the figures to Slack. */
export const dailySalesReport = defineTemplate({
  slug: 'daily-sales-report',
  name: 'Daily sales report',
  description: 'Asks PostgreSQL for yesterday\u2019s sales every morning and posts the figures to Slack.',
  technique: 'reports',
  words: ['sales', 'revenue', 'orders', 'kpi', 'figures'],
  slots: [textSlot('table', 'Table', 'orders', { default: 'orders' }), channelSlot(), timeSlot({ default: '08:00' })],
  nodes: [
    daily('Every morning'),
    node('Orders of yesterday', 'postgres', {
      operation: 'select',
      schema: 'public',
      table: '<<table>>',
      returnAll: true,
      where: { values: [{ column: 'created_at', condition: '>', value: '={{ $now.minus({ days: 1 }).toISO() }}' }] },
      options: {},
    }),
    node('Add up', 'summarize', {
      fieldsToSummarize: {
        values: [
          { aggregation: 'sum', field: 'total' },
          { aggregation: 'count', field: 'id' },
        ],
      },
      options: {},
    }),
    postToSlack('Post the figures', '=Since yesterday: {{ $json.count_id }} orders, {{ $json.sum_total }} in total.'),
  ],
  connections: [...line('Every morning', 'Orders of yesterday', 'Add up', 'Post the figures')],
  assumes: ['sales'],
});
