import { describe, expect, it } from 'vitest';
import { createCatalog, type NodeType } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import { compile } from '#src/workflow/compile.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { base, catalog, draft, draftNode, langchain, link } from '../documents.ts';

const wired = (given: Draft, from = catalog) => compile(given, { catalog: from });
/** `output → target:input` of one node's connections of a kind. */
const lines = (given: Draft, name: string, kind = 'main', from = catalog): string[] =>
  (wired(given, from).connections[name]?.[kind] ?? []).flatMap((targets, output) =>
    (targets ?? []).map((target) => `${output} → ${target.node}:${target.index}`),
  );

const noOps = (...names: string[]) => names.map((name) => draftNode(name, 'noOp'));

describe('ports by name', () => {
  const condition = [{ left: '$json.a', op: '>', right: 1 }];
  it.each([
    ['true', 0],
    ['Yes', 0],
    ['FALSE', 1],
    ['else', 1],
    ['1', 1],
    ['output 2', 1],
  ])('If: %s', (output, index) => {
    const given = draft(
      [draftNode('If', 'if', { conditions: condition }), ...noOps('A')],
      [link('If', 'A', { output })],
    );
    expect(lines(given, 'If')).toEqual([`${index} → A:0`]);
  });

  it('Loop: done and loop', () => {
    const given = draft(
      [draftNode('Loop', 'splitInBatches'), ...noOps('Each', 'End')],
      [link('Loop', 'Each', { output: 'loop' }), link('Each', 'Loop'), link('Loop', 'End', { output: 'done' })],
    );
    expect(lines(given, 'Loop')).toEqual(['0 → End:0', '1 → Each:0']);
  });

  const routes = draftNode('Which', 'switch', {
    rules: [
      { outputKey: 'New ones', conditions: [{ field: 'status', op: 'is', value: 'new' }] },
      { conditions: [{ field: 'status', op: 'is', value: 'paid' }] },
    ],
  });
  it('Switch: a rule by its name or its value, and the rest by a fallback that is switched on', () => {
    const given = draft(
      [routes, ...noOps('A', 'B', 'C')],
      [
        link('Which', 'A', { output: 'new ones' }),
        link('Which', 'B', { output: 'paid' }),
        link('Which', 'C', { output: 'fallback' }),
      ],
    );
    expect(lines(given, 'Which')).toEqual(['0 → A:0', '1 → B:0', '2 → C:0']);
    const [node] = wired(given).nodes;
    expect(node?.parameters).toMatchObject({
      options: { fallbackOutput: 'extra' },
      rules: { values: [{ outputKey: 'New ones', renameOutput: true }, {}] },
    });
    expect(wired(draft([routes])).nodes[0]?.parameters).not.toHaveProperty('options');
  });

  it('an error output switches the node to it, behind the other outputs', () => {
    const get = draftNode('Get', 'httpRequest', { url: 'https://a.b' });
    for (const output of ['error', 'on error', 1]) {
      const given = draft([get, ...noOps('A', 'B')], [link('Get', 'A'), link('Get', 'B', { output })]);
      expect(lines(given, 'Get')).toEqual(['0 → A:0', '1 → B:0']);
      expect(wired(given).nodes[0]?.onError).toBe('continueErrorOutput');
    }
    const both = draft(
      [routes, ...noOps('A', 'B')],
      [link('Which', 'B', { output: 'error' }), link('Which', 'A', { output: 'other' })],
    );
    expect(lines(both, 'Which')).toEqual(['2 → A:0', '3 → B:0']);
  });

  it('a rule that is called error is meant before the error output', () => {
    const rules = [
      { outputKey: 'fine', field: 'a', op: 'is', value: 'b' },
      { outputKey: 'Error', field: 'a', op: 'is', value: 'c' },
    ];
    const given = draft(
      [draftNode('Which', 'switch', { rules }), ...noOps('A')],
      [link('Which', 'A', { output: 'error' })],
    );
    expect(lines(given, 'Which')).toEqual(['1 → A:0']);
    expect(wired(given).nodes[0]).not.toHaveProperty('onError');
  });

  it('an output nobody has is not taken for the first one: validation finds it', () => {
    const given = draft(
      [draftNode('Start', 'scheduleTrigger'), draftNode('If', 'if', { conditions: condition }), ...noOps('A')],
      [link('Start', 'If'), link('If', 'A', { output: 'maybe' })],
    );
    expect(validateDraft(given, { catalog }).map(({ code }) => code)).toContain('output-out-of-range');
  });

  it('Merge: inputs by name, one each when none is said, more than two switched on', () => {
    const nodes = [...noOps('A', 'B', 'C'), draftNode('Join', 'merge')];
    const named = draft(nodes, [link('A', 'Join', { input: 'Input 1' }), link('B', 'Join', { input: 'second' })]);
    expect([lines(named, 'A'), lines(named, 'B')]).toEqual([['0 → Join:0'], ['0 → Join:1']]);
    const unsaid = draft(
      nodes,
      ['A', 'B', 'C'].map((name) => link(name, 'Join')),
    );
    expect(['A', 'B', 'C'].flatMap((name) => lines(unsaid, name))).toEqual(['0 → Join:0', '0 → Join:1', '0 → Join:2']);
    expect(wired(unsaid).nodes.at(-1)?.parameters).toEqual({ numberInputs: 3 });
  });

  it('names of nodes are found in another spelling; unknown ones stay for validation', () => {
    const given = draft([...noOps('Get Orders', 'Next')], [link('get orders ', 'NEXT'), link('Ghost', 'Next')]);
    expect(lines(given, 'Get Orders')).toEqual(['0 → Next:0']);
    expect(wired(given).connections['Ghost']).toBeDefined();
    const twins = draft([...noOps('a', 'A', 'Next')], [link('Next', ' a')]);
    expect(lines(twins, 'Next')).toEqual(['0 →  a:0']);
  });
});

describe('AI connections', () => {
  const agent = draftNode('Agent', langchain('agent'), { text: 'Hi' });
  const model = draftNode('Model', langchain('lmChatOpenAi'));

  it.each([
    ['unsaid', link('Model', 'Agent')],
    ['in other words', link('Model', 'Agent', { kind: 'llm' })],
    ['the other way', link('Agent', 'Model')],
    ['the other way and said', link('Agent', 'Model', { kind: 'ai_languageModel' })],
  ])('of a model: %s', (_how, connection) => {
    const given = draft([agent, model], [connection]);
    expect(lines(given, 'Model', 'ai_languageModel')).toEqual(['0 → Agent:0']);
    expect(wired(given).connections['Agent']).toBeUndefined();
  });

  const http = catalog.get(base('httpRequest')) as NodeType;
  const tool: NodeType = { ...http, name: `${http.name}Tool`, kind: 'subnode', inputs: [], outputs: ['ai_tool'] };
  const known = catalog.all().map(({ name }) => catalog.get(name) as NodeType);
  const withTool = createCatalog(catalog.source, { nodeTypes: [...known, tool] });

  it.each([link('Get', 'Agent', { kind: 'ai_tool' }), link('Agent', 'Get', { kind: 'tool' })])(
    'of a plain node as a tool: its tool variant (%#)',
    (connection) => {
      const get = draftNode('Get', 'httpRequest', { url: 'https://a.b' });
      const given = draft([agent, model, get], [link('Model', 'Agent'), connection]);
      expect(wired(given, withTool).nodes[2]?.type).toBe(`${http.name}Tool`);
      expect(lines(given, 'Get', 'ai_tool', withTool)).toEqual(['0 → Agent:0']);
      expect(wired(given).nodes[2]?.type).toBe(http.name);
    },
  );

  it('a node that is a step too stays a step', () => {
    const given = draft(
      [draftNode('Start', 'scheduleTrigger'), draftNode('Get', 'httpRequest'), agent],
      [link('Start', 'Get'), link('Get', 'Agent')],
    );
    expect(wired(given, withTool).nodes[1]?.type).toBe(http.name);
    expect(lines(given, 'Get', 'main', withTool)).toEqual(['0 → Agent:0']);
  });
});
