import type { Styled, Words } from './words.ts';

/**
 * Markdown of a model as words that every platform shows in its own way: bold, italics, code and links as styled parts,
 * headings as bold lines, lists with bullets. What is no Markdown stays as it was written. One entry per paragraph, lines
 * of it kept. Pure; never throws.
 */
export function readMarkdown(markdown: string): Words[] {
  return blocksOf(markdown.replace(/\r\n?/g, '\n').slice(0, longest)).map((block) =>
    block.code ? [{ text: block.text, style: 'code' as const }] : joined(block.text.split('\n').map(lineOf)),
  );
}

const longest = 40_000;

interface Block {
  text: string;
  code: boolean;
}

/** Paragraphs, and what stands between two fences line by line. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const close = (code = false): void => {
    if (lines.some((line) => line.trim() !== '')) blocks.push(...toBlocks(lines, code));
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      close(fence !== undefined);
      fence = fence === undefined ? mark : undefined;
    } else if (fence === undefined && line.trim() === '') close();
    else lines.push(line);
  }
  close(fence !== undefined);
  return blocks;
}

const toBlocks = (lines: string[], code: boolean): Block[] =>
  code
    ? lines.filter((line) => line.trim() !== '').map((text) => ({ text, code }))
    : [{ text: lines.join('\n'), code }];

type Parts = (string | Styled)[];

function lineOf(line: string): Parts {
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line);
  if (heading) return [{ text: plainOf(spansOf(heading[1] ?? '')), style: 'bold' }];
  const item = /^(\s*)[-*+]\s+(.*)$/.exec(line);
  if (item)
    return [`${'\u2003'.repeat(Math.min(4, Math.floor((item[1]?.length ?? 0) / 2)))}• `, ...spansOf(item[2] ?? '')];
  if (/^\s{0,3}(?:[-*_]\s*){3,}$/.test(line)) return [''];
  return spansOf(line.replace(/^\s{0,3}>\s?/, ''));
}

/** The marks that count are whole: what opens and never closes is shown as it stands. */
const span =
  /\\([!-/:-@[-`{-~])|`([^`\n]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])|!?\[([^\]\n]+)\]\((https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)|<(https?:\/\/[^\s<>]+)>/gu;

function spansOf(line: string): Parts {
  const parts: Parts = [];
  let from = 0;
  for (const found of line.matchAll(span)) {
    if (found.index > from) parts.push(line.slice(from, found.index));
    from = found.index + found[0].length;
    const [, escaped, code, strong, strong2, emphasis, emphasis2, label, url, bare] = found;
    if (escaped !== undefined) parts.push(escaped);
    else if (code !== undefined) parts.push({ text: code, style: 'code' });
    else if (url !== undefined && label !== undefined) parts.push({ text: plainOf(spansOf(label)), url });
    else if (bare !== undefined) parts.push({ text: bare, url: bare });
    else {
      const inner = spansOf(strong ?? strong2 ?? emphasis ?? emphasis2 ?? '');
      const style = strong !== undefined || strong2 !== undefined ? 'bold' : 'italic';
      parts.push(...inner.map((part): Styled => (typeof part === 'string' ? { text: part, style } : part)));
    }
  }
  if (from < line.length) parts.push(line.slice(from));
  return parts;
}

const plainOf = (parts: Parts): string => parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

const joined = (lines: Parts[]): Words => lines.flatMap((line, at): Parts => (at > 0 ? ['\n', ...line] : line));
