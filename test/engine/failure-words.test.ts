import { describe, expect, it } from 'vitest';
import { readFailureSaying } from '#src/engine/intake/failure-words.ts';

const today = { act: 'inbox', since: 'today', everybody: false };
const week = { ...today, since: 'week' };
const everybody = { ...today, everybody: true };
const mute = { act: 'mute', words: 'Wetter', days: undefined };
const ops = { kind: 'channel', named: '#ops' };
const tell = { act: 'tell', where: ops, words: 'Wetter' };
const digest = { act: 'digest', every: 'day', weekday: 1, minute: 540, always: false, forMe: false };
const stop = { ...tell, act: 'stop telling' };

it.each<[string, object]>([
  ['failures', today],
  ['Fehler', today],
  ['échecs', today],
  ['fallos hoy', today],
  ['what failed this week?', week],
  ['Was ist diese Woche fehlgeschlagen?', week],
  ["qu'est-ce qui a échoué cette semaine ?", week],
  ['¿Qué ha fallado esta semana?', week],
  ['all failures', everybody],
  ['what failed today everywhere?', everybody],
  ['was ist fehlgeschlagen überall', everybody],
  ['échecs partout', everybody],
  ['fallos en todas partes', everybody],
  ['mute Wetter', mute],
  ['mute “Wetter” for a day', { ...mute, days: 1 }],
  ['schalte Wetter für eine Woche stumm', { ...mute, days: 7 }],
  ['mets « Wetter » en sourdine pour un jour', { ...mute, days: 1 }],
  ['silencia Wetter por una semana', { ...mute, days: 7 }],
  ['unmute Wetter', { act: 'unmute', words: 'Wetter' }],
  ['schalte Wetter wieder laut', { act: 'unmute', words: 'Wetter' }],
  ['rétablis les alertes de Wetter', { act: 'unmute', words: 'Wetter' }],
  ['reactiva los avisos de Wetter', { act: 'unmute', words: 'Wetter' }],
  ['tell #ops when Wetter fails', tell],
  ['sag #ops Bescheid, wenn Wetter fehlschlägt', tell],
  ['melde in #ops, wenn Wetter fehlschlägt', tell],
  ['préviens #ops quand Wetter échoue', tell],
  ['avisa en #ops cuando falle Wetter', tell],
  ['tell this channel when Wetter fails', { ...tell, where: { kind: 'here' } }],
  ['stop telling #ops about Wetter', stop],
  ['sag #ops nicht mehr Bescheid, wenn Wetter fehlschlägt', stop],
  ['ne préviens plus #ops quand Wetter échoue', stop],
  ['ya no avises en #ops cuando falle Wetter', stop],
  ['send me a daily digest of failures at 9', { ...digest, forMe: true }],
  ['daily digest', digest],
  ['weekly digest on Friday at 5:30 pm, always', { ...digest, every: 'week', weekday: 5, minute: 1_050, always: true }],
  [
    'schick uns eine wöchentliche Übersicht der Fehler am Dienstag um 8 Uhr',
    { ...digest, every: 'week', weekday: 2, minute: 480 },
  ],
  ['envoie-moi un résumé quotidien des échecs à 9h30', { ...digest, minute: 570, forMe: true }],
  ['envíanos un resumen semanal de fallos el lunes a las 9', { ...digest, every: 'week' }],
  ['no digest', { act: 'no digest' }],
  ['keine Zusammenfassung', { act: 'no digest' }],
  ['plus de résumé', { act: 'no digest' }],
  ['sin resumen', { act: 'no digest' }],
])('%s', (text, said) => {
  expect(readFailureSaying(text)).toEqual(said);
});

describe('anything else', () => {
  it.each([
    'what failed in Jenkins, post it every morning',
    'post what failed today to #ops every evening',
    'tell me what failed today at 18:00',
    'failures of payments to #finance',
    'errors from Sentry to #ops',
    'tell #ops every morning',
    'send me a daily digest of new leads at 9',
    'daily digest at 27',
    `mute ${'a '.repeat(5_000)}`,
  ])('%s', (text) => {
    expect(readFailureSaying(text)).toBeUndefined();
  });
});
