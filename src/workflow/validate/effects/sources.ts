import type { NodeProperty } from '#src/catalog/catalog.ts';
import { toText } from '#src/workflow/json/values.ts';
import { fieldsOf } from '../fields-of.ts';
import type { View, ViewNode } from '../view.ts';

const expression = /\{\{([\s\S]*?)\}\}/g;
const named = /\$\(\s*['"`]([^'"`]+)['"`]\s*\)|\$node\[\s*['"]([^'"]+)['"]\s*\]/g;

/** The programs between `{{` and `}}` of an expression; none in a plain text. */
export function expressionsIn(value: unknown): string[] {
  const text = toText(value);
  return text?.startsWith('=') ? [...text.matchAll(expression)].map(([, code = '']) => code) : [];
}

/** The steps whose data an expression of this step reads: those it names, and for `$json` those right before it. */
export function sourcesOf(code: string, node: ViewNode, view: View): ViewNode[] {
  const names = [...code.matchAll(named)].map(([, one, other]) => one ?? other ?? '');
  const before = /\$json\b|\$input\b/.test(code)
    ? view.edges.filter(({ to, kind }) => to === node.name && kind === 'main').map(({ from }) => from)
    : [];
  return [...new Set([...names, ...before])].flatMap((name) => view.byName.get(name) ?? []);
}

/** Every property of a list with those inside of its collections. */
export function allProperties(properties: readonly NodeProperty[]): NodeProperty[] {
  return properties.flatMap((property) => {
    const inner = (property.options ?? []).flatMap((option) => option.values ?? []);
    return [property, ...allProperties(fieldsOf(property)), ...allProperties(inner)];
  });
}

/** Steps that a draft makes or changes; what ran before is its owner's. */
export const ownNodes = (view: View): ViewNode[] =>
  view.fromDraft
    ? view.nodes.filter((node) => !node.disabled && !view.before?.some(({ name }) => name === node.name))
    : [];
