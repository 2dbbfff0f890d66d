import { isRecord, toList, toRecord, toText, toWord } from '#src/workflow/json/values.ts';
import { readExpressionTree } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';
import type { View, ViewNode } from '#src/workflow/validate/view.ts';
import { guessAs } from './guess.ts';
import { type FieldPath, pathsIn } from './paths.ts';
import { makersBefore, makersOf } from './reads.ts';

/** A field that a step decides by, with a value for each way. */
export interface Wanted {
  /** The step that decides. */
  by: string;
  /** The step whose data has the field, and where. */
  source: string;
  path: FieldPath;
  /** With it the data goes on: by the first way of a branch. */
  leads: unknown;
  /** With each of these it goes another way; at a limit, on the limit. */
  others: unknown[];
}

/** What the branches and filters of a workflow decide by, where it is one field against a fixed value. Pure. */
export function wantedIn(view: View): Wanted[] {
  return view.nodes.flatMap((node) => {
    if (node.disabled) return [];
    if (node.shortType === 'if' || node.shortType === 'filter') {
      return conditionsIn(node.values).flatMap((condition) => {
        const values = valuesFor(condition);
        return values ? wantedOf(node, condition, view, values.leads, [values.fails]) : [];
      });
    }
    return node.shortType === 'switch' ? ofSwitch(node, view) : [];
  });
}

type Condition = Record<string, unknown>;

const conditionsIn = (values: Record<string, unknown>): Condition[] =>
  toList(toRecord(values['conditions'])['conditions']).map(toRecord);

/** Each rule by its own value, and one that none of them takes. */
function ofSwitch(node: ViewNode, view: View): Wanted[] {
  const rules = toList(toRecord(node.values['rules'])['values']).flatMap((rule) => {
    const [condition] = conditionsIn(toRecord(rule));
    const values = condition && valuesFor(condition);
    return condition && values ? [{ condition, ...values }] : [];
  });
  const [first, ...rest] = rules;
  const last = rest.at(-1) ?? first;
  if (!first || !last) return [];
  return wantedOf(node, first.condition, view, first.leads, [...rest.map(({ leads }) => leads), last.fails]);
}

function wantedOf(node: ViewNode, { leftValue }: Condition, view: View, leads: unknown, others: unknown[]): Wanted[] {
  const [block, more] = blocksOf(toText(leftValue)?.slice(1) ?? '');
  const [read, another] = block && !more ? pathsIn(readExpressionTree(block.code)) : [];
  // More than the field itself, and nobody knows which value of it leads where.
  if (
    !block ||
    !read ||
    another ||
    !/^\s*\$[\w.?[\]"'()$ -]+\s*$/.test(block.code) ||
    /\b(?:first|all)\(/.test(block.code)
  )
    return [];
  const { from, path } = read;
  const makers = from === undefined ? makersBefore(node, view, path) : makersOf(from, view, path);
  return makers.map(([source, whole]) => ({ by: node.name, source, path: whole, leads, others }));
}

/** A value that a condition takes, and one it does not. */
function valuesFor({
  leftValue,
  rightValue: right,
  operator,
}: Condition): { leads: unknown; fails: unknown } | undefined {
  const { type, operation } = toRecord(operator);
  if (typeof right === 'string' && right.startsWith('=')) return undefined;
  const name = /(\w+)\W*$/.exec(String(leftValue).replace(/\}\}\s*$/, ''))?.[1] ?? '';
  switch (type) {
    case 'number':
      return ofNumber(String(operation), Number(right), Number(guessAs('number', name)));
    case 'string':
      return ofText(String(operation), toWord(right), String(guessAs('string', name)));
    case 'boolean':
      return operation === 'true' || operation === 'false'
        ? { leads: operation === 'true', fails: operation !== 'true' }
        : undefined;
    case 'array':
      return ofList(String(operation), right);
    default:
      return undefined;
  }
}

function ofNumber(operation: string, limit: number, usual: number) {
  if (!Number.isFinite(limit)) return undefined;
  const more = usual > limit ? usual : Math.ceil(limit * 1.2 + 1);
  const less = usual < limit ? usual : Math.floor(limit > 2 ? limit / 2 : limit - 1);
  const values: Record<string, { leads: number; fails: number }> = {
    gt: { leads: more, fails: limit },
    gte: { leads: more, fails: less },
    lt: { leads: less, fails: limit },
    lte: { leads: less, fails: more },
    equals: { leads: limit, fails: limit + 1 },
    notEquals: { leads: limit + 1, fails: limit },
  };
  return values[operation];
}

function ofText(operation: string, right: string, usual: string) {
  const another = usual === right ? `${usual} 2` : usual;
  const values: Record<string, { leads: string; fails: string }> = {
    equals: { leads: right, fails: another },
    notEquals: { leads: another, fails: right },
    contains: { leads: right === '' ? usual : `Example ${right}`, fails: another },
    notContains: { leads: another, fails: right },
    startsWith: { leads: `${right} example`, fails: another },
    endsWith: { leads: `Example ${right}`, fails: another },
  };
  return values[operation];
}

function ofList(operation: string, right: unknown) {
  if (operation === 'contains') return { leads: [right], fails: ['Example'] };
  if (operation === 'notContains') return { leads: ['Example'], fails: [right] };
  return operation === 'notEmpty' ? { leads: ['Example'], fails: [] } : undefined;
}

/** A copy with another value there. Of a form only what can be chosen in it. */
export function put(
  item: Record<string, unknown>,
  path: FieldPath,
  value: unknown,
  node?: ViewNode,
): Record<string, unknown> {
  if (node?.shortType === 'formTrigger' && !mayBeAnswered(node, String(path[0]), value)) return item;
  const copy = structuredClone(item);
  let holder: unknown = copy;
  for (const key of path.slice(0, -1))
    holder = isRecord(holder) || Array.isArray(holder) ? (holder as Condition)[key] : undefined;
  const last = path.at(-1);
  if (last === undefined || last === '__proto__' || typeof holder !== 'object' || holder === null) return item;
  (holder as Record<string | number, unknown>)[last] = value;
  return copy;
}

function mayBeAnswered({ values }: ViewNode, name: string, value: unknown): boolean {
  const fields = toList(toRecord(values['formFields'])['values']).map(toRecord);
  const field = fields.find((each) => each['fieldName'] === name || each['fieldLabel'] === name);
  const options = toList(toRecord(field?.['fieldOptions'])['values']).map((each) => toRecord(each)['option']);
  return options.length === 0 || options.includes(value);
}
