import type { z } from 'zod';
import type { draftConnectionSchema } from '#src/workflow/draft.ts';

type Connection = z.input<typeof draftConnectionSchema>;
type Parameters = Record<string, unknown>;

/** A workflow the way a model or a person writes it first: short forms, names instead of indices, words for choices. */
export interface NaturalDraft {
  /** What it is about: usually the node type. */
  title: string;
  nodes: { name: string; type: string; parameters?: Parameters }[];
  connections: Connection[];
  /** A node type without which it cannot be told. */
  needs?: string;
}

const base = (type: string): string => (type.includes('.') ? type : `n8n-nodes-base.${type}`);
const ai = (type: string): string => `@n8n/n8n-nodes-langchain.${type}`;

/** An action behind a manual start would never be live: a schedule starts it. */
function action(type: string, parameters: Parameters = {}, title = type): NaturalDraft {
  return {
    title,
    nodes: [
      { name: 'Every day', type: base('scheduleTrigger'), parameters: { rule: { field: 'days', at: '09:00' } } },
      { name: 'Step', type: base(type), parameters },
    ],
    connections: [{ from: 'Every day', to: 'Step' }],
  };
}

function trigger(type: string, parameters: Parameters = {}, title = type): NaturalDraft {
  return {
    title,
    nodes: [
      { name: 'Start', type: base(type), parameters },
      { name: 'Step', type: base('noOp') },
    ],
    connections: [{ from: 'Start', to: 'Step' }],
  };
}

/** A root node with what hangs below it; the connections say no kind. */
function root(
  type: string,
  parameters: Parameters,
  below: Record<string, [type: string, parameters?: Parameters]>,
): NaturalDraft {
  const subnodes = Object.entries(below);
  return {
    title: type.slice(type.lastIndexOf('.') + 1),
    nodes: [
      { name: 'Chat', type: ai('chatTrigger') },
      { name: 'Root', type, parameters },
      ...subnodes.map(([name, [sub, own]]) => ({ name, type: sub, parameters: own ?? {} })),
    ],
    connections: [{ from: 'Chat', to: 'Root' }, ...subnodes.map(([name]) => ({ from: name, to: 'Root' }))],
  };
}
const model: [string, Parameters] = [ai('lmChatOpenAi'), { model: 'gpt-4.1-mini', temperature: '0.2' }];

const triggers: NaturalDraft[] = [
  trigger('scheduleTrigger', { rule: [{ every: 15, unit: 'minutes' }] }),
  trigger('scheduleTrigger', { cron: '0 9 * * 1-5' }, 'scheduleTrigger with cron'),
  trigger('webhook', { path: '/orders/new', httpMethod: 'post', authentication: 'none' }),
  trigger('formTrigger', {
    formTitle: 'Contact',
    formFields: [
      { label: 'Name', required: true },
      { label: 'Topic', type: 'dropdown', options: ['Sales', 'Support'] },
    ],
  }),
  trigger('rssFeedReadTrigger', { feedUrl: 'https://example.com/feed.xml', pollTimes: 'everyHour' }),
  trigger('gmailTrigger', { filters: { q: 'is:unread' }, pollTimes: { mode: 'everyMinute' } }),
  trigger('googleSheetsTrigger', {
    documentId: 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567/edit',
    sheetName: 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567/edit#gid=0',
    event: 'Row Added',
  }),
  trigger('googleCalendarTrigger', { calendarId: 'team@example.com', triggerOn: 'Event Created' }),
  trigger('googleDriveTrigger', {
    triggerOn: 'Changes Involving a Specific Folder',
    folderToWatch: 'https://drive.google.com/drive/folders/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456',
    event: 'File Created',
  }),
  trigger('githubTrigger', { owner: 'acme', repository: 'shop', events: 'issues' }),
  trigger('gitlabTrigger', { owner: 'acme', repository: 'shop', events: ['push'] }),
  trigger('jiraTrigger', { events: ['jira:issue_created'] }),
  trigger('stripeTrigger', { events: 'charge.succeeded' }),
  trigger('telegramTrigger', { updates: 'Message' }),
  trigger('typeformTrigger', { formId: 'abc123' }),
  trigger('slackTrigger', { trigger: 'New Message Posted to Channel', channel: 'C0123456789' }),
  trigger('emailReadImap', { mailbox: 'INBOX', postProcessAction: 'Mark as Read' }),
  trigger('errorTrigger'),
  trigger('executeWorkflowTrigger', { workflowInputs: [{ name: 'id', type: 'string' }] }),
  trigger(ai('chatTrigger'), { public: 'yes', initialMessages: 'Hello!' }),
  trigger('shopifyTrigger', { topic: 'orders/create' }),
  trigger('notionTrigger', { event: 'Page Added to Database', dataSourceId: '0123456789abcdef0123456789abcdef' }),
  trigger('airtableTrigger', { baseId: 'appAbCdEfGhIjKlMn', tableId: 'tblAbCdEfGhIjKlMn', triggerField: 'Created' }),
  trigger('calendlyTrigger', { events: ['invitee.created'] }),
];

const core: NaturalDraft[] = [
  action('httpRequest', {
    url: 'https://api.example.com/orders/{{ $json.id }}',
    method: 'post',
    headers: { 'X-Source': 'n8n', Accept: 'application/json' },
    body: { id: '{{ $json.id }}', note: 'Order {{ $json.id }}', tags: ['a'] },
    timeout: 10000,
  }),
  action(
    'httpRequest',
    {
      url: 'https://api.example.com',
      query: { page: 1 },
      authentication: 'genericCredentialType',
      genericAuthType: 'httpHeaderAuth',
    },
    'httpRequest with credentials',
  ),
  action('set', { assignments: { total: '={{ $json.a + 1 }}', ok: true, tags: ['a'], user: { id: 1 } } }),
  action('set', { mode: 'raw', jsonOutput: { a: 1, b: '{{ $json.b }}' } }, 'set raw'),
  action('code', { code: 'return $input.all();' }),
  action('filter', { conditions: ['$json.amount > 100', 'status is not empty'] }),
  action('wait', { amount: '5', unit: 'minutes' }),
  action('dateTime', { operation: 'Format a Date', date: '$json.createdAt', format: 'yyyy-MM-dd' }),
  action('splitOut', { fieldToSplitOut: 'items' }),
  action('aggregate', { aggregate: 'All Item Data (Into a Single List)' }),
  action('aggregate', { fieldsToAggregate: ['id', 'name'] }, 'aggregate fields'),
  action('sort', { sortFieldsUi: [{ fieldName: 'amount', order: 'Descending' }] }),
  action('limit', { maxItems: '10' }),
  action('removeDuplicates', { compare: 'Selected Fields', fieldsToCompare: ['id', 'email'] }),
  action('summarize', { fieldsToSummarize: [{ aggregation: 'Sum', field: 'amount' }], fieldsToSplitBy: ['country'] }),
  action('html', {
    operation: 'Extract HTML Content',
    extractionValues: [{ key: 'title', cssSelector: 'h1', returnValue: 'Text' }],
  }),
  action('markdown', { mode: 'Markdown to HTML', markdown: '{{ $json.text }}' }),
  action('crypto', { action: 'Hash', type: 'SHA256', value: '{{ $json.id }}' }),
  action('xml', { mode: 'XML to JSON' }),
  action('extractFromFile', { operation: 'Extract From CSV' }),
  action('convertToFile', { operation: 'Convert to CSV' }),
  action('stopAndError', { errorMessage: 'Too few orders' }),
  action('rssFeedRead', { url: 'https://example.com/feed.xml' }),
  action('graphql', { endpoint: 'https://api.example.com/graphql', query: 'query { orders { id } }' }),
  action('renameKeys', { keys: [{ currentKey: 'a', newKey: 'b' }] }),
  action('compression', { operation: 'Decompress' }),
  action('editImage', { operation: 'resize', width: '100', height: '100' }),
  action('readPDF', {}),
  action('jwt', { operation: 'Decode', token: '{{ $json.token }}' }),
  action('ftp', { operation: 'download', path: '/in/orders.csv' }),
  action('n8n', { resource: 'Workflow', operation: 'Get Many' }),
];

const apps: NaturalDraft[] = [
  action('slack', { channel: '#sales', text: 'Order {{ $json.id }}' }),
  action('slack', { resource: 'Channel', operation: 'Get Many', returnAll: 'true' }, 'slack channels'),
  action('gmail', { to: 'a@example.com', subject: 'Hi', message: 'Text', emailType: 'Text', cc: 'b@example.com' }),
  action('gmail', { operation: 'Get Many', filters: { q: 'is:unread' }, limit: '5' }, 'gmail read'),
  action('emailSend', {
    from: 'a@example.com',
    to: 'b@example.com',
    subject: 'Hi',
    emailFormat: 'Text',
    text: 'Hello {{ $json.name }}',
  }),
  action('googleSheets', {
    operation: 'Append Row',
    document: '1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567',
    sheet: 'Orders',
    columns: { id: '{{ $json.id }}', total: '{{ $json.total }}' },
  }),
  action(
    'googleSheets',
    { operation: 'Get Row(s)', document: '1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567', sheet: 'Orders' },
    'googleSheets read',
  ),
  action('googleDrive', {
    resource: 'File',
    operation: 'Upload',
    name: 'report.csv',
    driveId: 'My Drive',
    folderId: 'root',
  }),
  action('googleCalendar', {
    resource: 'Event',
    operation: 'Create',
    calendar: 'team@example.com',
    start: '{{ $now }}',
    end: '{{ $now.plus(1, "hour") }}',
    summary: 'Call',
  }),
  action('googleDocs', {
    operation: 'Get',
    documentURL: 'https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567/edit',
  }),
  action('notion', {
    resource: 'Database Page',
    operation: 'Create',
    dataSourceId: '0123456789abcdef0123456789abcdef',
    title: 'New',
  }),
  action('airtable', {
    operation: 'Create',
    base: 'appAbCdEfGhIjKlMn',
    table: 'tblAbCdEfGhIjKlMn',
    columns: { Name: '{{ $json.name }}' },
  }),
  action('github', {
    resource: 'Issue',
    operation: 'Create',
    owner: 'acme',
    repository: 'shop',
    title: 'Bug',
    body: 'It broke',
  }),
  action('gitlab', { resource: 'Issue', operation: 'Create', owner: 'acme', repository: 'shop', title: 'Bug' }),
  action('jira', {
    resource: 'Issue',
    operation: 'Create',
    project: '10001',
    issueType: '10002',
    summary: 'Bug',
    description: 'It broke',
  }),
  action('trello', { resource: 'Card', operation: 'Create', listId: '5f0000000000000000000000', name: 'Task' }),
  action('asana', { resource: 'Task', operation: 'Create', workspace: '123', name: 'Task' }),
  action('clickUp', { resource: 'Task', operation: 'Get', id: 'abc' }),
  action('todoist', { operation: 'Create', project: '123', content: 'Call' }),
  action('linear', { resource: 'Issue', operation: 'Create', teamId: 'abc', title: 'Bug' }),
  action('hubspot', { resource: 'Contact', operation: 'Create or Update', email: 'a@example.com', firstName: 'Ann' }),
  action('salesforce', { resource: 'Lead', operation: 'Create', company: 'Acme', lastname: 'Smith' }),
  action('pipedrive', {
    resource: 'Deal',
    operation: 'Create',
    title: 'Deal',
    associateWith: 'organization',
    org_id: 1,
  }),
  action('postgres', { operation: 'Execute Query', query: 'select * from orders where id = {{ $json.id }}' }),
  action(
    'postgres',
    { operation: 'Insert', schema: 'public', table: 'orders', columns: { id: '{{ $json.id }}' } },
    'postgres insert',
  ),
  action('mySql', { operation: 'Execute SQL', query: 'select 1' }),
  action('mongoDb', { operation: 'Find', collection: 'orders', query: { status: 'open' } }),
  action('redis', { operation: 'Set', key: 'a', value: '{{ $json.id }}' }),
  action('supabase', { operation: 'Create', tableId: 'orders', fields: { id: '{{ $json.id }}', name: 'x' } }),
  action('telegram', { chatId: 12345, text: 'Hi' }),
  action('discord', { authentication: 'Webhook', content: 'Hi' }),
  action('microsoftTeams', {
    resource: 'Channel Message',
    operation: 'Create',
    teamId: '0123abcd-0123-4123-8123-0123456789ab',
    channelId: '19:abc123@thread.tacv2',
    message: 'Hi',
  }),
  action('microsoftOutlook', { operation: 'Send', to: 'a@example.com', subject: 'Hi', bodyContent: 'Text' }),
  action('microsoftExcel', { resource: 'Workbook', operation: 'Get Many' }),
  action('twilio', { operation: 'Send', from: '+15550100', to: '+15550101', message: 'Hi' }),
  action('sendGrid', {
    resource: 'Mail',
    fromEmail: 'a@example.com',
    fromName: 'A',
    toEmail: 'b@example.com',
    subject: 'Hi',
    contentValue: 'Text',
  }),
  action('mailchimp', {
    resource: 'Member',
    operation: 'Create',
    list: 'abc',
    email: 'a@example.com',
    status: 'Subscribed',
  }),
  action('stripe', { resource: 'Customer', operation: 'Create', name: 'Ann', email: 'a@example.com' }),
  action('shopify', { resource: 'Order', operation: 'Get', orderId: '1' }),
  action('zendesk', { resource: 'Ticket', operation: 'Create', description: 'Broken', subject: 'Help' }),
  action('awsS3', { resource: 'File', operation: 'Upload', bucketName: 'files', fileName: 'a.csv' }),
  action('dropbox', { resource: 'File', operation: 'Download', path: '/a.csv' }),
  action('openWeatherMap', { operation: 'currentWeather', cityName: 'Berlin' }),
  action('deepL', { text: '{{ $json.text }}', translateTo: 'DE' }),
  action('wordpress', { resource: 'Post', operation: 'Create', title: 'Hi', status: 'Draft' }),
  action('spotify', { resource: 'Player', operation: 'Pause' }),
  action('dataTable', {
    resource: 'Row',
    operation: 'Insert',
    dataTableId: 'abc123',
    columns: { id: '{{ $json.id }}' },
  }),
  action(ai('openAi'), {
    resource: 'Text',
    operation: 'Message a Model',
    model: 'gpt-4.1-mini',
    responses: ['Hi {{ $json.name }}'],
  }),
];

const flow: NaturalDraft[] = [
  {
    title: 'if, merge and error output',
    nodes: [
      { name: 'Hook', type: base('webhook'), parameters: { path: 'flow-check' } },
      {
        name: 'Large?',
        type: base('if'),
        parameters: { conditions: [{ left: '$json.body.amount', op: '>', right: '100' }] },
      },
      { name: 'Get', type: base('httpRequest'), parameters: { url: 'https://example.com' } },
      { name: 'Small', type: base('noOp') },
      { name: 'Failed', type: base('noOp') },
      { name: 'Join', type: base('merge') },
      {
        name: 'Answer',
        type: base('respondToWebhook'),
        parameters: { respondWith: 'JSON', responseBody: { ok: true } },
      },
    ],
    connections: [
      { from: 'Hook', to: 'Large?' },
      { from: 'Large?', to: 'Get', output: 'true' },
      { from: 'Large?', to: 'Small', output: 'false' },
      { from: 'Get', to: 'Join' },
      { from: 'Get', to: 'Failed', output: 'error' },
      { from: 'Small', to: 'Join', input: 'input 2' },
      { from: 'Failed', to: 'Join', input: 'Input 3' },
      { from: 'Join', to: 'Answer' },
    ],
  },
  {
    title: 'switch and loop',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { field: 'hour' } } },
      { name: 'Loop', type: base('splitInBatches'), parameters: { batchSize: '1' } },
      {
        name: 'Which?',
        type: base('switch'),
        parameters: {
          rules: [
            { output: 'open', conditions: [{ left: '{{ $json.status }}', op: 'is', right: 'open' }] },
            { output: 'paid', field: 'status', operator: 'equals', value: 'paid' },
          ],
        },
      },
      { name: 'Open', type: base('noOp') },
      { name: 'Paid', type: base('noOp') },
      { name: 'Rest', type: base('noOp') },
      { name: 'Done', type: base('noOp') },
    ],
    connections: [
      { from: 'Start', to: 'Loop' },
      { from: 'Loop', to: 'Which?', output: 'loop' },
      { from: 'Loop', to: 'Done', output: 'done' },
      { from: 'Which?', to: 'Open', output: 'open' },
      { from: 'Which?', to: 'Paid', output: 'Paid' },
      { from: 'Which?', to: 'Rest', output: 'fallback' },
      { from: 'Open', to: 'Loop' },
      { from: 'Paid', to: 'Loop' },
      { from: 'Rest', to: 'Loop' },
    ],
  },
  {
    title: 'compareDatasets',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { every: 2, unit: 'hours' } } },
      { name: 'A', type: base('httpRequest'), parameters: { url: 'https://example.com/a' } },
      { name: 'B', type: base('httpRequest'), parameters: { url: 'https://example.com/b' } },
      {
        name: 'Compare',
        type: base('compareDatasets'),
        parameters: { mergeByFields: [{ field1: 'id', field2: 'id' }] },
      },
      { name: 'New', type: base('noOp') },
    ],
    connections: [
      { from: 'Start', to: 'A' },
      { from: 'Start', to: 'B' },
      { from: 'A', to: 'Compare', input: 'Input A' },
      { from: 'B', to: 'Compare', input: 'Input B' },
      { from: 'Compare', to: 'New', output: 'In A only' },
    ],
  },
];

const roots: NaturalDraft[] = [
  root(
    ai('agent'),
    { systemMessage: 'Be brief.' },
    {
      Model: model,
      Memory: [ai('memoryBufferWindow'), { contextWindowLength: '10' }],
      Calculator: [ai('toolCalculator')],
    },
  ),
  {
    title: 'agent drawn the other way, with an app as tool',
    needs: base('slackTool'),
    nodes: [
      {
        name: 'Start',
        type: base('scheduleTrigger'),
        parameters: { rule: { field: 'weeks', triggerAtDay: ['Monday'], at: '08:30' } },
      },
      { name: 'Agent', type: ai('agent'), parameters: { text: 'Sum up {{ $json.text }}' } },
      { name: 'Model', type: ai('lmChatAnthropic') },
      { name: 'Post', type: base('slack'), parameters: { channel: '#sales', text: "={{ $fromAI('text') }}" } },
    ],
    connections: [
      { from: 'Start', to: 'Agent' },
      { from: 'Agent', to: 'Model' },
      { from: 'Agent', to: 'Post', kind: 'tool' },
    ],
  },
  root(ai('chainLlm'), { prompt: 'Say hi to {{ $json.name }}' }, { Model: model }),
  root(ai('chainSummarization'), {}, { Model: [ai('lmChatGoogleGemini')] }),
  root(
    ai('informationExtractor'),
    { text: '{{ $json.chatInput }}', attributes: [{ name: 'city', description: 'A city' }] },
    { Model: model },
  ),
  root(ai('sentimentAnalysis'), { inputText: '{{ $json.chatInput }}' }, { Model: model }),
  {
    title: 'textClassifier',
    nodes: [
      { name: 'Chat', type: ai('chatTrigger') },
      {
        name: 'Kind',
        type: ai('textClassifier'),
        parameters: { inputText: '{{ $json.chatInput }}', categories: ['bug', 'question'] },
      },
      { name: 'Model', type: ai('lmChatGroq') },
      { name: 'Bug', type: base('noOp') },
      { name: 'Other', type: base('noOp') },
    ],
    connections: [
      { from: 'Chat', to: 'Kind' },
      { from: 'Model', to: 'Kind' },
      { from: 'Kind', to: 'Bug', output: 'bug' },
      { from: 'Kind', to: 'Other', output: 'other' },
    ],
  },
  {
    title: 'vector store filled and asked',
    nodes: [
      { name: 'Start', type: base('scheduleTrigger'), parameters: { rule: { field: 'days' } } },
      { name: 'Store', type: ai('vectorStoreInMemory'), parameters: {} },
      { name: 'Loader', type: ai('documentDefaultDataLoader') },
      { name: 'Splitter', type: ai('textSplitterRecursiveCharacterTextSplitter'), parameters: { chunkSize: '500' } },
      { name: 'Embeddings', type: ai('embeddingsOpenAi') },
      { name: 'Chat', type: ai('chatTrigger') },
      { name: 'Agent', type: ai('agent') },
      { name: 'Model', type: ai('lmChatMistralCloud') },
      { name: 'Search', type: ai('vectorStoreInMemory'), parameters: { toolDescription: 'Looks things up' } },
    ],
    connections: [
      { from: 'Start', to: 'Store' },
      { from: 'Loader', to: 'Store', kind: 'ai_document' },
      { from: 'Splitter', to: 'Loader' },
      { from: 'Embeddings', to: 'Store' },
      { from: 'Embeddings', to: 'Search' },
      { from: 'Chat', to: 'Agent' },
      { from: 'Model', to: 'Agent' },
      { from: 'Search', to: 'Agent', kind: 'ai_tool' },
    ],
  },
  {
    title: 'agent with parser and tools',
    nodes: [
      { name: 'Hook', type: base('webhook'), parameters: { path: 'ask-agent', httpMethod: 'POST' } },
      { name: 'Agent', type: ai('agent'), parameters: { text: '{{ $json.body.question }}', hasOutputParser: 'yes' } },
      { name: 'Model', type: ai('lmChatOllama') },
      { name: 'Parser', type: ai('outputParserStructured'), parameters: { jsonSchemaExample: { answer: 'text' } } },
      { name: 'Wikipedia', type: ai('toolWikipedia') },
      {
        name: 'Code',
        type: ai('toolCode'),
        parameters: { description: 'Adds one', code: 'return String(Number(query) + 1)' },
      },
      { name: 'Think', type: ai('toolThink') },
    ],
    connections: [
      { from: 'Hook', to: 'Agent' },
      ...['Model', 'Parser', 'Wikipedia', 'Code', 'Think'].map((from) => ({ from, to: 'Agent' })),
    ],
  },
];

export const naturalDrafts: readonly NaturalDraft[] = [...triggers, ...core, ...apps, ...flow, ...roots];
