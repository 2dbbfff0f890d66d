import type { Builder, Cursor } from './builder.ts';
import { ifPiece } from './builder.ts';
import { sourceOf } from './catalog/made.ts';
import { type Comparison, type Condition, ifParameters, toIfParameters } from './conditions.ts';
import type { DataSource } from './data.ts';
import { capitalize, firstUrl, toName } from './words.ts';

/** A decision that "otherwise" goes back to. */
export interface Branch {
  node: string;
  elseOutput: number;
  source: Builder['source'];
}

/** What has to be fetched before a condition can be checked: "if https://… is down", "if it rains". */
export function dataFor(condition: Condition, builder: Builder): string | undefined {
  const url = firstUrl(condition.words);
  if (url) return `check ${url} status is`;
  if (builder.source) return undefined;
  const weather = condition.comparisons.some(({ field }) => /\b(?:temperature|rain|wind)\b/i.test(field));
  return weather ? 'get the weather' : undefined;
}

/** Adds the IF for a condition on what the steps before it gave; undefined where nothing gave such a thing. */
export function addCondition(builder: Builder, condition: Condition): Branch | undefined {
  const { source, cursor } = builder;
  if (!cursor) return undefined;
  const about = condition.comparisons.map((one) => compared(one, builder));
  const found = about.map((one) =>
    one ? toIfParameters({ ...condition, comparisons: [one.comparison] }, one.source, cursor.node) : undefined,
  );
  const conditions = found.flatMap((one) => conditionsIn(one));
  if (conditions.length < condition.comparisons.length) return undefined;
  const numbered = conditions.map((one, at) => ({ ...one, id: `condition-${at + 1}` }));
  const name = builder.add({
    ...ifPiece(
      toName(`${capitalize(condition.words.replace(/https?:\/\/([^\s/]+)\S*/gi, '$1'))}?`) || 'Condition',
      ifParameters(numbered, condition.combinator),
    ),
    assumptions: about.flatMap((one) => one?.assumption ?? []),
  });
  const output = condition.negated ? 1 : 0;
  builder.cursor = { node: name, output } satisfies Cursor;
  return { node: name, elseOutput: 1 - output, source };
}

const conditionsIn = (parameters: Record<string, unknown> | undefined): Record<string, unknown>[] =>
  (parameters?.['conditions'] as { conditions: Record<string, unknown>[] } | undefined)?.conditions ?? [];

interface Compared {
  comparison: Comparison;
  source: DataSource;
  assumption?: string;
}

/** "The folder name", "its type", "the incident impact": the thing that is meant, and its field. */
function compared(comparison: Comparison, { made, source }: Builder): Compared | undefined {
  const found = sourceOf(comparison.field, made, source);
  if (!found) return undefined;
  const { source: of, field, isGuessed } = found;
  const assumption = `The field “${field}” of the ${of.what} is compared; its name is taken from the words.`;
  return { comparison: { ...comparison, field }, source: of, ...(isGuessed ? { assumption } : {}) };
}
