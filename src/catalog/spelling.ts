const shortest = 5;

/** Finds the known word that an unknown one is most likely meant to be: one letter missing, too many, wrong or swapped. */
export function createSpelling(words: Iterable<string>): (word: string) => string | undefined {
  const near = new Map<string, string>();
  const known = new Set(words);
  for (const word of known) {
    if (word.length < shortest - 1) continue;
    for (const form of withoutOne(word)) if (!near.has(form)) near.set(form, word);
  }
  return (word) => {
    if (word.length < shortest || known.has(word) || /\d/.test(word)) return undefined;
    for (const form of [word, ...withoutOne(word)]) {
      const found = known.has(form) ? form : near.get(form);
      if (found && isNear(word, found)) return found;
    }
    return undefined;
  };
}

/** The first letter is right; in short words letters are swapped, missing or too many, never just others. */
function isNear(word: string, found: string): boolean {
  if (found[0] !== word[0] || Math.abs(found.length - word.length) > 1) return false;
  return word.length > shortest || found.length !== word.length || sorted(found) === sorted(word);
}

const sorted = (word: string): string => [...word].sort().join('');

function withoutOne(word: string): string[] {
  const forms: string[] = [];
  for (let at = 1; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1));
  return forms;
}
