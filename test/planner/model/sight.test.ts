import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { atHand, changes, closeServers, daily, input, setUp, slack, sources, toldTo } from './set-up.ts';

afterEach(closeServers);

const prompt = 'You help people with their orders. Never promise a date.\n'.repeat(75);
const agent = { name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', parameters: { text: prompt }, typeVersion: 1.7 };
const post = { ...slack('#general'), retryOnFail: true, maxTries: 4, disabled: true };
const live: Draft = draftSchema.parse({
  name: 'Orders',
  nodes: [daily, agent, post],
  connections: [
    { from: 'Every day', to: 'Agent' },
    { from: 'Agent', to: 'Post' },
  ],
  stickyNotes: [{ name: 'Sticky Note', content: 'Ask Ana before you change this.' }],
});
const withLive = (draft: Draft) =>
  atHand({
    sources: {
      ...sources,
      getWorkflow: async (id) => (id === 'w1' ? { name: draft.name, published: true, draft } : undefined),
    },
  });
const text = { name: 'Agent', path: 'text' };
const textOf = (result: object): unknown =>
  'draft' in result
    ? (result.draft as Draft).nodes.find(({ name }) => name === 'Agent')?.parameters['text']
    : undefined;

describe('a text that was shown in part', () => {
  it('gets a line more and keeps all it had', async () => {
    const { server, planner } = await setUp([changes({ op: 'appendText', ...text, text: 'Say hello first.' })]);
    const { result } = await planner.plan(withLive(live));
    expect(prompt.length).toBeGreaterThan(4000);
    expect(textOf(result)).toBe(`${prompt}Say hello first.`);
    expect(server.requests).toHaveLength(1);
  });

  const anew = changes({ op: 'setParameter', ...text, value: 'Be brief.' });
  it.each([
    ['set', anew],
    [
      'replaced with its node',
      changes({ op: 'replaceNode', name: 'Agent', type: agent.type, parameters: { text: 'Be brief.' } }),
    ],
    [
      'set under another name of its node',
      changes(
        { op: 'renameNode', name: 'Agent', newName: 'Helper' },
        { op: 'setParameter', name: 'Helper', path: 'text', value: 'Be brief.' },
      ),
    ],
    [
      'set with what it stands in',
      changes({
        op: 'setParameter',
        ...text,
        path: 'parameters.text',
        value: `${prompt.slice(0, 1500)} Say hello first.`,
      }),
    ],
  ])('is not written over unread, %s: told, and nothing is changed', async (_name, first) => {
    const { server, planner } = await setUp([first, changes({ op: 'appendText', ...text, text: 'x' })]);
    expect(textOf((await planner.plan(withLive(live))).result)).toBe(`${prompt}x`);
    expect(toldTo(server, 1)).toContain('you have seen only their beginning');
  });

  it('is written anew once it was read whole', async () => {
    const { server, planner } = await setUp([{ tool: 'get_workflow', args: { nodes: ['Agent'] } }, anew]);
    expect(textOf((await planner.plan(withLive(live))).result)).toBe('Be brief.');
    expect(toldTo(server, 1)).toContain(JSON.stringify(prompt).slice(1, -1));
  });

  it('is read in pieces where it is longer than a prompt takes', async () => {
    const long = {
      ...live,
      nodes: [live.nodes[0], { ...agent, parameters: { text: prompt.repeat(12) } }, live.nodes[2]],
    } as Draft;
    const piece = (from: number) => ({ tool: 'get_workflow', args: { nodes: ['Agent'], path: 'text', from } });
    const { server, planner } = await setUp([
      { tool: 'get_workflow', args: { nodes: ['Agent'] } },
      ...[0, 12_000, 24_000, 36_000].map(piece),
      anew,
      piece(48_000),
      anew,
    ]);
    expect(textOf((await planner.plan(withLive(long))).result)).toBe('Be brief.');
    expect(toldTo(server, 1)).toContain('one text by path: text (');
    expect(toldTo(server, 6)).toContain('you have seen only their beginning');
  });

  it('is not lost where the draft under discussion is written as a whole', async () => {
    const nodes = [daily, { ...agent, parameters: { text: 'Be brief.' } }, post];
    const { server, planner } = await setUp([
      { tool: 'submit_draft', args: { ...live, nodes } },
      changes({ op: 'appendText', ...text, text: 'x' }),
    ]);
    const { result } = await planner.plan(input({ current: { draft: live, issues: [] } }));
    expect(textOf(result)).toBe(`${prompt}x`);
    expect(toldTo(server, 1)).toContain('you have seen only their beginning');
  });
});

describe('what a workflow of 150 nodes looks like', () => {
  const names = Array.from({ length: 148 }, (_, index) => `Step number ${index} of the long workflow`);
  const steps = names.map((name, index) => ({
    ...(index === 77 ? post : { ...slack('#general'), typeVersion: 2.2 }),
    name,
  }));
  const row = ['Every day', 'Agent', ...names];
  const big: Draft = draftSchema.parse({
    ...live,
    nodes: [daily, agent, ...steps],
    connections: row.slice(1).map((to, at) => ({ from: row[at], to, output: at === 100 ? 1 : 0 })),
  });

  it('is told whole: every node, version, setting, connection, first words and notes', async () => {
    const { server, planner } = await setUp([changes({ op: 'setTags', add: ['sales'] })]);
    await planner.plan(withLive(big));
    const told = toldTo(server, 0);
    for (const name of row) expect(told).toContain(`- ${JSON.stringify(name)} `);
    expect(told).toContain('langchain.agent v1.7');
    expect(told).toContain('[disabled, retryOnFail, maxTries 4]');
    expect(told).toContain(`"${names[98]}" slack v2.2 → 1: "${names[99]}"`);
    expect(told).toContain('text: You help');
    expect(told).toContain('note "Sticky Note": Ask Ana before');
    expect(countTokens(told)).toBeLessThan(9_000);
  });

  it('any node can be asked for, and what was not seen is not written over', async () => {
    const { server, planner } = await setUp([
      { tool: 'get_workflow', args: { id: 'w1', nodes: [names[147], 'Sticky Note', 'Nobody'] } },
      changes({ op: 'setParameter', ...text, value: 'Be brief.' }),
      changes({ op: 'setParameter', name: names[147], path: 'text', value: 'Hi' }),
    ]);
    const { result } = await planner.plan(withLive(big));
    expect(toldTo(server, 1)).toContain(`"channelId":{"__rl":true,"mode":"name","value":"#general"}`);
    expect(toldTo(server, 1)).toContain('There is no node "Nobody"');
    expect(toldTo(server, 2)).toContain('you have seen only their beginning');
    expect(textOf(result)).toBe(prompt);
  });

  it('there is little else beside a workflow: no templates, and one node type described', async () => {
    const { server, planner } = await setUp([changes({ op: 'setTags', add: ['sales'] })]);
    await planner.plan(withLive(live));
    const told = toldTo(server, 0);
    expect(told).not.toContain('Templates to learn from');
    const noise = [...told.matchAll(/<data kind="catalogue">[\s\S]*?<\/data>/g)].map(([part]) => part).join('');
    expect(noise.length).toBeLessThan(2_500);
  });
});
