import type { Language } from './language.ts';
import { type Dictionary, wordsIn } from './words.ts';

/** How a draft came about, kept with it: as a code where the words are ours, else in words of whoever caused it. */
export type Note =
  | string
  | { code: 'model'; model: string }
  /** IANA name. */
  | { code: 'askersZone'; zone: string }
  | { code: Exclude<keyof Dictionary['engine']['notes'], 'model' | 'askersZone'> };

/** A note in the reader's words; what was kept as words stays as it is. */
export function noteText(note: Note, language: Language): string {
  if (typeof note === 'string') return note;
  const { notes } = wordsIn(language).engine;
  if (note.code === 'model') return notes.model(note.model);
  return note.code === 'askersZone' ? notes.askersZone(note.zone) : notes[note.code];
}
