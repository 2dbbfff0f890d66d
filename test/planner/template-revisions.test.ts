import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
const signal = new AbortController().signal;

async function first(request: string): Promise<Draft> {
  const { result } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    signal,
  });
  if (result.kind !== 'draft') throw new Error(`no draft: ${JSON.stringify(result)}`);
  return result.draft;
}

async function revise(draft: Draft, request: string): Promise<Draft> {
  const before = structuredClone(draft);
  const { result } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    signal,
    current: { draft, issues: [] },
  });
  expect(draft).toEqual(before);
  if (result.kind !== 'revision') throw new Error(`no revision: ${JSON.stringify(result)}`);
  // Who sends a mail is asked on the card.
  expect(errorsOf(result.issues).filter(({ path }) => path !== 'parameters.fromEmail')).toEqual([]);
  return result.draft;
}

const interval = (draft: Draft) =>
  (draft.nodes[0]?.parameters['rule'] as { interval: object[] } | undefined)?.interval ?? [];

describe('template planner: revisions of the schedule', () => {
  it.each([
    ['every weekday at 9', 'at 7 instead', { field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 7 }],
    [
      'every day at 9:15',
      'only weekdays',
      { field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 9, triggerAtMinute: 15 },
    ],
    ['every day at 9', 'make it every 2 hours', { field: 'hours', hoursInterval: 2 }],
    ['every 15 minutes', 'only on weekdays please', { expression: '*/15 * * * 1,2,3,4,5' }],
    [
      'on the 15th of every month at 8',
      'change it to 10:30',
      { field: 'months', triggerAtDayOfMonth: 15, triggerAtHour: 10, triggerAtMinute: 30 },
    ],
    ['first Monday of the month at 8', 'at 11 instead', { expression: '0 11 1-7 * *' }],
    ['every 3 days at 8', 'at 6am', { field: 'days', daysInterval: 3, triggerAtHour: 6 }],
    ['every day at 9', 'every friday at 16:00 instead', { field: 'weeks', triggerAtDay: [5], triggerAtHour: 16 }],
  ])('%s, then “%s”', async (schedule, change, rule) => {
    const draft = await first(`${schedule} post "x" to #team`);
    const revised = await revise(draft, change);
    expect(interval(revised)[0]).toMatchObject(rule);
    expect(revised.nodes.at(-1)).toEqual(draft.nodes.at(-1));
    expect(revised.connections[0]?.from).toBe(revised.nodes[0]?.name);
  });

  it.each([
    ['every hour between 9 and 17 on weekdays', 'from 8 to 18', '0 8-18/1 * * 1,2,3,4,5'],
    ['every hour between 9 and 17 on weekdays', 'only between 8 and 18', '0 8-18/1 * * 1,2,3,4,5'],
    ['every 15 minutes', 'only between 8 and 18', '*/15 8-17 * * *'],
  ])('%s runs “%s” as often and on the days it did', async (schedule, change, expression) => {
    const revised = await revise(await first(`${schedule} post "x" to #team`), change);
    expect(interval(revised)).toEqual([{ field: 'cronExpression', expression }]);
  });

  it('hours between which something runs say nothing of what runs at one time', async () => {
    const draft = await first('every day at 15:00 post "x" to #team');
    const { result } = await planner.plan({
      ...{ request: 'from 8 to 18', history: [], sources: noSources, timezone: 'Europe/Berlin', signal },
      current: { draft, issues: [] },
    });
    expect(result.kind).not.toBe('revision');
  });

  it('changes the time zone alone', async () => {
    const draft = await first('every day at 9 post "x" to #team');
    const revised = await revise(draft, 'use New York time');
    expect(revised.timezone).toBe('America/New_York');
    expect(interval(revised)).toEqual(interval(draft));
  });
});

describe('template planner: what a condition compares with', () => {
  const asked = 'every day at 9 get https://a.example/x and if the amount is greater than 100 post it to #team';
  const compared = ({ nodes }: Draft) =>
    JSON.stringify(nodes.find(({ type }) => type.endsWith('.if'))?.parameters).match(
      /"rightValue":("[^"]*"|[\d.]+)/,
    )?.[1];

  it.each([
    '200 instead of 100',
    'make it 200 instead of 100',
    'change 100 to 200',
    'only if the amount is above 200',
    'über 200 statt 100',
    '200 au lieu de 100',
    '200 en vez de 100',
  ])('%s', async (change) => {
    const draft = await first(asked);
    const revised = await revise(draft, change);
    expect(compared(revised)).toBe('200');
    expect(revised.nodes.map(({ type }) => type)).toEqual(draft.nodes.map(({ type }) => type));
    expect(revised.nodes.at(-1)).toEqual(draft.nodes.at(-1));
  });

  it.each(['200 instead of 150', 'only if the price is above 200', 'only if the amount is below 200'])(
    '%s is no change of it',
    async (request) => {
      const draft = await first(asked);
      const { result } = await planner.plan({
        ...{ request, history: [], sources: noSources, timezone: 'Europe/Berlin', signal },
        current: { draft, issues: [] },
      });
      expect('draft' in result ? compared(result.draft) : '100').toBe('100');
    },
  );
});

describe('template planner: other revisions', () => {
  it('posts to another channel', async () => {
    const revised = await revise(await first('every day at 9 post "x" to #team'), 'post to #ops instead');
    expect(revised.nodes[1]).toMatchObject({
      name: 'Post to #ops',
      parameters: { channelId: { mode: 'name', value: '#ops' }, text: 'x' },
    });
    expect(revised.connections).toEqual([expect.objectContaining({ to: 'Post to #ops' })]);
  });

  it('changes only the channel that is named', async () => {
    const draft = await first('when a webhook is called, if amount > 1 post to #a otherwise post to #b');
    const revised = await revise(draft, 'change #b to #c');
    expect(revised.nodes.slice(2).map((node) => node.name)).toEqual(['Post to #a', 'Post to #c']);
  });

  it('renames the workflow', async () => {
    expect((await revise(await first('every day at 9 post "x" to #team'), 'call it "Daily ping"')).name).toBe(
      'Daily ping',
    );
    expect((await revise(await first('every day at 9 post "x" to #team'), 'rename to Ping')).name).toBe('Ping');
  });

  it('changes the address, the URL and the text', async () => {
    const mail = await first('every day at 9 email a@example.com saying "x"');
    expect((await revise(mail, 'send it to b@example.com instead')).nodes[1]?.parameters).toMatchObject({
      toEmail: 'b@example.com',
    });
    const fetch = await first('every day at 9 get https://example.com/a and post it to #x');
    expect((await revise(fetch, 'use https://example.com/b')).nodes[1]?.parameters).toMatchObject({
      url: 'https://example.com/b',
    });
    const post = await first('every day at 9 post "x" to #team');
    expect((await revise(post, 'change the message to "y"')).nodes[1]?.parameters).toMatchObject({ text: 'y' });
  });

  it('changes several things at once', async () => {
    const revised = await revise(await first('every day at 9 post "x" to #team'), 'at 7 and post to #ops instead');
    expect(interval(revised)[0]).toMatchObject({ triggerAtHour: 7 });
    expect(revised.nodes[1]?.parameters).toMatchObject({ channelId: { value: '#ops' } });
  });

  it('adds a step at the end', async () => {
    const draft = await first('when a webhook is called post it to #team');
    const revised = await revise(draft, 'also email boss@example.com');
    expect(revised.nodes.slice(0, 2)).toEqual(draft.nodes);
    expect(revised.nodes[2]).toMatchObject({
      type: 'n8n-nodes-base.emailSend',
      parameters: { text: "={{ JSON.stringify($('Webhook').item.json.body) }}" },
    });
    expect(revised.connections.at(-1)).toMatchObject({ from: 'Post to #team', to: 'E-mail boss@example.com' });
  });

  it('renames a node in the expressions that refer to it', async () => {
    const draft = await first('when a webhook is called, wait 5 minutes and post it to #x');
    const moved: Draft = {
      ...draft,
      nodes: [
        {
          name: 'Every day at 09:00',
          type: 'n8n-nodes-base.scheduleTrigger',
          parameters: {
            rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 9, triggerAtMinute: 0 }] },
          },
        },
        ...draft.nodes.slice(1),
      ],
    };
    moved.connections = [
      { from: 'Every day at 09:00', to: draft.nodes[1]?.name ?? '', output: 0, input: 0, kind: 'main' },
      ...draft.connections.slice(1),
    ];
    const post = moved.nodes[2];
    if (post) post.parameters = { ...post.parameters, text: "={{ $('Every day at 09:00').item.json.timestamp }}" };
    const revised = await revise(moved, 'at 7');
    expect(revised.nodes[2]?.parameters['text']).toBe("={{ $('Every day at 07:00').item.json.timestamp }}");
  });

  it('starts a new draft when the words are a whole request', async () => {
    const draft = await first('every day at 9 post "x" to #team');
    const { result } = await planner.plan({
      request: 'when a form is submitted email hr@example.com',
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal,
      current: { draft, issues: [] },
    });
    expect(result.kind).toBe('draft');
  });

  it('takes a whole schedule with steps for a new request, too', async () => {
    const draft = await first('every day at 9 post "x" to #team');
    const { result } = await planner.plan({
      request: 'every monday post "new words" to #other',
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal,
      current: { draft, issues: [] },
    });
    expect(result).toMatchObject({ kind: 'draft', draft: { nodes: [{}, { parameters: { text: 'new words' } }] } });
  });

  it('answers when it does not understand the change', async () => {
    const draft = await first('every day at 9 post "x" to #team');
    const { result } = await planner.plan({
      request: 'make it nicer',
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal,
      current: { draft, issues: [] },
    });
    expect(result).toMatchObject({ kind: 'answer', text: expect.stringContaining('make it nicer') });
  });
});
