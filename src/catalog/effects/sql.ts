/** What the statements of a query do, the gravest of them. */
export type QueryEffect = KnownEffect | 'unknown';
type KnownEffect = 'reads' | 'writes' | 'deletes';

const longest = 50_000;
const deletes = /\b(?:delete\s+from|truncate\s|drop\s+\w)|(?:^|;)\s*delete\s/i;
const writes =
  /\b(?:insert\s+(?:into|ignore|overwrite|all)|update\s+[^\s;]{1,200}\s+(?:\w+\s+)?set|(?:merge|replace)\s+into|into\s+outfile)\b/i;
const reads = /^(?:select|with|show|explain|describe|desc|values|table|pragma|use)$/i;

/** The gravest of what a query does, for those who tell it in a word. Pure. */
export function queryEffect(query: string): QueryEffect {
  const { unknown, found } = readQuery(query);
  return found.includes('deletes') ? 'deletes' : unknown ? 'unknown' : (found.at(-1) ?? 'unknown');
}

/**
 * Everything a query may do. Its words are read: those in a text, in a remark or in an expression count as well, rather a
 * deletion too many is told than one too few. n8n puts what an expression gives into the query as it is, so one that is
 * no value, quoted or compared with something, may go on with anything. Pure.
 */
export function queryEffects(query: string): KnownEffect[] {
  const { unknown, found } = readQuery(query);
  return unknown ? ['reads', 'writes', 'deletes'] : found;
}

function readQuery(query: string): { unknown: boolean; found: KnownEffect[] } {
  const written = query.slice(0, longest).replace(/^=/, '');
  const withValues = written.replace(expression, ' ? ');
  const plain = withValues.replace(/\/\*[\s\S]{0,5000}?\*\//g, ' ');
  const says = (words: RegExp): boolean => [written, withValues, plain].some((text) => words.test(text));
  const verbs = plain
    .replace(/--[^\n]*/g, ' ')
    .split(';')
    .map((statement) => /^[\s(]*(\S*)/.exec(statement)?.[1] ?? '')
    .filter((verb) => verb !== '');
  const acts = says(writes) || (!says(deletes) && verbs.some((verb) => /^[a-z]+$/i.test(verb) && !reads.test(verb)));
  const looks = verbs.length > 0 && verbs.every((verb) => reads.test(verb));
  const found: KnownEffect[] = [
    ...(acts ? (['writes'] as const) : []),
    ...(says(deletes) ? (['deletes'] as const) : []),
  ];
  return {
    unknown: query.length > longest || (found.length === 0 && !looks) || !hasOnlyValues(written),
    found: found.length > 0 || !looks ? found : ['reads'],
  };
}

const expression = /\{\{[\s\S]{0,2000}?\}\}/g;
/** Stands for an expression; no query has it. */
const hole = '\u0000';
const literalsAndRemarks = /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[\s\S]{0,5000}?\*\//g;
/** Quotes end where the database says: where that differs, nobody here knows what stands in one. */
const otherQuotes = /\\|\$\w{0,20}\$|#/;
const compared = /(?:[=<>]|\b(?:i?like|limit|offset|between|top|fetch\s+first))\s*$/i;
const listed = /\b(?:values|in)\s*\([^;]*$/i;
const listStart = /[(,]\s*$/;
/** So many characters around an expression are read. */
const furthest = 1_000;

/** True when each expression is a whole value: in quotes, compared with something, or in a list of values. */
function hasOnlyValues(written: string): boolean {
  const all = written.match(expression) ?? [];
  if (all.some((one) => one.includes(';'))) return false;
  const rest = written.replaceAll(hole, '').replace(expression, hole);
  if (/\{\{|\}\}/.test(rest)) return false;
  if (!rest.includes(hole)) return true;
  if (otherQuotes.test(rest)) return false;
  const unquoted = rest.replace(literalsAndRemarks, (one) => (/^['"`]/.test(one) ? "''" : one));
  for (let at = unquoted.indexOf(hole); at >= 0; at = unquoted.indexOf(hole, at + 1)) {
    const before = unquoted.slice(Math.max(0, at - furthest), at);
    const after = unquoted.slice(at + 1, at + 1 + furthest);
    const isValue = compared.test(before)
      ? /^(?:[\s;),]|$)/.test(after)
      : listStart.test(before) && listed.test(before) && /^\s*[),]/.test(after);
    if (!isValue) return false;
  }
  return true;
}
