import type { DoneWords, Sayings, VerbWords } from '../verb-words.ts';

export const verbs: VerbWords = {
  publish: {
    label: 'Einschalten',
    busy: 'Wird eingeschaltet …',
    ask: (name) => `${name} einschalten?`,
    effect: () => 'Danach läuft er von selbst, sobald sein Trigger auslöst.',
  },
  unpublish: {
    label: 'Ausschalten',
    busy: 'Wird ausgeschaltet …',
    ask: (name) => `${name} ausschalten?`,
    effect: () =>
      'Er läuft nicht mehr von selbst (in n8n: nicht veröffentlicht). Nichts geht verloren: Er kann jederzeit wieder eingeschaltet werden.',
  },
  delete: {
    label: 'Löschen',
    busy: 'Wird gelöscht …',
    ask: (name) => `${name} löschen?`,
    effect: () => 'Er läuft nicht mehr und kommt ins Archiv von n8n. Von dort lässt er sich zurückholen.',
    forGood: {
      label: 'Endgültig löschen',
      effect:
        'Er läuft nicht mehr und wird endgültig gelöscht: Dieses n8n hat kein Archiv, er lässt sich nicht zurückholen.',
    },
  },
  rename: {
    label: 'Umbenennen',
    busy: 'Wird umbenannt …',
    ask: (name, to) => `${name} in ${to} umbenennen?`,
    effect: () => 'Nur sein Name ändert sich, in n8n und hier; was läuft, läuft weiter.',
    field: 'Neuer Name',
  },
  unarchive: { label: 'Rückgängig: aus dem Archiv holen', busy: 'Wird zurückgeholt …' },
  run: {
    label: 'Einmal ausführen',
    busy: 'Wird gestartet …',
    ask: (name) => `${name} jetzt ausführen?`,
    effect: () =>
      'Seine Schritte geschehen wirklich, einmal: Was er sendet, wird gesendet, was er schreibt, wird geschrieben.',
  },
  retry: {
    label: 'Noch einmal versuchen',
    busy: 'Die Ausführung wird noch einmal versucht …',
    ask: (name) => `Fehlgeschlagene Ausführung von ${name} noch einmal versuchen?`,
    effect: (execution) =>
      `Ausführung ${execution} geht bei dem Schritt weiter, der fehlgeschlagen ist, mit dem Workflow, wie er jetzt ist. Die Schritte ab dort geschehen wirklich.`,
  },
};

export const done: DoneWords = {
  unpublished: (by) => `Ausgeschaltet von ${by}: Er läuft nicht mehr von selbst.`,
  archived: (by) => `Gelöscht von ${by}: Er ist im Archiv von n8n und läuft nicht mehr.`,
  deleted: (by) => `Endgültig gelöscht von ${by}.`,
  unarchived: (by) => `Zurückgeholt von ${by}. Er ist ausgeschaltet.`,
  renamed: (by, was) => (was ? `Umbenannt von ${by}: Er hieß „${was}“.` : `Umbenannt von ${by}.`),
};

const name = `(?:den |die |das |meinen? |meine |workflow |automation )*["“„«']?(?<words>.{1,120}?)["”“»']?(?:[ -]workflow)?`;
const to = `["“„«'‚‘]?(?<argument>.{1,200}?)["”“»'’]?`;

export const sayings: Sayings = {
  sentences: {
    unpublish: [`(?:schalte?|stelle?|mach) ${name} (?:aus|ab)`, `(?:deaktiviere|pausiere|stoppe) ${name}`],
    publish: [`(?:schalte?|stelle?|mach) ${name} (?:wieder )?(?:ein|an)`, `(?:aktiviere|veröffentliche) ${name}`],
    delete: [`(?:lösche?|entferne|archiviere) ${name}`],
    show: [`(?:zeige?|öffne)(?: mir)? ${name}`],
    history: [`(?:verlauf|versionen)(?: von)? ${name}`],
    try: [`(?:probiere?|teste) ${name}(?: aus)?`, `probe ${name}`],
    run: [`(?:führe|starte) ${name} (?:einmal )?aus`],
    executions: [`warum (?:ist|hat) ${name} (?:fehlgeschlagen|nicht funktioniert)\\??`],
    restore: [`mach(?:e)? ${name} rückgängig`],
    retry: [],
    save_template: [],
    explain: [],
    rename: [
      `benenne ${name} (?:in|zu) ${to} um`,
      `benenne ${name} um (?:in|zu) ${to}`,
      `(?:ändere|ändre) den namen von ${name} (?:in|zu|auf) ${to}`,
    ],
    edit: [],
  },
  bare: { verlauf: 'history' },
  ordinary:
    'stoppe|aktiviere|deaktiviere|pausiere|lösche?|entferne|archiviere|zeige?|öffne|starte|führe|mach|benenne|probiere?|teste|probe',
  examples: [
    'zeige <Name>',
    'deaktiviere <Name>',
    'aktiviere <Name>',
    'lösche <Name>',
    'verlauf <Name>',
    'mach <Name> rückgängig',
    'führe <Name> aus',
    'benenne <Name> in <neuer Name> um',
    'warum ist <Name> fehlgeschlagen',
  ],
};
