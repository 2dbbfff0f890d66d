import type { Clause } from '../clauses.ts';
import type { StepContext } from '../step-text.ts';
import { grammar, names, stemsOf } from './lexicon.ts';
import { belongingIn } from './refer.ts';

/** The words of a clause that are nowhere in the step; undefined when all are. */
export function leftOver(
  clause: Clause,
  said: readonly string[],
  { source, made = [] }: StepContext,
): string | undefined {
  const known = new Set(
    [...said, ...belongingIn(clause.text, made), source?.what ?? '', ...(source?.fields.keys() ?? [])].flatMap(
      (one) => [...stemsOf(one), ...stemsOf(one.toLowerCase())],
    ),
  );
  const quoted = said.join('\n');
  const what = stemsOf(source?.what ?? '');
  const words = [...clause.mask.matchAll(/\uE002+|[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)].filter((found) => {
    const [word] = found;
    const text = clause.text.slice(found.index, found.index + word.length);
    if (word.startsWith('\uE002')) return !quoted.includes(text.slice(1, -1));
    if (
      /[#@]/.test(clause.text[found.index - 1] ?? '') ||
      /@/.test(clause.text.slice(found.index, found.index + word.length + 1))
    )
      return false;
    return !stemsOf(word).every(
      (one) => known.has(one) || grammar.has(one) || what.some((thing) => names(one, thing) !== undefined),
    );
  });
  const [first] = words;
  const last = words.at(-1);
  return first && last ? clause.text.slice(first.index, last.index + last[0].length) : undefined;
}
