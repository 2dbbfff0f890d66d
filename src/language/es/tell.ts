import type { said as enSaid, tell as enTell } from '../en/tell.ts';

export const tell: typeof enTell = {
  if: (condition) => `si ${condition}`,
  unless: (condition) => `salvo si ${condition}`,
  onlyUnless: (condition) => `seguir salvo si ${condition}`,
  holds: (name) => `se cumple «${name}»`,
  conditionHolds: 'se cumple su condición',
  otherwise: 'si no',
  error: 'si esto falla',
  works: 'si esto sale bien',
  noCase: 'si no encaja ningún caso',
  caseNamed: (name) => `en el caso «${name}»`,
  output: (name) => `en su salida «${name}»`,
  each: (count) => (count === '1' ? 'para cada elemento' : `para cada ${count} elementos`),
  first: (count) => (count === '1' ? 'solo para el primer elemento' : `solo para los primeros ${count} elementos`),
  always: 'en todo caso',
  after: (names) => `después de ${names}`,
  at: (name, label) => `${name} (${label})`,
  back: (name) => `volver a ${name}`,
  next: 'seguir con el elemento siguiente',
  may: 'puede',
  colon: ':',
  thereafter: 'después',
  unreachable: 'no se hace nunca, porque nada lleva allí',
};

export const said: typeof enSaid = {
  field: (name) => `‹${name}›`,
  count: (name) => `número de ${name}`,
  model: (name) => `${name || 'un valor'} a elección de la IA`,
  list: (from) => (from ? `lista de ${from}` : 'una lista'),
  everything: 'todos los datos',
  now: 'hora actual',
  today: 'hoy',
  computed: (from) => (from ? `según ${from}` : 'un valor calculado'),
  or: ' o ',
};
