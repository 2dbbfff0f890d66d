import { clockIn } from '#src/clock-in-zone.ts';

/** From and until when somebody may be reminded, by their own clock, Monday to Friday. */
const [fromHour, untilHour] = [8, 18];

/** Whether that is a working day by day where the clock is that of `timezone` (IANA; UTC where it is none). */
export function isWorkTime(at: Date, timezone: string): boolean {
  const { weekday, minute } = clockIn(timezone, at);
  return weekday >= 1 && weekday <= 5 && minute >= fromHour * 60 && minute < untilHour * 60;
}
