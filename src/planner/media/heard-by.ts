import type { Undone } from '../catalog/undone.ts';
import type { StepContext } from '../step-text.ts';
import { heardFrom } from './fork.ts';
import { type FileKind, kindsIn } from './kinds.ts';

/** What an assistant takes in beside text, and how it answers; stands in the one clause that it is. */
const notation =
  / taking (voice|image|document)((?: (?:voice|image|document))*)( text)?(?= with (?:data|files) of | as “| speaking)/;

/** The words that say it in that clause. */
export const takingIn = (kinds: readonly FileKind[], writes: boolean): string =>
  kinds.length === 0 ? '' : ` taking ${[...kinds, ...(writes ? ['text'] : [])].join(' ')}`;

/** What the assistant of a clause hears, sees or reads: undefined where it only reads messages; undone where it cannot. */
export function heardBy(text: string, context: StepContext): ReturnType<typeof heardFrom> | Undone {
  const found = notation.exec(text);
  if (!found) return undefined;
  const kinds = kindsIn(`${found[1]}${found[2]}`);
  return (
    heardFrom(kinds, found[3] !== undefined, text.slice(0, found.index), context) ?? {
      reason: 'no-act',
      app: context.source?.what ?? '',
    }
  );
}
