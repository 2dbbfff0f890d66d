/** "24 December" as the language has it, of a month from 1 to 12. */
export const dayOfYear = (language: string, day: number, month: number): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, month - 1, day)),
  );

/** "28 Nov" where and as the reader has it; of another year with the year. Undefined for an unusable time. @param now milliseconds since 1970 */
export function dayIn(
  { locale, timezone }: { locale: string; timezone: string },
  at: string,
  now = Date.now(),
): string | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = Math.abs(now - date.getTime()) > halfYearMs ? ({ year: 'numeric' } as const) : {};
  const options = { day: 'numeric', month: 'short', ...year } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: timezone }).format(date);
  } catch {
    // Platforms may name a place this machine does not know.
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  }
}

const halfYearMs = 183 * 24 * 3_600_000;
