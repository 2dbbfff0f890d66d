/** What the statements of a query do, the gravest of them. */
export type QueryEffect = 'reads' | 'writes' | 'deletes' | 'unknown';

const longest = 50_000;
const deletes = /\b(?:delete\s+from|truncate\s|drop\s+\w)|(?:^|;)\s*delete\s/i;
const writes =
  /\b(?:insert\s+(?:into|ignore|overwrite|all)|update\s+[^\s;]{1,200}\s+(?:\w+\s+)?set|(?:merge|replace)\s+into|into\s+outfile)\b/i;
const reads = /^(?:select|with|show|explain|describe|desc|values|table|pragma|use)$/i;

/**
 * Reads SQL as far as its words say what it does; what only the run puts there is unknown. A word in a text or in a
 * remark counts as well: rather a deletion too many is told than one too few. Pure.
 */
export function queryEffect(query: string): QueryEffect {
  const written = query
    .slice(0, longest)
    .replace(/^=/, '')
    .replace(/\{\{[\s\S]{0,2000}?\}\}/g, ' ? ');
  const plain = written.replace(/\/\*[\s\S]{0,5000}?\*\//g, ' ');
  if ([written, plain].some((text) => deletes.test(text))) return 'deletes';
  if ([written, plain].some((text) => writes.test(text))) return 'writes';
  const verbs = plain
    .replace(/--[^\n]*/g, ' ')
    .split(';')
    .map((statement) => /^[\s(]*(\S*)/.exec(statement)?.[1] ?? '')
    .filter((verb) => verb !== '');
  if (verbs.some((verb) => /^[a-z]+$/i.test(verb) && !reads.test(verb))) return 'writes';
  return verbs.length > 0 && verbs.every((verb) => reads.test(verb)) ? 'reads' : 'unknown';
}
