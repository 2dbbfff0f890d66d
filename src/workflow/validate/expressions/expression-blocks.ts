/** One `{{ }}` of a value. */
export interface ExpressionBlock {
  /** What stands between the braces. */
  code: string;
  /** Where the opening braces stand. */
  start: number;
  /** False for the last block when the closing braces are missing. */
  closed: boolean;
}

/** What stands after so many is not read. */
export const mostBlocks = 500;

/**
 * The `{{ }}` of a value in order, found like n8n finds them: the first `}}` after `{{` closes it, wherever it stands,
 * also inside a text or an object; a backslash before the braces takes their meaning. At most 500.
 */
export function blocksOf(value: string): ExpressionBlock[] {
  const blocks: ExpressionBlock[] = [];
  let from = 0;
  while (blocks.length < mostBlocks) {
    const start = find(value, '{{', from);
    if (start < 0) break;
    const end = find(value, '}}', start + 2);
    const code = value.slice(start + 2, end < 0 ? undefined : end).replace('\\}}', '}}');
    blocks.push({ code, start, closed: end >= 0 });
    if (end < 0) break;
    from = end + 2;
  }
  return blocks;
}

/** The text between the `{{ }}` of a value; each of these is a blank, one without its end stays. Linear. */
export function withoutBlocks(value: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = value.indexOf('{{'); start >= 0; start = value.indexOf('{{', from)) {
    const end = value.indexOf('}}', start + 2);
    if (end < 0) break;
    parts.push(value.slice(from, start));
    from = end + 2;
  }
  return [...parts, value.slice(from)].join(' ');
}

/** Where the braces stand next without a backslash before them; -1 when they do not. */
function find(value: string, braces: string, from: number): number {
  for (let at = value.indexOf(braces, from); at >= 0; at = value.indexOf(braces, at + 2)) {
    let backslashes = 0;
    while (at - backslashes > from && value[at - backslashes - 1] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return -1;
}
