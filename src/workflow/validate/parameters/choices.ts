import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isExpression, isVisible } from '#src/catalog/display-options.ts';
import type { Edit, Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { toWord } from '#src/workflow/json/values.ts';
import { nearest } from '#src/workflow/near.ts';
import { nodeFix, pathText } from '../view.ts';
import type { Given } from './level.ts';

/** Values n8n no longer offers but still runs, by node type and parameter. Source: the node's own code in 2.40.7. */
const stillRun = new Set(['n8n-nodes-base.code language python']);

/** Values of `options` and `multiOptions` are among the choices; lists n8n loads from a service cannot be judged. */
export function checkChoice(given: Given, values: readonly unknown[]): Issue[] {
  const { node, property, twins } = given;
  const options = twins.flatMap((twin) => twin.options ?? []);
  if (twins.some((twin) => isOpen(twin))) return [];
  const known = new Set(options.map((option) => option.value));
  const index = values.findIndex(
    (value) => !known.has(value) && !isExpression(value) && value !== '' && value !== null,
  );
  if (index < 0) return [];
  const value = values[index];
  if (isInputType(given, value)) return [];
  const at = { node: node.name, path: pathText(given.path) };
  const params = { node: node.name, parameter: property.displayName, value: show(value) };
  if (stillRun.has(`${node.type} ${property.name} ${toWord(value)}`)) return [warning('outdated-option', params, at)];
  if (isModel(given)) return [warning('outdated-option', params, at)];
  const path = property.type === 'multiOptions' && Array.isArray(given.value) ? [...given.path, index] : given.path;
  const same = [...known].find((one) => toWord(one) === toWord(value));
  if (same !== undefined) {
    const fix = nodeFix(node, `Sets it to ${show(same)}.`, { path, value: same });
    return [warning('wrong-type', { ...params, right: show(same) }, { ...at, fix })];
  }
  const near = nearestOption(value, options);
  const elsewhere = near === undefined ? resourceWith(given, value) : undefined;
  const choices = `${[...known].slice(0, 8).join(', ')}${known.size > 8 ? ', …' : ''}`;
  const meant = near === undefined ? null : show(near);
  const issue = error('unknown-option', { ...params, choices, meant, mapping: false }, at);
  if (near !== undefined) {
    return [{ ...issue, fix: nodeFix(node, `Sets it to ${show(near)}.`, { path, value: near }) }];
  }
  return [elsewhere ? { ...issue, fix: nodeFix(node, elsewhere.description, elsewhere.edit) } : issue];
}

/** n8n hands the name of a model on as it stands: one that its list has no longer, or not yet, is for the service to judge. */
const isModel = ({ property, value }: Given): boolean =>
  /^model(?:Id|Name)?$/i.test(property.name) && typeof value === 'string' && /^\S{3,}$/.test(value);

/** True when the choices are not all known: loaded at run time, or free text is allowed beside them. */
function isOpen(property: NodeProperty): boolean {
  if (!property.options || property.options.length === 0) return true;
  const { loadOptionsMethod, loadOptions, allowArbitraryValues } = property.typeOptions ?? {};
  return Boolean(loadOptionsMethod || loadOptions || allowArbitraryValues || property.allowArbitraryValues);
}

/** n8n's form puts any type of field that it does not know into `<input type="…">`; browsers make a text field of the rest. */
const isInputType = ({ node, property }: Given, value: unknown): boolean =>
  /^n8n-nodes-base\.form(?:Trigger)?$/.test(node.type) &&
  property.name === 'fieldType' &&
  ['url', 'string', 'tel', 'time', 'datetime-local', 'month', 'week', 'color', 'search', 'range'].includes(
    toWord(value),
  );

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

/** The choice a text was meant to be: by its value or by the name n8n's editor shows for it. */
function nearestOption(value: unknown, options: NonNullable<NodeProperty['options']>): unknown {
  if (typeof value !== 'string') return undefined;
  return nearest(
    value,
    options.flatMap((option) =>
      [option.value, option.name].filter(isText).map((name) => [name, option.value] as const),
    ),
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Where no resource is named and only one has the operation, that one is meant. */
function resourceWith(given: Given, operation: unknown): { description: string; edit: Edit } | undefined {
  const { node, property } = given;
  if (property.name !== 'operation' || given.path.length !== 2 || node.parameters['resource'] !== undefined)
    return undefined;
  const properties = node.nodeType?.properties ?? [];
  const resources = properties.filter((one) => one.name === 'resource').flatMap((one) => one.options ?? []);
  const fitting = resources.filter(({ value: resource }) =>
    properties.some((one) => {
      if (one.name !== 'operation' || !one.options?.some((option) => option.value === operation)) return false;
      return isVisible(one, { parameters: { ...node.values, resource }, version: node.version });
    }),
  );
  const [only] = fitting;
  if (!only || fitting.length !== 1) return undefined;
  const description = `Sets the resource to ${show(only.value)}, which has this operation.`;
  return { description, edit: { path: ['parameters', 'resource'], value: only.value } };
}
