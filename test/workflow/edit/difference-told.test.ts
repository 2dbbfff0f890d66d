import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { changesOf } from '#src/workflow/edit/value-changes.ts';
import { describeDiff, describeForCard, describeWhole } from '#src/workflow/words/describe-diff.ts';
import { catalog, chain, document, node } from '../documents.ts';

type Values = Record<string, unknown>;
const flow = (value: Values): N8nWorkflow => structuredClone(value) as unknown as N8nWorkflow;
const whole = (before: N8nWorkflow, after: N8nWorkflow): string[] =>
  describeWhole(diffWorkflows(before, after), catalog);

const prompt = `You are the assistant of the sales team.\n${'Be friendly and brief. '.repeat(40)}\nNever promise a price.`;
const sample = (): N8nWorkflow =>
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
const at = (workflow: N8nWorkflow, name: string): N8nNode => workflow.nodes.find((one) => one.name === name) as N8nNode;
const inNode =
  // biome-ignore lint/suspicious/noExplicitAny: parameters of any node
    (name: string, change: (one: any) => void): Change =>
    (workflow) =>
      change(at(workflow, name));

/** One difference each, with what a reader has to see of it. */
const changes: [string, Change, RegExp][] = [
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

describe('whatever differs is told', () => {
  it.each(changes)('%s', (_, change, expected) => {
    const after = sample();
    change(after);
    const lines = whole(sample(), after);
    expect(lines.join('\n')).toMatch(expected);
    // Nothing besides: a single change is a line, a step that leaves a gap has one more.
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(describeDiff(diffWorkflows(sample(), after), catalog).join('\n')).toMatch(expected);
  });

  it('nothing is told where nothing differs', () => {
    expect(whole(sample(), sample())).toEqual([]);
  });

  it('any of them together: each is told as it is alone, and nothing besides', () => {
    const removing = new Set([
      'a step gone',
      'a step gone with the way',
      'a connection gone',
      'another output',
      'a step between',
      'a step where a condition fails',
    ]);
    const free = changes.filter(([name]) => !removing.has(name));
    const alone = new Map(
      free.map(([name, change]) => {
        const after = sample();
        change(after);
        return [name, whole(sample(), after)];
      }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...free), { minLength: 2, maxLength: 8, selector: ([name]) => name }),
        (chosen) => {
          const places = chosen.map(([name]) => placeOf.get(name) ?? name);
          fc.pre(new Set(places).size === places.length);
          const after = sample();
          for (const [, change] of chosen) change(after);
          const lines = whole(sample(), after);
          const expected = chosen.flatMap(([name]) => alone.get(name) ?? []);
          expect([...lines].sort()).toEqual([...new Set(expected)].sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Changes of the same value or list exclude each other. */
const placeOf = new Map<string, string>([
  ...['a value by its name', 'a value more', 'a value less', 'another order'].map((name): [string, string] => [
    name,
    'values',
  ]),
  ...['a limit', 'a comparison'].map((name): [string, string] => [name, 'condition']),
  ...['a line of a long text', 'a word deep in a long text'].map((name): [string, string] => [name, 'message']),
  ...['an expression of a text', 'spaces'].map((name): [string, string] => [name, 'text']),
]);

describe('any two values', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom('a', 'b', '', '={{ $json.a }}', 'two\nlines', 'x'.repeat(200)),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      fc.constant(null),
    ),
    any: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('name', 'value', 'text', 'rows'), tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  const parameters = fc.dictionary(fc.constantFrom('one', 'two', 'three'), value, { maxKeys: 3 });

  it('differ in their changes, or are the same', () => {
    fc.assert(
      fc.property(parameters, parameters, (was, is) => {
        const same = JSON.stringify(sorted(was)) === JSON.stringify(sorted(is));
        expect(changesOf(was, is).length === 0).toBe(same);
      }),
    );
  });

  it('are told when they differ, and only then', () => {
    fc.assert(
      fc.property(parameters, parameters, (was, is) => {
        const [before, after] = [was, is].map((each) => flow(chain(node('Odd', 'noOp', each))));
        if (!before || !after) return;
        const lines = whole(before, after);
        const same = JSON.stringify(sorted(was)) === JSON.stringify(sorted(is));
        expect(lines.length === 0).toBe(same);
        for (const line of lines) expect(line).toContain('“Odd”');
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

describe('on a card', () => {
  it('says whether it is all', () => {
    const after = sample();
    Object.assign(at(after, 'Post').parameters, { text: 'Bye' });
    expect(describeForCard(diffWorkflows(sample(), after), catalog).cut).toBe(false);
    Object.assign(at(after, 'Mail').parameters, {
      message: Array.from({ length: 40 }, (_, line) => `Line ${line}`).join('\n'),
    });
    const { lines, cut } = describeForCard(diffWorkflows(sample(), after), catalog);
    expect(cut).toBe(true);
    expect(lines.find((line) => line.includes('Mail'))?.split('\n').length).toBeLessThanOrEqual(8);
    expect(whole(sample(), after).join('\n')).toContain('Line 39');
  });

  it('puts first what was asked for, and behind it what came along', () => {
    const after = sample();
    Object.assign(at(after, 'Every day').parameters, { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } });
    Object.assign(at(after, 'Mail').parameters, { subject: 'Bye' });
    const asked = ({ node: name, path }: { node?: string; path: (string | number)[] }) =>
      name === 'Mail' && path[1] === 'subject';
    const lines = describeForCard(diffWorkflows(sample(), after), catalog, { asked }).lines;
    expect(lines).toEqual([
      '“Mail”: Subject is now “Bye” instead of “Hi”',
      'Runs every day at 07:00 instead of every day at 09:00',
    ]);
  });

  it('a new name that others follow is told once', () => {
    const [before, after] = [sample(), sample()];
    for (const workflow of [before, after]) {
      Object.assign(at(workflow, 'Post').parameters, {
        text: `={{ $('${workflow === after ? 'Fetch' : 'Get'}').item.json.a }}`,
      });
    }
    at(after, 'Get').name = 'Fetch';
    after.connections = JSON.parse(JSON.stringify(after.connections).replaceAll('"Get"', '"Fetch"'));
    expect(whole(before, after)).toEqual(['“Get” is now called “Fetch”', 'The new name is followed in “Post”']);
  });
});
