import { describe, expect, it } from 'vitest';
import { readAway } from '#src/language/away-words.ts';

describe('what somebody says about being away', () => {
  it.each([
    ['I am away until Friday, Bo decides for me', { until: { weekday: 5 }, deputy: 'Bo' }],
    ["I'm away until 2026-12-05.", { until: { date: '2026-12-05' } }],
    ['away until tomorrow and @U0BO decides', { until: 'tomorrow', deputy: '@U0BO' }],
    ['ich bin bis Freitag weg, Bo Meier entscheidet für mich', { until: { weekday: 5 }, deputy: 'Bo Meier' }],
    ['abwesend bis 5.12.2026', { until: { date: '2026-12-05' } }],
    ['abwesend bis morgen, Bo entscheidet', { until: 'tomorrow', deputy: 'Bo' }],
    ['je suis absente jusqu’à vendredi, Bo décide pour moi', { until: { weekday: 5 }, deputy: 'Bo' }],
    ["absent jusqu'au 2026-12-05", { until: { date: '2026-12-05' } }],
    ['estoy fuera hasta el viernes, Bo decide por mí', { until: { weekday: 5 }, deputy: 'Bo' }],
    ['ausente hasta mañana', { until: 'tomorrow' }],
    ['Ana is away until today, Bo decides for her', { who: 'Ana', until: 'today', deputy: 'Bo' }],
    ['Ana Gómez ist bis Montag abwesend, Bo entscheidet', { who: 'Ana Gómez', until: { weekday: 1 }, deputy: 'Bo' }],
    ['Ana est absente jusqu’à lundi, Bo décide à sa place', { who: 'Ana', until: { weekday: 1 }, deputy: 'Bo' }],
    ['Ana está ausente hasta el lunes, Bo decide', { who: 'Ana', until: { weekday: 1 }, deputy: 'Bo' }],
  ])('%s', (said, expected) => {
    expect(readAway(said)).toEqual({ act: 'away', ...expected });
  });

  it.each([
    'I am back',
    'I’m back!',
    'ich bin wieder da',
    'ich bin zurück.',
    'je suis de retour',
    'he vuelto',
    'ya estoy de vuelta',
  ])('%s', (said) => {
    expect(readAway(said)).toEqual({ act: 'back' });
  });

  it.each(['Ana is back', 'Ana ist wieder da', 'Ana est de retour', 'Ana ha vuelto'])('%s', (said) => {
    expect(readAway(said)).toEqual({ act: 'back', who: 'Ana' });
  });

  it.each([
    'when Ana is away until Friday, send a mail to Bo',
    'every day until Friday post "I am away" to #team',
    'I am away until later',
    'away until 2026-02-30',
    'I am away until Friday, Bo decides for me and every day at 8 post to #team',
    `${'a'.repeat(10_000)} is away until Friday`,
  ])('is nothing else: %s', (said) => {
    const read = readAway(said);
    // A name is one of somebody the policy names, so this is about nobody.
    expect(read === undefined || ('who' in read && read.who?.startsWith('when '))).toBe(true);
  });
});
