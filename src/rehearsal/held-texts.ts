import type { NodeProperty } from '#src/catalog/catalog.ts';
import { toRecord } from '#src/workflow/json/values.ts';
import { readExpressionTree } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';
import { maxTexts, textsOf } from '#src/workflow/validate/strings.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import { isHarmlessBlock, withoutEnd } from './expression-scan.ts';
import type { HeldText } from './plan.ts';

/** The parameters n8n looks at, with their defaults: a field that is hidden is never evaluated. */
export function shownParameters(node: ViewNode): Record<string, unknown> {
  if (!node.described) return node.parameters;
  const names = new Set(node.visible.map(({ name }) => name));
  return Object.fromEntries(Object.entries(node.values).filter(([name]) => names.has(name)));
}

/** Every value of the parameters that n8n works out, cut into its `{{ }}`. */
export function heldTexts(node: ViewNode, parameters: Record<string, unknown>): HeldText[] {
  const fixed = new Set(node.visible.filter(isFixed).map(({ name }) => name));
  const texts = textsOf({ parameters }).flatMap(({ value, steps }, at) => {
    const path = steps.slice(1);
    // n8n takes the `=` off the value itself, not off what stands in the columns of a table.
    if (path.length === 1 && fixed.has(String(path[0]))) return [];
    if (value.startsWith('=')) return [toHeldText(value, path, at)];
    return evaluated.has(String(path.at(-1))) && value.includes('{{') ? [toHeldText(`=${value}`, path, at)] : [];
  });
  return isWholeItem(parameters)
    ? [...texts, toHeldText('={{ $json }}', ['columns', 'value'], texts.length + maxTexts)]
    : texts;
}

/** A table that is given the item as it comes: its fields are the columns. */
const isWholeItem = ({ columns, dataMode }: Record<string, unknown>): boolean =>
  toRecord(columns)['mappingMode'] === 'autoMapInputData' || dataMode === 'autoMapInputData';

/** Databases evaluate these themselves, without a `=` before them (n8n 2.40.7). */
const evaluated = new Set(['query', 'sqlQuery']);

const isFixed = ({ noDataExpression }: NodeProperty): boolean => noDataExpression === true;

function toHeldText(value: string, path: (string | number)[], at: number): HeldText {
  const template = value.slice(1);
  const found = blocksOf(template);
  if (!found.every(({ code, closed }) => closed && isHarmlessBlock(code) && readExpressionTree(withoutEnd(code))))
    return { path, value, blocks: [], withheld: true };
  const [only] = found;
  const alone = found.length === 1 && only?.start === 0 && template.indexOf('}}', 2) === template.length - 2;
  const blocks = found.map(({ code }, index) => ({ key: `b${at}_${index}`, code: withoutEnd(code).trim() }));
  return { path, value, blocks, ...(alone ? {} : { key: `t${at}` }) };
}
