import type * as en from '../en/card-state.ts';

/** What is true now of a workflow that a draft led to, and who brought it about; pieces around a name and a time. */
export const now: typeof en.now = {
  approvedBy: (name) => `Freigegeben von ${name}`,
  discardedBy: (name) => `Verworfen von ${name}`,
  unpublishedBy: (name) => `Ausgeschaltet von ${name}`,
  broughtBackBy: (name) => `Zurückgeholt von ${name}`,
  deletedBy: (name) => `Gelöscht von ${name}`,
  deletedForGoodBy: (name) => `Endgültig gelöscht von ${name}`,
  changedBy: (name) => `Seither geändert von ${name}`,
  nothingCreated: '. Es wurde nichts angelegt.',
  discardedLater: '. Später verworfen: Es wurde nichts angelegt.',
  doesNotRun: ': Er läuft nicht mehr von selbst.',
  notPublished: '. Er ist ausgeschaltet.',
  inArchive: ': Er ist im Archiv von n8n und läuft nicht.',
  deleted: 'Gelöscht',
  unpublished: 'Aus',
  changedSince: 'Seither geändert',
  inN8n: {
    published: { before: 'In n8n eingeschaltet (veröffentlicht), gesehen: ', after: '.' },
    unpublished: {
      before: 'In n8n ausgeschaltet (Veröffentlichung aufgehoben), gesehen: ',
      after: '. Er läuft nicht von selbst.',
    },
    archived: { before: 'In n8n archiviert, gesehen: ', after: '. Er läuft nicht.' },
    gone: { before: 'In n8n gelöscht, gesehen: ', after: '.' },
  },
  unexplained: {
    published: 'Er ist jetzt eingeschaltet.',
    unpublished: 'Er ist jetzt ausgeschaltet: Er läuft nicht von selbst.',
    archived: 'Er ist jetzt im Archiv von n8n: Er läuft nicht.',
    gone: 'Er ist nicht mehr in n8n: Jemand hat ihn dort gelöscht.',
  },
  changedInN8n: 'In n8n geändert, gesehen: ',
  mayDiffer: '. Vielleicht tut er etwas anderes, als diese Karte sagt.',
  askedAs: (name) => `Angefragt wurde er als „${name}“.`,
  showNow: 'Jetzigen Stand zeigen',
  undoChange: 'Diese Änderung rückgängig machen',
};

/** Drafts that wait for a decision. */
export const waiting: typeof en.waiting = {
  title: 'Wartet auf deine Entscheidung',
  nothing: 'Kein Entwurf wartet auf deine Entscheidung.',
  row: (name, what) => `• ${name}: ${what}`,
  more: (count) => `Und ${count} weitere.`,
  how: 'Sag „entwürfe“ in einer Direktnachricht zu mir oder erwähne mich, um sie zu sehen.',
  askedFor: (requester, place) => `Angefragt von ${requester} in ${place}, `,
  aDraft: 'Ein Entwurf',
  places: { slack: 'Slack', teams: 'Teams', playground: 'der Spielwiese', rest: 'der HTTP-API' },
};

export const address: typeof en.address = {
  webhook: (method) => `Hier wird er aufgerufen (${method})`,
  form: 'Hier ist das Formular',
  openForm: 'Formular öffnen',
  needsAuth: '– es wird gefragt, wer anruft, siehe n8n',
  example: 'Zum Beispiel',
};
