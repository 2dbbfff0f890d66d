import { isRecord } from '../json/values.ts';
import { take } from './take.ts';
import { copyValue } from './text.ts';

const empty = { matchingColumns: [], attemptToConvertTypes: false, convertFieldsToString: false };

/**
 * n8n's column mapping out of a plain `{ column: value }`, or a mapping with parts missing. The list of columns is the
 * one the draft names: what else the table has only the service knows.
 */
export function toMapping(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^auto\w*$/i.test(value) ? { mappingMode: 'autoMapInputData', value: null, ...empty, schema: [] } : value;
  }
  if (!isRecord(value)) return value;
  const copy = copyValue(value, '');
  if (!isRecord(copy)) return value;
  const mapping = toRecordOf(copy);
  const columns = isRecord(mapping['value']) ? Object.keys(mapping['value']) : [];
  const { schema = [] } = mapping;
  const known = !Array.isArray(schema) || schema.length > 0;
  return { ...empty, ...mapping, schema: known ? schema : columns.map(toColumn) };
}

function toRecordOf(given: Record<string, unknown>): Record<string, unknown> {
  if (typeof given['mappingMode'] === 'string') return { value: null, ...given };
  const { value, rest } = take(given, ['value', 'values', 'columns', 'fields'], isRecord);
  const wrapped = value !== undefined && Object.keys(rest).every((key) => ['matchingColumns', 'schema'].includes(key));
  if (!wrapped) return { mappingMode: 'defineBelow', value: given };
  const matching = rest['matchingColumns'];
  const listed = typeof matching === 'string' ? { matchingColumns: [matching] } : {};
  return { mappingMode: 'defineBelow', value, ...rest, ...listed };
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
