/**
 * A list as PostgreSQL writes an array, to be sent as one value: `id = any(?::uuid[])` finds rows by the index of `id`,
 * which a comparison of `id::text` does not.
 */
export function toArray(values: Iterable<string | number>): string {
  const quoted = [...values].map((value) => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`);
  return `{${quoted.join(',')}}`;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether it can be an id of a row: PostgreSQL refuses to compare anything else with one. */
export const isUuid = (text: string): boolean => uuid.test(text);
