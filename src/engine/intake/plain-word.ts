export type PlainWord = 'cancel' | 'status' | 'welcome';

const plainWords: Record<string, PlainWord> = {
  ...{ cancel: 'cancel', abbrechen: 'cancel', abandonner: 'cancel', cancelar: 'cancel' },
  ...{ 'never mind': 'cancel', nevermind: 'cancel', 'forget it': 'cancel', 'drop it': 'cancel', stop: 'cancel' },
  ...{ stopp: 'cancel', 'vergiss es': 'cancel', 'lass es': 'cancel', 'laisse tomber': 'cancel', arrête: 'cancel' },
  ...{ oublie: 'cancel', 'oublie ça': 'cancel', olvídalo: 'cancel', olvidalo: 'cancel', déjalo: 'cancel' },
  ...{ status: 'status', statut: 'status', estado: 'status' },
};

/** Words that mean the same in every conversation, with or without a model; nothing else may stand beside them. */
export function toPlainWord(text: string): PlainWord | undefined {
  const said = plain(text);
  return Object.hasOwn(plainWords, said) ? plainWords[said] : undefined;
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');

const againWords = new Set(['again', 'renew', 'reopen', 'open it again', 'wieder öffnen', 'rouvrir', 'reabrir']);

/** A word that opens what expired. */
export const meansAgain = (text: string): boolean => againWords.has(plain(text));
