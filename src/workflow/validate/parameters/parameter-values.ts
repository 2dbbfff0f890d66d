import { isExpression } from '#src/catalog/display-options.ts';
import { type Wanted, wanted as wantedWords } from '#src/language/en/issues/parameters.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { toNumber } from '#src/workflow/json/values.ts';
import { nodeFix, pathText } from '../view.ts';
import { checkChoice } from './choices.ts';
import { checkCollection, checkFixedCollection, checkMapper } from './collections.ts';
import { neverJson } from './json-text.ts';
import type { Given } from './level.ts';
import { checkLocator } from './locators.ts';

const maxJsonLength = 200_000;

/** Whether a value that is set suits its property. */
export function checkValue(given: Given): Issue[] {
  if (isExpression(given.value)) {
    return given.property.type === 'json' ? checkJsonParts(given) : checkExpressionAllowed(given);
  }
  switch (given.property.type) {
    case 'options':
      return many(given) ? [] : checkChoice(given, [given.value]);
    case 'multiOptions':
      return checkChoices(given);
    case 'boolean':
      return checkBoolean(given);
    case 'number':
      return checkNumber(given);
    case 'string':
      return checkText(given);
    case 'dateTime':
      return checkDate(given);
    case 'resourceLocator':
    case 'workflowSelector':
      return checkLocator(given);
    case 'collection':
      return checkCollection(given);
    case 'fixedCollection':
      return checkFixedCollection(given);
    case 'resourceMapper':
      return checkMapper(given);
    case 'json':
      return checkJson(given);
    default:
      return [];
  }
}

const at = ({ node, path }: Given): { node: string; path: string } => ({ node: node.name, path: pathText(path) });
const named = ({ node, property }: Given): { node: string; parameter: string } => ({
  node: node.name,
  parameter: property.displayName,
});
const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);
const many = ({ property }: Given): boolean => property.typeOptions?.['multipleValues'] === true;

function wrongType(given: Given, wanted: Wanted, mended?: unknown): Issue {
  const params = { ...named(given), value: show(given.value), wanted };
  if (mended === undefined) return warning('wrong-type', params, at(given));
  const fix = nodeFix(given.node, `Makes it ${wantedWords[wanted]}.`, { path: given.path, value: mended });
  return warning('wrong-type', params, { ...at(given), fix });
}

/** n8n takes the "=" off what may not be computed, and what is left is no choice. */
function checkExpressionAllowed(given: Given): Issue[] {
  const { property, value } = given;
  if (property.noDataExpression !== true || property.type !== 'options') return [];
  if (String(value).includes('$fromAI(')) return [];
  return [error('expression-not-allowed', named(given), at(given))];
}

function checkChoices(given: Given): Issue[] {
  const { value, twins } = given;
  if (Array.isArray(value)) return checkChoice(given, value);
  const known = twins.flatMap((twin) => twin.options ?? []).some((option) => option.value === value);
  return [wrongType(given, 'list', known ? [value] : undefined)];
}

/** A text is true for n8n, whatever it says. */
function checkBoolean(given: Given): Issue[] {
  const { value } = given;
  if (typeof value === 'boolean') return [];
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const meant = word === 'true' ? true : word === 'false' ? false : undefined;
  return [wrongType(given, meant === undefined ? 'boolean' : meant ? 'true' : 'false', meant)];
}

function checkNumber(given: Given): Issue[] {
  const { value } = given;
  if (many(given) && Array.isArray(value)) return [];
  const number = toNumber(value);
  if (typeof value !== 'number' && !Number.isFinite(number)) return [wrongType(given, 'number')];
  if (typeof value === 'string') {
    const fix = nodeFix(given.node, `Makes it the number ${number}.`, { path: given.path, value: number });
    return [warning('number-as-text', named(given), { ...at(given), fix })];
  }
  const { minValue, maxValue } = given.property.typeOptions ?? {};
  const least = typeof minValue === 'number' ? minValue : null;
  const most = typeof maxValue === 'number' ? maxValue : null;
  if ((least === null || number >= least) && (most === null || number <= most)) return [];
  return [warning('out-of-range', { ...named(given), number, least, most }, at(given))];
}

/** n8n makes a text of a number; an object or a list would arrive as something nobody wrote. */
function checkText(given: Given): Issue[] {
  const { value } = given;
  if (typeof value !== 'object' || (many(given) && Array.isArray(value))) return [];
  return [wrongType(given, 'text')];
}

/** Only what holds no digit at all is surely no date: services take dates in many forms. */
function checkDate(given: Given): Issue[] {
  const { value } = given;
  if (typeof value === 'number' || (typeof value === 'string' && (/\d/.test(value) || value.includes('{{')))) return [];
  return [wrongType(given, 'date')];
}

/** Nodes that read such a text as JSON and nothing else; others mend it, or take more than JSON. */
const strictJson = new Set(
  ['httpRequest', 'httpRequestTool', 'respondToWebhook'].map((name) => `n8n-nodes-base.${name}`),
);

/** JSON around expressions has to be JSON whatever these give. */
function checkJsonParts(given: Given): Issue[] {
  const { value, node, view } = given;
  if (typeof value !== 'string' || !strictJson.has(node.type) || !neverJson(value.slice(1))) return [];
  // Who passes a workflow on leaves blanks in it.
  return [(view.shared ? warning : error)('invalid-json', { ...named(given), expressions: true }, at(given))];
}

/** JSON without expressions has to parse. */
function checkJson(given: Given): Issue[] {
  const { value, node } = given;
  if (typeof value === 'object') {
    const text = JSON.stringify(value, null, 2);
    const fix = nodeFix(node, 'Writes the object as JSON text.', { path: given.path, value: text });
    return [warning('wrong-type', { ...named(given), value: '', jsonText: true }, { ...at(given), fix })];
  }
  if (typeof value !== 'string' || value.trim() === '' || value.includes('{{') || value.length > maxJsonLength)
    return [];
  try {
    JSON.parse(value);
    return [];
  } catch {
    // Edit Fields mends what it can.
    const grave = node.type === 'n8n-nodes-base.set' ? warning : error;
    return [grave('invalid-json', { ...named(given), expressions: false }, at(given))];
  }
}
