import type { Catalog, NodeProperty } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Choice } from '#src/model/issue.ts';
import { parsePath, setAt } from '#src/workflow/json/paths.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';

export interface At {
  node: string;
  /** Inside the node's parameters. */
  path: string;
}

/** The draft with one of the choices at these places, in n8n's own form. Pure. */
export function withValue(
  draft: Draft,
  places: readonly At[],
  choice: Pick<Choice, 'name' | 'value' | 'from'>,
  catalog: Catalog,
): Draft {
  const taken = structuredClone(draft);
  for (const { node, path } of places) {
    const target = taken.nodes.find(({ name }) => name === node);
    const parsed = parsePath(path);
    if (!target || !parsed) continue;
    const properties = propertiesAt(catalog.get(target.type, target.typeVersion)?.properties ?? [], parsed);
    setAt(target.parameters, parsed, toParameter(properties, choice));
  }
  return taken;
}

/** n8n keeps the name of what was chosen from a list; the place somebody asked from has none. */
function toParameter(
  properties: readonly NodeProperty[],
  { name, value, from }: Pick<Choice, 'name' | 'value' | 'from'>,
): unknown {
  if (!properties.some(({ type }) => type === 'resourceLocator' || type.endsWith('Selector'))) return value;
  const byId = from === 'place' && properties.some(({ modes = [] }) => modes.some((mode) => mode.name === 'id'));
  return byId ? { __rl: true, mode: 'id', value } : { __rl: true, mode: 'list', value, cachedResultName: name };
}
