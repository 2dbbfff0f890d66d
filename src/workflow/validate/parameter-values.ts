import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isExpression } from '#src/catalog/display-options.ts';
import type { Issue } from '../draft.ts';
import { isRecord, toNumber, toWord } from '../values.ts';
import { error, type ViewNode, warning } from './view.ts';

interface Given {
  node: ViewNode;
  property: NodeProperty;
  /** The visible properties of the same name; a value is right when it suits one of them. */
  twins: readonly NodeProperty[];
  value: unknown;
  path: string;
}

/** Whether a value that is set suits its property. */
export function checkValue(given: Given): Issue[] {
  switch (given.property.type) {
    case 'options':
      return checkChoice(given, [given.value]);
    case 'multiOptions':
      return Array.isArray(given.value) ? checkChoice(given, given.value) : [wrongType(given, 'a list')];
    case 'boolean':
      return ['boolean', 'undefined'].includes(typeof given.value) || isBooleanWord(given.value)
        ? []
        : [wrongType(given, 'yes or no')];
    case 'number':
      return isNumeric(given.value) ? checkRange(given) : [wrongType(given, 'a number')];
    case 'resourceLocator':
      return checkLocator(given);
    case 'collection':
    case 'fixedCollection':
      return isRecord(given.value) || isBlank(given.value) ? [] : [malformed(given)];
    case 'json':
      return checkJson(given);
    default:
      return [];
  }
}

const isBlank = (value: unknown): boolean =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
const isBooleanWord = (value: unknown): boolean => value === 'true' || value === 'false' || value === '';
const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' ||
  value === '' ||
  value === null ||
  (typeof value === 'string' && Number.isFinite(Number(value)));

const at = ({ node, path }: Given): { node: string; path: string } => ({ node: node.name, path });
const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

function wrongType(given: Given, wanted: string): Issue {
  const message = `${given.property.displayName} in "${given.node.name}" should be ${wanted}, not ${show(given.value)}.`;
  return warning('wrong-type', message, at(given));
}

function malformed(given: Given): Issue {
  const message = `${given.property.displayName} in "${given.node.name}" has the wrong shape; n8n would ignore it.`;
  return error('malformed-parameter', message, at(given));
}

/** Lists that n8n loads from the service cannot be checked here. */
function checkChoice(given: Given, values: readonly unknown[]): Issue[] {
  const lists = given.twins.map((twin) => twin.options ?? []);
  if (lists.some((list) => list.length === 0)) return [];
  const known = new Set(lists.flat().map((option) => option.value));
  const wrong = values.find((value) => !known.has(value) && !isExpression(value) && value !== '');
  if (wrong === undefined) return [];
  const choices = [...known].slice(0, 8).join(', ');
  const message = `${given.property.displayName} in "${given.node.name}" cannot be ${show(wrong)}; possible are ${choices}${known.size > 8 ? ', …' : ''}.`;
  return [error('unknown-option', message, at(given))];
}

function checkRange(given: Given): Issue[] {
  const { minValue, maxValue } = given.property.typeOptions ?? {};
  const value = toNumber(given.value);
  const low = typeof minValue === 'number' && value < minValue;
  const high = typeof maxValue === 'number' && value > maxValue;
  if ((!low && !high) || given.value === '') return [];
  const bounds = [
    typeof minValue === 'number' ? `at least ${minValue}` : '',
    typeof maxValue === 'number' ? `at most ${maxValue}` : '',
  ];
  const message = `${given.property.displayName} in "${given.node.name}" is ${value}; it should be ${bounds.filter(Boolean).join(' and ')}.`;
  return [warning('out-of-range', message, at(given))];
}

function checkLocator(given: Given): Issue[] {
  const { value } = given;
  if (typeof value === 'string' || typeof value === 'number') {
    return value === ''
      ? []
      : [
          warning(
            'locator-plain',
            `${given.property.displayName} in "${given.node.name}" does not say whether it is an id, a name or a link.`,
            at(given),
          ),
        ];
  }
  if (!isRecord(value)) return [malformed(given)];
  const modes = given.twins.flatMap((twin) => twin.modes ?? []).map((mode) => mode.name);
  const mode = value['mode'];
  if (modes.length === 0 || modes.includes(toWord(mode)) || mode === undefined || mode === '' || isExpression(mode))
    return [];
  const message = `${given.property.displayName} in "${given.node.name}" cannot be given by ${show(mode)}; possible are ${[...new Set(modes)].join(', ')}.`;
  return [error('unknown-locator-mode', message, at(given))];
}

/** JSON without expressions has to parse. */
function checkJson(given: Given): Issue[] {
  const { value } = given;
  if (typeof value !== 'string' || value.trim() === '' || value.includes('{{') || value.length > 200_000) return [];
  try {
    JSON.parse(value);
    return [];
  } catch {
    return [
      error('invalid-json', `${given.property.displayName} in "${given.node.name}" is not valid JSON.`, at(given)),
    ];
  }
}
