/** Modules of Python that only compute; n8n's runner loads none that its operator has not released. */
const harmless = new Set(
  `__future__ base64 binascii bisect calendar cmath collections collections.abc copy dataclasses datetime decimal difflib
  enum fractions functools hashlib heapq hmac html itertools json math numbers operator random re statistics string
  struct textwrap time typing unicodedata urllib.parse uuid zoneinfo`.split(/\s+/),
);
/** Names that lead out of the data wherever they stand: modules have modules of their own (`json.codecs.open`). */
const waysOut = new Set(
  `breakpoint builtins codecs compile ctypes delattr dir eval exec execfile file getattr globals help helpers importlib
  inspect input io js locals marshal modules open attrgetter methodcaller os pathlib pickle posix
  pyodide requests setattr shutil site socket subprocess sys tempfile this threading urlopen vars weakref`.split(/\s+/),
);

/**
 * What a Python program reaches beside the data it is given, like `programReach`. Nobody here can parse Python, so it is
 * read word by word: stricter, and what is inside `f"…"` counts as program.
 */
export function pythonReach(text: string): string | undefined {
  // Python reads names in this form, so that no other way to write one hides it.
  const bare = withoutTexts(text).normalize('NFKC');
  const module = importedBy(bare).find((each) => !harmless.has(each));
  if (module !== undefined) return `import ${module.slice(0, 40)}`;
  // Whatever imports in another place than the start of a line.
  const lines = bare.replace(/^[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import\b/gm, ' ');
  if (/\bimport\b/.test(lines)) return 'import';
  const hidden = /__\w+|\.[ \t\n\\]*_\w*/.exec(bare);
  if (hidden && hidden[0] !== '__future__') return hidden[0].slice(0, 40);
  return bare.match(/[^\W\d]\w*/gu)?.find((name) => waysOut.has(name));
}

/** The modules that a program without its texts imports at the start of a line. */
export function importedBy(bare: string): string[] {
  const lines = bare.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+)?import\b[ \t]*([^\n;#]*)/gm);
  return [...lines].flatMap(([, from, names = '']) =>
    from === undefined ? names.split(',').map((each) => each.trim().split(/\s/)[0] ?? '') : [from],
  );
}

/** The program without comments and texts; texts that hold program (`f"…"`) stay, without their quotes. */
export function withoutTexts(text: string): string {
  const piece = /#[^\n]*|([A-Za-z]{0,2})("""|'''|"|')/g;
  let bare = '';
  let at = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    bare += text.slice(at, match.index);
    at = piece.lastIndex;
    const [, prefix = '', quote] = match;
    if (quote === undefined) continue;
    const end = endOf(text, at, quote);
    bare += /[ft]/i.test(prefix) ? ` ${text.slice(at, end)} ` : ' "" ';
    at = end + (text.startsWith(quote, end) ? quote.length : 0);
    piece.lastIndex = at;
  }
  return bare + text.slice(at);
}

function endOf(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at;
    else if (text[at] === '\n' && quote.length === 1) return at;
  }
  return text.length;
}
