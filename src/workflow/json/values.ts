/** True for a JSON object; false for lists and null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is a JSON object, else an empty one. */
export const toRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** The value when it is a list, else an empty one. */
export const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The value when it is text, else undefined. */
export const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value as a word for messages and comparisons; safe for objects whose own `toString` is data. */
export function toWord(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value) ?? '';
  return value === undefined || value === null ? '' : String(value);
}

/** The value as a number; NaN for what is neither a number nor text. */
export function toNumber(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}
