const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock shows somewhere. */
export interface ClockShown {
  /** As ISO 8601 has it. */
  date: string;
  /** 0 is Sunday. */
  weekday: number;
  /** Minutes since midnight, as the clock shows them. */
  minute: number;
}

/** What clocks show at that moment where the clock is that of `timezone` (IANA; UTC where it is none). */
export function clockIn(timezone: string, at: Date): ClockShown {
  const parts = Object.fromEntries(
    formatFor(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return {
    date,
    weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

/** The first moment of a day (ISO 8601) there; where clocks skip midnight, what comes instead of it. */
export function startOfDay(date: string, timezone: string): Date {
  const quarter = 15 * 60_000;
  // Clocks are at most so far from UTC.
  let at = new Date(`${date}T00:00:00Z`).getTime() - 16 * 3_600_000;
  while (clockIn(timezone, new Date(at)).date < date) at += quarter;
  return new Date(at);
}

/** So many days after that day; both as ISO 8601 has them. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en', { ...options, timeZone: timezone });
  } catch {
    format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
  if (formats.size < 1_000) formats.set(timezone, format);
  return format;
}
