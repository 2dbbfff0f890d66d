/** A description of a workflow, put as a request. */
export interface Prose {
  text: string;
  /** Words that tell about the workflow and order nothing. */
  background: string[];
  /** Words that nothing was made of. */
  left: string[];
  /** Words of the text as they stood in the description. */
  back: (words: string) => string;
}

/** Characters of quoted words in one line: an assumption has 500. */
const longest = 440;

/** What was taken as a description, in as many lines as it takes. */
export function backgroundLines(background: readonly string[]): string[] {
  const lines: string[][] = [];
  for (const words of background.flatMap((one) => one.match(/[\s\S]{1,430}(?=\s|$)|[\s\S]{1,430}/g) ?? [])) {
    const quoted = `“${words.trim()}”`;
    const line = lines.at(-1);
    if (line && [...line, quoted].join(', ').length <= longest) line.push(quoted);
    else lines.push([quoted]);
  }
  return lines.map((line) => `Taken as a description, not as something to do: ${line.join(', ')}.`);
}
