import type * as en from '../en/adapters.ts';

export const card: typeof en.card = {
  notice: { info: 'Hinweis', success: 'Erledigt', warning: 'Prüfen', error: 'Problem' },
  warning: 'Warnung',
  noticeLine: (word) => `${word}:`,
  choosePlaceholder: 'Auswählen …',
  chooseOne: 'Bitte auswählen',
  orType: 'Oder hier eingeben: Name, Link oder ID',
  choose: 'Auswählen',
  notNow: 'Jetzt nicht',
  good: 'Gut',
  goodAnswer: 'Diese Antwort ist gut',
  bad: 'Nicht gut',
  badAnswer: 'Diese Antwort ist nicht gut',
  cancel: 'Abbrechen',
  refresh: 'Aktualisieren',
  moreActions: 'Weitere Aktionen',
  newer: 'Es gibt eine neuere Fassung dieser Karte. Sie erscheint, sobald du schließt, was offen ist.',
  showNow: 'Jetzt zeigen',
  openInWindow: 'In einem Fenster öffnen',
  more: (count) => `… und ${count} weitere`,
  picture: 'Bild',
  fillIn: 'Bitte ausfüllen.',
};

export const slack: typeof en.slack = {
  onIt: 'Bin dran …',
  notStored: (reference) =>
    `Ich konnte das nicht annehmen, deshalb wurde nichts angelegt oder geändert. Bitte versuch es in einer Minute noch einmal. (Referenz ${reference})`,
  notTaken:
    'Ich konnte das nicht annehmen, deshalb wurde nichts angelegt. Bitte versuch es in einer Minute noch einmal.',
  slow: 'Das dauert länger als es sollte. Wenn hier binnen einer Minute nichts erscheint, frag bitte noch einmal.',
  unknownButton:
    'Diesen Button kenne ich nicht mehr: Die Karte stammt aus einer älteren Version. Nichts wurde geändert. Bitte frag noch einmal.',
  notInstalled:
    'Die Flowsmith-App ist in diesem Workspace nicht mehr installiert. Bitte euren Slack-Admin, sie wieder zu installieren.',
  outsider:
    'Diese App gehört einer anderen Firma und nimmt von dir deshalb keine Wünsche und Entscheidungen an. Nichts wurde angelegt oder geändert. Wer sie betreibt, kann deinen Workspace zulassen (SLACK_ALLOWED_TEAMS).',
  otherCommand: (command) => `Ich höre auf ${command}. Versuch es mit ${command} hilfe.`,
  noWords: 'Diese Nachricht enthält keine Worte, aus denen ich einen Workflow machen könnte. Nichts wurde angelegt.',
  invitation:
    'Ich bin kein Mitglied dieser Unterhaltung. Lade mich hierher ein, dann kann ich diese Karte aktualisieren und in einem Thread antworten.',
  unknownOutcome:
    'Slack hat mir nicht gesagt, ob meine letzte Nachricht angekommen ist. Wenn du hier keine Antwort siehst, frag bitte noch einmal. Nichts gelangt ohne einen Button nach n8n.',
  notWhole: 'Diese Karte ließ sich nicht ganz anzeigen. Frag mich noch einmal oder sieh in n8n nach.',
  writeSomething: 'Bitte hier etwas eintragen oder abbrechen.',
  formTooLate:
    'Slack ließ mir zu wenig Zeit, das Formular zu öffnen. Nichts wurde geändert. Drücke den Button noch einmal oder sag es mir hier mit eigenen Worten.',
  formNotOpened:
    'Slack konnte das Formular nicht öffnen. Nichts wurde geändert. Drücke den Button noch einmal oder sag es mir hier mit eigenen Worten.',
  homeUnreadable: (reference) =>
    `Ich kann deine Workflows gerade nicht nachschlagen. Nichts wurde geändert. Öffne diese Seite in einer Minute noch einmal. (Referenz ${reference})`,
  stepUnknown:
    'Flowsmith kennt diesen Schritt nicht, also wurde nichts angefragt. Frag, wer Flowsmith betreibt, ob es so neu ist wie die Slack-App.',
  stepOfNobody:
    'Slack hat nicht gesagt, wer diesen Ablauf gestartet hat, also wurde nichts angefragt. Lass ihn mit einem Link oder einem Knopf beginnen, den jemand drückt.',
  stepUnplaced:
    'Slack hat nicht rechtzeitig gesagt, ob du zu diesem Workspace gehörst, also wurde nichts angefragt. Starte den Ablauf noch einmal. Hilft das nicht, fehlt der Slack-App die Berechtigung users:read.',
  stepNotEnded:
    'Die Anfrage wurde angenommen, aber Slack nahm nicht an, was daraus wurde. Bitte deinen Slack-Admin, die App mit dem aktuellen Manifest neu zu installieren.',
  promptsTitle: 'Probier etwas davon aus',
  prompts: [
    {
      title: 'Jeden Morgen eine Seite posten',
      message: 'Jeden Wochentag um 9:00 Uhr https://example.com/status abrufen und in Slack #ops posten',
    },
    {
      title: 'Eine Website überwachen',
      message:
        'Alle 15 Minuten https://example.com/health abrufen, und wenn der Status nicht ok ist, „Website down“ in Slack #ops posten',
    },
    { title: 'Meine Workflows zeigen', message: 'liste' },
    { title: 'Was kannst du?', message: 'hilfe' },
  ],
};

export const teams: typeof en.teams = {
  unknownButton: 'Diesen Button kennt Flowsmith nicht. Frag noch einmal, dann kommt eine neue Karte.',
  chooseFirst: 'Wähle zuerst etwas aus der Liste und drücke dann noch einmal.',
  nothingToFill: 'Hier gibt es nichts mehr auszufüllen: Sieh dir die neueste Karte an.',
  notNow: 'Flowsmith kann das gerade nicht öffnen. Nichts wurde geändert; versuch es gleich noch einmal.',
  working: 'In Arbeit …',
  notTaken: (reference) =>
    `Nichts ist geschehen: Flowsmith konnte das nicht annehmen. Drücke gleich noch einmal. Referenz: ${reference}`,
  nothingNewer: 'Es gibt nichts Neueres zu zeigen.',
  notRead: 'Der neueste Stand ließ sich gerade nicht lesen. Nichts wurde geändert.',
  automate: {
    title: 'Das automatisieren',
    what: 'Was soll automatisiert werden?',
    hint: 'Das sind die Worte der Nachricht. Ändere sie, wie du magst: Was hier steht, wird von Flowsmith verlangt. Nichts gelangt nach n8n, bevor es freigegeben ist.',
    ask: 'Flowsmith fragen',
    outside:
      'Flowsmith ist nicht in diesem Chat oder Kanal und kann hier nicht antworten. Füge es hinzu, oder mach in deinem eigenen Chat mit ihm weiter: Deine Worte bleiben stehen.',
    add: 'Flowsmith hier hinzufügen',
    alone: 'In meinem eigenen Chat weiter',
    comesHere: 'In Arbeit: Die Antwort kommt hier, unter der Nachricht oder als neue.',
    comesAlone: 'In Arbeit: Die Antwort kommt in deinem eigenen Chat mit Flowsmith.',
    notAlone:
      'Flowsmith kann auch dir allein nicht schreiben. Öffne in Teams „Apps“, füge Flowsmith für dich hinzu und drücke noch einmal: Deine Worte bleiben stehen.',
    openLater:
      'Teams hat deinen eigenen Chat gerade nicht geöffnet. Drücke gleich noch einmal: Deine Worte bleiben stehen.',
  },
};
