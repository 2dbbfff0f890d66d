import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { toList, toRecord, toWord } from '../json/values.ts';
import { createShapeContext } from '../shapes/fields.ts';
import { toFilter } from '../shapes/filter.ts';
import { readSaid } from './said.ts';
import { fieldText } from './said-text.ts';
import { shorten } from './text.ts';

const property = { name: 'conditions', displayName: 'Conditions', type: 'filter' };

type Words = Pick<WorkflowWords, 'conditions' | 'said'>;

const alone = new Set(['empty', 'notEmpty', 'exists', 'notExists', 'true', 'false']);
const most = 4;

/** Conditions in words, e.g. "amount is more than 100 and status is open"; undefined when they cannot be said. */
export function conditionPhrase(conditions: unknown, words: Words): string | undefined {
  const filter = toRecord(
    toFilter(
      property,
      conditions,
      createShapeContext(2, () => ''),
    ),
  );
  const all = toList(filter['conditions']);
  const phrases = all.slice(0, most).map((condition) => onePhrase(condition, words));
  if (phrases.length === 0 || phrases.some((phrase) => phrase === undefined)) return undefined;
  const rest = all.length > most ? [words.conditions.more(all.length - most)] : [];
  return [...phrases, ...rest].join(filter['combinator'] === 'or' ? words.conditions.or : words.conditions.and);
}

function onePhrase(condition: unknown, words: Words): string | undefined {
  const { leftValue, rightValue, operator } = toRecord(condition);
  const { operation: given, type } = toRecord(operator);
  const operation = toWord(given);
  const verbs: Record<string, string> = words.conditions.compare;
  const verb = Object.hasOwn(verbs, operation) ? verbs[operation] : undefined;
  const left = typeof leftValue === 'string' ? sideText(leftValue, words) : undefined;
  if (!verb || !left) return undefined;
  if (alone.has(operation)) return `${left} ${verb}`;
  const right =
    typeof rightValue === 'string' && rightValue.startsWith('=')
      ? sideText(rightValue, words)
      : literal(rightValue, type, words.conditions);
  return right === undefined ? undefined : `${left} ${verb} ${right}`;
}

/** `={{ $json.order.amount }}` → "amount", `=https://a.b/c` → that; undefined for anything more complicated. */
function sideText(value: string, { said }: Words): string | undefined {
  if (!value.startsWith('=')) return undefined;
  const parts = readSaid(value);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return shorten(only.trim(), 60) || undefined;
  return fieldText(parts, said);
}

function literal(value: unknown, type: unknown, words: WorkflowWords['conditions']): string | undefined {
  if (value === '') return words.nothing;
  const number = typeof value === 'number' || type === 'number' ? Number(value) : Number.NaN;
  if (Number.isFinite(number) && Math.abs(number) >= 10_000) return words.number(number);
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? shorten(toWord(value), 60) : undefined;
}
