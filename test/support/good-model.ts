import { explained } from '#src/planner/model/prompt.ts';
import type { RecordedRequest, Reply } from '#test/fakes/openai-server.ts';

/** A request of the usual size, and the draft a good model makes of it once it has read the node types. */
export interface GoodPlan {
  request: string;
  draft: GoodDraft;
  /** What it gets wrong at first: it costs one call more. */
  slip?: { node: string; parameter: string; wrong: unknown };
}

interface GoodDraft {
  name: string;
  description: string;
  nodes: { name: string; type: string; parameters: Record<string, unknown> }[];
  connections: { from: string; to: string; output?: number; kind?: string }[];
  assumptions: string[];
}

const base = (type: string) => (type.includes('.') ? type : `n8n-nodes-base.${type}`);

/** Nodes one after the other. */
function line(name: string, nodes: [name: string, type: string, parameters: Record<string, unknown>][]): GoodDraft {
  return {
    name,
    description: `${name}, as it was asked for: ${nodes.map(([each]) => each).join(', then ')}.`,
    nodes: nodes.map(([each, type, parameters]) => ({ name: each, type: base(type), parameters })),
    connections: nodes.slice(1).map(([to], at) => ({ from: nodes[at]?.[0] ?? '', to })),
    assumptions: ['A step that fails stops the run.'],
  };
}

/** A chain or an agent thinks with a model that hangs below it. */
function withModel(draft: GoodDraft, below: string): GoodDraft {
  const model = { name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi', parameters: {} };
  return {
    ...draft,
    nodes: [...draft.nodes, model],
    connections: [...draft.connections, { from: 'Model', to: below, kind: 'ai_languageModel' }],
  };
}

const at = (hour: number, days?: number[]) => ({
  rule: {
    interval: [
      days
        ? { field: 'weeks', triggerAtDay: days, triggerAtHour: hour, triggerAtMinute: 0 }
        : { field: 'days', triggerAtHour: hour, triggerAtMinute: 0 },
    ],
  },
});
const slack = (channel: string, text: string) => ({
  resource: 'message',
  operation: 'post',
  select: 'channel',
  channelId: { __rl: true, mode: 'name', value: channel },
  text,
});
const append = { resource: 'sheet', operation: 'append', columns: { mappingMode: 'autoMapInputData', value: null } };
const atLeast = (field: string, amount: number) => ({
  conditions: {
    combinator: 'and',
    conditions: [
      { leftValue: `={{ $json.${field} }}`, operator: { type: 'number', operation: 'gt' }, rightValue: amount },
    ],
  },
});

/** Ten requests as people write them, three to five nodes each. */
export const goodPlans: GoodPlan[] = [
  {
    request: 'every weekday at 7 get the weather for Berlin and post it to #team on slack',
    draft: line('Weather for the team', [
      ['Weekdays at 7', 'scheduleTrigger', at(7, [1, 2, 3, 4, 5])],
      ['Weather in Berlin', 'openWeatherMap', { operation: 'currentWeather', cityName: 'Berlin,de' }],
      ['Post to #team', 'slack', slack('#team', '={{ $json.weather[0].description }}, {{ $json.main.temp }} °C')],
    ]),
  },
  {
    request: 'When someone submits a form with name and email, add a row to a Google Sheet and tell #sales in Slack',
    draft: line('New leads', [
      [
        'Form',
        'formTrigger',
        {
          formTitle: 'Contact us',
          formFields: {
            values: [
              { fieldLabel: 'Name', fieldType: 'text', requiredField: true },
              { fieldLabel: 'Email', fieldType: 'email', requiredField: true },
            ],
          },
        },
      ],
      ['Add row', 'googleSheets', append],
      ['Tell sales', 'slack', slack('#sales', "=New lead: {{ $('Form').item.json.Name }}")],
    ]),
  },
  {
    request: 'new Stripe payment → add it to Airtable → notify #sales in Slack',
    draft: line('Payments', [
      ['New payment', 'stripeTrigger', { events: ['charge.succeeded'] }],
      [
        'Add to Airtable',
        'airtable',
        { resource: 'record', operation: 'create', columns: { mappingMode: 'autoMapInputData', value: null } },
      ],
      ['Notify sales', 'slack', slack('#sales', 'A new payment came in.')],
    ]),
  },
  {
    request:
      'Receive a webhook, check if the amount is greater than 1000, if so post to #big-deals in Slack, otherwise store it in Postgres',
    draft: {
      ...line('Big deals', [
        ['Order comes in', 'webhook', { httpMethod: 'POST', path: 'orders' }],
        ['More than 1000?', 'if', atLeast('body.amount', 1000)],
        ['Post big deal', 'slack', slack('#big-deals', '=A deal of {{ $json.body.amount }}')],
        [
          'Store order',
          'postgres',
          {
            operation: 'insert',
            schema: { __rl: true, mode: 'list', value: 'public' },
            table: { __rl: true, mode: 'name', value: 'orders' },
            columns: { mappingMode: 'autoMapInputData', value: null },
          },
        ],
      ]),
      connections: [
        { from: 'Order comes in', to: 'More than 1000?' },
        { from: 'More than 1000?', to: 'Post big deal', output: 0 },
        { from: 'More than 1000?', to: 'Store order', output: 1 },
      ],
    },
  },
  {
    request: 'every hour check https://example.com/health and if it does not answer 200, email ops@example.com',
    draft: line('Health', [
      ['Every hour', 'scheduleTrigger', { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } }],
      [
        'Get health',
        'httpRequest',
        {
          url: 'https://example.com/health',
          options: { response: { response: { fullResponse: true, neverError: true } } },
        },
      ],
      ['Not 200?', 'if', atLeast('statusCode', 200)],
      [
        'Email ops',
        'emailSend',
        {
          fromEmail: 'n8n@example.com',
          toEmail: 'ops@example.com',
          subject: 'Down',
          emailFormat: 'text',
          text: 'Look.',
        },
      ],
    ]),
    slip: { node: 'Email ops', parameter: 'text', wrong: '={{ $json. }}' },
  },
  {
    request: 'Jeden Montag um 9 die offenen Issues von acme/shop auf GitHub holen und als Liste in #dev posten',
    draft: line('Offene Issues', [
      ['Montags um 9', 'scheduleTrigger', at(9, [1])],
      [
        'Issues holen',
        'github',
        {
          resource: 'repository',
          operation: 'getIssues',
          owner: { __rl: true, mode: 'name', value: 'acme' },
          repository: { __rl: true, mode: 'name', value: 'shop' },
        },
      ],
      ['Zusammenfassen', 'aggregate', { aggregate: 'aggregateAllItemData' }],
      ['In #dev posten', 'slack', slack('#dev', "={{ $json.data.map((one) => one.title).join('\\n') }}")],
    ]),
  },
  {
    request: 'watch the RSS feed https://blog.example.com/rss and post every new article to our Discord channel',
    draft: line('New articles', [
      ['New article', 'rssFeedReadTrigger', { feedUrl: 'https://blog.example.com/rss' }],
      [
        'Post article',
        'discord',
        { resource: 'message', operation: 'send', sendTo: 'channel', content: '={{ $json.title }} {{ $json.link }}' },
      ],
    ]),
  },
  {
    request:
      'when a new email arrives in gmail with an invoice, save the attachment to Google Drive and note it in a sheet',
    draft: line('Invoices', [
      [
        'New mail',
        'gmailTrigger',
        { simple: false, filters: { q: 'subject:invoice has:attachment' }, options: { downloadAttachments: true } },
      ],
      [
        'Save attachment',
        'googleDrive',
        {
          resource: 'file',
          operation: 'upload',
          inputDataFieldName: 'attachment_0',
          name: '={{ $binary.attachment_0.fileName }}',
        },
      ],
      ['Note it', 'googleSheets', append],
    ]),
    slip: { node: 'Save attachment', parameter: 'name', wrong: '={{ $binary. }}' },
  },
  {
    request:
      "Every friday at 4pm summarize this week's messages from our support inbox with AI and send me the summary by Gmail to ana@example.com",
    draft: withModel(
      line('Support week', [
        ['Fridays at 4', 'scheduleTrigger', at(16, [5])],
        ['This week', 'gmail', { resource: 'message', operation: 'getAll', filters: { q: 'newer_than:7d' } }],
        ['All in one', 'aggregate', { aggregate: 'aggregateAllItemData' }],
        [
          'Summarize',
          '@n8n/n8n-nodes-langchain.chainLlm',
          { promptType: 'define', text: '=Summarize: {{ JSON.stringify($json.data) }}' },
        ],
        [
          'Send summary',
          'gmail',
          {
            resource: 'message',
            operation: 'send',
            sendTo: 'ana@example.com',
            subject: 'Support this week',
            emailType: 'text',
            message: '={{ $json.text }}',
          },
        ],
      ]),
      'Summarize',
    ),
  },
  {
    request: 'create a Trello card for every new row in our Google Sheet and mention it in the #ops Slack channel',
    draft: line('Rows to cards', [
      ['New row', 'googleSheetsTrigger', { event: 'rowAdded' }],
      ['Create card', 'trello', { resource: 'card', operation: 'create', name: '={{ $json.title }}' }],
      ['Tell ops', 'slack', slack('#ops', 'A card was created.')],
    ]),
  },
];

/**
 * What a good model answers: it reads the node types it was not told yet, all in one call, submits, and repairs its
 * slip by the one operation that is needed.
 * @param cautious reads a node type again when a parameter it writes was left out of what it was shown
 */
export function answerLikeAGoodModel({ draft, slip }: GoodPlan, cautious = false): (request: RecordedRequest) => Reply {
  return ({ body }) => {
    const told = body.messages.map(({ content }) => content ?? '').join('\n');
    const types = [...new Set(draft.nodes.map(({ type }) => type))];
    const isTold = (type: string) => {
      const text = told
        .split(`\n${type} "`)
        .at(1)
        ?.split(/\n\n|\n<\/data>/)[0];
      const written = draft.nodes
        .filter((node) => node.type === type)
        .flatMap(({ parameters }) => Object.keys(parameters));
      return (
        text !== undefined &&
        (!cautious || written.every((name) => new RegExp(`\\b${name}\\b(?!.*left out;)`).test(text)))
      );
    };
    const unknown = types.filter((type) => !explained.has(type) && !isTold(type));
    const submitted = body.messages.some(({ tool_calls }) => JSON.stringify(tool_calls ?? '').includes('submit_draft'));
    if (submitted && slip) {
      const value = draft.nodes.find(({ name }) => name === slip.node)?.parameters[slip.parameter];
      const repair = { op: 'setParameter', name: slip.node, path: slip.parameter, value };
      return { tool: 'submit_changes', args: { operations: [repair] } };
    }
    if (unknown.length > 0 && body.messages.length === 2) {
      const wanted = draft.nodes.filter(({ type }) => unknown.includes(type));
      const nodes = wanted.map(({ type, parameters: { resource, operation } }) => ({ type, resource, operation }));
      return { tool: 'describe_node', args: { nodes } };
    }
    const nodes = draft.nodes.map((node) =>
      node.name === slip?.node ? { ...node, parameters: { ...node.parameters, [slip.parameter]: slip.wrong } } : node,
    );
    return { tool: 'submit_draft', args: { ...draft, nodes } };
  };
}
