import { toList, toRecord, toText, toWord } from '../../json/values.ts';
import { outputName } from '../../wiring/port-names.ts';
import { portsOf } from '../../wiring/ports.ts';
import type { SeenStep } from '../seen-step.ts';

/** When the steps of a branch are done. */
export type BranchLabel =
  /** Of IF and Filter; `conditions` as n8n holds them. */
  | { kind: 'if' | 'unless'; conditions: unknown; name: string }
  /** What fits no case, and what goes on when nothing failed. */
  | { kind: 'otherwise' | 'error' | 'works' | 'no-case' }
  | { kind: 'case'; conditions: unknown; name: string }
  /** For each item or batch; `again` false where nothing leads back, so that only the first is done. */
  | { kind: 'loop'; size: string; again: boolean }
  | { kind: 'output'; name: string };

/**
 * What an output means; undefined for the one by which the data simply go on.
 * @param told the outputs that are told as branches: “otherwise” needs something it is other than
 */
export function labelOf(
  step: SeenStep,
  output: number,
  wired: ReadonlySet<number>,
  told: ReadonlySet<number> = wired,
): BranchLabel | undefined {
  const error = errorOutputOf(step, wired);
  if (output === error) return { kind: 'error' };
  const others = new Set([...told].filter((one) => one !== error));
  const own = ownLabel(step, output, new Set([...wired].filter((one) => one !== error)), others);
  if (own || error === undefined) return own;
  return wired.has(error) ? { kind: 'works' } : undefined;
}

/** The last output of a step that hands on what fails. */
function errorOutputOf(step: SeenStep, wired: ReadonlySet<number>): number | undefined {
  if (step.onError !== 'continueErrorOutput') return undefined;
  const count = outputCount(step);
  return count !== undefined && Number.isFinite(count) ? count - 1 : Math.max(1, ...wired);
}

function outputCount(step: SeenStep): number | undefined {
  const { type, version: typeVersion, values: parameters, onError, nodeType } = step;
  return portsOf({ type, typeVersion, parameters, onError }, nodeType).outputs?.get('main');
}

function ownLabel(
  step: SeenStep,
  output: number,
  wired: ReadonlySet<number>,
  told: ReadonlySet<number>,
): BranchLabel | undefined {
  const { short, values, name } = step;
  const named = (): BranchLabel => ({ kind: 'output', name: outputNameOf(step, output) ?? String(output + 1) });
  switch (short) {
    case 'if':
    case 'filter':
      if (output > 1) return named();
      if (output === 0) return { kind: 'if', conditions: values['conditions'] ?? values, name };
      return told.has(0) ? { kind: 'otherwise' } : { kind: 'unless', conditions: values['conditions'] ?? values, name };
    case 'switch':
      return caseOf(step, output, told);
    case 'splitInBatches':
      return loopOutput(step) === output && step.version >= 2 ? loopLabel(step, true) : undefined;
    case 'textClassifier':
    case 'sentimentAnalysis': {
      const label = outputNameOf(step, output);
      return label === undefined || label === 'fallback'
        ? other(output, told)
        : { kind: 'case', conditions: undefined, name: label };
    }
    case 'removeDuplicates':
      return output === 0 ? undefined : named();
    default:
      return wired.size > 1 || output > 0 || short === 'compareDatasets' || short === 'guardrails'
        ? named()
        : undefined;
  }
}

/** Which output of a loop has the single items. */
const loopOutput = ({ version }: SeenStep): number => (version < 3 ? 0 : 1);

export function loopLabel({ values }: SeenStep, again: boolean): BranchLabel {
  return { kind: 'loop', size: toWord(values['batchSize'] ?? 1), again };
}

const outputNameOf = (
  { type, values: parameters, version: typeVersion }: SeenStep,
  output: number,
): string | undefined => outputName({ type, parameters, typeVersion }, output);

/** What fits no case. */
const other = (output: number, told: ReadonlySet<number>): BranchLabel => ({
  kind: [...told].some((one) => one !== output) ? 'otherwise' : 'no-case',
});

/** The rule of a Switch, in each of its versions. */
function caseOf(step: SeenStep, output: number, told: ReadonlySet<number>): BranchLabel {
  const { values: p, version } = step;
  if (p['mode'] === 'expression') return { kind: 'output', name: String(output) };
  const holder = toRecord(p['rules']);
  if (version >= 3) {
    const rule = toRecord(toList(holder['values'])[output]);
    if (toList(holder['values'])[output] === undefined) return other(output, told);
    const name = toText(rule['outputKey']) ?? '';
    return { kind: 'case', conditions: rule['conditions'], name };
  }
  // The rules of older ones name their output.
  const rules = toList(holder['rules']).map(toRecord);
  const rule = version < 2 ? rules.find((one) => Number(one['output'] ?? 0) === output) : rules[output];
  if (!rule) return other(output, told);
  const { operation = 'equal', value2 } = rule;
  const conditions = { [toWord(p['dataType'] ?? 'number')]: [{ value1: p['value1'], operation, value2 }] };
  return { kind: 'case', conditions, name: toText(rule['outputKey']) ?? toWord(value2) };
}

/**
 * Every output the data may take, also those that lead nowhere; undefined where all that leads on is taken together.
 * A case for which there is no output counts as one.
 */
export function waysOf(step: SeenStep, wired: ReadonlySet<number>): readonly number[] | undefined {
  const error = errorOutputOf(step, wired);
  const own = ownWays(step, wired);
  if (error === undefined) return own;
  return [...(own ?? [0]), error];
}

const nowhere = -1;

function ownWays(step: SeenStep, wired: ReadonlySet<number>): readonly number[] | undefined {
  switch (step.short) {
    case 'if':
    case 'filter':
      return [0, 1];
    case 'switch': {
      const count = outputCount(step) ?? Math.max(0, ...wired) + 1;
      const all = Array.from({ length: Math.min(count, 100) }, (_, at) => at);
      const caught = ['otherwise', 'no-case'].includes(caseOf(step, count - 1, new Set()).kind);
      return caught ? all : [...all, nowhere];
    }
    case 'splitInBatches':
      return step.version < 2 ? undefined : [1 - loopOutput(step)];
    case 'stopAndError':
      return [nowhere];
    default:
      return wired.size > 1 ? [...wired] : undefined;
  }
}
