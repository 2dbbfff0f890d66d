import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isExpression, isTool, resolveParameters } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { isRecord, toList } from '#src/workflow/json/values.ts';
import { fieldsOf } from '../fields-of.ts';
import type { Rule } from '../view.ts';
import { checkFewEntries } from './few-entries.ts';
import type { Given, Level } from './level.ts';
import { checkMissing } from './missing.ts';
import { checkValue } from './parameter-values.ts';
import { checkUnlisted } from './unlisted.ts';

const maxEntries = 100;

/** Required parameters are there, choices exist, shapes fit; by what n8n would show for these values. */
export const checkParameters: Rule = (view) =>
  view.nodes
    .filter((node) => node.described && !node.disabled)
    .flatMap((node) => {
      const { parameters: given, values, visible } = node;
      const properties = node.nodeType?.properties ?? [];
      return checkLevel({ view, node, path: ['parameters'], properties, given, values, visible, kind: 'node' });
    });

function checkLevel(level: Level): Issue[] {
  const named = new Map<string, NodeProperty[]>();
  for (const property of level.visible) {
    const twins = named.get(property.name);
    if (twins) twins.push(property);
    else named.set(property.name, [property]);
  }
  const issues: Issue[] = [];
  for (const [name, twins] of named) {
    const [property] = twins;
    if (!property) continue;
    issues.push(...checkMissing(level, twins), ...checkFewEntries(level, property));
    if (!Object.hasOwn(level.given, name)) continue;
    const { view, node, values } = level;
    issues.push(
      ...checkGiven({ view, node, property, twins, value: level.given[name], path: [...level.path, name], values }),
    );
  }
  if (!level.node.nodeType?.partial) issues.push(...checkUnlisted(level, named));
  return issues;
}

/** n8n leaves out the texts and buttons of its form; whatever is stored under their names means nothing. */
const idle = new Set([
  'notice',
  'callout',
  'button',
  'hidden',
  'curlImport',
  'icon',
  'credentials',
  'credentialsSelect',
]);

function checkGiven(given: Given): Issue[] {
  const { property, value, twins } = given;
  if (value === undefined || value === null || value === '' || idle.has(property.type)) return [];
  if (JSON.stringify(value) === JSON.stringify(property.default)) return [];
  const checked = checkValue(given);
  const other = twins.some(
    (twin) => twin.type !== property.type && checkValue({ ...given, property: twin }).length === 0,
  );
  const own = other ? [] : checked;
  if (own.some((issue) => issue.severity === 'error') || isExpression(value)) return own;
  return [...own, ...checkInside(given)];
}

/** The parameters inside a collection and inside the entries of a fixed collection. */
function checkInside(given: Given): Issue[] {
  const { property, value, path } = given;
  if (property.type === 'collection') {
    const many = property.typeOptions?.['multipleValues'] === true;
    const entries: [unknown, (string | number)[]][] = many
      ? toList(value).map((entry, index) => [entry, [...path, index]])
      : [[value, path]];
    const fields = fieldsOf(property);
    return entries.slice(0, maxEntries).flatMap(([entry, at]) => checkEntry(given, fields, entry, at, 'collection'));
  }
  if (property.type !== 'fixedCollection' || !isRecord(value)) return [];
  return (property.options ?? []).flatMap((group) => {
    const inner = Object.hasOwn(value, group.name) ? value[group.name] : undefined;
    const at = [...path, group.name];
    if (!Array.isArray(inner)) return checkEntry(given, group.values ?? [], inner, at, 'entry');
    return inner
      .slice(0, maxEntries)
      .flatMap((entry, index) => checkEntry(given, group.values ?? [], entry, [...at, index], 'entry'));
  });
}

function checkEntry(
  { view, node }: Given,
  properties: readonly NodeProperty[],
  entry: unknown,
  path: (string | number)[],
  kind: 'collection' | 'entry',
): Issue[] {
  if (!isRecord(entry)) return [];
  const tool = node.nodeType ? isTool(node.nodeType) : false;
  const { values, visible } = resolveParameters(properties, entry, { version: node.version, tool, root: node.values });
  return checkLevel({ view, node, path, properties, given: entry, values, visible, kind });
}
