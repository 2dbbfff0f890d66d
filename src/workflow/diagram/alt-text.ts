import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Summary } from '../words/summary.ts';
import { foldLines, type TellingLine } from '../words/tell/lines.ts';

/** Slack takes no longer one. */
const longest = 2000;

/**
 * What the picture of a workflow shows, for those who cannot see it: when it starts, then its steps, numbered. Too long,
 * it leaves out what is said, then steps that leave no mark outside, and says where the rest is.
 * @param where the button that lists all steps; null where n8n shows them
 */
export function toAltText(
  name: string,
  { trigger, lines, brief }: Pick<Summary, 'trigger' | 'lines' | 'brief'>,
  language: Language = 'en',
  where: string | null = null,
): string {
  const { workflow: words } = wordsIn(language);
  const start = words.alt.start(name, trigger);
  const attempts = [lines, brief, foldLines(brief, 1, { words })];
  const fitting = attempts.map((each) => [start, ...each.map(lineText)]).find((all) => all.join(' ').length <= longest);
  if (fitting) return fitting.join(' ');
  const last = attempts.at(-1) ?? [];
  const said = [start];
  for (const [index, line] of last.entries()) {
    const rest = words.alt.more(last.length - index, where);
    if ([...said, lineText(line), rest].join(' ').length > longest) return [...said, rest].join(' ').slice(0, longest);
    said.push(lineText(line));
  }
  return said.join(' ');
}

function lineText({ number, text }: TellingLine): string {
  const end = /[:.!?…]$/.test(text) ? '' : '.';
  return `${number === undefined ? '' : `${number}. `}${text}${end}`;
}
