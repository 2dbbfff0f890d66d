import type { DraftNode } from './draft.ts';
import { isEqual } from './equal.ts';

type Node = Pick<DraftNode, 'name' | 'type' | 'parameters'> & { id?: string };

/**
 * Which node of `before` each node of `after` is, by index: by what is known to be renamed, by id, by name, and for
 * what is left by type: the same parameters, or the only one of that type on both sides. Pure.
 */
export function matchNodes<T extends Node>(
  before: readonly T[],
  after: readonly Node[],
  renames: Record<string, string> = {},
): Map<number, T> {
  const left = new Set(before);
  const matched = new Map<number, T>();
  const pair = (index: number, node: T | undefined): void => {
    if (!node || matched.has(index)) return;
    matched.set(index, node);
    left.delete(node);
  };
  const each = (choose: (node: Node) => T | undefined): void => {
    for (const [index, node] of after.entries()) if (!matched.has(index)) pair(index, choose(node));
  };
  const find = (test: (one: T) => boolean): T | undefined => [...left].find(test);
  each(({ name }) => (Object.hasOwn(renames, name) ? find((one) => one.name === renames[name]) : undefined));
  each(({ id, type }) => (id ? find((one) => one.id === id && one.type === type) : undefined));
  const renamedAway = new Set(Object.values(renames));
  each(({ name }) => (renamedAway.has(name) ? undefined : find((one) => one.name === name)));
  each(({ type, parameters }) => find((one) => one.type === type && isEqual(one.parameters, parameters)));
  const open = after.filter((_, index) => !matched.has(index));
  each(({ type }) => {
    const alone = open.filter((one) => one.type === type).length === 1;
    const others = [...left].filter((one) => one.type === type);
    return alone && others.length === 1 ? others[0] : undefined;
  });
  return matched;
}
