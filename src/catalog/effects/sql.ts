import { harmlessFunctions } from './sql-functions.ts';

/** What the statements of a query do, the gravest of them. */
export type QueryEffect = KnownEffect | 'unknown';
type KnownEffect = 'reads' | 'writes' | 'deletes';

const longest = 50_000;
/** In texts and remarks too. */
const deletes = /\b(?:delete\s+from|truncate\s|drop\s+\w)|(?:^|;)\s*delete\s/i;
const writes =
  /\b(?:insert\s+(?:into|ignore|overwrite|all)|update\s+[^\s;]{1,200}\s+(?:\w+\s+)?set|(?:merge|replace)\s+into|into\s+outfile)\b/i;
/** Outside of them, wherever they stand: some databases begin a statement without anything before it, even behind a digit. */
const deletingWords = /(?<![\p{L}_$@#])(?:delete|truncate(?!\s*\()|drop|overwrite|or\s+replace)\b/iu;
const writingWords = /(?<![\p{L}_$@#])(?:insert|update|merge|upsert|into|create|alter|replace\s+into)\b/iu;
const anyWords =
  /(?<![\p{L}_$@#])(?:exec|execute|call|grant|revoke|deny|dbcc|bulk|reconfigure|shutdown|revert|waitfor|updatetext|writetext|(?:backup|restore)\s+(?:database|log|table)|kill\s+[\d'"@]|(?:en|dis)able\s+trigger|export\s+data|send\s+on|end\s+conversation)\b/iu;
const reads = /^(?:select|with|show|explain|describe|desc|values|table|use)$/i;
const acts = /^(?:insert|update|merge|upsert|replace|create|alter|delete|truncate|drop)$/i;
/** Neither read nor change anything. */
const neutral =
  /^\s*(?:(?:begin|start|commit|rollback|end)(?:\s+(?:transaction|tran|work))?|set\s+nocount\s+(?:on|off))\s*$/i;

/** The gravest of what a query does, for those who tell it in a word. Pure. */
export function queryEffect(query: string): QueryEffect {
  const { unknown, found } = readQuery(query);
  return found.includes('deletes') ? 'deletes' : unknown ? 'unknown' : (found.at(-1) ?? 'unknown');
}

/**
 * Everything a query may do. It only reads where each statement begins like one that does, no word outside of texts and
 * remarks changes anything, and every function is one that only computes; what cannot be told may do anything. Clear words
 * in a text, in a remark or in an expression count as well, rather a deletion too many is told than one too few. n8n puts
 * what an expression gives into the query as it is, so one that is no value, quoted or compared with something, may go on
 * with anything. Pure.
 */
export function queryEffects(query: string): KnownEffect[] {
  const { unknown, found } = readQuery(query);
  return unknown ? ['reads', 'writes', 'deletes'] : found;
}

function readQuery(query: string): { unknown: boolean; found: KnownEffect[] } {
  const written = query.slice(0, longest).replace(/^=/, '');
  const withValues = written.replace(expression, ' ? ');
  const plain = withValues.replace(/\/\*[\s\S]{0,5000}?\*\//g, ' ');
  const bare = isAmbiguous(withValues) ? withValues : withoutLiterals(withValues);
  const says = (words: RegExp): boolean => [written, withValues, plain].some((text) => words.test(text));
  const statements = bare.split(';').filter((one) => one.trim() !== '' && !neutral.test(one));
  const verbs = statements.map((statement) => /^[\s(]*(\p{L}*)/u.exec(statement)?.[1] ?? '');
  const found: KnownEffect[] = [
    ...(says(writes) || writingWords.test(bare) ? (['writes'] as const) : []),
    ...(says(deletes) || deletingWords.test(bare) ? (['deletes'] as const) : []),
  ];
  const known = verbs.length > 0 && verbs.every((verb) => reads.test(verb) || acts.test(verb));
  return {
    unknown:
      query.length > longest ||
      !known ||
      anyWords.test(bare) ||
      callsUnknown(bare) ||
      rawValue.test(bare) ||
      !hasOnlyValues(written),
    found: found.length > 0 || !known ? found : ['reads'],
  };
}

/** Puts a value into the text as it is: `$1:raw`. */
const rawValue = /\$\d+(?:\^|#|:(?:raw|value)\b)/i;

const expression = /\{\{[\s\S]{0,2000}?\}\}/g;
/** Stands for an expression; no query has it. */
const hole = '\u0000';
const literalsAndRemarks = /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|--[^\n\r]*|\/\*[\s\S]{0,5000}?\*\//g;
/** Quotes end where the database says: where that differs, nobody here knows what stands in one. */
const otherQuotes = /\\|\$\w{0,20}\$|#/;
/** What is a remark, or a quote, in some databases only. */
const otherRemarks = /--\S|\/\*!|\bn?q'|\[[^\][`'"]*[`'"]|`[^`'"]*['"]/i;
const isAmbiguous = (text: string): boolean => otherQuotes.test(text) || otherRemarks.test(text);

/** With names in quotes as `""`, which no function is called. */
const withoutLiterals = (text: string): string =>
  text.replace(literalsAndRemarks, (one) => (one.startsWith("'") ? "''" : /^["`]/.test(one) ? '""' : ' '));

/** Names that a list of columns follows. */
const lists = /\b(?:into|table|as|references|exists|overwrite|recursive)\s+[\p{L}\p{N}_$.]+\s*(?=\()/giu;
const withColumns = /(?:\bwith\s+|,\s*)[\p{L}\p{N}_]+\s*(?=\([\p{L}\p{N}_,\s]{0,1000}\)\s*as\s*\()/giu;
const calls = /(?<![\p{L}\p{N}_$@#])([\p{L}_$@#][\p{L}\p{N}_$@#]*)\s*\(|["\]]\s*\(/gu;

/** True for a function nobody here knows: it may do anything. One that belongs to a schema is somebody's own. */
function callsUnknown(bare: string): boolean {
  const text = bare.replace(/\s+/g, ' ').replace(lists, ' , ').replace(withColumns, ' , ');
  return [...text.matchAll(calls)].some(
    ({ index, 1: name = '' }) =>
      /\. ?$/.test(text.slice(Math.max(0, index - 2), index)) || !harmlessFunctions.has(name.toLowerCase()),
  );
}

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
  if (isAmbiguous(rest)) return false;
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
