import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isVisible } from '#src/catalog/display-options.ts';
import type { Parameters } from '#src/model/draft.ts';
import { isRecord } from '../json/values.ts';
import { plainName } from '../near.ts';
import { type ShapeContext, scopeOf, toProperty } from './context.ts';
import { toBoolean, toChoice } from './scalars.ts';

/** What people call a field, and what nodes call it. Only used when exactly one of these is shown and not set. */
const synonyms: Record<string, string[]> = {
  channel: ['channelid'],
  to: ['sendto', 'toemail', 'torecipients'],
  from: ['fromemail'],
  recipient: ['sendto', 'toemail'],
  code: ['jscode'],
  javascript: ['jscode'],
  cron: ['expression'],
  cronexpression: ['expression'],
  key: ['name', 'fieldid', 'fieldname'],
  header: ['name'],
  field: ['name', 'fieldid', 'fieldname', 'fieldtoaggregate', 'column'],
  output: ['outputkey'],
  name: ['outputkey', 'fieldlabel', 'category', 'label'],
  label: ['fieldlabel', 'outputkey'],
  type: ['fieldtype'],
  required: ['requiredfield'],
  options: ['fieldoptions'],
  choices: ['fieldoptions'],
  prompt: ['text'],
  spreadsheet: ['documentid'],
  document: ['documentid'],
  sheet: ['sheetname'],
  values: ['assignments', 'columns', 'fieldsui'],
  fields: ['assignments', 'columns', 'formfields'],
  headers: ['headerparameters'],
  queryparams: ['queryparameters'],
  params: ['queryparameters'],
  body: ['jsonbody', 'responsebody', 'message', 'text'],
  json: ['jsonbody', 'jsonoutput'],
};

/**
 * Moves what was written in the wrong place: another spelling of a name, an option beside the others, a field whose
 * switch was left off. Something is only moved to where n8n shows it, and nothing is dropped.
 */
export function placeFields(properties: readonly NodeProperty[], given: Parameters, context: ShapeContext): Parameters {
  let placed = normalized(properties, given, context);
  for (let round = 0; round < 4; round += 1) {
    const next = placeOnce(properties, placed, context);
    if (next === placed) break;
    placed = normalized(properties, next, context);
  }
  return placed;
}

/** Choices and switches decide what else is shown: their spelling comes first. */
function normalized(properties: readonly NodeProperty[], given: Parameters, context: ShapeContext): Parameters {
  let current = given;
  for (let round = 0; round < 3; round += 1) {
    const scope = scopeOf(properties, current, context);
    const entries = Object.entries(current).map(([key, value]): [string, unknown] => {
      const property = properties.find(
        (one) => one.name === key && ['options', 'boolean'].includes(one.type) && isVisible(one, scope),
      );
      if (!property) return [key, value];
      return [key, property.type === 'boolean' ? toBoolean(value) : toChoice(property.options ?? [], value, key)];
    });
    if (entries.every(([key, value]) => current[key] === value)) return current;
    current = Object.fromEntries(entries);
  }
  return current;
}

function placeOnce(properties: readonly NodeProperty[], given: Parameters, context: ShapeContext): Parameters {
  const scope = scopeOf(properties, given, context);
  const shown = properties.filter((property) => isVisible(property, scope));
  const names = new Set(shown.map((property) => property.name));
  for (const key of Object.keys(given)) {
    if (names.has(key) || key === '__proto__') continue;
    const own = properties.filter((property) => property.name === key);
    const moved =
      switchedOn(own, key, given, properties, context) ??
      renamed(properties, shown, key, given, context) ??
      movedInto(shown, key, given);
    if (moved) return moved;
  }
  return given;
}

function renamed(
  properties: readonly NodeProperty[],
  shown: readonly NodeProperty[],
  key: string,
  given: Parameters,
  context: ShapeContext,
): Parameters | undefined {
  const word = plainName(key);
  if (word === '') return undefined;
  const usable = (one: NodeProperty): boolean => {
    return !(one.name in given) && !['notice', 'hidden', 'callout', 'button'].includes(one.type);
  };
  const others = Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []) : [];
  const tests: ((property: NodeProperty) => boolean)[] = [
    (property) => plainName(property.name) === word,
    (property) => plainName(property.displayName) === word,
    (property) => plainName(property.name) === `${word}id`,
    (property) => plainName(property.name) === `${word}ui`,
    ...others.map((other) => (property: NodeProperty) => plainName(property.name) === other),
  ];
  for (const test of tests) {
    const open = shown.filter((one) => usable(one) && test(one));
    const found =
      open.length > 0
        ? open
        : properties.filter((one) => usable(one) && test(one) && switchesFor(one, given, properties, context));
    const names = [...new Set(found.map((property) => property.name))];
    const [target] = names;
    if (names.length === 1 && target !== undefined) {
      return Object.fromEntries(Object.entries(given).map(([name, value]) => [name === key ? target : name, value]));
    }
  }
  return undefined;
}

/** An option that stands beside the collection it belongs to. */
function movedInto(shown: readonly NodeProperty[], key: string, given: Parameters): Parameters | undefined {
  const word = plainName(key);
  const matches = (option: NodeProperty): boolean[] => [
    option.name === key,
    plainName(option.name) === word,
    plainName(option.displayName) === word,
  ];
  for (const test of [0, 1, 2]) {
    const homes = shown.flatMap((home) => {
      const inside = given[home.name] ?? {};
      if (home.type !== 'collection' || home.typeOptions?.['multipleValues'] === true || !isRecord(inside)) return [];
      const options = (home.options ?? [])
        .map(toProperty)
        .filter((option) => matches(option)[test] && !(option.name in inside));
      const names = [...new Set(options.map((option) => option.name))];
      return names.map((name) => ({ home: home.name, name, inside }));
    });
    const [found] = homes;
    if (homes.length !== 1 || !found) continue;
    const { [key]: value, ...rest } = given;
    return { ...rest, [found.home]: { ...found.inside, [found.name]: value } };
  }
  return undefined;
}

/** A field that is hidden only because the switches before it were left out. */
function switchedOn(
  own: readonly NodeProperty[],
  key: string,
  given: Parameters,
  properties: readonly NodeProperty[],
  context: ShapeContext,
): Parameters | undefined {
  const plans = own
    .map((property) => switchesFor(property, given, properties, context))
    .filter((plan) => plan !== undefined);
  const least = Math.min(...plans.map((plan) => Object.keys(plan).length));
  const best = [...new Map(plans.map((plan) => [JSON.stringify(plan), plan])).values()].filter(
    (plan) => Object.keys(plan).length === least,
  );
  const [plan] = best;
  if (best.length !== 1 || !plan) return undefined;
  const next = { ...plan, ...given };
  const seen = (parameters: Parameters): string[] => {
    const scope = scopeOf(properties, parameters, context);
    return Object.keys(given).filter((name) => properties.some((one) => one.name === name && isVisible(one, scope)));
  };
  const after = new Set(seen(next));
  return after.has(key) && seen(given).every((name) => after.has(name)) ? next : undefined;
}

const fixed = new Set(['resource', 'operation', 'authentication']);

/** The values that would show the property, when all of them were left out and only one value each would do. */
function switchesFor(
  property: NodeProperty,
  given: Parameters,
  properties: readonly NodeProperty[],
  context: ShapeContext,
): Parameters | undefined {
  const plan: Parameters = {};
  const scope = scopeOf(properties, given, context);
  for (const [path, wanted] of Object.entries(property.displayOptions?.show ?? {})) {
    if (isVisible({ displayOptions: { show: { [path]: wanted } } }, scope)) continue;
    const name = path.startsWith('/') ? '' : path;
    const [value] = wanted;
    const known = properties.some((one) => one.name === name);
    if (!known || name in given || fixed.has(name) || wanted.length !== 1) return undefined;
    if (!['string', 'boolean', 'number'].includes(typeof value)) return undefined;
    plan[name] = value;
  }
  if (Object.keys(plan).length === 0) return undefined;
  return isVisible(property, scopeOf(properties, { ...plan, ...given }, context)) ? plan : undefined;
}
