import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import { maskQuoted, toLower } from './words.ts';

/** What no workflow of n8n can keep, with the words that ask for it: refused as a whole, never left out in silence. */
export function refusalOf(request: string, back: (words: string) => string): Issue | undefined {
  const mask = toLower(maskQuoted(request)).replace(/\uE001+/g, (found) => ' '.repeat(found.length));
  const said = (found: RegExpExecArray) => back(request.slice(found.index, found.index + found[0].length).trim());
  const holidays =
    /(?:\b(?:except|unless|but not|not|skip(?:ping)?|without|only|excluding|if|when)\b[^.;,]{0,40})?\b(?:bank |public |national |legal )?holidays?\b/.exec(
      mask,
    );
  if (
    holidays &&
    /\b(?:except|unless|not|skip|without|only|excluding|on|every|each|if|when)/.test(
      mask.slice(0, holidays.index + holidays[0].length),
    )
  )
    return warning('not-possible', { part: said(holidays), reason: 'holidays' });
  const clock = /(?<![\d:.#/-])(?:(?:2[4-9]|[3-9]\d):\d{2}|\d{1,2}:[6-9]\d)(?![\d:])/.exec(mask);
  return clock ? warning('not-possible', { part: said(clock), reason: 'no-time' }) : undefined;
}
