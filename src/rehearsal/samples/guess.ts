import type { OutputShape } from '#src/catalog/outputs.ts';

/** An example for a field, by its name; the same at every time, so that two rehearsals can be compared. */
const byName: readonly (readonly [name: RegExp, value: unknown])[] = [
  [/status_?code/i, 200],
  [/e-?mail|sender|recipient|^(?:from|to|cc)$/i, 'anna@example.com'],
  [/phone|mobile|^tel/i, '+12025550100'],
  [/url|link|href|website|^uri$/i, 'https://example.com/1'],
  [/temperature|humidity|precipitation/i, 18],
  [/^lat(?:itude)?$/i, 52.52],
  [/^(?:lon|lng|longitude)$/i, 13.41],
  [/country/i, 'DE'],
  [/amount|cents|price|total|(?:^|_)sum(?:_|$)|cost|revenue|salary|discount$|betrag|preis|monto|montant/i, 120],
  [/(?:^|_)count(?:_|$)|counter$|quantity|qty|number_of|stock|score|rating|percent|^age$/i, 3],
  [/^(?:is|has|can)[A-Z_]|enabled|active|done|completed|approved/, true],
  [/[a-z]Count$/, 3],
  [/(?<!up)date|time|_at$|At$|^(?:created|updated|due|start|end)$/, '2026-01-15T09:30:00.000Z'],
  [/first_?name|vorname|prenom|nombre/i, 'Anna'],
  [/last_?name|nachname|surname|apellido/i, 'Example'],
  [/^(?:full_?)?name$|author|customer|client|owner|user_?name/i, 'Anna Example'],
  [/company|organi[sz]ation|firma/i, 'Example Ltd'],
  [/subject|title|headline|betreff/i, 'Example title'],
  [/text|body|message|content|description|comment|note|snippet|question/i, 'Example text'],
  [/status|state|stage/i, 'open'],
  [/currency/i, 'EUR'],
  [/city|stadt/i, 'Berlin'],
  [/(?:^|_)id$|Id$|^key$|^sku$/, '1001'],
];

/** What a value is compared as, where the workflow says so. */
export type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'dateTime';
const ofKind: Record<Exclude<Kind, 'string'>, unknown> = {
  number: 120,
  boolean: true,
  array: [],
  object: {},
  dateTime: '2026-01-15T09:30:00.000Z',
};

/** What a field of this name might hold, where nothing else is known of it. The first name that says something counts. */
export function guess(name: string, ...others: string[]): unknown {
  const known = [name, ...others].flatMap((each) => byName.find(([pattern]) => pattern.test(each))?.slice(1) ?? []);
  return known[0] ?? `Example ${others.at(-1) ?? name}`;
}

/** The same for a field that is compared as something. */
export function guessAs(kind: Kind | undefined, name: string): unknown {
  const guessed = guess(name);
  if (kind === undefined) return guessed;
  if (kind === 'string') return typeof guessed === 'string' ? guessed : String(guessed);
  return kind === 'number' && typeof guessed === 'number' ? guessed : ofKind[kind];
}

/** An example of what n8n describes. @param name of the field it stands in */
export function exampleOf(shape: OutputShape, name = ''): unknown {
  if (Array.isArray(shape)) return shape[0] === '0' ? [] : [exampleOf(shape[0], name.replace(/s$/, ''))];
  if (typeof shape === 'object')
    return Object.fromEntries(Object.entries(shape).map(([field, each]) => [field, exampleOf(each, field)]));
  const guessed = guess(name);
  if (shape === 's') return typeof guessed === 'string' ? guessed : String(guessed);
  if (shape === 'n') return typeof guessed === 'number' ? guessed : 1;
  return shape === 'b' ? true : null;
}
