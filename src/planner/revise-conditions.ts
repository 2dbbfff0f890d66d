import type { Draft, DraftNode } from '#src/model/draft.ts';
import { isRecord, toList, toRecord } from '#src/workflow/json/values.ts';
import type { Phrase } from './account/phrase.ts';
import { toClause } from './clauses.ts';
import { parseCondition } from './conditions.ts';
import { pathOf } from './data.ts';
import { renameNode } from './rename-node.ts';
import { capitalize, toName } from './words.ts';

interface Place {
  node: DraftNode;
  comparison: Record<string, unknown>;
}

const deciding = /\.(?:if|filter)$/;

/** Everything that the steps of a draft compare with. */
const comparisonsOf = ({ nodes }: Draft): Place[] =>
  nodes
    .filter(({ type }) => deciding.test(type))
    .flatMap((node) =>
      toList(toRecord(node.parameters['conditions'])['conditions'])
        .filter(isRecord)
        .map((comparison) => ({ node, comparison })),
    );

/**
 * "200 instead of 100" in a condition, and "only if the amount is above 200" where a step compares the amount that way
 * already. False where no step, or more than one, is meant.
 */
export function changeComparison(draft: Draft, request: string, old: readonly Phrase[]): boolean {
  return changeNumber(draft, request, old) || changeOnly(draft, request) || changeCompared(draft, request);
}

function changeNumber(draft: Draft, request: string, old: readonly Phrase[]): boolean {
  const gone = old.flatMap((phrase) => (phrase.kind === 'number' ? [phrase.value] : []));
  const [said, ...others] = request.match(/(?<![\p{L}\d.,#])-?\d+(?:[.,]\d+)*(?![\p{L}\d])/gu) ?? [];
  const value = Number(said?.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
  if (gone.length !== 1 || others.length > 0 || !Number.isFinite(value)) return false;
  const [place, ...more] = comparisonsOf(draft).filter(
    ({ comparison }) => Number(comparison['rightValue']) === gone[0],
  );
  if (!place || more.length > 0) return false;
  set(draft, place, value);
  return true;
}

/** "Make it 2000", where one number is compared with and nothing else could be meant: no hour of a schedule. */
function changeOnly(draft: Draft, request: string): boolean {
  const said = /^(?:please |and |no,? )*(?:make|set|change) (?:it|that|this)(?: to)? (-?\d+(?:\.\d+)?)[.!]?$/i.exec(
    request.trim(),
  );
  const value = Number(said?.[1] ?? Number.NaN);
  const [place, ...more] = comparisonsOf(draft).filter(
    ({ comparison }) => typeof comparison['rightValue'] === 'number',
  );
  const scheduled = draft.nodes.some(({ type }) => type.endsWith('.scheduleTrigger'));
  if (Number.isNaN(value) || !place || more.length > 0 || (scheduled && value >= 0 && value <= 24)) return false;
  set(draft, place, value);
  return true;
}

function changeCompared(draft: Draft, request: string): boolean {
  const condition = parseCondition(toClause(request));
  const [wanted, ...others] = condition?.comparisons ?? [];
  if (!wanted || others.length > 0 || condition?.rest || condition?.negated || wanted.value === undefined) return false;
  const path = pathOf({ node: '', base: '', fields: new Map(), what: '' }, wanted.field);
  const [place, ...more] = comparisonsOf(draft).filter(({ comparison }) => {
    const left = String(comparison['leftValue']);
    const operator = toRecord(comparison['operator']);
    return (
      path !== undefined &&
      left.replace(/(?: \?\? 0)? ?\}\}$/, '').endsWith(path) &&
      operator['operation'] === wanted.operation
    );
  });
  const value = wanted.type === 'number' ? Number(wanted.value) : wanted.value;
  // Behind "unless" the steps follow where it does not hold.
  const holds = draft.connections.some(({ from, output }) => from === place?.node.name && !output);
  if (!place || more.length > 0 || !holds || Number.isNaN(value)) return false;
  set(draft, place, value);
  renameNode(draft, place.node, toName(`${capitalize(condition?.words ?? '')}?`));
  return true;
}

/** A step called after what it compares with is called after the new value. */
function set(draft: Draft, { node, comparison }: Place, value: string | number): void {
  const before = String(comparison['rightValue']);
  comparison['rightValue'] = value;
  const name = node.name.replace(
    new RegExp(`(?<!\\d)${before.replace(/[^\p{L}\p{N}]/gu, '.')}(?!\\d)`, 'u'),
    String(value),
  );
  if (before !== '' && name !== node.name) renameNode(draft, node, toName(name));
}
