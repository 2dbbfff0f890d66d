import { isRecord } from '../values.ts';
import { copyValue } from './text.ts';

const empty = { matchingColumns: [], attemptToConvertTypes: false, convertFieldsToString: false };

/**
 * n8n's column mapping out of a plain `{ column: value }`, or a mapping with parts missing. The list of columns is the
 * one the draft names: what else the table has only the service knows.
 */
export function toMapping(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^auto/i.test(value) ? { mappingMode: 'autoMapInputData', value: null, ...empty, schema: [] } : value;
  }
  if (!isRecord(value)) return value;
  const copy = copyValue(value, '');
  if (!isRecord(copy)) return value;
  const mapping = toRecordOf(copy);
  const columns = isRecord(mapping['value']) ? Object.keys(mapping['value']) : [];
  return {
    ...empty,
    ...mapping,
    schema:
      Array.isArray(mapping['schema']) && mapping['schema'].length > 0 ? mapping['schema'] : columns.map(toColumn),
  };
}

function toRecordOf(given: Record<string, unknown>): Record<string, unknown> {
  if (typeof given['mappingMode'] === 'string') return { value: null, ...given };
  const inner = given['value'] ?? given['values'] ?? given['columns'] ?? given['fields'];
  const { matchingColumns, schema } = given;
  const kept = {
    ...(Array.isArray(matchingColumns) ? { matchingColumns } : {}),
    ...(Array.isArray(schema) ? { schema } : {}),
  };
  const names = new Set(['value', 'values', 'columns', 'fields', 'matchingColumns', 'schema']);
  const wrapped = isRecord(inner) && Object.keys(given).every((key) => names.has(key));
  return wrapped ? { mappingMode: 'defineBelow', value: inner, ...kept } : { mappingMode: 'defineBelow', value: given };
}

function toColumn(name: string): Record<string, unknown> {
  return {
    id: name,
    displayName: name,
    required: false,
    defaultMatch: false,
    display: true,
    canBeUsedToMatch: true,
    type: 'string',
    removed: false,
  };
}
