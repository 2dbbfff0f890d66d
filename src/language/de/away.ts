import type { away as english } from '../en/away.ts';

export const away: typeof english = {
  noted: (day) =>
    `Notiert: Du bist bis einschließlich ${day} abwesend. Bis dahin wirst du weder gefragt noch erinnert. Sag „ich bin wieder da“, wenn du früher zurück bist.`,
  notedOf: (name, day) =>
    `Notiert: ${name} ist bis einschließlich ${day} abwesend und wird bis dahin weder gefragt noch erinnert. „${name} ist wieder da“ beendet das früher.`,
  decides: (deputy) => `${deputy} gibt an deiner Stelle frei.`,
  decidesOf: (deputy, name) => `${deputy} gibt anstelle von ${name} frei.`,
  nobody:
    'Niemand gibt an deiner Stelle frei. Eine Vertretung nennst du z. B. so: „ich bin bis Freitag weg, Bo entscheidet für mich“.',
  nobodyOf: (name) => `Niemand gibt anstelle von ${name} frei.`,
  youStoodIn: (names) => `Du vertrittst ${names}: Solange du abwesend bist, tut das niemand.`,
  back: 'Willkommen zurück: Du wirst wieder gefragt. Was noch auf dich wartet, zeigt „was wartet“.',
  backOf: (name) => `${name} gilt als zurück und wird wieder gefragt.`,
  notAway: 'Eine Abwesenheit war nicht notiert, also wurde nichts geändert.',
  notAsked: 'Auf eine Freigabe von dir wartet hier niemand; es gibt nichts zu notieren, und nichts wurde geändert.',
  notAskedOf: (name) => `Auf eine Freigabe von ${name} wartet hier niemand, also wurde nichts geändert.`,
  adminsOnly: 'Von jemand anderem kann das nur ein Admin sagen. Nichts wurde geändert.',
  unknown: (name) =>
    `Die Richtlinie nennt niemanden namens „${name}“, und nur wen sie nennt, kann anstelle anderer freigeben. Nichts wurde geändert.`,
  several: (name) => `Mehr als eine Person heißt „${name}“. Nichts wurde geändert. Erwähne sie mit @.`,
  samePerson: 'Niemand vertritt sich selbst. Nichts wurde geändert. Nenne jemand anderen.',
  notYourself:
    'Wer es von jemand anderem sagt, kann nicht die Vertretung sein. Nichts wurde geändert. Nenne jemand anderen.',
  deputyAway: (name, day) =>
    `${name} ist bis einschließlich ${day} abwesend. Nichts wurde geändert. Nenne jemand anderen.`,
  past: 'Dieser Tag ist vorbei. Nichts wurde geändert.',
  tooFar: 'Das ist mehr als ein Jahr voraus. Nichts wurde geändert.',
};
