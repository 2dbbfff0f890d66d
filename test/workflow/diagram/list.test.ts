import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsIn } from '#src/language/words.ts';
import { compile } from '#src/workflow/compile.ts';
import { readGraph } from '#src/workflow/diagram/graph.ts';
import { rowsOf } from '#src/workflow/diagram/in-order.ts';
import { arrangeList } from '#src/workflow/diagram/list.ts';
import { catalog, draft, draftNode, link } from '../documents.ts';

const words = wordsIn('en').workflow;
type Link = ReturnType<typeof link>;

/** Of steps without anything to say, unless their name says that they branch or loop. */
function graphOf(names: string[], links: Link[]) {
  const typeOf = (name: string) => (name === 'If' ? 'if' : name === 'Loop' ? 'splitInBatches' : 'noOp');
  const start = draftNode('Start', 'manualTrigger');
  const nodes = [start, ...names.map((name) => draftNode(name, typeOf(name)))];
  return readGraph(compile(draft(nodes, links), { catalog }), { catalog, most: 40, words });
}
const listOf = (names: string[], links: Link[]) =>
  rowsOf(graphOf(names, links)).map(({ node, depth }) => `${'  '.repeat(depth)}${node.name}`);

describe('steps below each other', () => {
  it('one after the other', () => {
    expect(listOf(['A', 'B'], [link('Start', 'A'), link('A', 'B')])).toEqual(['Start', 'A', 'B']);
  });

  it('ways of a branch are indented, where they meet is not', () => {
    const links = [link('Start', 'If'), link('If', 'A'), link('A', 'B'), link('If', 'C', { output: 1 })];
    expect(listOf(['If', 'A', 'B', 'C', 'End'], [...links, link('B', 'End'), link('C', 'End')])).toEqual([
      ...['Start', 'If', '  A', '  B', '  C', 'End'],
    ]);
  });

  it('a way past a step leads to what comes after it', () => {
    const links = [link('Start', 'If'), link('If', 'A'), link('A', 'End'), link('If', 'End', { output: 1 })];
    expect(listOf(['If', 'A', 'End'], links)).toEqual(['Start', 'If', '  A', 'End']);
  });

  it('what is looped is indented, what follows the loop is not', () => {
    const links = [link('Start', 'Loop'), link('Loop', 'After'), link('Loop', 'Each', { output: 1 })];
    expect(listOf(['Loop', 'After', 'Each'], [...links, link('Each', 'Loop')])).toEqual([
      ...['Start', 'Loop', '  Each', 'After'],
    ]);
  });

  it('what only ways back lead to is there as well', () => {
    expect(listOf(['A', 'B'], [link('A', 'B'), link('B', 'A')]).toSorted()).toEqual(['  B', 'A', 'Start']);
  });
});

describe('any graph', () => {
  const names = ['If', 'Loop', 'A', 'B', 'C', 'D', 'E'];
  const links = fc.array(
    fc
      .tuple(fc.constantFrom('Start', ...names), fc.constantFrom(...names), fc.nat(2))
      .map(([from, to, output]) => link(from, to, { output })),
    { maxLength: 14 },
  );

  it('has each step once, and no wire runs through a box', () => {
    fc.assert(
      fc.property(links, (some) => {
        const graph = graphOf(names, some);
        const { roots, routes, width } = arrangeList(graph);
        expect(roots.map(({ node }) => node.name).toSorted()).toEqual(['Start', ...names].toSorted());
        expect(routes).toHaveLength(graph.wires.length);
        for (const { wire, path } of routes) {
          const [, x0, y0] = /^M([\d.]+) ([\d.]+)/.exec(path)?.map(Number) ?? [];
          const turn = /Q([\d.]+) /.exec(path)?.[1];
          const x = path.includes('H') && path.split('V')[0]?.includes('H') ? Number(turn) : (x0 ?? 0);
          const y = Number(/V([\d.]+)/.exec(path)?.[1]);
          const [top, bottom] = [Math.min(y0 ?? 0, y), Math.max(y0 ?? 0, y)];
          const hit = roots.filter(
            (box) =>
              ![wire.from, wire.to].includes(box.node.name) &&
              x >= box.x &&
              x <= box.x + box.width &&
              box.y < bottom &&
              box.bottom > top,
          );
          expect(hit.map(({ node }) => node.name)).toEqual([]);
          expect(x).toBeLessThan(width);
        }
      }),
      { numRuns: 300 },
    );
  });
});
