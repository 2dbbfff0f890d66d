import { expect, it } from 'vitest';
import { readHandover } from '#src/language/handover-words.ts';

it.each([
  ['hand over weather to Bo', 'weather', 'Bo'],
  ['hand it over to @U0BO', 'it', '@U0BO'],
  ['hand over “Weather every morning” to Bo Meier.', 'Weather every morning', 'Bo Meier'],
  ['übergib Wetter an Bo', 'Wetter', 'Bo'],
  ['transmets la météo à Bo', 'la météo', 'Bo'],
  ['traspasa el tiempo a Bo', 'el tiempo', 'Bo'],
])('%s', (said, what, to) => {
  expect(readHandover(said)).toEqual({ what, to });
});

it.each([
  'hand over',
  'every day hand over the report to Bo',
  `hand over ${'a'.repeat(9_000)} to Bo`,
  'hand over a to b, then c',
])('is something else: %s', (said) => {
  expect(readHandover(said)).toBeUndefined();
});
