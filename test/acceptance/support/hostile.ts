import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What breaks careless readers: wrong types, long, deep, not storable, or meaning something elsewhere. */
const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    'A'.repeat(20_000),
    'null\0byte',
    'lone \ud800 surrogate',
    '\u202ertl',
    '__proto__',
    'constructor',
    '<!channel> <@U0ANA> <https://evil.example|here>',
    '<at>everyone</at>',
    '../../etc/passwd',
    '%00%ff%2e%2e%2f',
    "'; drop table inbound_events; --",
    '{{ $env }} ={{ process.exit(1) }}',
    '${jndi:ldap://127.0.0.1:9/x}',
    'http://169.254.169.254/latest/meta-data',
    '1e999',
    '2026-13-45T99:99:99Z',
    '00000000-0000-0000-0000-000000000000',
    [],
    {},
    [[[[[[[[[[]]]]]]]]]],
    Array.from({ length: 300 }, () => 'x'),
    { toString: 'x', valueOf: 'x', length: 'x' },
    { length: 1e9 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

interface Mutation {
  at: number;
  how: 'replace' | 'drop' | 'add' | 'wrap';
  key: string;
  value: Json;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'wrap'),
  key: fc.constantFrom('__proto__', 'constructor', 'type', 'id', 'subtype', 'bot_id', 'value', 'then', 'x'),
  value: hostileValue,
});

/** A payload somebody really sends with one to four places of it spoilt. */
export function spoilt(payloads: readonly unknown[]): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.nat({ max: payloads.length - 1 }), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([which, mutations]) => {
      const copy = structuredClone(payloads[which]) as Json;
      return mutations.reduce(spoil, copy);
    });
}

function spoil(document: Json, { at, how, key, value: shared }: Mutation): Json {
  // Later mutations reach into it, and the same one serves many payloads.
  const value = structuredClone(shared);
  const places = placesIn(document);
  const place = places[at % Math.max(places.length, 1)];
  if (!place) return value;
  const { holder, name } = place;
  const found = (holder as Record<string, Json>)[name];
  if (how === 'drop') delete (holder as Record<string, Json>)[name];
  // An own member called __proto__, as JSON.parse makes it.
  else if (how === 'add')
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  else (holder as Record<string, Json>)[name] = how === 'wrap' ? [found ?? null] : value;
  return document;
}

function placesIn(document: Json): { holder: object; name: string }[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.keys(document).flatMap((name) => [
    { holder: document, name },
    ...placesIn((document as Record<string, Json>)[name] as Json),
  ]);
}

/** Bytes of a body: mostly the JSON itself, sometimes cut, garbled, nested too deep or too large. */
export function spoiltBytes(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return fc.tuple(text, fc.nat({ max: 999 }), fc.nat()).map(([body, dice, where]) => {
    const bytes = Buffer.from(body);
    const at = where % Math.max(bytes.length, 1);
    if (dice < 820) return bytes;
    if (dice < 860) return bytes.subarray(0, at);
    if (dice < 900) return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0x00]), bytes.subarray(at)]);
    if (dice < 930) return Buffer.from('['.repeat(20_000));
    if (dice < 960) return Buffer.from('');
    if (dice < 998) return Buffer.from(`${body}${body}`);
    return Buffer.from(`"${'A'.repeat(1_200_000)}"`);
  });
}

export { hostileValue };
