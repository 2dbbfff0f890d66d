import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { Rule, ViewNode } from '../view.ts';

/** Where the fields stand, by version of the node; what stands in the wrong place is for another rule. */
const places = ['assignments', 'fields', 'values'];

/** Ways to pass on only some of the fields there are, which is something too. */
const chooses = new Set(['selected', 'except']);

/** Edit Fields steps that edit no field. */
export const checkEmptySets: Rule = (view) =>
  view.nodes.filter((node) => node.type === 'n8n-nodes-base.set' && !node.disabled).flatMap(checkSet);

function checkSet(node: ViewNode): Issue[] {
  const { parameters, values } = node;
  if ((values['mode'] ?? 'manual') !== 'manual' || values['duplicateItem'] === true) return [];
  if (places.some((place) => hasEntries(parameters[place])) || chooses.has(toText(values['include']) ?? '')) return [];
  const emptied = node.version >= 3 ? !keepsOthers(values) : values['keepOnlySet'] === true;
  const [place] = places;
  const at = { node: node.name, path: `parameters.${node.version < 3 ? 'values' : place}` };
  return [warning('nothing-set', { node: node.name, emptied }, at)];
}

const keepsOthers = (values: Record<string, unknown>): boolean =>
  values['includeOtherFields'] === true || (toText(values['include']) ?? 'none') !== 'none';

/** True for a list with something in it, however deep, and for an expression. */
function hasEntries(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.values(value).some(hasEntries);
  return typeof value === 'string' && value.trim() !== '';
}
