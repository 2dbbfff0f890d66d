type Headers = Record<string, string | string[] | undefined>;

const firstRestMs = 1_000;
const longestGuessMs = 60_000;

/** `Retry-After`, in seconds or as an HTTP date, as milliseconds from now; undefined when n8n does not say. */
export function retryAfter(headers: Headers): number | undefined {
  const header = headers['retry-after'];
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined;
}

/**
 * How long to leave n8n alone after a 429: as it says, else longer with every refusal of the same call. Never less
 * than a second: dates have no smaller parts, and clocks differ.
 */
export function askedToRest(headers: Headers, refused: number): number {
  const guess = Math.min(firstRestMs * 2 ** (refused - 1), longestGuessMs);
  return Math.max(retryAfter(headers) ?? guess, firstRestMs);
}
