/** What was said under the first of several names that has it, and everything else. */
export interface Taken {
  key: string | undefined;
  value: unknown;
  rest: Record<string, unknown>;
}

/** Takes out one value that may stand under several names; the others stay in the rest, so that nothing is lost. */
export function take(
  given: Record<string, unknown>,
  keys: readonly string[],
  accepts: (value: unknown) => boolean = isSaid,
): Taken {
  const key = keys.find((one) => Object.hasOwn(given, one) && accepts(given[one]));
  if (key === undefined) return { key, value: undefined, rest: given };
  const { [key]: value, ...rest } = given;
  return { key, value, rest };
}

export const isSaid = (value: unknown): boolean => value !== undefined && value !== null;

/** Renames a key where the new name is free. Changes the object. */
export function move(holder: Record<string, unknown>, from: string, to: string): void {
  if (holder[from] === undefined || holder[to] !== undefined) return;
  holder[to] = holder[from];
  delete holder[from];
}
