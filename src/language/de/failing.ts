import type { failing as en } from '../en/failing.ts';

export const failing: typeof en = {
  week: 'Was diese Woche fehlgeschlagen ist',
  noneWeek: 'Diese Woche ist nichts fehlgeschlagen von den Workflows, von denen du hier hörst.',
  more: (kinds) => `${kinds} weitere ${kinds === 1 ? 'Art' : 'Arten'} von Fehlern.`,
  runsAgain: 'läuft wieder',
  elsewhere: (workflows) =>
    `${workflows === 1 ? 'Ein weiterer deiner Workflows ist' : `${workflows} weitere deiner Workflows sind`} fehlgeschlagen; frag mich allein.`,
  adminsOnly:
    'Was überall fehlgeschlagen ist, ist für Admins. Sag „was ist heute fehlgeschlagen“ für deine eigenen Workflows.',
  onlyAlone: 'Was überall fehlgeschlagen ist, sage ich nur allein: Frag mich in einer Direktnachricht.',
  muted: (name, until) =>
    `Fehler von „${name}“ werden hier bis ${until} nicht gemeldet. Unter „was ist heute fehlgeschlagen“ zählen sie weiter. Um wieder davon zu hören, sag „schalte ${name} wieder laut“.`,
  mutedForGood: (name) =>
    `Fehler von „${name}“ werden hier nicht mehr gemeldet. Unter „was ist heute fehlgeschlagen“ zählen sie weiter. Um wieder davon zu hören, sag „schalte ${name} wieder laut“.`,
  unmuted: (name) => `Fehler von „${name}“ werden hier wieder gemeldet.`,
  notMuted: (name) => `„${name}“ ist hier nicht stumm. Es wurde nichts geändert.`,
  othersRead: (name) =>
    `Hier lesen auch andere: Nur wer „${name}“ wollte oder hier freigibt, schaltet ihn für alle stumm. Es wurde nichts geändert.`,
  onlyResponsible: (name) =>
    `Wo Fehler von „${name}“ gemeldet werden, entscheidet, wer ihn wollte oder hier freigibt. Es wurde nichts geändert.`,
  here: 'diesem Kanal',
  tells: (where, name) =>
    `Ab jetzt werden Fehler von „${name}“ auch in ${where} gemeldet. Um das zu beenden, sag „melde in ${where} nicht mehr, wenn ${name} fehlschlägt“.`,
  tellsHere: (who, name) =>
    `Ab jetzt sage ich hier Bescheid, wenn „${name}“ fehlschlägt; ${who} hat mich darum gebeten. Um das zu beenden, sag „melde hier nicht mehr, wenn ${name} fehlschlägt“.`,
  stops: (where, name) => `Fehler von „${name}“ werden in ${where} nicht mehr gemeldet.`,
  notTold: (where, name) =>
    `Niemand hat mich gebeten, in ${where} von „${name}“ zu berichten. Es wurde nichts geändert.`,
  notThere: (where) =>
    `Ich kann in ${where} nicht schreiben, also wurde nichts geändert. Lade mich dort ein und sag es noch einmal.`,
  whichChannel: (named) =>
    `Ich weiß nicht, welcher Kanal ${named} ist. Wähle ihn aus der Liste, die beim Tippen erscheint. Es wurde nichts geändert.`,
  noOther:
    'Hier kann ich keinen anderen Kanal nennen. Sag in jenem Kanal: „sag diesem Kanal Bescheid, wenn … fehlschlägt“.',
  whichOne: (names) => `Welcher? ${names}`,
  since: (when) => `Was seit ${when} fehlgeschlagen ist`,
  noneSince: (when) => `Seit ${when} ist nichts fehlgeschlagen.`,
  digest: (next, timezone) =>
    `Ich sage hier in einer Nachricht, was fehlgeschlagen ist, statt in einer für jeden Fehler. Als Nächstes: ${next} (${timezone}). Um das zu beenden, sag „keine Zusammenfassung“.`,
  digestEnded: 'Hier gibt es keine Zusammenfassung mehr; jeder Fehler wird wieder für sich gemeldet.',
  noDigest: 'Hier gibt es keine Zusammenfassung. Es wurde nichts geändert.',
  digestAlone:
    'Für dich selbst sag es dort, wo wir allein sind. Für alle hier sag „schick diesem Kanal eine tägliche Übersicht der Fehler“.',
  digestRefused:
    'Eine Zusammenfassung ersetzt die einzelnen Nachrichten für alle hier: Nur wer hier freigibt, ändert das. Es wurde nichts geändert.',
};
