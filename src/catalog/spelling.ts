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
      if (found && found[0] === word[0] && Math.abs(found.length - word.length) < 2) return found;
    }
    return undefined;
  };
}

function withoutOne(word: string): string[] {
  const forms: string[] = [];
  for (let at = 1; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1));
  return forms;
}
