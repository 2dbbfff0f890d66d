import { error, type Rule, type View } from './view.ts';

/** Nodes that end a loop or slow it down; a cycle without one freezes the whole n8n. */
const breaking = new Set([
  'splitInBatches',
  'if',
  'filter',
  'switch',
  'wait',
  'form',
  'code',
  'function',
  'functionItem',
  'compareDatasets',
  'removeDuplicates',
  'stopAndError',
  'limit',
  'textClassifier',
  'sentimentAnalysis',
]);

/** No cycle without a way out. Nodes of unknown type may be one, so only fully known cycles are errors. */
export const checkCycles: Rule = (view) => {
  const next = exitless(view);
  const done = new Set<string>();
  for (const start of next.keys()) {
    const cycle = findCycle(start, next, done);
    if (cycle) {
      const names = cycle.map((name) => `"${name}"`).join(' → ');
      return [
        error('endless-loop', `${names} run in a circle without a condition that ends it.`, {
          node: cycle[0] ?? start,
          path: 'connections',
        }),
      ];
    }
  }
  return [];
};

/** Main connections between nodes that cannot end a loop. */
function exitless(view: View): Map<string, string[]> {
  const plain = new Set(
    view.nodes
      .filter((node) => node.nodeType && !node.disabled && !breaking.has(node.shortType))
      .filter((node) => node.onError !== 'continueErrorOutput' && node.values['operation'] !== 'sendAndWait')
      .map((node) => node.name),
  );
  const next = new Map<string, string[]>([...plain].map((name) => [name, []]));
  for (const { from, to, kind } of view.edges) {
    if (kind === 'main' && from !== to && plain.has(from) && plain.has(to)) next.get(from)?.push(to);
  }
  return next;
}

/** Depth-first without recursion; a node already seen from elsewhere is not walked again. */
function findCycle(start: string, next: ReadonlyMap<string, string[]>, done: Set<string>): string[] | undefined {
  if (done.has(start)) return undefined;
  const path: { name: string; at: number }[] = [{ name: start, at: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const target = next.get(top.name)?.[top.at];
    top.at += 1;
    if (target === undefined) {
      done.add(top.name);
      onPath.delete(top.name);
      path.pop();
    } else if (onPath.has(target)) {
      const names = path.map((step) => step.name);
      return names.slice(names.indexOf(target));
    } else if (!done.has(target)) {
      path.push({ name: target, at: 0 });
      onPath.add(target);
    }
  }
  return undefined;
}
