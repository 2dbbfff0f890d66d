/**
 * How deep JSON from outside may be nested. What people and programs send stays far below; what is deeper only serves to
 * overflow the stack of whatever walks it (zod, JSON.stringify, our own rules).
 */
export const maxJsonDepth = 100;

/** True when JSON text is nested deeper than that. Reads it once, without parsing; text that is no JSON may be either. */
export function isTextTooDeep(text: string, most = maxJsonDepth): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === backslash) at += 1;
      else if (char === quote) quoted = false;
    } else if (char === quote) quoted = true;
    else if (char === openBrace || char === openBracket) {
      depth += 1;
      if (depth > most) return true;
    } else if (char === closeBrace || char === closeBracket) depth -= 1;
  }
  return false;
}
const [quote, backslash, openBrace, openBracket, closeBrace, closeBracket] = Array.from('"\\{[}]', (one) =>
  one.charCodeAt(0),
);

/** The same for a value that something else has parsed. Without recursion. */
export function isTooDeep(value: unknown, most = maxJsonDepth): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) => Object.values(one)).filter(isContainer);
  }
  return false;
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
