import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isExpression, isSurelyVisible } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { toRecord } from '#src/workflow/json/values.ts';
import { pathText } from '../view.ts';
import type { Level } from './level.ts';

/** A list with fewer entries than n8n wants in each of its groups: it refuses to publish (`minRequiredFields`). */
export function checkFewEntries(level: Level, property: NodeProperty): Issue[] {
  const least = property.typeOptions?.['minRequiredFields'];
  if (property.type !== 'fixedCollection' || typeof least !== 'number' || level.kind === 'collection') return [];
  const { node, view, values } = level;
  const value = values[property.name];
  const groups = property.options ?? [];
  const short = groups.some(({ name }) => {
    const entries = toRecord(value)[name];
    return !isExpression(entries) && (Array.isArray(entries) ? entries.length : 0) < least;
  });
  if (isExpression(value) || !short) return [];
  if (!isSurelyVisible(property, { parameters: values, root: node.values, version: node.version })) return [];
  const params = { node: node.name, parameter: property.displayName, key: property.name, blank: view.shared };
  // Of what was there before it is told.
  const own = view.fromDraft && !view.before?.some(({ name }) => name === node.name);
  const at = { node: node.name, path: pathText([...level.path, property.name]) };
  return [(own ? error : warning)('missing-parameter', params, at)];
}
