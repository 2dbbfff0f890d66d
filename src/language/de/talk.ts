import type { words } from '../en/index.ts';

export const talk: typeof words.engine.talk = {
  pressCreate: (create) =>
    `Freigegeben wird mit einem Knopf, damit es niemand mit einem Wort tut. Sieh dir die Karte an und drücke „${create}“.`,
  stillMissing: 'Angelegt werden kann noch nichts: Auf der Karte steht, was noch zu klären ist.',
  notYours: (why) => `Diesen kannst du nicht freigeben. ${why}`,
  expired: 'Er ist abgelaufen: Öffne ihn mit seinem Knopf wieder, dann kann er freigegeben werden.',
  nothingToApprove: 'Hier wartet nichts auf eine Freigabe. Sag mir, was von selbst geschehen soll und wann.',
  whatElse: 'Sag mir, was anders sein soll, etwa „lieber um 7“, oder sag „abbrechen“, um ihn zu verwerfen.',
  youAreWelcome: 'Gern geschehen.',
  smallTalk:
    'Ich bin für Automatisierungen da: Sag mir, was von selbst geschehen soll und wann, oder sag „Hilfe“ für Beispiele.',
  stillWaits: 'Der Entwurf wartet noch auf seinen Knopf.',
  whoAsked: (name) =>
    `Nur ${name}: Hier ist niemand zum Freigeben benannt, also entscheiden alle über das, was sie selbst angefragt haben.`,
  whoTheyAsk: 'Hier ist niemand zum Freigeben benannt: Alle entscheiden über das, was sie selbst angefragt haben.',
  whoApproves: (names) => `Eine dieser Personen, mit einem Knopf auf der Karte: ${names}.`,
  whoDepends: 'Je nachdem, was ein Entwurf tut, können andere gefragt sein: Seine Karte sagt, wer.',
  whoElse: 'Die eigene Anfrage gibt hier niemand frei.',
  whoPublishes: (names) => `Einschalten dürfen: ${names}.`,
  failures: 'Was heute fehlgeschlagen ist',
  noFailures: 'Unter den Workflows, die du sehen darfst, ist heute nichts fehlgeschlagen.',
  failedTimes: (count, last) => `${count === 1 ? 'eine Ausführung' : `${count} Ausführungen`} · zuletzt: ${last}`,
  draftNotInN8n: (name) => `„${name}“ ist ein Entwurf: Er ist noch nicht in n8n und tut nichts.`,
  itSays: 'Mit diesen Worten:',
  nothingSaid: 'Eigenen Text sagt oder sendet er nicht.',
  hereOrNew: 'Meinst du einen Workflow, den es hier gibt, oder etwas Neues?',
  somethingNew: (words) => `Etwas Neues: „${words}“`,
};
