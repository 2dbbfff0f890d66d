import type { Fix, Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { nearestWord } from '#src/workflow/near.ts';
import type { ScriptReference } from '../code/script-facts.ts';
import type { Text } from '../strings.ts';
import { nodeFix, type View, type ViewNode } from '../view.ts';
import { idleNodes, upstreamOf } from '../wiring/graph.ts';

/**
 * Findings about the steps a text takes data from: each is there, and has run before this one. n8n fails on the first
 * as soon as it comes past the reference, on the second only when the step has not run.
 */
export function checkReferences(given: readonly ScriptReference[], text: Text, node: ViewNode, view: View): Issue[] {
  const sureByName = new Map<string, boolean>();
  for (const { name, sure } of given) sureByName.set(name, sure || sureByName.get(name) === true);
  const at = { node: node.name, path: text.path };
  return [...sureByName].flatMap(([name, sure]) => {
    if (name === '') return [];
    if (view.byName.has(name)) return checkOrder(name, node, view, at);
    const near = nearestStep(name, node, view);
    const params = { node: node.name, name: name.slice(0, 80), suggestion: near ?? null };
    const fix = near === undefined ? undefined : renameFix(name, near, text, node);
    return [(sure ? error : warning)('unknown-node-reference', params, fix ? { ...at, fix } : at)];
  });
}

function checkOrder(name: string, node: ViewNode, view: View, at: { node: string; path: string }): Issue[] {
  if (idleNodes(view).has(node.name) || upstreamOf(node.name, view).has(name)) return [];
  const params = { node: node.name, name: name === node.name ? null : name.slice(0, 80) };
  return [warning('reference-not-upstream', params, at)];
}

/** The one step that was surely meant: a slip of the pen, or the same name but for the number n8n gives to copies. */
function nearestStep(name: string, node: ViewNode, view: View): string | undefined {
  const steps = view.nodes.filter((one) => one !== node).map((one) => one.name);
  const near = nearestWord(name, steps);
  if (near !== undefined) return near;
  const stem = withoutNumber(name);
  const copies = steps.filter((one) => withoutNumber(one) === stem);
  return copies.length === 1 ? copies[0] : undefined;
}

const withoutNumber = (name: string): string => name.replace(/\s*\d+$/, '').toLowerCase();

/** Writes the right name wherever the wrong one stands in quotes. */
function renameFix(wrong: string, right: string, text: Text, node: ViewNode): Fix | undefined {
  const value = [`"`, `'`, '`'].reduce(
    (changed, quote) =>
      right.includes(quote) || right.includes('\\')
        ? changed
        : changed.replaceAll(`${quote}${wrong}${quote}`, () => `${quote}${right}${quote}`),
    text.value,
  );
  if (value === text.value) return undefined;
  return nodeFix(node, `Takes the data of "${right}" instead of "${wrong.slice(0, 80)}".`, {
    path: text.steps,
    value,
  });
}
