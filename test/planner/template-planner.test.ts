import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { languages } from '#src/language/language.ts';
import { noteText } from '#src/language/note-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources, type PlannerInput, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { wordings } from './wordings.ts';

const catalog = createCoreCatalog();
const planner = createTemplatePlanner({ catalog });

async function plan(request: string, more: Partial<PlannerInput> = {}): Promise<PlannerResult> {
  const turn = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    signal: new AbortController().signal,
    ...more,
  });
  return turn.result;
}

async function planDraft(
  request: string,
  more: Partial<PlannerInput> = {},
): Promise<{ draft: Draft; issues: ReturnType<typeof errorsOf> }> {
  const result = await plan(request, more);
  if (!('draft' in result)) throw new Error(`no draft but ${JSON.stringify(result)}`);
  return result;
}

/** Who sends a mail is asked on the card. */
const isNoSender = ({ path }: { path?: string | undefined }): boolean => path !== 'parameters.fromEmail';

const typesOf = (draft: Draft): string => draft.nodes.map((node) => node.type.replace('n8n-nodes-base.', '')).join(' ');
const intervalOf = (draft: Draft): object[] =>
  (draft.nodes[0]?.parameters['rule'] as { interval: object[] } | undefined)?.interval ?? [];
describe('template planner: wordings', () => {
  it.each(wordings)('%s', async (request, trigger, types) => {
    const { draft, issues } = await planDraft(request);
    expect(typesOf(draft)).toBe(types);
    const first = draft.nodes[0]?.parameters ?? {};
    expect(draft.nodes[0]?.type.endsWith('scheduleTrigger') ? intervalOf(draft)[0] : first).toMatchObject(trigger);
    expect(errorsOf(validateDraft(draft, { catalog })).filter(isNoSender)).toEqual([]);
    // Nor does the built-in catalogue wonder about what we write ourselves.
    const ours = ['not-understood', 'unknown-parameter', 'hidden-parameter'];
    expect(
      issues.filter(isNoSender).filter(({ severity, code }) => severity === 'error' || ours.includes(code)),
    ).toEqual([]);
  });

  it('covers at least 40 wordings', () => {
    expect(wordings.length).toBeGreaterThanOrEqual(40);
  });
});

describe('template planner: what the nodes say', () => {
  it('posts the named field of the event', async () => {
    const { draft } = await planDraft('when a new email arrives in gmail post the subject to #alerts');
    expect(draft.nodes[1]?.parameters).toMatchObject({
      channelId: { __rl: true, mode: 'name', value: '#alerts' },
      text: '={{ $json.Subject }}',
    });
  });

  it('refers to the source by name when another node stands between', async () => {
    const { draft } = await planDraft('when a webhook is called, wait 5 minutes and post it to #x');
    expect(draft.nodes[2]?.parameters['text']).toBe("={{ JSON.stringify($('Webhook').item.json.body) }}");
  });

  it('connects both outputs of a condition', async () => {
    const { draft } = await planDraft(
      'When a webhook is called, if amount > 100 then post to #big, otherwise post to #small',
    );
    expect(draft.connections).toEqual([
      { from: 'Webhook', to: 'Amount > 100?', output: 0, input: 0, kind: 'main' },
      { from: 'Amount > 100?', to: 'Post to #big', output: 0, input: 0, kind: 'main' },
      { from: 'Amount > 100?', to: 'Post to #small', output: 1, input: 0, kind: 'main' },
    ]);
    expect(draft.nodes[1]?.parameters).toMatchObject({
      conditions: {
        combinator: 'and',
        conditions: [
          { leftValue: '={{ $json.body.amount }}', rightValue: 100, operator: { type: 'number', operation: 'gt' } },
        ],
      },
    });
  });

  it('puts what "unless" forbids on the false output', async () => {
    const { draft } = await planDraft('every hour get https://example.com/a, unless state is closed post it to #x');
    expect(draft.connections.at(-1)).toMatchObject({ to: 'Post to #x', output: 1 });
  });

  it('reads the fields of a form', async () => {
    const { draft } = await planDraft(
      'When a form asking for full name, work email and age is submitted, post it to #sales',
    );
    expect(draft.nodes[0]?.parameters['formFields']).toMatchObject({
      values: [
        { fieldLabel: 'Full name' },
        { fieldLabel: 'Work email', fieldType: 'email' },
        { fieldLabel: 'Age', fieldType: 'number' },
      ],
    });
  });

  it('keeps the zone of the words, else of the requester', async () => {
    expect((await planDraft('every day at 9 CET post "x" to #a', { timezone: 'UTC' })).draft.timezone).toBe(
      'Europe/Berlin',
    );
    expect((await planDraft('every day at 9 post "x" to #a', { timezone: 'Asia/Tokyo' })).draft.timezone).toBe(
      'Asia/Tokyo',
    );
  });

  it('names the workflow as told', async () => {
    expect((await planDraft('every day at 9 post "x" to #a and call it "Morning call"')).draft.name).toBe(
      'Morning call',
    );
  });

  it('lists what it assumed', async () => {
    const { draft } = await planDraft('every morning post the weather to #a');
    expect(draft.assumptions).toEqual([
      'No time was named: it runs at 09:00.',
      'The weather comes from Open-Meteo, a public service that needs no key.',
      'No place was named: the weather of Berlin is used.',
    ]);
  });
});

/** Request, the parameter that is missing. */
const missing: [request: string, path: string, code?: string][] = [
  ['every day at 9 post "x" to slack', 'parameters.channelId'],
  ['every day at 9 send me "x" on slack', 'parameters.user'],
  ['every day at 9 post "x" to teams', 'parameters.teamId'],
  ['every day at 9 email me "x"', 'parameters.toEmail'],
  ['every day at 9 post to #x', 'parameters.text'],
  ['when a new row is added to google sheets post it to #x', 'parameters.documentId'],
  ['when a github issue is opened post it to #x', 'parameters.owner', 'missing-parameter'],
  ['when a github issue is opened post it to #x', 'parameters.repository', 'missing-parameter'],
  ['when a new item appears in the rss feed post it to #x', 'parameters.feedUrl'],
  ['when someone posts in #support on slack, email help@acme.com', 'parameters.channelId'],
  ['when a webhook is called insert it into postgres', 'parameters.table'],
];

describe('template planner: what is not said', () => {
  it.each(missing)('%s: %s blocks approval, nothing is invented', async (request, path, code = 'not-said') => {
    const { issues } = await planDraft(request);
    const found = issues.filter((issue) => issue.path === path);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, severity: 'error' });
  });

  it('what is called by a name is said, and asked for by it', async () => {
    const { issues } = await planDraft('when a form is submitted append it to the google sheet Leads');
    expect(issues.filter(({ path }) => path === 'parameters.documentId')).toMatchObject([
      { code: 'named-not-chosen', severity: 'error', params: { word: 'Leads' } },
    ]);
  });

  it('asks when it should run, and reads the answer with the request', async () => {
    const result = await plan('Post "hello" to #general');
    expect(result).toMatchObject({ kind: 'question', text: 'When should this run?', own: { code: 'when' } });
    if (result.kind !== 'question') throw new Error('no question');
    expect(result.choices.length).toBeLessThanOrEqual(4);
    expect(result.choices).toEqual(result.own?.meanings);
    for (const choice of result.choices) {
      const history = [
        { role: 'user' as const, text: 'Post "hello" to #general' },
        { role: 'assistant' as const, text: 'whatever was said' },
      ];
      expect(typesOf((await planDraft(choice, { history, asked: 'when' })).draft)).toMatch(/^\w+ slack$/);
    }
  });

  it.each(languages)('asks in the language of whoever asked, and its choices mean the same: %s', async (locale) => {
    const result = await plan('Post "hello" to #general', { locale });
    if (result.kind !== 'question') throw new Error('no question');
    const { when, whenChoices } = wordsIn(locale).planning;
    expect(result).toMatchObject({ text: when, choices: whenChoices });
    const history = [
      { role: 'user' as const, text: 'Post "hello" to #general' },
      { role: 'assistant' as const, text: when },
    ];
    const meant = result.own?.meanings ?? [];
    expect(meant).toHaveLength(whenChoices.length);
    for (const choice of meant)
      expect(typesOf((await planDraft(choice, { history, asked: 'when', locale })).draft)).toMatch(/^\w+ slack$/);
    // Words that only look like the question's are no question.
    expect((await plan('oslo', { history, locale })).kind).not.toBe('draft');
  });

  it('asks what should happen, and reads the answer with the request', async () => {
    expect(await plan('every day at 9')).toMatchObject({ kind: 'question', own: { code: 'what' } });
    const history = [
      { role: 'user' as const, text: 'every day at 9' },
      { role: 'assistant' as const, text: 'And then?' },
    ];
    expect(typesOf((await planDraft('post "hi" to #x', { history, asked: 'what' })).draft)).toBe(
      'scheduleTrigger slack',
    );
  });

  it('asks for the city when nothing names one', async () => {
    const request = 'every morning post the weather to #x';
    expect(await plan(request, { timezone: 'UTC' })).toMatchObject({
      kind: 'question',
      own: { code: 'city' },
    });
    const history = [
      { role: 'user' as const, text: request },
      { role: 'assistant' as const, text: 'Where?' },
    ];
    const { draft } = await planDraft('oslo', { timezone: 'UTC', history, asked: 'city' });
    expect(draft.nodes[1]?.name).toBe('Weather in Oslo');
  });

  it('says which part it did not understand', async () => {
    const { issues } = await planDraft('every monday at 9 create a jira ticket and post "done" to #x');
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'not-possible',
        severity: 'warning',
        message: expect.stringContaining('create a jira ticket'),
      }),
    );
  });

  it('blocks approval when a condition was not understood', async () => {
    const { issues } = await planDraft('every day at 9 post "x" to #y if the moon is full and bright');
    expect(errorsOf(issues).map((issue) => issue.code)).toContain('condition-not-understood');
  });

  it.each(['book me a flight to Mars', 'every monday frobnicate the widgets'])(
    '%s: an honest answer with examples',
    async (request) => {
      const result = await plan(request);
      expect(result.kind).toBe('answer');
      if (result.kind !== 'answer') return;
      expect(result.text).toContain('I did not understand');
      expect(result.text.match(/^• /gm)).toHaveLength(3);
    },
  );

  it.each([
    ['help', { kind: 'command', verb: 'help', argument: '' }],
    ['list', { kind: 'command', verb: 'list', argument: '' }],
    ['show my workflows', { kind: 'command', verb: 'list', argument: '' }],
    ['hi', { kind: 'answer' }],
    ['Hello!', { kind: 'answer' }],
    ['', { kind: 'answer' }],
  ])('%j', async (request, result) => {
    expect(await plan(request)).toMatchObject(result);
  });

  it('says that no model was used and costs nothing', async () => {
    const turn = await planner.plan({
      request: 'help',
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal: new AbortController().signal,
    });
    expect(turn.usage).toEqual({ model: 'none', calls: 0, promptTokens: 0, completionTokens: 0 });
    expect(turn.notes.map((note) => noteText(note, 'en'))).toEqual([
      'Planned with the built-in templates, without an AI model.',
    ]);
  });
});

it('asks n8n what only it knows: an address that another workflow answers at', async () => {
  const request = 'when the webhook orders is called, post "New order" to Slack #sales';
  const webhooks = [{ method: 'POST', path: 'orders', workflowId: 'w1', workflowName: 'Orders' }];
  const taken = async (facts: object) => {
    const sources = { ...noSources, readFacts: async () => facts };
    const { issues } = await planDraft(request, { sources });
    return issues.filter(({ code }) => code === 'webhook-path-taken');
  };
  expect(await taken({})).toEqual([]);
  expect(await taken({ webhooks: [...webhooks, { ...webhooks[0], method: 'GET' }] })).toHaveLength(1);
});
