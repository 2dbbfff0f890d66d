import type { Hand, Note } from '#src/model/note.ts';
import type { Language } from './language.ts';
import { wordsIn } from './words.ts';

/** A note in the reader's words; what was kept as words stays as it is. */
export function noteText(note: Note, language: Language): string {
  if (typeof note === 'string') return note;
  const { notes, pickedFrom, assumedBecause, recovery } = wordsIn(language).engine;
  if (note.code === 'behindLive') return recovery.behindLive;
  if (isHand(note)) return handText(note, language);
  if (note.code === 'model') return notes.model(note.model);
  if (note.code === 'picked') return notes.picked(note.word, note.name, note.app, pickedFrom[note.from]);
  if (note.code === 'assumed') return notes.assumed(note.what, note.name, note.app, assumedBecause[note.how]);
  if (note.code === 'zoneGuessed')
    return notes.zoneGuessed(note.zone, note.from === 'settings', note.platform === 'slack');
  if (note.code === 'mended') return notes.mended(note.node, note.from, note.to);
  return note.code === 'askersZone' ? notes.askersZone(note.zone) : notes[note.code];
}

const isHand = (note: Exclude<Note, string>): note is Hand => note.code.startsWith('hand');

/** What a person has to complete, in the reader's words. */
export function handText(hand: Hand, language: Language): string {
  const { recovery } = wordsIn(language).engine;
  switch (hand.code) {
    case 'handCredential':
      return recovery.credential(hand.node, hand.name || hand.type);
    case 'handSecret':
      return recovery.secret(hand.node);
    case 'handCall':
      return recovery.call(hand.name ?? hand.id, hand.name !== undefined);
    case 'handErrorWorkflow':
      return recovery.errorWorkflow(hand.name ?? hand.id);
    default:
      return hand satisfies never;
  }
}
