import type * as en from '../en/card-messages.ts';

export const messages: typeof en.messages = {
  working: 'In Arbeit',
  moment: 'Einen Moment, ich sehe nach.',
  toldInPrivate: 'Privat beantwortet.',
  stop: 'Anhalten',
  stages: {
    understanding: 'Verstehen, was du möchtest',
    choosing: 'Schritte in n8n auswählen',
    checking: 'Prüfen, ob es funktionieren würde',
  },
  chooseOne: 'Bitte auswählen',
  answerOwnWords: 'Oder antworte mit eigenen Worten in diesem Thread; in einem Kanal erwähne mich dabei.',
  answerHere: 'Antworte in diesem Thread; in einem Kanal erwähne mich dabei.',
  question: 'Eine Frage',
  interrupted: 'Das wurde unterbrochen, bevor ich antworten konnte. Bitte sag es noch einmal.',
  didNotWork: 'Das hat nicht geklappt',
};

export const home: typeof en.home = {
  welcome: 'Willkommen',
  firstSteps: [
    'Sag mir mit eigenen Worten, was wann geschehen soll: hier unter „Nachrichten“, mit einer Erwähnung in einem Kanal oder mit dem Slash-Befehl.',
    'Ich zeige dir einen Entwurf: was er tut, welche Apps er verwendet, was noch fehlt. Sag, was anders sein soll, so oft du möchtest.',
    'Nichts gelangt nach n8n, bevor jemand mit dem Recht dazu „Einschalten“ drückt. Danach sage ich dir, ob es wirklich live ist.',
  ],
  example: 'Zum Beispiel: jeden Wochentag um 9 Uhr https://example.com/status abrufen und in Slack #ops posten',
  waiting: 'Wartet auf dich',
  askedForBy: (name) => `Angefragt von ${name}`,
  newTitle: 'Neue Automatisierung',
  newLabel: 'Was soll wann geschehen?',
  newSubmit: 'Entwerfen',
  find: 'Suchen …',
  findTitle: 'Workflow suchen',
  findLabel: 'Sein Name oder ein Teil davon',
  findSubmit: 'Suchen',
  failed: 'Zuletzt fehlgeschlagen',
  more: (count) => `und ${count} weitere`,
  yours: 'Deine Workflows',
  none: 'Noch keine. Sag mir, was wann geschehen soll.',
  hint: 'Sag „liste“, um alle zu sehen, und „hilfe“ für alles, was ich sonst kann.',
  disclaimer: 'Entwürfe kann ein Sprachmodell geschrieben haben, sie können falsch sein: Lies sie vor dem Freigeben.',
};

export const acts: typeof en.acts = {
  withName: (text, by) => `${text} (${by})`,
  gone: 'Er war nicht mehr in n8n: Jemand hat ihn dort gelöscht.',
  notStarted: (why) => `Nicht gestartet. ${why}`,
  mayHaveRun:
    'Er wurde aufgerufen, aber es kam keine Antwort: Vielleicht ist er gelaufen. Sieh dir die Ausführungen an, bevor du ihn noch einmal startest.',
  executionsInN8n: 'Ausführungen in n8n',
  retried: (by, execution) => `Noch einmal versucht von ${by}: Ausführung ${execution}`,
  started: (by, execution) => `Gestartet von ${by}: Ausführung ${execution}`,
  answered: (by, status) => `Gestartet von ${by}; die Adresse antwortete mit ${status}.`,
  ended: (start, status) => `${start} ${status}.`,
  executionInN8n: 'Diese Ausführung in n8n',
  kept: (by) => `Bleibt, wie er ist (${by}). Nichts wurde geändert.`,
};
