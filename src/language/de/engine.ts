import type * as en from '../en/engine.ts';
import { sayings } from './verbs.ts';

const example = 'jeden Wochentag um 9 Uhr https://example.com/status abrufen und in Slack #ops posten';

export const reasons: typeof en.reasons = {
  onlyRequester:
    'Nur wer das angefragt hat, kann darüber entscheiden, denn es sind keine Freigebenden benannt. Bitte diese Person, den Button zu drücken.',
  onlyApprover: 'Über diesen Entwurf kann nur entscheiden, wer freigeben darf. Bitte eine dieser Personen darum.',
  namedOnly: 'Diesen Entwurf geben Personen frei, die die Richtlinie für das nennt, was er tut. Die Karte sagt, wer.',
  alreadyCounted: 'Deine Freigabe zählt schon. Andere müssen es auch freigeben: die Karte sagt, wer.',
  seatTaken:
    'Du vertrittst jemanden, dessen Freigabe schon zählt, selbst gegeben oder von einer anderen Vertretung. Die Karte sagt, wer noch freigeben muss.',
  fourEyes:
    'Das muss jemand anderes freigeben: Hier gibt niemand die eigene Anfrage frei. Bitte jemanden mit Freigaberecht darum.',
  publishersOnly:
    'Du kannst diesen Workflow anlegen, aber einschalten dürfen ihn andere. Wähle „Ausgeschaltet anlegen“ und bitte dann eine dieser Personen.',
  withdrawRequester:
    'Das kann nur, wer diesen Workflow angefragt hat, denn es sind keine Freigebenden benannt. Bitte diese Person darum.',
  withdrawApprover:
    'Das kann nur, wer freigeben darf oder diesen Workflow angefragt hat. Bitte eine dieser Personen darum.',
  changeApprover: 'Das kann mit diesem Workflow nur, wer freigeben darf. Bitte eine dieser Personen darum.',
  publishRights:
    'Das kann mit diesem Workflow nur, wer einschalten darf. Bitte jemanden mit Freigaberecht, den Button zu drücken.',
  notTheirs:
    'Eine Änderung dieses Workflows kann nur freigeben, wer ihn angefragt hat, denn es sind keine Freigebenden benannt. Bitte diese Person darum.',
  noTests:
    'Tests sind hier abgeschaltet, darum wurde nichts gesendet. Ein Betreiber kann sie erlauben: tests in der Policy.',
  adminOnly:
    'Das kann nur ein Admin freigeben; weswegen, steht auf der Karte. Bitte einen Admin darum oder lass es ändern.',
  changedSince: 'Dieser Entwurf hat sich inzwischen geändert: Sieh dir die neueste Karte weiter unten an.',
  nothingToPublish: 'Es gibt noch keinen angelegten Workflow, der sich einschalten ließe.',
  nothingToRetry: 'Es gibt nichts mehr zu wiederholen.',
  alreadyApproved: 'Er ist schon freigegeben und auf dem Weg nach n8n.',
  alreadyCreated: 'Er ist schon in n8n.',
  expired:
    'Dieser Entwurf ist abgelaufen. Drücke auf seiner Karte „Wieder öffnen“ oder „Ändern …“, oder frag noch einmal.',
  linkAdmins: 'Darüber kann nur entscheiden, wer auf beiden Seiten Admin ist. Bitte eine dieser Personen darum.',
  linkFourEyes: 'Das muss jemand anderes bestätigen: Beim Vier-Augen-Prinzip verknüpft niemand die eigenen Konten.',
  notExpired: 'Dieser Entwurf ist offen: Er ist nicht abgelaufen.',
  discarded: 'Dieser Entwurf wurde verworfen. Frag noch einmal, dann beginnt ein neuer.',
  rehearsalFailed:
    'In einer Probe ist es gescheitert, deshalb wurde nichts erstellt. Die Karte sagt, woran: Lass es ändern, oder drücke noch einmal und bestätige.',
  alreadyTried: 'Diese Fassung wurde schon freigegeben: Drücke „Noch einmal versuchen“ oder lass sie ändern.',
  blocked: 'Bevor er angelegt werden kann, ist noch etwas zu klären: siehe Karte.',
  needsPerson: 'Darüber muss ein Mensch entscheiden.',
  busy: 'Mit diesem Workflow geschieht gerade schon etwas. Warte, bis sich die Karte ändert.',
  gone: 'Er ist nicht mehr in n8n: Jemand hat ihn dort gelöscht.',
  archivedAlready: 'Er ist schon im Archiv von n8n.',
  archived: 'Er ist im Archiv von n8n. Hol ihn zuerst dort heraus.',
  notArchived: 'Er ist nicht mehr im Archiv.',
  publishedAlready: 'Er ist schon eingeschaltet.',
  notPublished: 'Er ist ausgeschaltet.',
};

export const answers: typeof en.answers = {
  help: `Sag mir mit einfachen Worten, was wann geschehen soll. Ich zeige dir einen Entwurf; nichts gelangt nach n8n, bevor jemand „Einschalten“ drückt.

Zum Beispiel:
• ${example}
• wenn jemand ein Formular mit Name und E-Mail absendet, eine Zeile in Google Sheets hinzufügen
• alle 15 Minuten https://example.com/health abrufen, und wenn der Status nicht ok ist, „Website down“ in Slack #ops posten

Um einen Entwurf oder einen hier entstandenen Workflow zu ändern, sag es mir in seinem Thread („lieber um 7 Uhr“); in einem Kanal erwähne mich dabei.

Du kannst auch sagen: liste · liste alle · ${sayings.examples.join(' · ')}

Sag „entwürfe“ für alles, worüber du entscheiden darfst, und „konten verknüpfen“, um deine Konten in Slack und Teams wie eines zu verwenden.

Bitte schreib keine Passwörter und Schlüssel in deine Nachrichten: Sie gehören in die Zugangsdaten von n8n.`,
  welcome: (
    addedBy,
  ) => `${addedBy ? `${addedBy} hat mich hinzugefügt. ` : ''}Ich bin Flowsmith: Sag mir mit einfachen Worten, was von selbst geschehen soll, und ich mache einen n8n-Workflow daraus. Zuerst zeige ich dir einen Entwurf; nichts gelangt nach n8n, bevor jemand „Einschalten“ drückt.

Zum Beispiel: ${example}

In einem Kanal oder Gruppenchat erwähne mich. Sag „hilfe“ für mehr Beispiele, „liste“ für das, was hier entstanden ist. Deine Organisation betreibt mich mit ihrem eigenen n8n: Wer freigeben darf, weiß eure Administration.`,
  tooOften:
    'Das waren viele Befehle in kurzer Zeit. Versuch es in ein paar Minuten noch einmal; nichts wurde geändert.',
  tooLong: (length, most) =>
    `Das sind ${length} Zeichen; ich lese bis zu ${most}. Sag mir in wenigen Sätzen, was wann geschehen soll, und schick die Einzelheiten in einer zweiten Nachricht.`,
  tooManyRequests: (minutes) =>
    `Das waren viele Anfragen in kurzer Zeit. Versuch es in ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} noch einmal; was du hast, bleibt erhalten.`,
  waitingAlready: {
    person:
      'Von dir warten schon viele Anfragen auf eine Antwort, deshalb wurde diese nicht angenommen. Sag sie noch einmal, wenn einige davon beantwortet sind; was wartet, bleibt in der Reihe.',
    tenant:
      'Von hier warten schon so viele Anfragen auf eine Antwort, dass diese nicht angenommen wurde. Sag sie in ein paar Minuten noch einmal; was wartet, bleibt in der Reihe.',
  },
  secretRemoved: (credentialsUrl) =>
    `Etwas in deiner Nachricht sah wie ein Passwort oder Schlüssel aus. Ich habe es entfernt, bevor etwas gespeichert wurde: Leg es stattdessen in n8n unter „Credentials“ an (${credentialsUrl}) und lösche es aus dem Chat.`,
  fileOnly: 'Dateien kann ich nicht lesen. Sag mir in Worten, was von selbst geschehen soll und wann.',
  nothingToCancel: 'Hier gibt es nichts abzubrechen. Sag mir mit einfachen Worten, was wann geschehen soll.',
  questionDropped: 'In Ordnung, die Frage ist vom Tisch. Nichts wurde angelegt.',
  discarded: 'Verworfen. Nichts wurde angelegt.',
  cardFurtherUp: 'Die Karte dazu steht weiter oben in dieser Unterhaltung.',
  status: (name, published, url) => `${name}: ${published ? 'eingeschaltet' : 'ausgeschaltet'}. ${url}`,
  expiredOn: (when) =>
    `Dieser Entwurf ist abgelaufen (${when}). Drücke auf seiner Karte „Wieder öffnen“ oder „Ändern …“, oder frag noch einmal.`,
  thanks:
    'Danke, das ist notiert für alle, die Flowsmith hier betreiben. Um einen Entwurf zu ändern, sag mir, was anders sein soll.',
  unknownAnswer: 'Ich weiß nicht, welche Antwort du meinst; es wurde nichts notiert.',
  stopped: 'Angehalten. Nichts wurde angelegt oder geändert.',
  nothingToAutomate:
    'Diese Nachricht verlangt nichts, was sich automatisieren lässt. Nichts wurde angelegt oder geändert. Sag, was geschehen soll und wann.',
  unknownWorkflow: 'So einen Workflow kenne ich nicht. Sag „liste“, um zu sehen, was hier entstanden ist.',
  whatExactly: 'Was genau soll geschehen?',
  questionGone: 'Diese Frage ist nicht mehr offen. Sag mir mit eigenen Worten, was du möchtest.',
  questionAnswered: 'Diese Frage wurde schon beantwortet.',
  workflowGone: 'Diesen Workflow gibt es nicht mehr.',
  editDecided:
    'Darüber wurde schon entschieden, das Bearbeiten deiner Nachricht ändert nichts mehr. Sag mir in einer neuen Nachricht, was anders sein soll.',
  editNewer:
    'Inzwischen gibt es eine neuere Revision, das Bearbeiten dieser Nachricht ändert nichts mehr. Sag mir in einer neuen Nachricht, was anders sein soll.',
  howToChange:
    'Sag mir in diesem Thread, was anders sein soll, zum Beispiel „lieber um 7 Uhr“ oder „in #vertrieb posten“. In einem Kanal erwähne mich, damit ich es lesen kann.',
  howToChangeWorkflow:
    'Sag mir in diesem Thread, was anders sein soll, zum Beispiel „lieber um 7 Uhr“. In einem Kanal erwähne mich, damit ich es lesen kann.',
  cardGone: 'Diese Karte gehört zu nichts, was ich noch kenne. Frag noch einmal, dann mache ich einen neuen Entwurf.',
  notYoursToStop: 'Anhalten kann das nur, wer gefragt hat, und nur solange ich daran arbeite.',
  nothingFilled: 'Es wurde nichts ausgefüllt, also hat sich nichts geändert.',
  valueGone: 'Das ist nicht mehr zu wählen. Sieh auf die neueste Karte, oder sag es in Worten.',
  credentialGone: 'Diese Zugangsdaten gibt es nicht mehr. Sieh dir die Karte noch einmal an oder wähle sie in n8n aus.',
  bothChanged: (what) => `Beide haben ${what} geändert: Hier gilt diese Änderung.`,
  counted: (missing) =>
    `Deine Freigabe zählt. ${missing === 1 ? 'Noch eine Person muss' : `Noch ${missing} Personen müssen`} es freigeben: die Karte sagt, wer.`,
  notApproved: (why) => `Nicht freigegeben. ${why}`,
  notAllowed: (why) => `Nicht erlaubt. ${why}`,
  whichOne: 'Welchen meinst du?',
  noSuchName: (words) => `Ich kenne keinen Workflow namens „${words}“.`,
  near: (names) => `Ähnlich: ${names}.`,
  quoted: (name) => `„${name}“`,
  sayListAll: 'Sag „liste alle“, um zu sehen, was es gibt.',
  archived: (name) => `„${name}“ ist im Archiv von n8n. Sag „zeige ${name}“, um ihn zurückzuholen.`,
  gone: (name) => `„${name}“ ist nicht mehr in n8n: Jemand hat ihn dort gelöscht.`,
  unreachable:
    'n8n antwortet gerade nicht, ich kann nicht nachsehen. Versuch es in einer Minute noch einmal; nichts wurde geändert.',
  nothingToRetry: (name) => `Keine Ausführung von „${name}“ wartet auf einen neuen Versuch.`,
  publishedAlready: (name) => `„${name}“ ist schon eingeschaltet.`,
  notPublished: (name) => `„${name}“ ist ausgeschaltet: Er läuft nicht von selbst.`,
  notPublishedToRun: (name) =>
    `„${name}“ ist ausgeschaltet. Nur ein eingeschalteter (in n8n: veröffentlichter) Workflow lässt sich von hier starten.`,
  cannotRun: (name) =>
    `„${name}“ hat weder Webhook noch Formular, die sich von hier aufrufen lassen. Öffne ihn in n8n und drücke „Execute workflow“.`,
  noFailure: 'Diese Ausführung ist nicht fehlgeschlagen, oder n8n hat sie nicht mehr.',
  nothingToRestore: 'Genau das ist schon in n8n: Es gibt nichts wiederherzustellen.',
  restored: (version, name, day, who) => `Stellt Version ${version} von ${name} wieder her, Stand ${day} (${who}).`,
  nothingToUndo:
    'Diese Karte zeigt keine Änderung, die ich rückgängig machen könnte. Sag „verlauf“, um die Versionen zu sehen.',
  undone: (request) => `Rückgängig: wie vor „${request}“.`,
  versionGone: 'n8n hat diese Version nicht mehr. Sag „verlauf“, um zu sehen, welche es gibt.',
  noVersion: (number, known) =>
    `Es gibt keine Version ${number}, bekannt sind ${known}. Sag „verlauf“, um sie zu sehen.`,
  noEarlierVersion: 'Es gibt keine frühere Version, die sich von der jetzigen unterscheidet.',
  somebody: 'jemand',
  someoneInN8n: (name) => `${name} (in n8n)`,
  argument: {
    missing: 'Sag dazu, womit es geschehen soll, zum Beispiel den Namen.',
    tooLong: (most) => `Das ist zu lang: höchstens ${most} Zeichen.`,
    asCredential: 'Das sieht nach einem Passwort oder Schlüssel aus und wurde nicht verwendet. Nichts wurde geändert.',
  },
  templateSaved: (name) =>
    `„${name}“ ist als Vorlage gespeichert. Die Zugangsdaten gehören nicht dazu; wer damit beginnt, wählt eigene.`,
  templateTaken: (name, workflow) =>
    `Eine Vorlage namens „${name}“ gibt es schon. Sag: save ${workflow} as template called <anderer Name>`,
  templatesFull: (most) => `Es werden höchstens ${most} Vorlagen aufbewahrt. Lösche zuerst eine.`,
};

export const lines: typeof en.lines = {
  someone: 'jemandem',
  draft: (name, sentence) => `Entwurf: ${name}. ${sentence}`,
  change: (name, what) => `Änderung von ${name}: ${what || 'nichts ist anders'}`,
  discarded: (name) => `Verworfen: ${name}`,
  discardedBy: (by) => `Verworfen von ${by}. Nichts wurde angelegt.`,
  expired: (name) => `Abgelaufen: ${name}. Niemand hat rechtzeitig darüber entschieden.`,
  approved: (name) => `Freigegeben: ${name}. Wird in n8n angelegt …`,
  working: (name) => `Freigegeben: ${name}. In n8n in Arbeit …`,
  notCreated: (name, why) => `Nicht angelegt: ${name}. ${why}`,
  notChanged: (name) => `Nicht geändert: ${name}. Jemand hat ihn inzwischen in n8n geändert.`,
  updated: (what, name, url) => `${what} ${name}. ${url}`,
  created: (name, url) => `In n8n angelegt, ausgeschaltet: ${name}. ${url}`,
  published: (state, name, url) => `${state}: ${name}. ${url}`,
  shownAgain: 'weiter unten noch einmal gezeigt.',
  replaced: 'ersetzt durch eine neuere Fassung.',
  policy: 'der Richtlinie',
};

export const seen: typeof en.seen = {
  live: 'Er ist live: n8n hat den Trigger gestartet.',
  notStarted:
    'Eingeschaltet, aber n8n hat den Trigger nicht gestartet. Öffne ihn in n8n, prüfe den Trigger und seine Zugangsdaten und schalte ihn dort noch einmal ein (Publish).',
  unverified:
    'Noch einmal eingeschaltet. n8n sagt nicht, ob der Trigger neu gestartet ist: Sieh dir die nächste Ausführung in n8n an.',
  edited: 'Darin sind Änderungen, die nach dem Anlegen in n8n gemacht wurden.',
  savedEarlierLive: 'In n8n gespeichert. Die Version davor läuft weiter, bis diese live geschaltet wird.',
  saved: 'In n8n gespeichert, ausgeschaltet: Er läuft noch nicht.',
  savedLive: 'Gespeichert und live: n8n führt den geänderten Workflow aus.',
  savedUnverified:
    'Gespeichert und eingeschaltet. n8n sagt nicht, ob der Trigger neu gestartet ist: Sieh dir die nächste Ausführung an.',
  savedNotStarted:
    'Gespeichert und eingeschaltet, aber n8n hat den Trigger nicht gestartet. Öffne ihn in n8n, prüfe den Trigger und seine Zugangsdaten und schalte ihn dort noch einmal ein (Publish).',
  unanswered: 'n8n hat noch nicht geantwortet. Ich sehe weiter nach, ob es geschehen ist; nichts geschieht doppelt.',
  unansweredDraft:
    'n8n hat noch nicht geantwortet. Ich sehe weiter nach, ob es dort angekommen ist; es wird einmal angelegt, nicht zweimal.',
  stillTrying: 'n8n antwortet nicht, wie es sollte. Ich versuche es noch ein paar Minuten.',
  stillTryingDraft: 'n8n antwortet nicht, wie es sollte. Ich versuche es noch ein paar Minuten; nichts geht verloren.',
};

export const failures: typeof en.failures = {
  stepFailed: (step) => `Der Schritt „${step}“ ist fehlgeschlagen`,
  failed: 'Sie ist fehlgeschlagen',
  said: (what, message, status) => `${what}: „${message}“${status}.`,
  silent: (what, status) => `${what}${status}; n8n hat keine Meldung dazu.`,
  login:
    'Der Server hat die Anmeldung nicht angenommen: Prüfe in n8n die Zugangsdaten dieses Schritts und ob sie das dürfen.',
  notThere: 'Unter dieser Adresse gibt es nichts: Prüfe die Adresse oder die ID in diesem Schritt.',
  tooOften: 'Der Server bekam zu viele Anfragen: Lass den Workflow seltener laufen oder versuch es später noch einmal.',
  notUnderstood: 'Der Server hat nicht verstanden, was er bekam: Prüfe die Felder dieses Schritts.',
  maybeDone:
    'Der Schritt kann seine Arbeit trotzdem getan haben. Deshalb lasse ich ihn nicht von selbst wiederholen: das könnte sie zweimal tun. Sieh dort zuerst nach, ob sie getan ist.',
  slow: 'Der Server hat zu lange gebraucht: Versuch es später noch einmal.',
  tooMuch: 'Das war dem Server auf einmal zu viel: Sende pro Lauf weniger.',
  serverProblem:
    'Der Server selbst hatte ein Problem: Versuch es später noch einmal; wenn es bleibt, frag bei seinem Betreiber nach.',
  timeout: 'Der Server hat zu lange gebraucht: Versuch es später noch einmal oder gib dem Schritt mehr Zeit.',
  unreachable: 'n8n konnte den Server nicht erreichen: Prüfe, ob er läuft und ob n8n ihn erreichen darf.',
  noSuchServer: 'Einen Server dieses Namens gibt es nicht: Prüfe die Adresse in diesem Schritt.',
  certificate: 'Das Zertifikat des Servers wird nicht angenommen: Frag bei seinem Betreiber nach.',
  credential:
    'Die Zugangsdaten dieses Schritts fehlen oder gelten nicht: Öffne den Workflow in n8n und wähle welche aus.',
  slackChannel: 'Slack lässt ihn dort nicht posten: Prüfe den Kanal und lade die App dorthin ein.',
  missingValue:
    'Der Schritt verwendet einen Wert, den es nicht gab: Prüfe, was der Schritt davor liefert, und die Namen in seinen Feldern.',
  emptyField: 'Ein Feld dieses Schritts ist leer: Fülle es aus.',
  noJson: 'Was kam, war nicht das JSON, das der Schritt erwartet: Prüfe, was der Schritt davor liefert.',
  limit: 'Eine Grenze des Dienstes ist erreicht: Lass den Workflow seltener laufen oder versuch es später noch einmal.',
  crashed: 'n8n selbst ist währenddessen stehen geblieben: Versuch es noch einmal.',
  noData:
    'n8n bewahrt von fehlgeschlagenen Ausführungen keine Daten auf: Öffne ihn in n8n und führe ihn dort aus, um mehr zu sehen.',
  look: 'Öffne die Ausführung in n8n, um zu sehen, was in diesen Schritt hineinging.',
};

export const noRun: typeof en.noRun = {
  not_published:
    'Nur ein eingeschalteter Workflow lässt sich von hier starten. Schalte ihn ein und versuche es noch einmal.',
  no_starter:
    'Dieser Workflow hat weder Webhook noch Formular, er lässt sich nicht von hier starten. Öffne ihn in n8n und drücke „Execute workflow“.',
  needs_auth:
    'Seine Adresse verlangt eine Anmeldung, die Flowsmith nicht hat. Starte ihn von dort, wo er sonst aufgerufen wird.',
  path_has_parts:
    'Seine Adresse hat Teile, die nur der eigentliche Aufrufer kennt. Starte ihn von dort, wo er sonst aufgerufen wird.',
  method: 'Seine Adresse nimmt diese HTTP-Methode nicht an.',
  not_listening:
    'Er ist eingeschaltet, aber n8n lauscht nicht an seiner Adresse. Öffne ihn in n8n, prüfe den ersten Schritt und schalte ihn dort noch einmal ein (Publish).',
  refused: 'n8n hat den Aufruf nicht durchgelassen. Prüfe in n8n, wer die Adresse aufrufen darf.',
  too_large: 'Das ist mehr, als sich zum Starten senden lässt. Höchstens 64 KB sind möglich.',
};

export const pickedFrom: typeof en.pickedFrom = {
  place: 'wo das gefragt wurde',
  chosen: 'wie hier schon einmal gewählt',
  workflows: 'wie ein anderer Workflow in n8n es hat',
  n8n: 'wie n8n es dort jetzt findet',
};

export const assumedBecause: typeof en.assumedBecause = {
  house: 'wie es hier eingestellt ist',
  usual: 'wie die letzten beiden Male',
  only: 'weil es nichts anderes gibt',
};

export const notes: typeof en.notes = {
  assumed: (what, name, app, how) => `Als ${what} genommen: ${name} (${app}), ${how}.`,
  picked: (word, name, app, source) => `Für „${word}“ genommen: ${name} (${app}), ${source}.`,
  model: (model) => `Geplant von ${model}.`,
  mended: (node, from, to) => `Bei einer Probe blieb {{ ${from} }} von „${node}“ leer: Dort steht jetzt {{ ${to} }}.`,
  zoneGuessed: (zone, set, slack) =>
    `Zeiten in ${zone}${set ? ', wie hier eingestellt' : ''}: ${slack ? 'Deine Zeitzone darf ich in Slack nicht lesen' : 'Deine Zeitzone kenne ich nicht'}. Für eine andere sag „9 Uhr Europe/Berlin“.`,
  askersZone: (zone) =>
    `Die Zeiten sind in ${zone} gemeint: Der Workflow hatte keine eigene Zeitzone, und n8n hätte sie in seiner genommen.`,
  unfinished: 'Das KI-Modell hat aufgehört zu antworten, bevor es fertig war; so weit ist es gekommen.',
  templates: 'Mit den eingebauten Vorlagen geplant, ohne KI-Modell.',
  unreachable: 'Das KI-Modell war nicht erreichbar, deshalb wurde das mit den eingebauten Vorlagen geplant.',
  templatesAsked: 'Das KI-Modell war nicht erreichbar; stattdessen wurden die eingebauten Vorlagen gefragt.',
};

export const suggestions: typeof en.suggestions = ['hilfe', 'liste', 'status'];
