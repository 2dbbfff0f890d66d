/**
 * True for a regular expression that does not take time that doubles with every character: nothing that repeats stands in
 * something that repeats, however deep, and no choice either. Patterns that nobody can be sure of are false. Pure.
 */
export function isLinearPattern(pattern: string): boolean {
  /** Of each group that is open: whether something in it repeats, or there is a choice. */
  const open: boolean[] = [];
  let within = false;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') {
      // What a group held comes again: how often nobody knows.
      if (!inClass && /[1-9k]/.test(pattern[at + 1] ?? '')) return false;
      at += 1;
    } else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') {
      open.push(within);
      within = false;
      // Not a sign of repetition, but of what kind of group it is.
      if (pattern[at + 1] === '?') at += 1;
    } else if (sign === ')') {
      const next = pattern[at + 1] ?? '';
      if (within && /[*+{]/.test(next)) return false;
      within = (open.pop() ?? false) || within || /[*+?{]/.test(next);
    } else if (sign === '|' || /[*+?{]/.test(sign ?? '')) within = true;
  }
  return open.length === 0 && !inClass;
}
