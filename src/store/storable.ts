/** JSON of a NUL or of half a surrogate pair; PostgreSQL takes neither. */
const notStorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** What was received, without what PostgreSQL would refuse in any of its texts. */
export function storable<T>(received: T): T {
  return notStorable.test(JSON.stringify(received) ?? '') ? (mend(received) as T) : received;
}

function mend(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mend(key), mend(inner)]));
}
