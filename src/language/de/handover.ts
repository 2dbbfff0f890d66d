import type { handover as english } from '../en/handover.ts';

export const handover: typeof english = {
  done: (name, to) =>
    `„${name}“ gehört ab jetzt ${to} und wird dort angekündigt. Was daraus wird, erfährt ab jetzt diese Person.`,
  toYou: (by, name) => `${by} hat dir „${name}“ übergeben: Du bist jetzt dafür zuständig.`,
  fromYou: (by, name, to) => `${by} hat „${name}“ an ${to} übergeben; dort liegt jetzt die Zuständigkeit.`,
  unknown: (name) =>
    `Hier kenne ich niemanden namens „${name}“. Nichts wurde geändert. Erwähne die Person mit @, oder lass sie mir einmal schreiben.`,
  notTheirs: (name) => `Übergeben kann „${name}“ nur, wer dafür zuständig ist, oder ein Admin. Nichts wurde geändert.`,
  elsewhere: (name) => `„${name}“ gehört zu einem anderen Workspace und wird dort übergeben. Nichts wurde geändert.`,
  closed: (name) =>
    `„${name}“ kann in diesem Zustand nicht übergeben werden. Nichts wurde geändert. Sobald es in n8n ist, übergib den Workflow.`,
  same: (to, name) => `${to} ist schon für „${name}“ zuständig. Nichts wurde geändert.`,
  hasApproved: (to, name) =>
    `${to} hat „${name}“ schon freigegeben und kann es nicht übernehmen. Nichts wurde geändert. Nenne jemand anderen.`,
};
