import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { toList, toRecord, toWord } from '../json/values.ts';
import { createShapeContext } from '../shapes/fields.ts';
import { toFilter } from '../shapes/filter.ts';

const property = { name: 'conditions', displayName: 'Conditions', type: 'filter' };

type Words = WorkflowWords['conditions'];

const alone = new Set(['empty', 'notEmpty', 'exists', 'notExists', 'true', 'false']);

/** Conditions in words, e.g. "amount is more than 100 and status is open"; undefined when they cannot be said. */
export function conditionPhrase(conditions: unknown, words: Words): string | undefined {
  const filter = toRecord(
    toFilter(
      property,
      conditions,
      createShapeContext(2, () => ''),
    ),
  );
  const phrases = toList(filter['conditions'])
    .slice(0, 4)
    .map((condition) => onePhrase(condition, words));
  if (phrases.length === 0 || phrases.some((phrase) => phrase === undefined)) return undefined;
  return phrases.join(filter['combinator'] === 'or' ? words.or : words.and);
}

function onePhrase(condition: unknown, words: Words): string | undefined {
  const { leftValue, rightValue, operator } = toRecord(condition);
  const operation = toWord(toRecord(operator)['operation']);
  const verbs: Record<string, string> = words.compare;
  const verb = Object.hasOwn(verbs, operation) ? verbs[operation] : undefined;
  const left = fieldName(leftValue);
  if (!verb || !left) return undefined;
  if (alone.has(operation)) return `${left} ${verb}`;
  const right =
    typeof rightValue === 'string' && rightValue.startsWith('=') ? fieldName(rightValue) : literal(rightValue, words);
  return right === undefined ? undefined : `${left} ${verb} ${right}`;
}

/** `={{ $json.order.amount }}` → "amount"; undefined for anything more complicated. */
function fieldName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const inner =
    /^=\{\{\s*(?:\$json|\$\('[^'\n]{1,128}'\)\.(?:item|first\(\))\.json)((?:\.\w{1,60}|\[["'][^"'\n]{1,60}["']\])+)\s*\}\}$/.exec(
      value,
    );
  const last = inner?.[1]?.match(/\.(\w+)$|\[["']([^"'\n]+)["']\]$/);
  return (last?.[1] ?? last?.[2])?.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
}

function literal(value: unknown, words: Words): string | undefined {
  if (value === '') return words.nothing;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? toWord(value).slice(0, 40) : undefined;
}
