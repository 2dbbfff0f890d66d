import { daily, drafted, hook, mail, post, type RehearsedDraft, step } from './forms.ts';

const condition = (left: string, op: string, right: unknown) => ({ conditions: [{ left, op, right }] });

/** Orders, invoices, amounts. */
export const paying: RehearsedDraft[] = [
  drafted(
    'big deals to sales',
    [
      hook('deals'),
      step('Big?', 'if', condition('{{ $json.body.amount }}', '>', 1000)),
      post('Tell sales', '#sales', '=Big deal: {{ $json.body.customer }}, {{ $json.body.amount }} €'),
      post('Tell support', '#support', '=Small deal: {{ $json.body.customer }}'),
    ],
    'Hook > Big?',
    'Big?:true > Tell sales',
    'Big?:false > Tell support',
  ),
  drafted(
    'charges in cents',
    [
      step('Charge', 'stripeTrigger', { events: ['charge.succeeded'] }),
      post(
        'Tell finance',
        '#finance',
        '=Paid: {{ ($json.data.object.amount / 100).toFixed(2) }} {{ $json.data.object.currency.toUpperCase() }}',
      ),
    ],
    'Charge > Tell finance',
  ),
  drafted(
    'an invoice by mail with its tax',
    [
      hook('invoices'),
      step('Work it out', 'set', {
        assignments: [
          { name: 'net', value: '={{ $json.body.cents / 100 }}', type: 'number' },
          { name: 'gross', value: '={{ ($json.body.cents / 100 * 1.19).toFixed(2) }}', type: 'string' },
        ],
        includeOtherFields: true,
      }),
      mail(
        'Send it',
        '={{ $json.body.email }}',
        '=Invoice {{ $json.body.number }}',
        '=Dear {{ $json.body.name }}, please pay {{ $json.gross }} €.',
      ),
    ],
    'Hook > Work it out',
    'Work it out > Send it',
  ),
  drafted(
    'discounts by how much was ordered',
    [
      hook('orders'),
      step('How much?', 'switch', {
        rules: [
          { output: 'large', conditions: [{ left: '{{ $json.body.total }}', op: '>=', right: 500 }] },
          { output: 'middle', conditions: [{ left: '{{ $json.body.total }}', op: '>=', right: 100 }] },
        ],
        options: { fallbackOutput: 'extra' },
      }),
      mail('Ten per cent', '={{ $json.body.email }}', 'Ten per cent off', '=Thank you, {{ $json.body.name }}.'),
      mail('Five per cent', '={{ $json.body.email }}', 'Five per cent off', '=Thank you, {{ $json.body.name }}.'),
      mail('Nothing off', '={{ $json.body.email }}', 'Your order', '=Thank you, {{ $json.body.name }}.'),
    ],
    'Hook > How much?',
    'How much?:large > Ten per cent',
    'How much?:middle > Five per cent',
    'How much?:fallback > Nothing off',
  ),
  drafted(
    'stock that runs low',
    [
      daily,
      step('Products', 'postgres', { operation: 'select', schema: 'public', table: 'products', returnAll: true }),
      step('Low?', 'filter', condition('{{ $json.stock }}', '<', 10)),
      step('All of them', 'aggregate', { aggregate: 'aggregateAllItemData', destinationFieldName: 'products' }),
      post('Tell buyers', '#buyers', '=Order: {{ $json.products.map((one) => one.name).join(", ") }}'),
    ],
    'Every day > Products',
    'Products > Low?',
    'Low? > All of them',
    'All of them > Tell buyers',
  ),
  drafted(
    'every row of a list is called',
    [
      daily,
      step('List', 'httpRequest', { url: 'https://example.com/customers' }),
      step('Each', 'splitOut', { fieldToSplitOut: 'customers' }),
      step('One by one', 'splitInBatches', { batchSize: 1 }),
      step('Renew', 'httpRequest', {
        ...{ method: 'POST', url: '=https://example.com/customers/{{ $json.id }}/renew' },
        ...{ sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify({ plan: $json.plan }) }}' },
      }),
      step('A moment', 'wait', { amount: 30, unit: 'seconds' }),
      post('Done', '#ops', 'All customers were renewed.'),
    ],
    'Every day > List',
    'List > Each',
    'Each > One by one',
    'One by one:loop > Renew',
    'Renew > A moment',
    'A moment > One by one',
    'One by one:done > Done',
  ),
  drafted(
    'refunds wait for a day',
    [
      hook('refunds'),
      step('A day', 'wait', { amount: 1, unit: 'days' }),
      step('Refund', 'httpRequest', {
        ...{ method: 'POST', url: '=https://example.com/refunds/{{ $json.body.id }}', sendBody: true },
        ...{ specifyBody: 'json', jsonBody: '={{ JSON.stringify({ amount: $json.body.amount }) }}' },
      }),
      mail('Tell them', '={{ $("Hook").item.json.body.email }}', 'Your refund', 'It is on its way.'),
    ],
    'Hook > A day',
    'A day > Refund',
    'Refund > Tell them',
  ),
];
