import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord } from '../json/values.ts';
import { toAssignments } from './assignments.ts';
import { type ShapeContext, toProperty } from './context.ts';
import { toFilter } from './filter.ts';
import { toGroups } from './groups.ts';
import { toLocator } from './locator.ts';
import { toMapping } from './mapper.ts';
import { toBoolean, toChoice, toChoices, toNumberValue, toTextValue } from './scalars.ts';
import { copyValue, toJsonText } from './text.ts';

const codeEditors = new Set(['codeNodeEditor', 'jsEditor', 'sqlEditor', 'cssEditor']);

/** One value in the shape of its property. Total: what is not recognised is copied. */
export function shapeValue(property: NodeProperty, value: unknown, context: ShapeContext): unknown {
  if (value === null || value === undefined) return value;
  const options = property.options ?? [];
  switch (property.type) {
    case 'resourceLocator':
      return toLocator(property, value);
    case 'workflowSelector':
      return toLocator({ ...property, modes: property.modes ?? [{ name: 'id' }, { name: 'list' }] }, value);
    case 'filter':
      return toFilter(property, value, context);
    case 'assignmentCollection':
      return toAssignments(value, context.createId);
    case 'resourceMapper':
      return toMapping(value);
    case 'fixedCollection':
      return typeof value === 'string' ? parsed(property, value, context) : toGroups(property, value, context);
    case 'collection':
      return toCollection(property, value, context);
    case 'options':
      return toChoice(options, value, property.name);
    case 'multiOptions':
      return toChoices(options, value);
    case 'boolean':
      return toBoolean(value);
    case 'number':
      return several(property, value, toNumberValue);
    case 'json':
      return typeof value === 'object' ? toJsonText(value) : copyValue(value, property.name);
    case 'string':
      if (codeEditors.has(String(property.typeOptions?.['editor']))) return value;
      return several(property, value, (one) =>
        typeof one === 'string' ? copyValue(one, property.name) : toTextValue(one),
      );
    default:
      return copyValue(value, property.name);
  }
}

/** A list where the property holds several values, else one value. */
function several(property: NodeProperty, value: unknown, shape: (one: unknown) => unknown): unknown {
  if (property.typeOptions?.['multipleValues'] !== true) return shape(value);
  if (typeof value === 'string' && value.startsWith('=')) return value;
  return Array.isArray(value) ? value.map(shape) : [shape(value)];
}

function toCollection(property: NodeProperty, value: unknown, context: ShapeContext): unknown {
  const fields = (property.options ?? []).map(toProperty);
  const many = property.typeOptions?.['multipleValues'] === true;
  const [field] = fields;
  const shape = (one: unknown): unknown => {
    if (isRecord(one)) return context.shapeFields(fields, one, context);
    const word = typeof one === 'string' && one !== '' && !one.startsWith('=');
    if (many && word && field && fields.length === 1)
      return context.shapeFields(fields, { [field.name]: one }, context);
    return copyValue(one, property.name);
  };
  if (many) return typeof value === 'string' && value.startsWith('=') ? value : [value].flat().map(shape);
  if (Array.isArray(value)) {
    if (value.length === 0) return {};
    return value.length === 1 && isRecord(value[0]) ? shape(value[0]) : copyValue(value, property.name);
  }
  return typeof value === 'string' ? parsed(property, value, context) : shape(value);
}

/** JSON text where n8n wants a structure. */
function parsed(property: NodeProperty, text: string, context: ShapeContext): unknown {
  if (/^\s*[[{]/.test(text) && !text.trimStart().startsWith('{{') && text.length <= 100_000) {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return shapeValue(property, value, context);
    } catch {
      return copyValue(text, property.name);
    }
  }
  if (property.type === 'fixedCollection' && text !== '' && !text.startsWith('=') && !text.includes('{{')) {
    const single = toGroups(property, [text], context);
    if (isRecord(single)) return single;
  }
  return copyValue(text, property.name);
}
