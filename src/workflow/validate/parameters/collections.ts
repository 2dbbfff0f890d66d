import { isExpression } from '#src/catalog/display-options.ts';
import type { Edit, Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { nodeFix, pathText } from '../view.ts';
import type { Given } from './level.ts';

/** A collection is an object of named fields, or a list of such where several may be added. */
export function checkCollection(given: Given): Issue[] {
  const { value, property } = given;
  if (property.typeOptions?.['multipleValues'] === true) {
    return Array.isArray(value) || isRecord(value) ? [] : [malformed(given)];
  }
  if (isRecord(value) || (Array.isArray(value) && value.length === 0)) return [];
  const [only] = Array.isArray(value) && value.length === 1 ? value : [];
  return [malformed(given, isRecord(only) ? only : undefined)];
}

/** A fixed collection is an object of groups; a group holds one entry, or a list of them where several may be added. */
export function checkFixedCollection(given: Given): Issue[] {
  const { value, property } = given;
  const groups = property.options ?? [];
  const many = property.typeOptions?.['multipleValues'] === true;
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const fitting = groups.filter((group) => value.every((entry) => fitsGroup(entry, group)));
    const [only] = fitting.length === 1 ? fitting : [];
    if (!only || (!many && value.length !== 1)) return [malformed(given)];
    return [malformed(given, { [only.name]: many ? value : value[0] })];
  }
  if (!isRecord(value)) return [malformed(given)];
  const names = Object.keys(value);
  const known = groups.filter((group) => Object.hasOwn(value, group.name));
  if (known.length === 0) return names.length === 0 ? [] : [unknownGroup(given, value)];
  const wrong = known.find((group) => {
    const inner = value[group.name];
    if (inner === undefined || inner === null || inner === '' || isExpression(inner)) return false;
    if (many) return !Array.isArray(inner) || inner.some((entry) => typeof entry !== 'object' && !isExpression(entry));
    return !isRecord(inner) && !(Array.isArray(inner) && inner.length === 0);
  });
  if (!wrong) return [];
  const inner = value[wrong.name];
  const path = [...given.path, wrong.name];
  if (many) return [malformed(given, isRecord(inner) ? [inner] : undefined, path)];
  const [only] = Array.isArray(inner) && inner.length === 1 ? inner : [];
  return [malformed(given, isRecord(only) ? only : undefined, path)];
}

type Group = NonNullable<Given['property']['options']>[number];

/** True when all the entry's names are fields of the group. */
function fitsGroup(entry: unknown, group: Group): boolean {
  const fields = new Set(group.values?.map((field) => field.name));
  return isRecord(entry) && Object.keys(entry).length > 0 && Object.keys(entry).every((name) => fields.has(name));
}

/** Nothing in it has the name of a group: n8n drops all of it. One entry, or a list under another name, is mendable. */
function unknownGroup(given: Given, value: Record<string, unknown>): Issue {
  const { property } = given;
  const many = property.typeOptions?.['multipleValues'] === true;
  const [inner] = Object.keys(value).length === 1 ? Object.values(value) : [];
  const entries = Array.isArray(inner) ? inner : isRecord(inner) ? [inner] : [value];
  const fitting = (property.options ?? []).filter((group) => entries.every((entry) => fitsGroup(entry, group)));
  const [only] = fitting.length === 1 && entries.length > 0 ? fitting : [];
  if (!only || (!many && entries.length !== 1)) return malformed(given);
  return malformed(given, { [only.name]: many ? entries : entries[0] });
}

/** A mapping of columns says how it maps; n8n cannot read it otherwise. */
export function checkMapper(given: Given): Issue[] {
  const { value, node, property } = given;
  if (!isRecord(value)) return [malformed(given)];
  const mode = value['mappingMode'];
  if (isExpression(mode) || mode === 'defineBelow' || mode === 'autoMapInputData') return [];
  if (mode !== undefined) {
    const params = {
      node: node.name,
      parameter: property.displayName,
      value: (JSON.stringify(mode) ?? '').slice(0, 60),
      choices: 'defineBelow, autoMapInputData',
      meant: null,
      mapping: true,
    };
    return [error('unknown-option', params, { node: node.name, path: `${pathText(given.path)}.mappingMode` })];
  }
  const wrapped = isRecord(value['value']) ? { ...value } : { value };
  const plain = isRecord(value['value']) || Object.values(value).every((one) => typeof one !== 'object');
  return [
    malformed(given, plain ? { mappingMode: 'defineBelow', matchingColumns: [], schema: [], ...wrapped } : undefined),
  ];
}

function malformed(given: Given, mended?: unknown, path = given.path): Issue {
  const params = { node: given.node.name, parameter: given.property.displayName, what: 'shape' } as const;
  const issue = error('malformed-parameter', params, { node: given.node.name, path: pathText(path) });
  if (mended === undefined) return issue;
  const edit: Edit = { path, value: mended };
  return { ...issue, fix: nodeFix(given.node, `Brings ${given.property.displayName} into the shape n8n reads.`, edit) };
}
