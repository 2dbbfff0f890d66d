import { describe, expect, it } from 'vitest';
import { compile } from '#src/workflow/compile.ts';
import type { Draft } from '#src/workflow/draft.ts';
import { catalog, draft, draftNode, langchain, link } from './documents.ts';

const compiled = (given: Draft) => compile(given, { catalog });

describe('layout', () => {
  const agents = draft(
    [
      draftNode('Start', 'scheduleTrigger'),
      draftNode('Agent', langchain('agent'), { promptType: 'define', text: 'x' }),
      draftNode('Model', langchain('lmChatOpenAi')),
      draftNode('Memory', langchain('memoryBufferWindow')),
      draftNode('End', 'noOp'),
    ],
    [
      link('Start', 'Agent'),
      link('Model', 'Agent', { kind: 'ai_languageModel' }),
      link('Memory', 'Agent', { kind: 'ai_memory' }),
      link('Agent', 'End'),
    ],
  );

  it('goes left to right on the grid, with sub-nodes below their parent', () => {
    const at = new Map(compiled(agents).nodes.map((node) => [node.name, node.position]));
    const x = (name: string): number => at.get(name)?.[0] ?? Number.NaN;
    const y = (name: string): number => at.get(name)?.[1] ?? Number.NaN;
    expect(x('Start')).toBeLessThan(x('Agent'));
    expect(x('Agent')).toBeLessThan(x('End'));
    expect(y('Model')).toBeGreaterThan(y('Agent') + 96);
    expect(y('Memory')).toBe(y('Model'));
    expect(x('Memory') - x('Model')).toBeGreaterThanOrEqual(128);
    for (const [left, top] of at.values()) expect([left % 16, top % 16]).toEqual([0, 0]);
  });

  it('places sub-nodes that hang on each other, and loops, without hanging itself', () => {
    const nodes = ['A', 'B', 'C'].map((name) => draftNode(name, 'noOp'));
    const round = [link('A', 'B'), link('B', 'C'), link('C', 'A'), link('A', 'A')];
    const helpers = [link('A', 'B', { kind: 'ai_tool' }), link('B', 'A', { kind: 'ai_tool' })];
    for (const connections of [round, helpers, [...round, ...helpers]]) {
      const positions = compiled(draft(nodes, connections)).nodes.map((node) => node.position.join());
      expect(new Set(positions).size).toBe(3);
    }
  });
});
