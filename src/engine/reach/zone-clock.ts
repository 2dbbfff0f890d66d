/** Calendar and wall clock of a zone. `weekday`: 0 is Sunday. */
interface WallTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  /** Since midnight. */
  minute: number;
}

/** @param timezone IANA; UTC where it is none */
function wallTime(at: Date, timezone: string): WallTime {
  const parts = new Map(
    formatIn(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: string) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0;
  const [year, month, day] = [of('year'), of('month'), of('day')];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, minute: of('hour') * 60 + of('minute') };
}

/** When the clock there shows that; a time that is left out in spring is an hour later. `day` may be out of the month. */
export function instantAt(
  { year, month, day, minute }: Pick<WallTime, 'year' | 'month' | 'day' | 'minute'>,
  timezone: string,
): Date {
  const asIfUtc = Date.UTC(year, month - 1, day, 0, minute);
  const offsetAt = (time: number): number => {
    const wall = wallTime(new Date(time), timezone);
    return Date.UTC(wall.year, wall.month - 1, wall.day, 0, wall.minute) - Math.floor(time / 60_000) * 60_000;
  };
  return new Date(asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc)));
}

/** When the day began that it is there; with `days` so many before. */
export function midnight(now: Date, timezone: string, days = 0): Date {
  const { year, month, day } = wallTime(now, timezone);
  return instantAt({ year, month, day: day - days, minute: 0 }, timezone);
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone: 'UTC' });
  }
}

/** The first time after `now` at which the clock there shows that minute, on that weekday of a weekly one. */
export function nextSlot(
  now: Date,
  { every, weekday, minute, timezone }: { every: 'day' | 'week'; weekday: number; minute: number; timezone: string },
): Date {
  const today = wallTime(now, timezone);
  for (let days = 0; ; days += 1) {
    if (every === 'week' && (today.weekday + days) % 7 !== weekday) continue;
    const at = instantAt({ ...today, day: today.day + days, minute }, timezone);
    if (at > now) return at;
  }
}
