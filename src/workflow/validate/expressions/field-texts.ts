import type { Parameters } from '#src/model/draft.ts';
import { isRecord, toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { type FieldTexts, possibleTexts } from './possible-texts.ts';

interface Step {
  name: string;
  type: string;
  typeVersion?: number | undefined;
  parameters: Parameters;
  disabled?: boolean | undefined;
}

/** Steps that let items through as they are. */
const passing = /^n8n-nodes-base\.(?:noOp|if|filter|switch|limit|removeDuplicates)$/;
/** Steps looked at for one field, however the paths to it branch. */
const mostSteps = 100;

/**
 * What fields hold that an Edit Fields (Set) step writes down, for whoever reads them behind it: an address kept in a
 * "Config" step is known before it runs. Returns the reader for one step; undefined for fields nobody can know.
 */
export function fieldTextsOf(nodes: readonly Step[], connections: unknown): (step: Step) => FieldTexts {
  const byName = Map.groupBy(nodes, ({ name }) => name);
  const only = (name: string): Step | undefined => {
    const named = byName.get(name) ?? [];
    return named.length === 1 ? named[0] : undefined;
  };
  const inputs = mainInputs(connections);
  const reader =
    (step: Step, budget: { steps: number }): FieldTexts =>
    ({ step: named, field }) => {
      const from = named === undefined ? (inputs.get(step.name) ?? []) : [named];
      if (from.length === 0) return undefined;
      const all = from.map((name) => outOf(only(name), field, budget));
      return all.some((texts) => texts === undefined) ? undefined : all.flatMap((texts) => texts ?? []);
    };
  function outOf(step: Step | undefined, field: string, budget: { steps: number }): readonly string[] | undefined {
    budget.steps += 1;
    if (!step || budget.steps > mostSteps) return undefined;
    const before = reader(step, budget);
    if (step.disabled || passing.test(step.type)) return before({ step: undefined, field });
    if (step.type !== 'n8n-nodes-base.set') return undefined;
    const values = valuesOf(step, field);
    if (!values) return undefined;
    if (values.length === 0) return keepsOthers(step) ? before({ step: undefined, field }) : undefined;
    return values.flatMap((value) => possibleTexts(value, before));
  }
  return (step) => (read) => reader(step, { steps: 0 })(read);
}

/**
 * What a Set step writes into a field: none when it does not, undefined when that is unclear. Each version keeps it in a
 * place of its own, and does not look at the others.
 */
function valuesOf({ parameters, typeVersion = 3.4 }: Step, field: string): string[] | undefined {
  if (typeof typeVersion !== 'number') return undefined;
  const { mode = 'manual' } = parameters;
  if (typeVersion >= 3 && mode !== 'manual') {
    const written = mode === 'raw' ? parse(toText(parameters['jsonOutput'])) : undefined;
    const value = written?.[field];
    return value === undefined ? (written ? [] : undefined) : typeof value === 'string' ? [value] : undefined;
  }
  const entries = entriesOf(parameters, typeVersion).map(toRecord);
  // A name that is computed, or a path into the field, may write to it as well.
  if (entries.some(({ name }) => typeof name !== 'string' || name.startsWith('=') || isWithin(name, field)))
    return undefined;
  const values = entries
    .filter(({ name }) => name === field)
    .map(({ value, stringValue, type = 'stringValue' }) =>
      toText(typeVersion >= 3.3 || typeVersion < 3 ? value : type === 'stringValue' ? stringValue : undefined),
    );
  return values.every((value) => value !== undefined) ? values : undefined;
}

function entriesOf(parameters: Parameters, typeVersion: number): unknown[] {
  if (typeVersion >= 3.3) return toList(toRecord(parameters['assignments'])['assignments']);
  if (typeVersion >= 3) return toList(toRecord(parameters['fields'])['values']);
  return Object.values(toRecord(parameters['values'])).flatMap(toList);
}

const isWithin = (name: string, field: string): boolean =>
  name !== field && /^[.[]/.test(name.slice(field.length)) && name.startsWith(field);

function keepsOthers({ parameters, typeVersion = 3.4 }: Step): boolean {
  const { includeOtherFields, keepOnlySet, include } = parameters;
  return typeVersion >= 3 ? includeOtherFields === true || include !== undefined : keepOnlySet !== true;
}

function parse(text: string | undefined): Parameters | undefined {
  if (text === undefined || text.startsWith('=')) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Names of the steps that lead to each step by its main input. */
function mainInputs(connections: unknown): Map<string, string[]> {
  const inputs = new Map<string, string[]>();
  for (const [from, kinds] of Object.entries(toRecord(connections))) {
    for (const target of toList(toRecord(kinds)['main']).flat()) {
      const to = toText(toRecord(target)['node']);
      if (to !== undefined) inputs.set(to, [...new Set([...(inputs.get(to) ?? []), from])]);
    }
  }
  return inputs;
}
