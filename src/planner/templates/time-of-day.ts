/** A time of day such as `9`, `09:30`, `9.30`, `5 pm`; undefined when it is none. */
export function parseClock(text: string): { hour: number; minute: number } | undefined {
  const found = /^(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.|uhr|h)?$/i.exec(text.trim());
  if (!found) return undefined;
  const half = found[3]?.toLowerCase().charAt(0);
  const given = Number(found[1]);
  if ((half === 'a' || half === 'p') && (given < 1 || given > 12)) return undefined;
  const hour = half === 'p' ? (given % 12) + 12 : half === 'a' ? given % 12 : given;
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}
