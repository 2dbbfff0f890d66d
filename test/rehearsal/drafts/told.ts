import { daily, drafted, hook, mail, post, type RehearsedDraft, step } from './forms.ts';

/** Forms, files, models, other workflows, answers. */
export const told: RehearsedDraft[] = [
  drafted(
    'a form for a trip',
    [
      step('Trip', 'formTrigger', {
        formTitle: 'Trip',
        formFields: [
          { label: 'Name', required: true },
          { label: 'E-mail', type: 'email', required: true },
          { label: 'Days', type: 'number' },
        ],
      }),
      step('Long?', 'if', { conditions: [{ left: '{{ $json.Days }}', op: '>', right: 14 }] }),
      mail('Ask the lead', 'lead@example.com', '=A long trip of {{ $json.Name }}', '={{ $json.Days }} days'),
      mail('Confirm', '={{ $json["E-mail"] }}', 'Your trip', '=Enjoy {{ $json.Days }} days.'),
    ],
    'Trip > Long?',
    'Long?:true > Ask the lead',
    'Long?:false > Confirm',
  ),
  drafted(
    'a report as a file',
    [
      daily,
      step('Sales', 'postgres', { operation: 'select', schema: 'public', table: 'sales', returnAll: true }),
      step('As a file', 'convertToFile', { operation: 'csv', options: { fileName: 'sales.csv' } }),
      step('Upload', 'googleDrive', {
        ...{ resource: 'file', operation: 'upload', name: '=Sales {{ $now.toISODate() }}.csv' },
        ...{ driveId: 'My Drive', folderId: 'root', inputDataFieldName: 'data' },
      }),
      post('Tell', '#sales', '=The report is here: {{ $json.webViewLink }}'),
    ],
    'Every day > Sales',
    'Sales > As a file',
    'As a file > Upload',
    'Upload > Tell',
  ),
  drafted(
    'a model answers mails',
    [
      step('Mail', 'gmailTrigger', { simple: true, pollTimes: 'everyMinute' }),
      step('Write', '@n8n/n8n-nodes-langchain.agent', {
        promptType: 'define',
        text: '=Answer this mail of {{ $json.From }}: {{ $json.snippet }}',
      }),
      step('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', { model: 'gpt-5-mini' }),
      step('Draft', 'gmail', {
        ...{ resource: 'draft', operation: 'create', subject: '=Re: {{ $("Mail").item.json.Subject }}' },
        message: '={{ $json.output }}',
      }),
    ],
    'Mail > Write',
    'Write > Draft',
    'Model:ai_languageModel > Write',
  ),
  drafted(
    'another workflow does the rest',
    [
      hook('rest'),
      step('Run it', 'executeWorkflow', { workflowId: 'W1', mode: 'each' }),
      post('Tell', '#ops', '=Finished for {{ $("Hook").item.json.body.name }}: {{ $json.state }}'),
    ],
    'Hook > Run it',
    'Run it > Tell',
  ),
  drafted(
    'called by other workflows',
    [
      step('Called', 'executeWorkflowTrigger', { workflowInputs: [{ name: 'customer' }, { name: 'email' }] }),
      mail('Welcome', '={{ $json.email }}', 'Welcome', '=Good to have you, {{ $json.customer }}.'),
    ],
    'Called > Welcome',
  ),
  drafted(
    'a webhook that answers',
    [
      step('Hook', 'webhook', { httpMethod: 'POST', path: 'ask', responseMode: 'responseNode' }),
      step('Look', 'postgres', {
        ...{ operation: 'select', schema: 'public', table: 'people', limit: 1 },
        where: { values: [{ column: 'id', value: '={{ $json.body.id }}' }] },
      }),
      step('Answer', 'respondToWebhook', {
        respondWith: 'json',
        responseBody: '={{ JSON.stringify({ name: $json.name, city: $json.city }) }}',
      }),
    ],
    'Hook > Look',
    'Look > Answer',
  ),
  drafted(
    'pages are read',
    [
      daily,
      step('Page', 'httpRequest', { url: 'https://example.com/news' }),
      step('Headlines', 'html', {
        operation: 'extractHtmlContent',
        extractionValues: { values: [{ key: 'headline', cssSelector: 'h1' }] },
      }),
      post('Tell', '#news', '=Today: {{ $json.headline }}'),
    ],
    'Every day > Page',
    'Page > Headlines',
    'Headlines > Tell',
  ),
  drafted(
    'a record is kept up to date',
    [
      hook('contacts'),
      step('Known?', 'hubspot', { resource: 'contact', operation: 'search', returnAll: false, limit: 1 }),
      step('New?', 'if', { conditions: [{ left: '{{ $json.id }}', op: 'not exists' }] }),
      step('Row', 'airtable', {
        ...{ operation: 'create', base: 'appAAAAAAAAAAAAAA', table: 'tblAAAAAAAAAAAAAA' },
        columns: { mappingMode: 'defineBelow', value: { Name: '={{ $("Hook").item.json.body.name }}' } },
      }),
      post('Tell', '#crm', '=Known already: {{ $("Hook").item.json.body.name }}'),
    ],
    'Hook > Known?',
    'Known? > New?',
    'New?:true > Row',
    'New?:false > Tell',
  ),
];
