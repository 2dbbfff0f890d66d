import type { NodeProperty } from '#src/catalog/catalog.ts';
import { toText } from '#src/workflow/json/values.ts';
import { isPassing } from '../expressions/fields.ts';
import { fieldsOf } from '../fields-of.ts';
import type { View, ViewNode } from '../view.ts';

const expression = /\{\{([\s\S]*?)\}\}/g;
const named = /\$\(\s*['"`]([^'"`]+)['"`]\s*\)|\$node\[\s*['"]([^'"]+)['"]\s*\]/g;

/** The programs between `{{` and `}}` of an expression; none in a plain text. */
export function expressionsIn(value: unknown): string[] {
  const text = toText(value);
  return text?.startsWith('=') ? [...text.matchAll(expression)].map(([, code = '']) => code) : [];
}

/** The steps whose data an expression of this step reads: those it names, and for `$json` those whose items reach it. */
export function sourcesOf(code: string, node: ViewNode, view: View): ViewNode[] {
  const names = [...code.matchAll(named)].flatMap(([, one, other]) => view.byName.get(one ?? other ?? '') ?? []);
  const given = names.flatMap((one) => (isPassing(one) ? feedersOf(one, view) : [one]));
  return [...new Set([...given, ...(/\$json\b|\$input\b/.test(code) ? feedersOf(node, view) : [])])];
}

/** The steps whose items reach this one, past those that let them through as they are. */
export function feedersOf(node: ViewNode, view: View): ViewNode[] {
  const found: ViewNode[] = [];
  const seen = new Set([node.name]);
  for (let open = [node.name]; open.length > 0; ) {
    const before = view.edges.filter(({ to, kind }) => kind === 'main' && open.includes(to)).map(({ from }) => from);
    const fresh = [...new Set(before)].filter((name) => !seen.has(name)).flatMap((name) => view.byName.get(name) ?? []);
    for (const { name } of fresh) seen.add(name);
    found.push(...fresh.filter((one) => !isPassing(one)));
    open = fresh.filter(isPassing).map(({ name }) => name);
  }
  return found;
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
