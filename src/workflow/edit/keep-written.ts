import { isEqual } from '../json/equal.ts';
import { isRecord } from '../json/values.ts';

/** What became of one value, or of all parameters of a node that was kept. */
export interface Rewritten {
  /** As n8n has it. */
  was: unknown;
  /** As the change wrote it. */
  wanted: unknown;
  /** What the shapes of the node's version make of `wanted`. */
  shaped: unknown;
  /** What they would make of `was`: where they know better than n8n, they are not asked. */
  shapedBefore: unknown;
}

/**
 * What the change left alone is the very same value; what it wrote stands where it wrote it, in n8n's shape where the
 * shape of just that value is known. Nothing else is added, moved or taken away. Pure.
 */
export function keepWritten({ was, wanted, shaped, shapedBefore }: Rewritten): unknown {
  if (isEqual(was, wanted)) return was;
  if (isRecord(was) && isRecord(wanted)) {
    const keys = [...Object.keys(was), ...Object.keys(wanted).filter((key) => !Object.hasOwn(was, key))];
    const kept = keys.filter((key) => Object.hasOwn(wanted, key));
    return Object.fromEntries(
      kept.map((key) => {
        // Whatever has no counterpart among the shaped values was moved by them: it stays where it was written.
        const inner = { was: was[key], wanted: wanted[key], shapedBefore: at(shapedBefore, key) };
        return [key, keepWritten({ ...inner, shaped: has(shaped, key) ? at(shaped, key) : wanted[key] })];
      }),
    );
  }
  if (Array.isArray(was) && Array.isArray(wanted)) {
    const aligned = Array.isArray(shaped) && shaped.length === wanted.length;
    const before = pairItems(was, wanted);
    return wanted.map((item: unknown, index) => {
      // An item that only moved up or down is nothing new.
      if (was.some((one) => isEqual(one, item))) return item;
      const from = before(index);
      const inner = { was: was[from], wanted: item, shapedBefore: at(shapedBefore, from) };
      return keepWritten({ ...inner, shaped: aligned ? shaped[index] : item });
    });
  }
  return was === undefined || isEqual(was, shapedBefore) ? shaped : wanted;
}

/** Which item of a list each item of the new list was; beyond the list for one that was put in. */
function pairItems(was: readonly unknown[], wanted: readonly unknown[]): (index: number) => number {
  let start = 0;
  while (start < Math.min(was.length, wanted.length) && isEqual(was[start], wanted[start])) start += 1;
  let end = 0;
  while (start + end < Math.min(was.length, wanted.length) && isEqual(was.at(-1 - end), wanted.at(-1 - end))) end += 1;
  return (index) => (start === was.length - end ? was.length : index);
}

const has = (holder: unknown, key: string): boolean => isRecord(holder) && Object.hasOwn(holder, key);

function at(holder: unknown, key: string | number): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
  return (holder as Record<string | number, unknown>)[key];
}
