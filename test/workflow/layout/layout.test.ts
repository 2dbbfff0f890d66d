import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { compile } from '#src/workflow/compile.ts';
import { type LayoutEdge, layout, sizesOf } from '#src/workflow/layout/layout.ts';
import { catalog, draft, draftNode, langchain, link } from '../documents.ts';

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

  it('puts the first branch straight on and the others below it, an error output last', () => {
    const nodes = ['If', 'Yes', 'Yes 2', 'No', 'Failed'].map((name) => ({ name }));
    const edge = (from: string, to: string, output: number): LayoutEdge => ({ from, to, kind: 'main', output });
    const at = layout(nodes, [
      edge('If', 'Failed', 2),
      edge('If', 'No', 1),
      edge('If', 'Yes', 0),
      edge('Yes', 'Yes 2', 0),
    ]);
    expect(nodes.map(({ name }) => at.get(name)?.[1])).toEqual([0, 0, 0, 192, 384]);
  });
});

describe('any layout of up to 60 nodes', () => {
  const graphs = fc
    .array(
      fc.record({
        back: fc.nat(),
        sub: fc.boolean(),
        more: fc.option(fc.nat(), { freq: 5 }),
        output: fc.nat({ max: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 59,
      },
    )
    .map((given) => {
      const nodes = [{ name: 'N0' }, ...given.map((_, index) => ({ name: `N${index + 1}` }))];
      const edges = given.flatMap(({ back, sub, more, output }, index): LayoutEdge[] => {
        const self = `N${index + 1}`;
        const before = `N${back % (index + 1)}`;
        if (sub) return [{ from: self, to: before, kind: 'ai_tool' }];
        const joined = more === null ? [] : [{ from: `N${more % (index + 1)}`, to: self, kind: 'main' }];
        return [{ from: before, to: self, kind: 'main', output }, ...joined];
      });
      return { nodes, edges };
    });

  it('has no two boxes on each other, all on the grid, and goes right', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const at = layout(nodes, edges);
        const sizes = sizesOf(nodes, edges);
        const boxes = nodes.map(({ name }) => {
          const [x, y] = at.get(name) ?? [Number.NaN, Number.NaN];
          const { width, height } = sizes.get(name) ?? { width: 0, height: 0 };
          return { x, y, width, height };
        });
        for (const box of boxes) expect([box.x % 16, box.y % 16, box.x >= 0, box.y >= 0]).toEqual([0, 0, true, true]);
        for (const [index, a] of boxes.entries()) {
          for (const b of boxes.slice(index + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart, JSON.stringify([a, b])).toBe(true);
          }
        }
        const subnodes = new Set(edges.filter(({ kind }) => kind !== 'main').map(({ from }) => from));
        const mains = edges.filter(({ from, to, kind }) => kind === 'main' && !subnodes.has(from) && !subnodes.has(to));
        const right = mains.filter(({ from, to }) => (at.get(from)?.[0] ?? 0) < (at.get(to)?.[0] ?? 0));
        expect(right).toHaveLength(mains.filter(({ from, to }) => from !== to).length);
        for (const { from, to, kind } of edges) {
          if (kind !== 'main') expect(at.get(from)?.[1]).toBeGreaterThan(at.get(to)?.[1] ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
