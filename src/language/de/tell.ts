import type { said as enSaid, tell as enTell } from '../en/tell.ts';

export const tell: typeof enTell = {
  if: (condition) => `wenn gilt: ${condition}`,
  unless: (condition) => `außer wenn gilt: ${condition}`,
  onlyUnless: (condition) => `nur weitermachen, wenn nicht gilt: ${condition}`,
  holds: (name) => `„${name}“ trifft zu`,
  conditionHolds: 'die Bedingung trifft zu',
  otherwise: 'sonst',
  error: 'wenn das fehlschlägt',
  works: 'wenn das gelingt',
  noCase: 'wenn kein Fall passt',
  caseNamed: (name) => `im Fall „${name}“`,
  output: (name) => `am Ausgang „${name}“`,
  each: (count) => (count === '1' ? 'für jeden Eintrag' : `für je ${count} Einträge`),
  first: (count) => (count === '1' ? 'nur für den ersten Eintrag' : `nur für die ersten ${count} Einträge`),
  always: 'in jedem Fall',
  after: (names) => `nach ${names}`,
  at: (name, label) => `${name} (${label})`,
  back: (name) => `zurück zu ${name}`,
  next: 'mit dem nächsten Eintrag weitermachen',
  may: 'er darf',
  colon: ':',
  thereafter: 'danach',
  unreachable: 'wird nie getan, weil nichts dorthin führt',
};

export const said: typeof enSaid = {
  field: (name) => `‹${name}›`,
  count: (name) => `Anzahl ${name}`,
  model: (name) => `${name || 'ein Wert'}, wie die KI ihn wählt`,
  list: (from) => (from ? `Liste aus ${from}` : 'eine Liste'),
  everything: 'alle Daten',
  now: 'aktuelle Zeit',
  today: 'heute',
  computed: (from) => (from ? `aus ${from}` : 'ein berechneter Wert'),
  or: ' oder ',
};
