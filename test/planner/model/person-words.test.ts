import { afterEach, describe, expect, it } from 'vitest';
import type { PlannerResult } from '#src/planner/planner.ts';
import { draftSchema, errorsOf } from '#src/workflow/draft.ts';
import { error } from '#src/workflow/issues.ts';
import { nameIn, toNamed } from '#src/workflow/shapes/named.ts';
import { at, changes, closeServers, daily, input, setUp, slack, toldTo } from './set-up.ts';

afterEach(closeServers);

const sheet = (documentId: unknown, sheetName: unknown = { __rl: true, mode: 'name', value: 'Sheet1' }) => ({
  name: 'Add row',
  type: 'n8n-nodes-base.googleSheets',
  parameters: {
    resource: 'sheet',
    operation: 'append',
    ...(documentId === undefined ? {} : { documentId }),
    sheetName,
    columns: { mappingMode: 'autoMapInputData', value: null },
  },
});
type Node = { name: string; type: string; parameters: Record<string, unknown> };
const whole = (...nodes: Node[]) => ({
  name: 'Rows',
  description: '',
  nodes: [daily, ...nodes],
  connections: nodes.map(({ name }, place) => ({ from: nodes[place - 1]?.name ?? daily.name, to: name })),
  assumptions: [],
});
const request = 'every day at 9 add a row to the Orders sheet';
const submit = (...nodes: Node[]) => ({ tool: 'submit_draft', args: whole(...nodes) });
const wordIn = (result: PlannerResult, name = 'Add row') =>
  'draft' in result ? nameIn(result.draft.nodes.find((one) => one.name === name)?.parameters['documentId']) : undefined;

describe('the person’s word for a place', () => {
  it.each<[string, unknown]>([
    ['as the rules say', { named: 'Orders' }],
    ['as a bare text', 'Orders'],
    ['as an id', { __rl: true, mode: 'id', value: 'Orders' }],
    ['as chosen from a list', { __rl: true, mode: 'list', value: 'Orders', cachedResultName: 'Orders' }],
    ['by a mode the parameter lacks', { __rl: true, mode: 'name', value: 'Orders' }],
    ['as a link that is none', { mode: 'url', value: 'Orders' }],
  ])('written %s is kept, at the first try, and blocks', async (_how, written) => {
    const { server, planner } = await setUp([submit(sheet(written))]);
    const { result } = await planner.plan(input({ request }));
    expect(server.requests).toHaveLength(1);
    expect(wordIn(result)).toBe('Orders');
    expect(errorsOf('issues' in result ? result.issues : [])).toMatchObject([
      { code: 'named-not-chosen', path: 'parameters.documentId', params: { word: 'Orders' } },
    ]);
  });

  it('is a value where the parameter takes names', async () => {
    const { planner } = await setUp([submit(sheet({ named: 'Orders' }, { named: 'Q3' }))]);
    const { result } = await planner.plan(input({ request: `${request}, tab Q3` }));
    const [, node] = 'draft' in result ? result.draft.nodes : [];
    expect(node?.parameters['sheetName']).toEqual({ __rl: true, mode: 'name', value: 'Q3' });
  });

  it('is not made of an id that the person gave, nor of words nobody said', async () => {
    const id = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms';
    for (const [said, value] of [
      [`${request} ${id}`, id],
      ['every day at 9 add a row to our sheet', 'Clients'],
    ] as const) {
      const { planner } = await setUp([submit(sheet({ __rl: true, mode: 'id', value }))]);
      expect(wordIn((await planner.plan(input({ request: said }))).result)).toBeUndefined();
    }
  });

  it('survives a change of something else, in operations and where the whole is written anew', async () => {
    const draft = draftSchema.parse(whole(sheet(toNamed('Orders'))));
    for (const script of [[changes(at(7))], [submit(sheet(undefined))], [submit(sheet(''))]]) {
      const { server, planner } = await setUp(script);
      const { result } = await planner.plan(input({ request: 'at 7 instead', current: { draft, issues: [] } }));
      expect(result.kind).toBe('revision');
      expect(wordIn(result)).toBe('Orders');
      expect(toldTo(server, 0)).toContain('Orders');
    }
  });

  it('goes when another is said, or the link', async () => {
    const draft = draftSchema.parse(whole(sheet(toNamed('Orders'))));
    const set = (value: unknown) => changes({ op: 'setParameter', name: 'Add row', path: 'documentId', value });
    const { planner } = await setUp([set({ named: 'Clients' })]);
    const { result } = await planner.plan(input({ request: 'the Clients sheet', current: { draft, issues: [] } }));
    expect(wordIn(result)).toBe('Clients');
    const link = 'https://docs.google.com/spreadsheets/d/1aB2cD3eF4gH5/edit';
    const told = await setUp([set(link)]);
    const linked = await told.planner.plan(input({ request: `it is ${link}`, current: { draft, issues: [] } }));
    expect(errorsOf('issues' in linked.result ? linked.result.issues : [])).toEqual([]);
  });
});

describe('feedback and rules say one thing', () => {
  const { text: _text, ...textless } = slack('#general').parameters;
  const lacking = submit({ ...slack('#general'), parameters: textless });

  it('a value that is missing is told with what to do; where it stays out, the card asks', async () => {
    const { server, planner } = await setUp([lacking, lacking]);
    const { result } = await planner.plan(input({ request: 'every day at 9 post to #general' }));
    expect(server.requests).toHaveLength(2);
    expect(toldTo(server, 1)).toContain('leave it out: the card asks');
    expect(toldTo(server, 1)).not.toContain('Say what the message should say');
    expect(result).toMatchObject({ kind: 'draft', issues: [{ code: 'missing-parameter', path: 'parameters.text' }] });
  });

  it('what is open in a draft is told as what to do, not as a question to the model', async () => {
    const draft = draftSchema.parse(whole(sheet(toNamed('Orders'))));
    const issues = [
      error('named-not-chosen', {
        node: 'Add row',
        parameter: 'Document',
        key: 'documentId',
        app: 'Google Sheets',
        word: 'Orders',
      }),
      error('missing-parameter', { node: 'Post', parameter: 'Channel', key: 'channelId', blank: false }),
    ];
    const { server, planner } = await setUp([changes(at(7))]);
    await planner.plan(input({ request: 'at 7 instead', current: { draft, issues } }));
    expect(toldTo(server, 0)).toContain('Keep it: the card asks');
    expect(toldTo(server, 0)).not.toMatch(/Say which|Which spreadsheet/);
  });

  it.each([
    ['a question', { tool: 'ask', args: { question: 'What should it say?' } }],
    ['words', { tool: 'answer', args: { text: 'I need more.' } }],
    ['plain text', { text: 'I need to know more about it.' }],
    ['rubbish', { tool: 'no_such_tool', args: {} }],
  ])('a draft that lacks only values is not dropped for %s', async (_what, then) => {
    const { planner } = await setUp([lacking, then, then, then, then, then]);
    const { result } = await planner.plan(input({ request: 'every day at 9 post to #general' }));
    expect(result).toMatchObject({ kind: 'draft', draft: { name: 'Rows' } });
  });

  it('nor is one that does not do all that was asked for', async () => {
    const valid = submit(slack('#general'));
    const { server, planner } = await setUp([valid, { tool: 'ask', args: { question: 'Which language?' } }]);
    const { result } = await planner.plan(
      input({ request: 'every day at 9 post hello to #general and create a Jira issue' }),
    );
    expect(server.requests).toHaveLength(2);
    expect(result.kind).toBe('draft');
  });
});
