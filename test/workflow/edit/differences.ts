import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { document, node } from '../documents.ts';

type Values = Record<string, unknown>;
/** A document as n8n has it, of one's own. */
export const flow = (value: Values): N8nWorkflow => structuredClone(value) as unknown as N8nWorkflow;

const prompt = `You are the assistant of the sales team.\n${'Be friendly and brief. '.repeat(40)}\nNever promise a price.`;
/** A workflow with something of everything. */
export const sample = (): N8nWorkflow =>
  flow(
    document(
      [
        node('Every day', 'scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } }),
        node('Get', 'httpRequest', {
          url: 'https://a.example/orders?page=1',
          options: { timeout: 1000, redirect: { redirect: { maxRedirects: 3 } } },
        }),
        node('Totals', 'set', {
          assignments: {
            assignments: [
              { id: 'a', name: 'total', value: '={{ $json.sum }}', type: 'number' },
              { id: 'b', name: 'label', value: 'x', type: 'string' },
            ],
          },
        }),
        node('Big?', 'if', {
          conditions: {
            options: { version: 2 },
            combinator: 'and',
            conditions: [
              {
                id: '1',
                leftValue: '={{ $json.total }}',
                rightValue: 100,
                operator: { type: 'number', operation: 'gt' },
              },
            ],
          },
        }),
        node(
          'Post',
          'slack',
          { select: 'channel', channelId: { __rl: true, mode: 'name', value: '#ops' }, text: 'Good morning' },
          { credentials: { slackApi: { id: '1', name: 'Bot' } } },
        ),
        node(
          'Mail',
          'emailSend',
          {
            toEmail: 'a@example.com',
            subject: 'Hi',
            message: prompt,
            additionalFields: { ccEmail: 'b@example.com', tags: ['one', 'two', 'three'] },
          },
          { retryOnFail: true, maxTries: 3, notes: 'Ask Ana' },
        ),
        node('Query', 'postgres', {
          operation: 'executeQuery',
          query: 'SELECT *\nFROM orders\nWHERE amount > 100\nORDER BY id',
        }),
        node('Note', 'stickyNote', { content: 'Read this', height: 100 }),
      ],
      { 'Every day': ['Get'], Get: ['Totals'], Totals: ['Big?'], 'Big?': ['Post'], Post: ['Mail'], Mail: ['Query'] },
      { settings: { timezone: 'UTC', executionOrder: 'v1' } },
    ),
  );

type Change = (workflow: N8nWorkflow) => void;
/** A step by its name. */
export const at = (workflow: N8nWorkflow, name: string): N8nNode =>
  workflow.nodes.find((one) => one.name === name) as N8nNode;
const inNode =
  // biome-ignore lint/suspicious/noExplicitAny: parameters of any node
    (name: string, change: (one: any) => void): Change =>
    (workflow) =>
      change(at(workflow, name));

/** One difference each, with what a reader has to see of it. */
export const changes: [string, Change, RegExp][] = [
  [
    'hour',
    inNode('Every day', (n) => Object.assign(n.parameters.rule.interval[0], { triggerAtHour: 7 })),
    /07:00.*09:00/,
  ],
  [
    'path of an address',
    inNode('Get', (n) => Object.assign(n.parameters, { url: 'https://a.example/orders?page=2' })),
    /page=2.*page=1/,
  ],
  [
    'an option',
    inNode('Get', (n) => Object.assign(n.parameters.options, { timeout: 5000 })),
    /“Get”: Options › .*5000.*1000/,
  ],
  [
    'a deep option',
    inNode('Get', (n) => Object.assign(n.parameters.options.redirect.redirect, { maxRedirects: 9 })),
    /“Get”: Options › Redirects? .*9.*3/i,
  ],
  [
    'a value by its name',
    inNode('Totals', (n) => Object.assign(n.parameters.assignments.assignments[0], { value: '={{ $json.all }}' })),
    /“Totals”: .*“total” › Value.*\$json\.all.*\$json\.sum/,
  ],
  [
    'a value more',
    inNode('Totals', (n) =>
      n.parameters.assignments.assignments.unshift({ id: 'c', name: 'first', value: 'y', type: 'string' }),
    ),
    /also has.*first/,
  ],
  ['a value less', inNode('Totals', (n) => n.parameters.assignments.assignments.splice(0, 1)), /no longer has.*total/],
  [
    'another order',
    inNode('Totals', (n) => n.parameters.assignments.assignments.reverse()),
    /order of .*“label”, “total”/,
  ],
  [
    'a limit',
    inNode('Big?', (n) => Object.assign(n.parameters.conditions.conditions[0], { rightValue: 250 })),
    /250.*100/,
  ],
  [
    'a comparison',
    inNode('Big?', (n) => Object.assign(n.parameters.conditions.conditions[0].operator, { operation: 'lt' })),
    /less than|below|smaller/,
  ],
  ['a channel', inNode('Post', (n) => Object.assign(n.parameters.channelId, { value: '#sales' })), /#sales.*#ops/],
  [
    'a credential',
    inNode('Post', (n) => Object.assign(n.credentials.slackApi, { id: '2', name: 'Other' })),
    /“Other” instead of “Bot”/,
  ],
  [
    'a copy',
    inNode('Mail', (n) => Object.assign(n.parameters.additionalFields, { ccEmail: 'cfo@example.com' })),
    /“Mail”: Additional fields › .*cfo@example\.com.*b@example\.com/i,
  ],
  ['one of a list', inNode('Mail', (n) => n.parameters.additionalFields.tags.splice(1, 1)), /no longer has “two”/],
  [
    'a line of a long text',
    inNode('Mail', (n) => Object.assign(n.parameters, { message: `${prompt}\nAnswer in German.` })),
    /\+\u00a0Answer in German\./,
  ],
  [
    'a word deep in a long text',
    inNode('Mail', (n) =>
      Object.assign(n.parameters, { message: prompt.replace('Never promise', 'Never ever promise') }),
    ),
    /−\u00a0Never promise[\s\S]*\+\u00a0Never ever promise/,
  ],
  [
    'an expression of a text',
    inNode('Post', (n) => Object.assign(n.parameters, { text: '=Good morning' })),
    /computed from the data/,
  ],
  ['spaces', inNode('Post', (n) => Object.assign(n.parameters, { text: 'Good  morning' })), /only spaces/],
  [
    'a line of SQL',
    inNode('Query', (n) => Object.assign(n.parameters, { query: n.parameters.query.replace('100', '200') })),
    /−\u00a0WHERE amount > 100\n\+\u00a0WHERE amount > 200/,
  ],
  ['a step off', inNode('Mail', (n) => Object.assign(n, { disabled: true })), /“Mail” is switched off/],
  ['tries', inNode('Mail', (n) => Object.assign(n, { maxTries: 5 })), /tries is now 5 instead of 3/],
  ['no tries', inNode('Mail', (n) => Object.assign(n, { retryOnFail: false })), /not tried again/],
  ['a pause', inNode('Mail', (n) => Object.assign(n, { waitBetweenTries: 2000 })), /waits 2000 ms/],
  ['once', inNode('Mail', (n) => Object.assign(n, { executeOnce: true })), /once/],
  ['output always', inNode('Mail', (n) => Object.assign(n, { alwaysOutputData: true })), /empty item/],
  ['an error output', inNode('Mail', (n) => Object.assign(n, { onError: 'continueErrorOutput' })), /error output/],
  ['a node note', inNode('Mail', (n) => Object.assign(n, { notes: 'Ask Ben' })), /note is now “Ask Ben”/],
  ['a version', inNode('Get', (n) => Object.assign(n, { typeVersion: 1 })), /version 1 .*instead of/],
  [
    'a key nobody knows',
    inNode('Mail', (n) => Object.assign(n, { somethingNew: 'on Mondays' })),
    /something new.*on Mondays/,
  ],
  [
    'a canvas note',
    inNode('Note', (n) => Object.assign(n.parameters, { content: 'Read that' })),
    /note on the canvas.*Read that.*Read this/,
  ],
  [
    'its height',
    inNode('Note', (n) => Object.assign(n.parameters, { height: 300 })),
    /Height is now 300 instead of 100/,
  ],
  ['a place', inNode('Get', (n) => Object.assign(n, { position: [5, 5] })), /elsewhere on the canvas/],
  ['a name', (w) => Object.assign(w, { name: 'Other' }), /Name: “Other” instead of “Test”/],
  ['a zone', (w) => Object.assign(w.settings, { timezone: 'Asia/Tokyo' }), /Asia\/Tokyo instead of UTC/],
  ['a setting', (w) => Object.assign(w.settings, { executionOrder: 'v0' }), /execution order.*v0.*v1/],
  ['a setting nobody knows', (w) => Object.assign(w.settings, { redactionPolicy: 'all' }), /redaction policy.*all/],
  ['a step between', (w) => insert(w, 'Post', 'Mail'), /Adds “Wait a bit”.*after “Post”, before “Mail”/],
  ['a step where a condition fails', (w) => branch(w), /Adds “Wait a bit”.*after “Big\?”, when “false”/],
  ['a step gone', (w) => remove(w, 'Query'), /Removes “Query”.*after “Mail”/],
  ['a step gone with the way', (w) => remove(w, 'Post'), /Nothing leads to “Mail” any more/],
  [
    'a connection gone',
    (w) => Object.assign(w.connections, { Post: { main: [[]] } }),
    /“Mail” does not follow “Post” any more/,
  ],
  [
    'another output',
    (w) => Object.assign(w.connections, { 'Big?': { main: [[], [{ node: 'Post', type: 'main', index: 0 }]] } }),
    /“Post” now follows “Big\?”, when “false”/,
  ],
];

function insert(workflow: N8nWorkflow, after: string, before: string): void {
  workflow.nodes.push(node('Wait a bit', 'wait', { amount: 5 }) as unknown as N8nNode);
  workflow.connections[after] = { main: [[{ node: 'Wait a bit', type: 'main', index: 0 }]] };
  workflow.connections['Wait a bit'] = { main: [[{ node: before, type: 'main', index: 0 }]] };
}
function branch(workflow: N8nWorkflow): void {
  workflow.nodes.push(node('Wait a bit', 'wait', { amount: 5 }) as unknown as N8nNode);
  workflow.connections['Big?']?.['main']?.push([{ node: 'Wait a bit', type: 'main', index: 0 }]);
}
function remove(workflow: N8nWorkflow, name: string): void {
  workflow.nodes = workflow.nodes.filter((one) => one.name !== name);
  delete workflow.connections[name];
  for (const kinds of Object.values(workflow.connections))
    kinds['main'] = kinds['main']?.map((targets) => (targets ?? []).filter((one) => one.node !== name)) ?? [];
}
