import type { DraftNode } from '#src/model/draft.ts';
import { formatPath, type Path, parsePath, removeAt, setAt, valueAt } from '../json/paths.ts';
import type { DraftOperation } from './operations.ts';

/** Characters of JSON one value may have; a workflow as a whole is checked by the validator. */
const maxValueLength = 100_000;

type Of<Op extends DraftOperation['op']> = Extract<DraftOperation, { op: Op }>;
export type ValueOperation = Of<
  | 'setParameter'
  | 'unsetParameter'
  | 'appendText'
  | 'prependText'
  | 'replaceText'
  | 'insertItem'
  | 'setItem'
  | 'removeItem'
>;

/** The path an operation names inside the parameters; undefined when it is none. */
export const pathOf = ({ path }: Pick<ValueOperation, 'path'>): Path | undefined =>
  parsePath(path.replace(/^parameters\./, ''));

/** Does one operation on the parameters of a node in place. Says why it cannot be done, and what to do instead. */
export function changeValue(
  node: Pick<DraftNode, 'name' | 'parameters'>,
  operation: ValueOperation,
): string | undefined {
  const path = pathOf(operation);
  if (!path)
    return `"${operation.path}" is no path. Write it like text, options.timeout or rule.interval[0].triggerAtHour.`;
  switch (operation.op) {
    case 'setParameter':
      return setValue(node, path, operation.value);
    case 'unsetParameter':
      if (removeAt(node.parameters, path)) return undefined;
      return `"${node.name}" has no parameter "${operation.path}" to unset. ${presentKeys(node, path)}`;
    case 'appendText':
    case 'prependText':
    case 'replaceText':
      return changeText(node, path, operation);
    case 'insertItem':
    case 'setItem':
    case 'removeItem':
      return changeList(node, path, operation);
    default:
      return operation satisfies never;
  }
}

type Holder = Pick<DraftNode, 'name' | 'parameters'>;

function setValue({ name, parameters }: Holder, path: Path, given: unknown): string | undefined {
  if (given === undefined) return 'setParameter needs a value; use unsetParameter to take one away.';
  const value: unknown = structuredClone(given);
  if (JSON.stringify(value).length > maxValueLength)
    return `The value for "${formatPath(path)}" is longer than ${maxValueLength} characters. Shorten it.`;
  const problem = setAt(parameters, path, value);
  return problem ? `"${formatPath(path)}" of "${name}" cannot be set: ${problem}.` : undefined;
}

function changeText(
  node: Holder,
  path: Path,
  operation: Of<'appendText' | 'prependText' | 'replaceText'>,
): string | undefined {
  const text = valueAt(node.parameters, path);
  if (typeof text !== 'string') {
    const what = text === undefined ? 'is not set' : 'is no text';
    return `"${operation.path}" of "${node.name}" ${what}: use setParameter, or the path of the text. ${presentKeys(node, path)}`;
  }
  const changed = withText(text, operation);
  if (typeof changed !== 'string') return `"${operation.path}" of "${node.name}": ${changed.problem}`;
  return setValue(node, path, changed);
}

function withText(
  text: string,
  operation: Of<'appendText' | 'prependText' | 'replaceText'>,
): string | { problem: string } {
  if (operation.op !== 'replaceText') {
    const { op, text: added } = operation;
    if (op === 'appendText') return `${text}${added}`;
    // The sign of an expression stays first.
    return text.startsWith('=') ? `=${added.replace(/^=/, '')}${text.slice(1)}` : `${added}${text}`;
  }
  const { find, replace, which } = operation;
  const parts = text.split(find);
  const count = parts.length - 1;
  if (count === 0)
    return { problem: `${quote(find)} does not stand there. Copy it exactly, spaces and lines included.` };
  if (which === 'all') return parts.join(replace);
  if (which === undefined && count > 1)
    return {
      problem: `${quote(find)} stands there ${count} times. Copy more around it, or say which (1 to ${count}, or "all").`,
    };
  const place = which ?? 1;
  if (place > count) return { problem: `${quote(find)} stands there ${count === 1 ? 'once' : `${count} times`} only.` };
  return `${parts.slice(0, place).join(find)}${replace}${parts.slice(place).join(find)}`;
}

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);

function changeList(
  node: Holder,
  path: Path,
  operation: Of<'insertItem' | 'setItem' | 'removeItem'>,
): string | undefined {
  const list = valueAt(node.parameters, path);
  const where = `"${operation.path}" of "${node.name}"`;
  if (list === undefined && operation.op === 'insertItem' && !operation.index)
    return setValue(node, path, [operation.value]);
  if (!Array.isArray(list)) return `${where} is no list. ${presentKeys(node, path)}`;
  const index = operation.index ?? list.length;
  const last = operation.op === 'insertItem' ? list.length : list.length - 1;
  if (index > last) return `${where} is a list of ${list.length}, counted from 0: there is no place ${index}.`;
  if (operation.op === 'removeItem') {
    list.splice(index, 1);
    return undefined;
  }
  if (operation.value === undefined) return `${operation.op} needs a value.`;
  if (JSON.stringify(operation.value).length > maxValueLength)
    return `The value for ${where} is longer than ${maxValueLength} characters. Shorten it.`;
  list.splice(index, operation.op === 'setItem' ? 1 : 0, structuredClone(operation.value));
  return undefined;
}

function presentKeys({ parameters }: Holder, path: Readonly<Path>): string {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const holder = valueAt(parameters, path.slice(0, depth));
    if (typeof holder !== 'object' || holder === null) continue;
    const keys = Object.keys(holder).slice(0, 20);
    return keys.length > 0 ? `Set there: ${keys.join(', ')}.` : 'Nothing is set there.';
  }
  return 'Nothing is set there.';
}
