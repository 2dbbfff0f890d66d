import { daily, drafted, hook, mail, post, type RehearsedDraft, step } from './forms.ts';

const has = (left: string, right: unknown) => ({
  conditions: [{ leftValue: `=${left}`, rightValue: right, operator: { type: 'array', operation: 'contains' } }],
});

/** Branches, loops, joins, waits, errors. */
export const flowing: RehearsedDraft[] = [
  drafted(
    'tickets with a tag',
    [
      hook('tickets'),
      step('Urgent?', 'if', has('{{ $json.body.tags }}', 'urgent')),
      post('Call for help', '#oncall', '=Urgent: {{ $json.body.title }}'),
      post('Keep it', '#tickets', '={{ $json.body.title }}'),
    ],
    'Hook > Urgent?',
    'Urgent?:true > Call for help',
    'Urgent?:false > Keep it',
  ),
  drafted(
    'issues with a label',
    [
      step('Issue', 'githubTrigger', { owner: 'acme', repository: 'shop', events: ['issues'] }),
      step('Labels', 'set', {
        assignments: [
          { name: 'labels', value: '={{ $json.body.issue.labels.map((one) => one.name) }}', type: 'array' },
          { name: 'title', value: '={{ $json.body.issue.title }}', type: 'string' },
        ],
      }),
      step('A bug?', 'filter', has('{{ $json.labels }}', 'bug')),
      post('Tell', '#bugs', '=Bug: {{ $json.title }}'),
    ],
    'Issue > Labels',
    'Labels > A bug?',
    'A bug? > Tell',
  ),
  drafted(
    'members of a group',
    [
      hook('members'),
      step('Which group?', 'switch', {
        rules: [
          { output: 'admins', ...has('{{ $json.body.groups }}', 'admins') },
          { output: 'guests', ...has('{{ $json.body.groups }}', 'guests') },
        ],
      }),
      mail('To admins', 'admins@example.com', '=New admin {{ $json.body.name }}', '={{ $json.body.email }}'),
      mail('To reception', 'reception@example.com', '=New guest {{ $json.body.name }}', '={{ $json.body.email }}'),
    ],
    'Hook > Which group?',
    'Which group?:admins > To admins',
    'Which group?:guests > To reception',
  ),
  drafted(
    'two sources in one message',
    [
      hook('join'),
      step('Customer', 'httpRequest', { url: '=https://example.com/customers/{{ $json.body.id }}' }),
      step('Orders', 'httpRequest', { url: '=https://example.com/orders?customer={{ $json.body.id }}' }),
      step('Both', 'merge', { mode: 'combine', combineBy: 'combineByPosition' }),
      mail('Tell', '={{ $json.email }}', '=Your {{ $json.count }} orders', '=Hello {{ $json.name }}'),
    ],
    'Hook > Customer',
    'Hook > Orders',
    'Customer > Both',
    'Orders > Both:1',
    'Both > Tell',
  ),
  drafted(
    'rows of a sheet one by one, with a look-up that may fail',
    [
      daily,
      step('Rows', 'googleSheets', { operation: 'read', documentId: sheet(), sheetName: 'Sheet1' }),
      step('One by one', 'splitInBatches', { batchSize: 1 }),
      step(
        'Look up',
        'httpRequest',
        { url: '=https://example.com/people?email={{ $json.Email }}' },
        { onError: 'continueErrorOutput' },
      ),
      mail('Write', '={{ $("One by one").item.json.Email }}', '=Hello {{ $json.name }}', 'How are you?'),
      post('Failed', '#ops', '=No answer for {{ $json.Email }}'),
      post('Finished', '#ops', 'Everybody was written to.'),
    ],
    'Every day > Rows',
    'Rows > One by one',
    'One by one:loop > Look up',
    'Look up > Write',
    'Look up:error > Failed',
    'Write > One by one',
    'Failed > One by one',
    'One by one:done > Finished',
  ),
  drafted(
    'one digest of many mails',
    [
      daily,
      step('Mails', 'gmail', {
        resource: 'message',
        operation: 'getAll',
        returnAll: true,
        filters: { q: 'is:unread' },
      }),
      step('Together', 'aggregate', { aggregate: 'aggregateAllItemData', destinationFieldName: 'mails' }),
      post('Digest', '#mails', '=Unread: {{ $json.mails.map((one) => one.Subject).join("; ") }}'),
    ],
    'Every day > Mails',
    'Mails > Together',
    'Together > Digest',
  ),
  drafted(
    'told once however many rows there are',
    [
      daily,
      step('Rows', 'googleSheets', { operation: 'read', documentId: sheet(), sheetName: 'Sheet1' }),
      step('Write', 'postgres', {
        ...{ operation: 'insert', schema: 'public', table: 'rows' },
        columns: { mappingMode: 'defineBelow', value: { name: '={{ $json.Name }}', email: '={{ $json.Email }}' } },
      }),
      { ...post('Tell', '#ops', 'The rows were copied.'), executeOnce: true },
    ],
    'Every day > Rows',
    'Rows > Write',
    'Write > Tell',
  ),
  drafted(
    'a program sorts people',
    [
      hook('people'),
      step('Sort', 'code', {
        jsCode:
          'return $input.first().json.body.people.filter((one) => one.age >= 18).map((one) => ({ json: { name: one.name, email: one.email } }));',
      }),
      mail('Invite', '={{ $json.email }}', 'You are invited', '=Dear {{ $json.name }}, come.'),
    ],
    'Hook > Sort',
    'Sort > Invite',
  ),
];

function sheet(): string {
  return 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit';
}
