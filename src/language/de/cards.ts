import type * as en from '../en/cards.ts';

export const draft: typeof en.draft = {
  title: (name) => `Entwurf · ${name}`,
  changeTitle: (name) => `Änderung · ${name}`,
  turnOn: 'Einschalten',
  createOff: 'Ausgeschaltet anlegen',
  save: 'Speichern',
  saveOnly: 'Speichern, nicht live schalten',
  saveAndTurnOn: 'Speichern und einschalten',
  saveAndMakeLive: 'Speichern und live schalten',
  saveAndMakeAllLive: 'Speichern und alles live schalten',
  sure: (act, name) => `„${name}“: ${act}?`,
  openEarlier: 'Frühere Fassung öffnen',
  openUntil: 'bis ',
  replacesLive: (effect) => `Das ersetzt, was jetzt live ist. ${effect}`,
  notLiveYet: (edits) =>
    `In n8n stehen Bearbeitungen, die noch nicht live sind: ${edits}. Wird diese Änderung live geschaltet, gehen sie mit live.`,
  failedBefore: (why) => `In einer Probe ist es gescheitert. ${why}`,
  takesAlong: (edits) => `Damit geht auch live, was in n8n gespeichert und noch nicht live ist: ${edits}.`,
  change: 'Ändern …',
  discard: 'Verwerfen',
  stepsAndPicture: 'Schritte und Bild',
  stepsTitle: (name) => `Schritte · ${name}`,
  fillIn: 'Ausfüllen …',
  leaveOut: 'Weglassen',
  lookAgain: 'Noch einmal nachsehen',
  stillNeeded: 'Noch nötig',
  needs: (what, count) =>
    count === 1 ? `Eine Antwort fehlt noch: ${what}` : `${count} Antworten fehlen noch: ${what}`,
  asWhom: (names) => `als ${names}`,
  nextRun: (when) => `nächster Lauf ${when}`,
  askedBy: (name) => `angefragt von ${name}`,
  byModel: 'KI-Entwurf: vor dem Freigeben lesen',
  whichCredential: (kind) => `Welche Zugangsdaten soll er verwenden (${kind})?`,
  noCredentialChosen: (kind) => `Noch keine Zugangsdaten gewählt (${kind}): bitte in n8n auswählen.`,
  credentialMissing: (names) =>
    `Damit er laufen kann, fehlen noch Zugangsdaten für ${names}. Lege sie in n8n an und wähle sie dort im Workflow aus.`,
  addCredential: 'Zugangsdaten in n8n anlegen',
  credentialUnknown: (names) =>
    `Er braucht Zugangsdaten für ${names}. n8n hat nicht mitgeteilt, welche es gibt: Sieh in n8n nach und wähle sie dort im Workflow aus.`,
  credentials: 'Zugangsdaten in n8n',
  credentialsUsed: 'Zugangsdaten',
  different: 'Was anders ist',
  nothing: 'Nichts.',
  moreChanges: (count) => (count === 1 ? 'und 1 weitere Änderung' : `und ${count} weitere Änderungen`),
  showChanges: 'Alle Änderungen zeigen',
  allChanges: (name) => `Alle Änderungen: ${name}`,
  nextRuns: 'Nächste Läufe',
  apps: 'Apps',
  noApps: 'keine',
  more: (count) => `und ${count} weitere`,
  assumed: (what) => `Angenommen: ${what}`,
  assumedByModel: (what) => `Das Modell sagt, es habe angenommen (nicht geprüft): ${what}`,
  alsoBy: (names) => `mitformuliert von ${names}`,
  footer: (requester, revision, checked) =>
    `Angefragt von ${requester} · Fassung ${revision} · ${checked} · maschinell erstellt: vor dem Freigeben lesen`,
  checkedInstance: (version) => `geprüft mit eurem n8n ${version}`,
  checkedNearest: (version) => `geprüft mit den Node-Typen, die eurem n8n ${version} am nächsten sind`,
  onlyBuiltIn: (version) =>
    `Nicht mit eurem n8n geprüft: Es gibt nur die eingebaute Liste gängiger Nodes (${version}). Was euer n8n außerdem hat oder anders macht, hat niemand angesehen. Wer Flowsmith betreibt, kann das beheben: flowsmith doctor.`,
  checkedBuiltIn: (version) => `geprüft mit der eingebauten Liste von n8n-Nodes (${version})`,
  changeForm: {
    title: 'Ändern',
    submit: 'Ändern',
    label: 'Was soll anders sein?',
    hint: 'z. B. lieber um 7 Uhr, und nur an Wochentagen',
    hintAfter: (request) => `Bisher: „${request}“. z. B. lieber um 7 Uhr, und nur an Wochentagen`,
  },
};

export const outcome: typeof en.outcome = {
  approvedTitle: (name) => `Freigegeben · ${name}`,
  underWay: 'Wird in n8n angelegt …',
  created: 'In n8n angelegt, ausgeschaltet: Er läuft noch nicht.',
  createdWord: 'Angelegt, aus',
  notPublishable: (why) => `Er konnte nicht eingeschaltet werden. ${why}`,
  openInN8n: 'In n8n öffnen',
  publishAgain: 'Noch einmal einschalten',
  publishIt: (name) => `„${name}“ einschalten?`,
  openNewer: 'Neueste öffnen',
  live: 'Live',
  published: 'Eingeschaltet',
  notRunning: 'Eingeschaltet, läuft aber nicht',
  saved: 'Gespeichert',
  titled: (state, name) => `${state} · ${name}`,
  makeLive: 'Live schalten',
  notChangedTitle: (name) => `Nicht geändert · ${name}`,
  conflict:
    'Jemand hat diesen Workflow in n8n geändert, nachdem diese Änderung entstanden ist. Es wurde nichts geschrieben.',
  theirs: 'Inzwischen in n8n geändert',
  onlyLooks: 'Nur das Aussehen.',
  ours: 'Diese Änderung',
  putOnTop: 'Meine Änderung darauf anwenden',
  notCreatedTitle: (name) => `Nicht angelegt · ${name}`,
  retry: 'Noch einmal versuchen',
  maybeThere:
    'Es ist nicht sicher, ob es in n8n angekommen ist. „Noch einmal versuchen“ sieht zuerst dort nach und legt kein zweites an; taucht es von selbst auf, steht es auf dieser Karte.',
  twin: 'n8n hat ihn zweimal angelegt, und jemand hat auch den anderen benutzt. Beide bleiben: Sieh nach, welchen du willst.',
  openTwin: 'Den anderen öffnen',
  withReference: (message, reference) => `${message} (Referenz ${reference})`,
};

export const workflow: typeof en.workflow = {
  state: {
    live: 'Eingeschaltet (veröffentlicht): n8n hat den Trigger gestartet',
    published: 'Eingeschaltet (veröffentlicht), aber n8n hat keinen Trigger gestartet',
    unpublished: 'Ausgeschaltet (nicht veröffentlicht): Er läuft nicht von selbst',
    archived: 'Im Archiv von n8n: Er läuft nicht',
    gone: 'Nicht mehr in n8n',
    unknown: 'n8n antwortet gerade nicht',
  },
  unpublishedEdits: 'Er wurde seit dem Einschalten geändert: Es läuft die Version davor.',
  now: 'Jetzt',
  lastExecution: 'Letzte Ausführung',
  noneKnown: 'keine bekannt',
  ended: (status, when) => `${status}, ${when}`,
  credentials: 'Zugangsdaten',
  askedForBy: 'Angefragt von',
  notMadeHere: 'jemandem in n8n: Er ist nicht hier entstanden',
  history: 'Verlauf',
  executions: 'Ausführungen',
  saveAsTemplate: 'Als Vorlage speichern',
  templateName: 'Name der Vorlage',
};

export const confirm: typeof en.confirm = {
  workflow: 'Workflow',
  somebody: 'jemandem in n8n',
  keep: 'So lassen',
  triedBefore: (why) => `Er konnte zuvor nicht eingeschaltet werden. ${why}`,
};

export const list: typeof en.list = {
  mine: 'Von dir angefragte Workflows',
  all: 'Alle hier entstandenen Workflows',
  instance: 'Alle Workflows in n8n',
  previous: 'Zurück',
  next: 'Weiter',
  showAll: 'Alle anzeigen',
  show: 'Anzeigen',
  page: (page, pages, total) => `${pages > 1 ? `Seite ${page} von ${pages} · ` : ''}insgesamt ${total}`,
  titled: (title) => `${title}:`,
  more: (count, url) =>
    `Und ${count} weitere: Erwähne mich und sage „liste“, um zu blättern, oder sieh in n8n nach: ${url}`,
  allInN8n: 'Alle in n8n ansehen',
  howToShow: 'Sage „zeige <Name>“, um einen zu sehen und was sich damit tun lässt.',
  row: (name, state, url) => `• ${name}: ${state} ${url}`,
  deleted: 'In n8n gelöscht',
  archived: 'Im Archiv von n8n',
  published: 'Eingeschaltet',
  notPublished: 'Ausgeschaltet',
  lastSeen: (state) => `${state} (zuletzt gesehen)`,
  lastExecution: (status, when) => `letzte Ausführung ${status}, ${when}`,
  noExecution: 'keine Ausführung bekannt',
  noneOfYours: 'Du hast hier noch keinen Workflow anlegen lassen.',
  none: 'Hier wurde noch kein Workflow angelegt.',
  how: 'Sag mir, was wann geschehen soll, zum Beispiel: jeden Wochentag um 9 Uhr https://example.com/status abrufen und in Slack #ops posten',
  sayListAll: 'Sage „liste alle“, um die von allen zu sehen.',
};

export const history: typeof en.history = {
  title: (name) => `Verlauf von ${name}`,
  newer: 'Neuere',
  older: 'Ältere',
  none: 'Es ist keine Version davon bekannt.',
  version: (number) => `Version ${number}`,
  by: (who, what) => `${who}: ${what}`,
  restore: 'Wiederherstellen',
  onlyOurs:
    'Dieses n8n nennt keine Versionen: Dies sind die von hier. „Wiederherstellen“ zeigt zuerst den Unterschied.',
  nothingChanges: '„Wiederherstellen“ zeigt zuerst den Unterschied; bis zur Freigabe ändert sich nichts.',
  line: (name, versions) => `Verlauf von ${name}: ${versions}`,
  versionBy: (number, who) => `Version ${number} von ${who}`,
  now: 'jetzt',
  live: 'live',
  first: 'die erste Version',
  noDifference: 'kein sichtbarer Unterschied',
};

export const executions: typeof en.executions = {
  title: (name) => `Ausführungen von ${name}`,
  none: 'n8n hat keine Ausführung davon: Er ist noch nicht gelaufen, oder n8n hat sie gelöscht.',
  retried: 'seither mit Erfolg noch einmal versucht',
  why: 'Warum?',
  all: 'Alle Ausführungen in n8n',
  whyFailed: (id) => `Warum Ausführung ${id} fehlgeschlagen ist`,
  fix: 'Korrektur entwerfen',
  line: (name, id, status) => `${name}: Ausführung ${id} ${status}`,
  about: (name, what) => `${name}: ${what}`,
  noneKnown: (name) => `${name}: keine Ausführung bekannt`,
  status: {
    success: 'war erfolgreich',
    error: 'ist fehlgeschlagen',
    crashed: 'ist abgestürzt',
    canceled: 'wurde angehalten',
    running: 'läuft',
    waiting: 'wartet',
    new: 'beginnt gleich',
  },
  unknownStatus: 'endete auf unbekannte Weise',
  mode: {
    trigger: 'durch den Trigger',
    webhook: 'von außen aufgerufen',
    manual: 'im Editor gestartet',
    retry: 'noch einmal versucht',
    error: 'nach einem Fehler anderswo',
    integrated: 'durch einen anderen Workflow',
  },
  unknownMode: 'durch n8n',
};

export const failure: typeof en.failure = {
  step: (name, problem) => `Schritt „${name}“: ${problem}`,
  line: (name, at, timezone, problem) => `${name} ist um ${at} fehlgeschlagen (${timezone}): ${problem}`,
  noReason: 'n8n nennt keinen Grund.',
  count: (count, since) => `Zum ${count}. Mal seit ${since}; dies ist der letzte.`,
  mixed: 'Er schlägt auf viele Arten fehl: Sie werden hier zusammen gezählt.',
  recovered: (at, timezone) => `Er lief um ${at} wieder gut (${timezone}).`,
  footer: 'Was n8n meldet, steht hier, wie es kam. Derselbe Fehler wird hier mitgezählt, höchstens einen Tag lang.',
  title: (name) => `Fehlgeschlagen: ${name}`,
  recoveredTitle: (name) => `Läuft wieder: ${name}`,
  mute: 'Einen Tag stummschalten',
};

export const when: typeof en.when = {
  unknown: 'zu unbekannter Zeit',
  about: (time) => `etwa ${time}`,
};

/** A draft nobody decided about in time. */
export const expired: typeof en.expired = {
  title: (name) => `Abgelaufen · ${name}`,
  nothingCreated: 'In n8n wurde nichts angelegt.',
  nothingChanged: 'In n8n wurde nichts geändert.',
  until: 'Niemand hat darüber entschieden bis ',
  inTime: 'Niemand hat rechtzeitig darüber entschieden.',
  reopen: 'Wieder öffnen',
};

/** What is asked about a bad answer. */
export const feedback: typeof en.feedback = {
  title: 'Was war falsch?',
  submit: 'Senden',
  label: 'Was hätte anders sein sollen?',
  hint: 'Das liest, wer Flowsmith hier betreibt; bitte keine Passwörter. Um den Entwurf zu ändern, sag es mir in seinem Thread.',
};
