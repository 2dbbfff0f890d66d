import { blocksOf } from '../expressions/expression-blocks.ts';

const longest = 20_000;
const mostOpen = 4;
/** What an expression between the values of a JSON text may stand for. */
const fillings = ['0', '', '"a":0', ',"a":0'];

/**
 * True when a JSON text with `{{ }}` in it cannot be JSON, whatever its expressions give: inside a string each stands
 * for text, elsewhere for a value, for nothing or for another entry. Long or very open texts are not judged.
 */
export function neverJson(text: string): boolean {
  if (text.length > longest || text.trim() === '') return false;
  /** The text, with undefined where an expression stands for something that is not known. */
  const pieces: (string | undefined)[] = [];
  let from = 0;
  let open = 0;
  let inText = false;
  for (const block of blocksOf(text)) {
    if (!block.closed) return false;
    const literal = text.slice(from, block.start);
    inText = endsInText(literal, inText);
    from = text.indexOf('}}', block.start + 2) + 2;
    pieces.push(inText ? `${literal}x` : literal);
    if (inText) continue;
    open += 1;
    pieces.push(undefined);
  }
  pieces.push(text.slice(from));
  return open <= mostOpen && !canBeJson(pieces, 0, '');
}

/** True when some way of filling what is not known gives JSON. */
function canBeJson(pieces: readonly (string | undefined)[], at: number, text: string): boolean {
  const next = pieces.indexOf(undefined, at);
  if (next < 0) return isJson(text + pieces.slice(at).join(''));
  const before = text + pieces.slice(at, next).join('');
  return fillings.some((filling) => canBeJson(pieces, next + 1, before + filling));
}

function endsInText(literal: string, before: boolean): boolean {
  let inText = before;
  for (let at = 0; at < literal.length; at += 1) {
    if (literal[at] === '\\') at += 1;
    else if (literal[at] === '"') inText = !inText;
  }
  return inText;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
