import type { Rehearsal } from '#src/model/rehearsal.ts';

/**
 * Whether a rehearsal shows nothing that `said` does not say: each step once, every value to the letter, no way that
 * turned, nothing that differs or is unknown. `said`: what the workflow does in words, with what it says. Pure.
 */
export function isAsSaid({ base, before, variants, issues, notRehearsed }: Rehearsal, said: string): boolean {
  const inWords = plain(said);
  return (
    base.ended &&
    before === undefined &&
    base.steps.length > 0 &&
    base.branches.length === 0 &&
    base.notReached.length === 0 &&
    issues.length === 0 &&
    variants.every(({ differs }) => differs.length === 0) &&
    notRehearsed.every(({ code }) => code === 'services') &&
    base.steps.every(
      ({ times, calls }) =>
        times === 1 && (calls[0] ?? []).every(({ text }) => text.trim() !== '' && inWords.includes(plain(text))),
    )
  );
}

/** A line break is told as a stroke or a blank; what is left is to the letter. */
const plain = (text: string): string =>
  text
    .replace(/\s*(?:\/|\n)\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
