const presets = new Set('@yearly @monthly @weekly @daily @hourly @minutely @secondly @weekdays @weekends'.split(' '));
/** n8n reads these wherever they stand, also where they make no sense. */
const names = new Map([
  ...'jan feb mar apr may jun jul aug sep oct nov dec'
    .split(' ')
    .map((name, index): [string, number] => [name, index + 1]),
  ...'sun mon tue wed thu fri sat'.split(' ').map((name, index): [string, number] => [name, index]),
]);
/** Least and most of second, minute, hour, day, month and weekday; 0 and 7 are Sunday. */
const limits: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
/** Days of the longest month with this number, 1 is January. */
const longest = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * True for what n8n's own timer takes and fires on: five fields, six with seconds first, or one of its words such as
 * `@daily`. It is stricter than other cron dialects: no `?`, `L`, `W`, `#`, no range from Friday to Monday, and a date
 * that never comes, such as the 31st of February, is refused as well.
 */
export function isCron(text: string): boolean {
  const line = text.trim().toLowerCase();
  if (line.length > 200) return false;
  if (presets.has(line)) return true;
  const parts = line.split(/\s+/);
  if (parts.length < 5 || parts.length > 6) return false;
  const all = parts.length === 6 ? parts : ['0', ...parts];
  const read = all.map((part, index) => valuesOf(part, index));
  if (read.some((values) => values === undefined)) return false;
  const [, , , days, inMonths] = read;
  if (!days || !inMonths || all[5] !== '*') return true;
  return [...inMonths].some((month) => [...days].some((day) => day <= (longest[month] ?? 0)));
}

/** True when the expression has seconds that are no single number, so that it fires more than once a minute. */
export function isWithinMinute(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return parts.length === 6 && !/^\d+$/.test(parts[0] ?? '');
}

function valuesOf(part: string, index: number): Set<number> | undefined {
  const [least, most] = limits[index] ?? [0, -1];
  const values = new Set<number>();
  for (const range of part.split(',')) {
    const match = /^(\*|[a-z]+|\d{1,4})(?:-([a-z]+|\d{1,4}))?(?:\/(\d{1,4}))?$/.exec(range);
    if (!match || (match[1] === '*' && match[2] !== undefined)) return undefined;
    const step = Number(match[3] ?? '1');
    const from = match[1] === '*' ? least : toValue(match[1] ?? '');
    const single = match[3] === undefined ? from : most;
    const to = match[1] === '*' ? most : match[2] === undefined ? single : toValue(match[2]);
    if (!(step > 0 && from >= least && to <= most && from <= to)) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

/** NaN for a word that names nothing. */
const toValue = (word: string): number => (/^\d+$/.test(word) ? Number(word) : (names.get(word) ?? Number.NaN));
