import { type CardElement, stepMark, steps, text } from '#src/chat/card.ts';
import { bold } from '#src/chat/words.ts';
import type { Summary } from '#src/workflow/words/summary.ts';
import { lowerFirst } from '#src/workflow/words/text.ts';

/**
 * When it starts, and what it does: behind an arrow where one or two steps follow, else a line for each. Everything that
 * leaves a mark outside is there, with what it says.
 */
export function whatElements({ start, lines }: Pick<Summary, 'start' | 'lines'>): CardElement[] {
  if (!isShort(lines)) return [text([bold(start)]), steps(lines)];
  return [text([bold(start), ...lines.map((line) => ` → ${lowerFirst(line.text)}`)])];
}

/** When a workflow starts; where a sentence says it all, also what it does. */
export const startElement = ({ sentence, trigger, lines }: Told): CardElement =>
  text(isShort(lines) ? sentence : `${trigger}.`);

/** What it does, a line for each step; nothing where the sentence has said so. */
export const lineElements = ({ lines }: Told): CardElement[] => (isShort(lines) ? [] : [steps(lines)]);

/** The same as one text. */
export function toldText({ sentence, trigger, lines }: Told): string {
  return isShort(lines) ? sentence : [`${trigger}.`, ...lines.map((line) => stepMark(line) + line.text)].join('\n');
}

type Told = Pick<Summary, 'sentence' | 'trigger' | 'lines'>;

/** The sentence says as much as the lines would. */
const isShort = (lines: Summary['lines']): boolean =>
  lines.length <= 1 || (lines.length === 2 && lines.every(({ depth, number }) => depth === 0 && number !== undefined));
