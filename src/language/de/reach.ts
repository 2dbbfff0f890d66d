import type { words } from '../en/index.ts';

export const reach: typeof words.engine.reach = {
  aDraft: 'ein Entwurf',
  discarded: (by, name) => `${by} hat „${name}“ verworfen. Nichts wurde angelegt oder geändert.`,
  approved: (by, name) =>
    `${by} hat „${name}“ freigegeben. Der Workflow ist unterwegs nach n8n; ich sage hier Bescheid, wenn er dort ist.`,
  ended: (line, by) => `${line}\nEntschieden von ${by}.`,
  waitsFor: (names) => `wartet auf ${names}`,
  approvedSoFar: (names) => `bisher freigegeben von ${names}`,
  anApprover: 'jemanden, der freigeben darf',
  standIn: (deputy, absent) => `${deputy} (für ${absent})`,
  away: (name, day) => `${name} (abwesend bis einschließlich ${day})`,
  decidesFor: (deputy, absent) => `${deputy} entscheidet für ${absent}, abwesend.`,
  youStandIn: (absent) => `Du vertrittst ${absent}, abwesend.`,
  more: (count) => `${count} weitere`,
  asksYou: (requester, name) => `${requester} bittet dich, über „${name}“ zu entscheiden.`,
  asksHere: (requester, name, { need, more }) =>
    need > 1
      ? `${requester} möchte „${name}“. ${need} Personen müssen das freigeben, jede mit einem Knopf auf der Karte: ihr${more > 0 ? ` und ${more} weitere` : ''} dürft es.`
      : `${requester} möchte „${name}“. Jemand von euch entscheidet, mit einem Knopf auf der Karte${more > 0 ? `, oder jemand von ${more} weiteren` : ''}.`,
  stillWaits: (drafts) =>
    drafts === 1
      ? 'Ein Entwurf wartet noch auf deine Entscheidung.'
      : `${drafts} Entwürfe warten noch auf deine Entscheidung.`,
  expires: (name, when) =>
    `Über „${name}“ hat noch niemand entschieden: Am ${when} wird er geschlossen. Eine Änderung hält ihn länger offen.`,
  step: {
    asksOnly:
      'Ein Schritt eines Ablaufs bittet um einen neuen Workflow und tut sonst nichts, also wurde nichts getan. Sag mir das selbst.',
    noWords:
      'Der Schritt sagt nicht, was geschehen soll, also wurde nichts angelegt. Schreib hinein, was wann geschehen soll.',
    discarded: (name) => `„${name}“ wurde verworfen. Nichts wurde angelegt.`,
    noAnswer: 'Die Anfrage konnte nicht beantwortet werden. Nichts wurde angelegt.',
  },
};
