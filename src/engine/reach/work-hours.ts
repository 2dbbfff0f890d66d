/** From and until when somebody may be reminded, by their own clock, Monday to Friday. */
const [fromHour, untilHour] = [8, 18];

/** Whether that is a working day by day where the clock is that of `timezone` (IANA; UTC where it is none). */
export function isWorkTime(at: Date, timezone: string): boolean {
  const parts = partsAt(at, timezone) ?? partsAt(at, 'UTC');
  if (!parts) return false;
  const hour = Number(parts.find(({ type }) => type === 'hour')?.value);
  const day = parts.find(({ type }) => type === 'weekday')?.value ?? '';
  return !['Sat', 'Sun'].includes(day) && hour >= fromHour && hour < untilHour;
}

function partsAt(at: Date, timeZone: string): Intl.DateTimeFormatPart[] | undefined {
  try {
    const options = { weekday: 'short', hour: 'numeric', hourCycle: 'h23', timeZone } as const;
    return new Intl.DateTimeFormat('en', options).formatToParts(at);
  } catch {
    return undefined;
  }
}
