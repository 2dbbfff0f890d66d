import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isExpression, isVisible, visibleProperties } from '#src/catalog/display-options.ts';
import type { Issue, Parameters } from '../draft.ts';
import { isRecord, toList } from '../values.ts';
import { checkValue } from './parameter-values.ts';
import { error, type Rule, type ViewNode, warning } from './view.ts';

/** What to answer when a value is missing, by the name of the parameter. */
const asking: Record<string, string> = {
  channelId: 'Say which channel, e.g. #sales.',
  user: 'Say which person.',
  teamId: 'Say which team.',
  chatId: 'Say which chat.',
  url: 'Say which address to call, e.g. https://api.example.com/orders.',
  feedUrl: 'Say which feed to read.',
  toEmail: 'Say who should get the e-mail.',
  fromEmail: 'Say from which address the e-mail should be sent.',
  sendTo: 'Say who should get the e-mail.',
  subject: 'Say what the subject should be.',
  text: 'Say what the message should say.',
  message: 'Say what the message should say.',
  documentId: 'Say which spreadsheet, by its link.',
  sheetName: 'Say which sheet of the spreadsheet.',
  table: 'Say which table.',
  owner: 'Say whose repository, e.g. acme.',
  repository: 'Say which repository.',
  query: 'Say what to query.',
  events: 'Say which events to watch.',
};

/** Required parameters are there, choices exist, shapes fit; by what n8n would show for these values. */
export const checkParameters: Rule = (view) =>
  view.nodes.filter((node) => node.described && !node.disabled).flatMap(checkNode);

function checkNode(node: ViewNode): Issue[] {
  const properties = node.nodeType?.properties ?? [];
  const scope = { parameters: node.values, version: node.version };
  const visible = visibleProperties(properties, scope);
  const first = new Map<string, NodeProperty>();
  for (const property of visible) if (!first.has(property.name)) first.set(property.name, property);
  return [
    ...[...first.values()].flatMap((property) => {
      const twins = visible.filter((one) => one.name === property.name);
      return checkProperty(
        node,
        property,
        twins,
        node.values[property.name],
        `parameters.${property.name}`,
        node.values,
      );
    }),
    ...(node.nodeType?.partial ? [] : checkUnlisted(node, properties, first)),
  ];
}

function checkProperty(
  node: ViewNode,
  property: NodeProperty,
  twins: readonly NodeProperty[],
  value: unknown,
  path: string,
  holder: Parameters,
): Issue[] {
  if (property.required && isEmpty(property, value)) return [missing(node, property, path)];
  if (value === undefined || isExpression(value)) return [];
  const isDefault = JSON.stringify(value) === JSON.stringify(property.default);
  const own = isDefault ? [] : checkValue({ node, property, twins, value, path });
  return own.length > 0 ? own : checkEntries(node, property, value, path, holder);
}

/** Required fields inside the entries of a fixed collection. */
function checkEntries(
  node: ViewNode,
  property: NodeProperty,
  value: unknown,
  path: string,
  holder: Parameters,
): Issue[] {
  if (property.type !== 'fixedCollection' || !isRecord(value)) return [];
  return (property.options ?? []).flatMap((group) => {
    const inner = value[group.name];
    const entries = property.typeOptions?.['multipleValues'] ? toList(inner).slice(0, 100) : [inner];
    return entries.filter(isRecord).flatMap((entry, index) => {
      const fields = (group.values ?? []).filter((field) => {
        return (
          field.required &&
          isVisible(field, { parameters: entry, root: holder, version: node.version, siblings: group.values ?? [] })
        );
      });
      return fields
        .filter((field) => isEmpty(field, entry[field.name] ?? field.default))
        .map((field) => missing(node, field, `${path}.${group.name}[${index}].${field.name}`));
    });
  });
}

function missing(node: ViewNode, property: NodeProperty, path: string): Issue {
  const advice = Object.hasOwn(asking, property.name) ? asking[property.name] : 'Say what it should be.';
  return error('missing-parameter', `${property.displayName} is missing in "${node.name}". ${advice}`, {
    node: node.name,
    path,
  });
}

function isEmpty(property: NodeProperty, value: unknown): boolean {
  if (property.type === 'resourceLocator' || property.type === 'workflowSelector') {
    const inner = isRecord(value) ? value['value'] : value;
    return inner === undefined || inner === null || inner === '';
  }
  if (property.type === 'multiOptions')
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return value === undefined || value === null || value === '' || value === '=';
}

/** Parameters n8n ignores: it has none of that name, or hides it with these values. */
function checkUnlisted(
  node: ViewNode,
  properties: readonly NodeProperty[],
  shown: ReadonlyMap<string, NodeProperty>,
): Issue[] {
  return Object.entries(node.parameters).flatMap(([name, value]) => {
    if (shown.has(name)) return [];
    const at = { node: node.name, path: `parameters.${name.slice(0, 80)}` };
    const same = properties.filter((property) => property.name === name);
    if (same.length === 0) {
      return [
        warning('unknown-parameter', `"${node.name}" has no parameter "${name.slice(0, 80)}"; n8n ignores it.`, at),
      ];
    }
    const idle = value === '' || same.some((property) => JSON.stringify(property.default) === JSON.stringify(value));
    return idle
      ? []
      : [warning('hidden-parameter', `"${name}" has no effect in "${node.name}" with its other settings.`, at)];
  });
}
