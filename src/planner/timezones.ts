import { isTimezone } from '#src/workflow/schedule/timezone.ts';
import { toLower } from './words.ts';

/** Part of the text that was understood, as [start, end). */
export interface Span {
  start: number;
  end: number;
  /** What stands in its place for the rest of the grammar. */
  replacement?: string;
}

const cities = new Map<string, string>();
/** Understood only before the word "time". */
const zoneNames = new Map<string, string>();
for (const zone of Intl.supportedValuesOf('timeZone')) {
  const city = zone.includes('/') ? zone.split('/').at(-1) : undefined;
  if (city) cities.set(city.replaceAll('_', ' ').toLowerCase(), zone);
}
/** Big cities that give no zone its name. */
const otherCities: Record<string, string> = {
  'Europe/Berlin': 'munich,hamburg,frankfurt,cologne,stuttgart,germany',
  'Europe/Rome': 'milan,naples,italy',
  'Europe/Madrid': 'barcelona,valencia,spain',
  'Europe/Zurich': 'geneva,basel,bern,switzerland',
  'Europe/London': 'manchester,edinburgh,birmingham,uk',
  'Europe/Paris': 'lyon,marseille,france',
  'Europe/Kyiv': 'kyiv,kiev',
  'America/New_York': 'boston,miami,washington,philadelphia,atlanta',
  'America/Chicago': 'dallas,houston,austin',
  'America/Los_Angeles': 'san francisco,seattle,san diego,portland,california',
  'Asia/Shanghai': 'beijing,shenzhen',
  'Asia/Kolkata': 'mumbai,delhi,new delhi,bangalore,kolkata,india',
  'Asia/Tokyo': 'osaka,kyoto,japan',
};
const spokenZones: Record<string, string> = {
  'America/New_York': 'eastern,us eastern',
  'America/Chicago': 'us central',
  'America/Denver': 'us mountain',
  'America/Los_Angeles': 'pacific,us pacific',
  'Europe/Berlin': 'central european',
  'Asia/Kolkata': 'indian',
};
for (const [zone, names] of Object.entries(otherCities)) for (const name of names.split(',')) cities.set(name, zone);

for (const [zone, names] of Object.entries(spokenZones)) for (const name of names.split(',')) zoneNames.set(name, zone);

const abbreviations = new Map<string, string>([
  ['utc', 'UTC'],
  ['gmt', 'UTC'],
  ['cet', 'Europe/Berlin'],
  ['cest', 'Europe/Berlin'],
  ['bst', 'Europe/London'],
  ['wet', 'Europe/Lisbon'],
  ['eet', 'Europe/Helsinki'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['et', 'America/New_York'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['ct', 'America/Chicago'],
  ['mst', 'America/Denver'],
  ['mdt', 'America/Denver'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['pt', 'America/Los_Angeles'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
  ['sgt', 'Asia/Singapore'],
  ['aest', 'Australia/Sydney'],
  ['aedt', 'Australia/Sydney'],
]);

/** Zone of a city by its plain name, as far as Intl or the short list above knows it. */
function zoneOfCity(name: string): string | undefined {
  return cities.get(toLower(name).trim());
}

/** City at the beginning of `text` (up to three words), with the number of characters it takes. */
export function cityAt(text: string): { zone: string; city: string; length: number } | undefined {
  const words = /^[\p{L}.'-]{1,30}(?: [\p{L}.'-]{1,30}){0,2}/u.exec(text)?.[0].split(' ') ?? [];
  for (let count = words.length; count > 0; count -= 1) {
    const name = words
      .slice(0, count)
      .join(' ')
      .replace(/[.,]+$/, '');
    const zone = zoneOfCity(name);
    if (zone) return { zone, city: name, length: name.length };
  }
  return undefined;
}

/**
 * Finds a time zone that is named as such: an IANA name, an abbreviation in capitals, or "<city> time".
 * A bare "in <city>" may be a place; the schedule grammar reads it only right behind a schedule.
 */
export function findTimezone(text: string): (Span & { zone: string }) | undefined {
  for (const found of text.matchAll(
    /\b(?:in )?([A-Za-z]{2,20}\/[A-Za-z_]{2,30}(?:\/[A-Za-z_]{2,30})?)\b(?: time(?:zone)?)?/g,
  )) {
    const zone = found[1] ?? '';
    if (isTimezone(zone)) return { zone: canonical(zone), start: found.index, end: found.index + found[0].length };
  }
  for (const found of text.matchAll(/(\d ?(?:am|pm|AM|PM)? ?|in |\()?\b([A-Za-z]{2,4})\b(?: time(?:zone)?\b)?\)?/g)) {
    const word = found[2] ?? '';
    const zone = abbreviations.get(word.toLowerCase());
    if (!zone) continue;
    const spoken = word === word.toUpperCase() || /^\d/.test(found[1] ?? '');
    if (!spoken) continue;
    const start = found.index + (found[1] && /^\d/.test(found[1]) ? found[1].length : 0);
    return { zone, start, end: found.index + found[0].length };
  }
  for (const found of text.matchAll(/ time(?:zone)?\b/g)) {
    const before = text.slice(Math.max(0, found.index - 60), found.index);
    const words = before.split(/\s+/).slice(-3);
    for (let skip = 0; skip < words.length; skip += 1) {
      const name = words.slice(skip).join(' ');
      const zone = zoneNames.get(name.toLowerCase()) ?? zoneOfCity(name);
      if (!zone) continue;
      const start = found.index - name.length;
      const withIn = text.slice(Math.max(0, start - 3), start).toLowerCase() === 'in ' ? start - 3 : start;
      return { zone, start: withIn, end: found.index + found[0].length };
    }
  }
  return undefined;
}

function canonical(zone: string): string {
  const wanted = zone.toLowerCase();
  return Intl.supportedValuesOf('timeZone').find((known) => known.toLowerCase() === wanted) ?? zone;
}
