import { describe, expect, it } from 'vitest';
import { findNode, matchNodes, type Version } from '#src/workflow/edit/match-nodes.ts';
import type { WiredConnection } from '#src/workflow/wiring/connections.ts';

type Node = Version['nodes'][number];
const node = (name: string, type: string, parameters: Node['parameters'] = {}, id?: string): Node => ({
  name,
  type,
  parameters,
  ...(id ? { id } : {}),
});
const chain = (...names: string[]): WiredConnection[] =>
  names.slice(1).map((to, index) => ({ from: names[index] ?? '', to, output: 0, input: 0, kind: 'main' }));
const row = (...nodes: Node[]): Version => ({ nodes, connections: chain(...nodes.map(({ name }) => name)) });
/** Name now → name before. */
const matched = (before: Version, after: Version, renames?: Record<string, string>) =>
  Object.fromEntries(
    [...matchNodes(before, after, renames)].map(([index, old]) => [after.nodes[index]?.name, old.name]),
  );

describe('a node is recognised in another version', () => {
  it('by what is known to be renamed, even when another one has its old name now', () => {
    const before = row(node('A', 'http'), node('B', 'http'));
    expect(matched(before, row(node('B', 'http'), node('C', 'http')), { B: 'A', C: 'B' })).toEqual({ B: 'A', C: 'B' });
  });

  it('by id when the type is the same, before its name', () => {
    const before = row(node('A', 'http', {}, '1'), node('B', 'http', {}, '2'));
    const swapped = row(node('B', 'http', {}, '1'), node('A', 'http', {}, '2'));
    expect(matched(before, swapped)).toEqual({ B: 'A', A: 'B' });
    expect(matched(before, row(node('C', 'mail', {}, '1')))).toEqual({});
  });

  it('by name, whatever its type has become', () => {
    expect(matched(row(node('A', 'http')), row(node('A', 'mail')))).toEqual({ A: 'A' });
  });

  it('by its neighbours when name and parameters are others', () => {
    const before = row(node('Start', 'cron'), node('A', 'http', { url: 'a' }), node('End', 'mail'));
    const after = row(node('Start', 'cron'), node('B', 'http', { url: 'b' }), node('End', 'mail'));
    expect(matched(before, after)).toEqual({ Start: 'Start', B: 'A', End: 'End' });
  });

  it('by most of its parameters when name and neighbours are others, ids in them apart', () => {
    const before = row(node('A', 'set', { a: [{ id: 'x', name: 'n' }], b: 2, c: 3 }), node('End', 'mail'));
    const after = row(node('End', 'mail'), node('B', 'set', { a: [{ id: 'y', name: 'n' }], b: 2, c: 4 }));
    expect(matched(before, after)).toEqual({ End: 'End', B: 'A' });
  });

  it('by nothing else: the only one of its type in another place with other parameters is new', () => {
    const before = row(node('Start', 'cron'), node('A', 'http', { url: 'a' }), node('End', 'mail'));
    const after = row(node('Start', 'cron'), node('End', 'mail'), node('B', 'http', { url: 'b' }));
    expect(matched(before, after)).toEqual({ Start: 'Start', End: 'End' });
  });

  it('the likest one, and each once', () => {
    const before = row(
      node('Start', 'cron'),
      node('A', 'http', { url: 'a', x: 1 }),
      node('B', 'http', { url: 'b', x: 1 }),
    );
    const after = row(
      node('Start', 'cron'),
      node('C', 'http', { url: 'b', x: 1 }),
      node('D', 'http', { url: 'a', x: 1 }),
      node('E', 'http', { url: 'a', x: 1 }),
    );
    expect(matched(before, after)).toMatchObject({ C: 'B' });
    expect(Object.values(matched(before, after)).sort()).toEqual(['A', 'B', 'Start']);
  });

  it('without parameters on both sides, by neighbours first', () => {
    const before = row(node('Start', 'cron'), node('A', 'noOp'), node('Mid', 'mail'), node('B', 'noOp'));
    const after = row(node('Start', 'cron'), node('C', 'noOp'), node('Mid', 'mail'), node('D', 'noOp'));
    expect(matched(before, after)).toMatchObject({ C: 'A', D: 'B' });
    expect(matched({ nodes: [node('A', 'noOp')], connections: [] }, row(node('C', 'noOp')))).toEqual({ C: 'A' });
  });
});

describe('the same node', () => {
  const nodes = [node('A', 'http', {}, '1'), node('B', 'http', {}, '2')];

  it('is found by id, else by name, and never guessed', () => {
    expect(findNode(nodes, { id: '2', name: 'A' })?.name).toBe('B');
    expect(findNode(nodes, { id: '3', name: 'A' })?.name).toBe('A');
    expect(findNode(nodes, { name: 'C' })).toBeUndefined();
  });
});
