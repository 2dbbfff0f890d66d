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
