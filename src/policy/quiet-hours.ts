import { clockIn } from '#src/clock-in-zone.ts';

/** When nobody is written to unasked: from and until when by day, and whether the weekend is such a time too. */
export interface QuietHours {
  /** `20:00-07:00`; empty for none. */
  quietHours: string;
  quietWeekends: boolean;
}

/** `HH:MM-HH:MM`, not the same twice. */
export const quietPattern = /^(?:([01]\d|2[0-3]):([0-5]\d)-(?!\1:\2$)([01]\d|2[0-3]):([0-5]\d))?$/;

/** A weekend with the nights around it. */
const mostMs = 4 * 24 * 3_600_000;
const minuteMs = 60_000;

/**
 * Until when somebody whose clock is that of `timezone` (IANA) is left alone at that moment; undefined where they are not.
 * By what their clock shows, so an hour that is skipped or comes twice changes nothing. Pure.
 */
export function quietUntil(quiet: QuietHours, at: Date, timezone: string): Date | undefined {
  if (!isQuiet(quiet, at, timezone)) return undefined;
  const first = Math.floor(at.getTime() / minuteMs + 1) * minuteMs;
  let then = first;
  while (then - first < mostMs && isQuiet(quiet, new Date(then), timezone)) then += minuteMs;
  return new Date(then);
}

function isQuiet({ quietHours, quietWeekends }: QuietHours, at: Date, timezone: string): boolean {
  const { weekday, minute } = clockIn(timezone, at);
  if (quietWeekends && (weekday === 0 || weekday === 6)) return true;
  const [, fromHour, fromMinute, untilHour, untilMinute] = quietPattern.exec(quietHours) ?? [];
  if (fromHour === undefined) return false;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const until = Number(untilHour) * 60 + Number(untilMinute);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}
