import { error, warning } from '#src/workflow/issues.ts';
import { toWord } from '#src/workflow/json/values.ts';
import type { Rule, View, ViewNode } from '../view.ts';

/** Nodes that end a loop or slow it down; a cycle without one freezes the whole n8n. */
const breaking = new Set([
  'splitInBatches',
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

/**
 * No cycle without a way out. Nodes of unknown type may be one, so only fully known cycles are errors; one that waits
 * on the way never ends either, but leaves n8n time for other things.
 */
export const checkCycles: Rule = (view) => {
  const busy = firstCycle(endless(view, isPlain));
  const cycle = busy ?? firstCycle(endless(view, (node) => isPlain(node) || isPause(node)));
  if (!cycle) return [];
  const at = { node: cycle[0] ?? '', path: 'connections' };
  return [busy ? error('endless-loop', { names: cycle }, at) : warning('loop-without-end', { names: cycle }, at)];
};

function firstCycle(next: ReadonlyMap<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const start of next.keys()) {
    const cycle = findCycle(start, next, done);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * The nodes whose data never leave a circle, with where they lead: plain ones that lead to such a node, and branches of
 * which every output does. What is left when all others are taken out, one after the other.
 */
function endless(view: View, passesOn: (node: ViewNode) => boolean): Map<string, string[]> {
  const outputs = new Map(view.nodes.filter(passesOn).map((node) => [node.name, outputsOf(node)]));
  const next = new Map([...outputs].map(([name, count]) => [name, Array.from({ length: count }, (): string[] => [])]));
  const before = new Map<string, string[]>();
  for (const { from, to, kind, output } of view.edges) {
    if (kind !== 'main' || from === to || !outputs.has(from) || !outputs.has(to)) continue;
    next.get(from)?.[output]?.push(to);
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  const queue = [...next.keys()];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const targets = next.get(name);
    if (!targets || targets.every((list) => list.some((to) => next.has(to)))) continue;
    next.delete(name);
    queue.push(...(before.get(name) ?? []));
  }
  return new Map([...next].map(([name, lists]) => [name, lists.flat().filter((to) => next.has(to))]));
}

const outputsOf = (node: ViewNode): number => (node.shortType === 'if' ? 2 : 1);

/** True for nodes that give something for whatever they get, on one of their outputs. */
export const isPlain = (node: ViewNode): boolean =>
  node.nodeType !== undefined &&
  !node.disabled &&
  !breaking.has(node.shortType) &&
  node.onError !== 'continueErrorOutput' &&
  node.values['operation'] !== 'sendAndWait' &&
  (node.shortType === 'if' || (node.ports.outputs?.get('main') ?? 1) === 1);

/** True for a Wait that goes on by itself. */
const isPause = ({ type, values, disabled }: ViewNode): boolean =>
  type === 'n8n-nodes-base.wait' &&
  !disabled &&
  ['timeInterval', 'specificTime'].includes(toWord(values['resume'] ?? 'timeInterval'));

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
