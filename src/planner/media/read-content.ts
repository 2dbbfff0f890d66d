import type { Clause } from '../clauses.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { contentOf, kindAtHand } from './content.ts';
import { kindsIn, withoutSpoken } from './kinds.ts';

/** Things whose words are inside a file that a trigger or a list only names. */
const files = /\b(?:files?|documents?|docs?|pdfs?|attachments?|contracts?|resumes?|cvs?)\b/;

/**
 * Fetches a file that is only named and makes its content readable, before a model works on it; nothing where the data
 * at hand are no files. Pure.
 */
export function readContent({ mask, text }: Clause, context: StepContext): Piece[] {
  const { source } = context;
  if (!source) return [];
  const said = kindsIn(withoutSpoken(mask));
  const kinds = said.length > 0 ? said : files.test(`${source.what} ${mask}`) ? (['document'] as const) : [];
  const kind = kindAtHand(kinds, context);
  return (kind && contentOf(kind, text, context)) ?? [];
}
