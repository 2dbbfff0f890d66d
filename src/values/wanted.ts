import type { Catalog, NodeProperty } from '#src/catalog/catalog.ts';
import { visibleProperties, withDefaults } from '#src/catalog/display-options.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import { neededKinds } from '#src/workflow/credentials.ts';
import type { Path } from '#src/workflow/json/paths.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import { nameIn } from '#src/workflow/shapes/named.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';
import type { List, Place, Wanted } from './value.ts';

/** What is looked for at a place in a node's parameters; undefined where n8n has no such parameter. Pure. */
export function wantedAt(
  node: N8nNode,
  path: Path,
  { catalog, tenant, place }: { catalog: Catalog; tenant: string; place?: Place | undefined },
): Wanted | undefined {
  const { type, typeVersion: version } = node;
  const nodeType = catalog.get(type, version);
  if (!nodeType) return undefined;
  const values = withDefaults(nodeType, node.parameters, version);
  const shown = visibleProperties(nodeType.properties, { parameters: values, version });
  const [property] = [...propertiesAt(shown, path), ...propertiesAt(nodeType.properties, path)];
  const key = path.findLast((step): step is string => typeof step === 'string' && step !== 'value');
  if (!property || key === undefined) return undefined;
  const columns = property.type === 'resourceMapper';
  const list = columns ? columnsOf(nodeType) : listOf(property);
  const kinds = neededKinds(nodeType, values, version);
  const credential = kinds.flatMap((kind) => boundTo(node, kind.type) ?? [])[0];
  return {
    tenant,
    nodeType: type,
    version,
    key,
    ...(list ? { list } : {}),
    ...(columns ? { columns } : {}),
    ...(credential ? { credential } : {}),
    open: kinds.length === 0,
    parameters: chosenIn(values, shown, path),
    ...(place ? { place } : {}),
  };
}

function listOf({ modes = [], typeOptions = {} }: NodeProperty): List | undefined {
  for (const { typeOptions: options = {} } of modes) {
    const method = toText(options['searchListMethod']);
    if (method) return { method, kind: 'listSearch', ...(options['searchFilterRequired'] ? { wordsOnly: true } : {}) };
  }
  const method = toText(typeOptions['loadOptionsMethod']);
  return method ? { method, kind: 'loadOptions' } : undefined;
}

/** n8n's lists of columns that need nothing but what the step has; the mapping itself n8n gives to nobody but its editor. */
const columnLists = ['getColumns', 'getSheetHeaderRowAndSkipEmpty'];

function columnsOf({ properties }: { properties: readonly NodeProperty[] }): List | undefined {
  const text = JSON.stringify(properties);
  const method = columnLists.find((one) => text.includes(`"loadOptionsMethod":"${one}"`));
  return method ? { method, kind: 'loadOptions' } : undefined;
}

function boundTo({ credentials }: N8nNode, type: string): Wanted['credential'] {
  const id = toText(isRecord(credentials?.[type]) ? credentials[type]['id'] : undefined);
  return id ? { type, id } : undefined;
}

const longest = 300;

/** What other values of the node may hang on: switches and things that are chosen, never texts that people wrote. */
function chosenIn(
  values: Record<string, unknown>,
  shown: readonly NodeProperty[],
  path: Path,
): Record<string, unknown> {
  const choosing = new Set(
    shown.filter(({ type }) => /^(?:options|multiOptions|boolean|resourceLocator)$/.test(type)).map(({ name }) => name),
  );
  const pairs = Object.entries(values).filter(
    ([key, value]) =>
      key !== path[0] && choosing.has(key) && nameIn(value) === undefined && JSON.stringify(value).length <= longest,
  );
  return { ...Object.fromEntries(pairs), ...besideIn(values, path) };
}

/** What is chosen in the same options, e.g. the plan whose bucket is looked for. */
function besideIn(values: Record<string, unknown>, [outer, inner, ...deeper]: Path): Record<string, unknown> {
  const options = outer === undefined ? undefined : values[outer];
  if (typeof inner !== 'string' || deeper.length > 0 || !isRecord(options) || options['__rl'] === true) return {};
  const chosen = Object.entries(options).filter(
    ([key, value]) => key !== inner && isRecord(value) && value['__rl'] === true && nameIn(value) === undefined,
  );
  return chosen.length > 0 ? { [String(outer)]: Object.fromEntries(chosen) } : {};
}
