import type { Parameters } from '#src/model/draft.ts';
import { isRecord, toList, toRecord, toWord } from '../json/values.ts';
import { plainName } from '../near.ts';
import type { PortsNode } from './ports.ts';

const base = 'n8n-nodes-base.';
const langchain = '@n8n/n8n-nodes-langchain.';

/** Names of outputs in their order, other words for one output parted by `|`. */
const outputs: Record<string, string[]> = {
  [`${base}if`]: ['true|yes|then|match', 'false|no|else|otherwise'],
  [`${base}filter`]: ['kept|true|match', 'discarded|false'],
  [`${base}removeDuplicates`]: ['kept|new|unique', 'discarded|duplicates|old'],
  [`${base}splitInBatches`]: ['done|finished|after', 'loop|each|batch|item'],
  [`${base}compareDatasets`]: ['In A only|a', 'Same|both', 'Different', 'In B only|b'],
  [`${base}respondToWebhook`]: ['input|data', 'response'],
  [`${base}evaluation`]: ['evaluation', 'normal'],
  [`${langchain}guardrails`]: ['pass|passed', 'fail|failed|violation'],
};
const fallbackWords = new Set(['fallback', 'extra', 'default', 'else', 'otherwise', 'other', 'none']);

/** The place of a named output, and the parameters that switch it on where they are missing. */
export interface FoundOutput {
  index: number;
  parameters?: Parameters;
}

/**
 * Which output a word means: IF `true`, Loop `done`, the rule or category of a Switch or Text Classifier, `fallback`,
 * a number as text. Undefined when the node has none of that name; `error` is not looked for here.
 */
export function findOutput(node: PortsNode, name: string): FoundOutput | undefined {
  const word = plainName(name);
  const fixed = Object.hasOwn(outputs, node.type) ? outputs[node.type] : undefined;
  const index = indexIn(fixed ?? namesOf(node), word);
  if (index >= 0) return { index: node.type === `${base}splitInBatches` && node.typeVersion < 3 ? 1 - index : index };
  if (fallbackWords.has(word)) return fallbackOf(node);
  const number = /^(?:output|branch|case|main|rule)?(\d{1,2})$/.exec(word)?.[1];
  if (number !== undefined) return { index: /^\d+$/.test(word) ? Number(number) : Math.max(0, Number(number) - 1) };
  return ['main', 'output', 'data', 'success', 'out'].includes(word) ? { index: 0 } : undefined;
}

/** What an output is called on the canvas; undefined where its node has but one, or names none. */
export function outputName(node: PortsNode, index: number): string | undefined {
  const fixed = Object.hasOwn(outputs, node.type) ? outputs[node.type] : undefined;
  const place = node.type === `${base}splitInBatches` && node.typeVersion < 3 ? 1 - index : index;
  const names = fixed ?? namesOf(node);
  if (!fixed && names.length > 0 && index === names.length && fallbackOf(node)?.index === index) return 'fallback';
  return names[place]?.split('|')[0];
}

/** Which input a word means: Merge `input 2`, Compare Datasets `B`, a number as text. */
export function findInput(name: string): number | undefined {
  const word = plainName(name);
  const number = /^(?:input)?(\d{1,2})$/.exec(word)?.[1];
  if (number !== undefined) return /^\d+$/.test(word) ? Number(number) : Math.max(0, Number(number) - 1);
  const letter = /^(?:input)?([a-d])$/.exec(word)?.[1];
  if (letter !== undefined) return letter.charCodeAt(0) - 97;
  const order = ['first', 'second', 'third', 'fourth'].findIndex((one) => word === one || word === `${one}input`);
  if (order >= 0) return order;
  return ['main', 'input', 'data', 'in'].includes(word) ? 0 : undefined;
}

const indexIn = (names: readonly string[], word: string): number =>
  word === '' ? -1 : names.findIndex((name) => name.split('|').some((one) => plainName(one) === word));

/** Outputs a node names after its own parameters. */
function namesOf({ type, parameters, typeVersion }: PortsNode): string[] {
  if (type === `${base}switch` && typeVersion >= 3) {
    return toList(toRecord(parameters['rules'])['values']).map((rule) => {
      const conditions = toList(toRecord(toRecord(rule)['conditions'])['conditions']);
      const right = conditions.length === 1 ? toRecord(conditions[0])['rightValue'] : undefined;
      const names = [toRecord(rule)['outputKey'], right].map(toWord).filter((name) => name !== '');
      return names.map((name) => name.replaceAll('|', ' ')).join('|');
    });
  }
  if (type === `${langchain}textClassifier`) {
    const categories = toList(toRecord(parameters['categories'])['categories']);
    return categories.map((category) => toWord(toRecord(category)['category']).replaceAll('|', ' '));
  }
  if (type === `${langchain}sentimentAnalysis`) {
    const given = toRecord(parameters['options'])['categories'];
    const text = typeof given === 'string' && given !== '' ? given : 'Positive, Neutral, Negative';
    return text.split(',').map((name) => name.trim().replaceAll('|', ' '));
  }
  if (type === `${base}webhook` && Array.isArray(parameters['httpMethod'])) return parameters['httpMethod'].map(toWord);
  return [];
}

/** The output for what fits no case: behind the others, once it is switched on. */
function fallbackOf({ type, parameters, typeVersion }: PortsNode): FoundOutput | undefined {
  const given = parameters['options'];
  if (given !== undefined && !isRecord(given)) return undefined;
  if (type === `${base}switch` && typeVersion >= 3 && (parameters['mode'] ?? 'rules') === 'rules') {
    const index = toList(toRecord(parameters['rules'])['values']).length;
    const on = given?.['fallbackOutput'] === 'extra';
    if (typeof given?.['fallbackOutput'] === 'number') return { index: given['fallbackOutput'] };
    return { index, ...(on ? {} : { parameters: { options: { ...given, fallbackOutput: 'extra' } } }) };
  }
  if (type === `${langchain}textClassifier`) {
    const index = toList(toRecord(parameters['categories'])['categories']).length;
    const on = given?.['fallback'] === 'other';
    return { index, ...(on ? {} : { parameters: { options: { ...given, fallback: 'other' } } }) };
  }
  return undefined;
}
