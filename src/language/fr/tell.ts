import type { said as enSaid, tell as enTell } from '../en/tell.ts';
import { nbsp, quoted } from './typography.ts';

export const tell: typeof enTell = {
  if: (condition) => `si ${condition}`,
  unless: (condition) => `sauf si ${condition}`,
  onlyUnless: (condition) => `continuer sauf si ${condition}`,
  holds: (name) => `${quoted(name)} est vérifié`,
  conditionHolds: 'sa condition est remplie',
  otherwise: 'sinon',
  error: 'en cas d’échec',
  works: 'en cas de succès',
  noCase: 'si aucun cas ne convient',
  caseNamed: (name) => `dans le cas ${quoted(name)}`,
  output: (name) => `à sa sortie ${quoted(name)}`,
  each: (count) => (count === '1' ? 'pour chaque élément' : `pour chaque lot de ${count} éléments`),
  first: (count) =>
    count === '1' ? 'pour le premier élément seulement' : `pour les ${count} premiers éléments seulement`,
  always: 'dans tous les cas',
  after: (names) => `après ${names}`,
  at: (name, label) => `${name} (${label})`,
  back: (name) => `revenir à ${name}`,
  next: 'passer à l’élément suivant',
  may: 'il peut',
  colon: `${nbsp}:`,
  thereafter: 'ensuite',
  unreachable: 'jamais exécuté, car rien n’y mène',
};

export const said: typeof enSaid = {
  field: (name) => `‹${name}›`,
  count: (name) => `nombre de ${name}`,
  model: (name) => `${name || 'une valeur'} au choix de l’IA`,
  list: (from) => (from ? `liste de ${from}` : 'une liste'),
  everything: 'toutes les données',
  now: 'heure actuelle',
  today: 'aujourd’hui',
  computed: (from) => (from ? `d’après ${from}` : 'une valeur calculée'),
  or: ' ou ',
};
