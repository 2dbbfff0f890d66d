import type { Clause } from './clauses.ts';
import { base, fieldsOf, type Piece } from './pieces.ts';
import type { StepContext } from './step-text.ts';
import { cityAt } from './timezones.ts';
import { capitalize, toName } from './words.ts';

/** Latitude and longitude of places people ask for most; others are looked up when the workflow runs. */
const places: Record<string, [number, number]> = {
  amsterdam: [52.37, 4.89],
  athens: [37.98, 23.73],
  berlin: [52.52, 13.41],
  bern: [46.95, 7.45],
  brussels: [50.85, 4.35],
  cairo: [30.04, 31.24],
  copenhagen: [55.68, 12.57],
  dublin: [53.35, -6.26],
  helsinki: [60.17, 24.94],
  lisbon: [38.72, -9.14],
  london: [51.51, -0.13],
  madrid: [40.42, -3.7],
  'new york': [40.71, -74.01],
  oslo: [59.91, 10.75],
  paris: [48.86, 2.35],
  prague: [50.08, 14.44],
  rome: [41.9, 12.5],
  'san francisco': [37.77, -122.42],
  singapore: [1.35, 103.82],
  stockholm: [59.33, 18.07],
  sydney: [-33.87, 151.21],
  tokyo: [35.68, 139.69],
  vienna: [48.21, 16.37],
  warsaw: [52.23, 21.01],
  zurich: [47.38, 8.54],
};

const mentions = /\b(?:weather|forecast|temperatures?)\b/;

export function mentionsWeather(clause: Clause): boolean {
  return mentions.test(clause.mask.replace(/[#@]\S+/g, ' ')) && !/\b(?:https?:|if|when)\b/.test(clause.mask);
}

/** City of the request: "in Berlin", "for New York", else the one the time zone is named after. */
function cityOf(request: string, timezone: string): { city: string; assumed: boolean } | undefined {
  for (const found of request.matchAll(/\b(?:in|for|at|of|from) (?=[A-Z\p{Lu}])/gu)) {
    const rest = request.slice(found.index + found[0].length, found.index + found[0].length + 90);
    const known = cityAt(rest)?.city ?? /^\p{Lu}[\p{L}-]{1,30}(?: \p{Lu}[\p{L}-]{1,30}){0,2}/u.exec(rest)?.[0];
    if (
      known &&
      !/^(?:Slack|Teams|Gmail|Google|Microsoft|GitHub|UTC|CET|EST|PST|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Celsius)\b/.test(
        known,
      )
    )
      return { city: known, assumed: false };
  }
  const lower = /\b(?:in|for) (\p{L}[\p{L} .-]{1,60})/iu.exec(request)?.[1];
  const spoken = lower ? cityAt(lower) : undefined;
  if (spoken) return { city: capitalize(spoken.city), assumed: false };
  const zoneCity =
    timezone.includes('/') && !timezone.startsWith('Etc/')
      ? timezone.split('/').at(-1)?.replaceAll('_', ' ')
      : undefined;
  return zoneCity ? { city: zoneCity, assumed: true } : undefined;
}

const measures =
  'current=temperature_2m,wind_speed_10m&daily=temperature_2m_max,temperature_2m_min,precipitation_probability_max&forecast_days=1&timezone=auto';
const service = 'https://api.open-meteo.com/v1/forecast';

/**
 * Nodes that fetch today's weather from Open-Meteo, which needs no key. A place that is not in the short list is
 * looked up by name when the workflow runs. "no-city" when no place is said and the time zone names none.
 */
export function weatherSteps(context: StepContext): Piece[] | 'no-city' {
  const place = cityOf(context.request, context.timezone);
  if (!place) return 'no-city';
  const city = place.city.replace(/[^\p{L} .-]/gu, '');
  const point = Object.hasOwn(places, city.toLowerCase()) ? places[city.toLowerCase()] : undefined;
  const assumptions = ['The weather comes from Open-Meteo, a public service that needs no key.'];
  if (place.assumed) assumptions.push(`No place was named: the weather of ${city} is used.`);
  const yields: Piece['yields'] = {
    base: '.current',
    what: 'weather report',
    fields: fieldsOf({
      temperature: '.current.temperature_2m',
      'the temperature': '.current.temperature_2m',
      wind: '.current.wind_speed_10m',
      'wind speed': '.current.wind_speed_10m',
      rain: '.daily.precipitation_probability_max[0]',
      'chance of rain': '.daily.precipitation_probability_max[0]',
    }),
    text: `Weather in ${city}: {{ $.current.temperature_2m }} °C now, {{ $.daily.temperature_2m_min[0] }} to {{ $.daily.temperature_2m_max[0] }} °C today, chance of rain {{ $.daily.precipitation_probability_max[0] }} %, wind {{ $.current.wind_speed_10m }} km/h`,
  };
  const report = (url: string): Piece => ({
    name: toName(`Weather in ${city}`),
    type: base('httpRequest'),
    parameters: { method: 'GET', url, options: {} },
    yields,
    assumptions,
  });
  if (point) return [report(`${service}?latitude=${point[0]}&longitude=${point[1]}&${measures}`)];
  const lookup: Piece = {
    name: toName(`Find ${city}`),
    type: base('httpRequest'),
    parameters: {
      method: 'GET',
      url: `https://geocoding-api.open-meteo.com/v1/search?name=${encodeURIComponent(city)}&count=1`,
      options: {},
    },
    assumptions: [`${city} is looked up by name when the workflow runs.`],
  };
  return [
    lookup,
    report(
      `=${service}?latitude={{ $json.results[0].latitude }}&longitude={{ $json.results[0].longitude }}&${measures}`,
    ),
  ];
}
