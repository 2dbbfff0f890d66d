import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Summary } from '../words/summary.ts';

/** Slack takes no longer one. */
const longest = 2000;

/** What the picture of a workflow shows, for those who cannot see it: when it starts, then its steps, numbered. */
export function toAltText(
  name: string,
  { trigger, steps }: Pick<Summary, 'trigger' | 'steps'>,
  language: Language = 'en',
): string {
  const words = wordsIn(language).workflow.alt;
  const lines = [words.start(name, trigger)];
  for (const [index, step] of steps.entries()) {
    const line = `${index + 1}. ${step}.`;
    const rest = words.more(steps.length - index);
    if (lines.join(' ').length + line.length + rest.length + 2 > longest) {
      lines.push(rest);
      break;
    }
    lines.push(line);
  }
  return lines.join(' ').slice(0, longest);
}
