import type { Language } from './language.ts';
import { wordsIn } from './words.ts';

/** A failure in the reader's words; its own English ones where its code has none in that language. */
export function problemText({ code, message }: { code: string; message: string }, language: Language): string {
  const known: Record<string, string> = wordsIn(language).problems;
  return Object.hasOwn(known, code) ? (known[code] ?? message) : message;
}
