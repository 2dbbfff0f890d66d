import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A fenced block or a piece of code within a line. */
export interface Code {
  file: string;
  line: number;
  /** Of a fenced block, e.g. `sh`; undefined within a line. */
  language?: string;
  text: string;
  /** In the first column of the table of commands. */
  commandTable: boolean;
}

export interface Link {
  file: string;
  line: number;
  target: string;
}

export interface Markdown {
  code: Code[];
  links: Link[];
  /** What `#…` may lead to. */
  anchors: Set<string>;
}

/** The page whose table has every command of `flowsmith`. */
export const commandsPage = 'docs/commands.md';

/** Every Markdown file of the repository. */
export const markdownFiles = (): string[] => trackedFiles().filter((file) => file.endsWith('.md'));

/** README and docs/: what an operator is told to do. What was decided is history, not an instruction. */
export const operatorPages = (): string[] =>
  markdownFiles().filter((file) => file === 'README.md' || /^docs\/(?!decisions\/).*\.md$/.test(file));

/** What a clean clone has, and what is about to be added. */
export const trackedFiles = (): string[] => [
  ...new Set(
    execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
      .split('\0')
      .filter((file) => file !== ''),
  ),
];

export function readMarkdown(file: string, text = readFileSync(file, 'utf8')): Markdown {
  const found: Markdown = { code: [], links: [], anchors: new Set() };
  let fence: (Code & { indent: number }) | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const mark = /^(\s*)```(\w*)/.exec(line);
    if (fence) {
      if (mark) {
        const { indent: _, ...code } = fence;
        found.code.push(code);
        fence = undefined;
      } else fence.text += `${line.slice(fence.indent)}\n`;
      continue;
    }
    if (mark) {
      const [, indent = '', language = ''] = mark;
      fence = { file, line: at + 2, language, text: '', commandTable: false, indent: indent.length };
      continue;
    }
    readLine(found, { file, line: at + 1, text: line }, file === commandsPage && line.startsWith('|'));
  }
  return found;
}

function readLine(
  { code, links, anchors }: Markdown,
  at: { file: string; line: number; text: string },
  inTable: boolean,
) {
  const { file, line, text } = at;
  const heading = /^#{1,6} (.*)$/.exec(text);
  if (heading) anchors.add(toAnchor(heading[1] ?? ''));
  for (const [, id] of text.matchAll(/<a id="([^"]+)"/g)) anchors.add(id ?? '');
  // A pipe in a table's cell is written \|.
  const column = text.startsWith('|') ? (text.split(/(?<!\\)\|/)[1] ?? '') : '';
  const marked = inTable ? column : text;
  for (const [, inner = ''] of text.matchAll(/`([^`]+)`/g))
    code.push({
      ...{ file, line, text: inner.replaceAll('\\|', '|') },
      commandTable: inTable && marked.includes(`\`${inner}\``),
    });
  for (const [, target = ''] of text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g))
    links.push({ file, line, target });
}

/** As GitHub names the anchor of a heading. */
const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
