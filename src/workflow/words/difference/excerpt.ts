import { diffArrays, diffWordsWithSpace } from 'diff';

/** Characters shown around what differs. */
const around = 24;
/** Hunks closer than this are one. */
const near = 12;
const bounded = { maxEditLength: 1000 };

/** A part of a text that differs, with what stands before and behind it. */
export interface Hunk {
  before: string;
  after: string;
}

/** The parts of one line in which two texts differ, each with a little around it. Never empty for two different texts. */
export function excerpts(was: string, is: string, most: number): Hunk[] {
  const parts = diffWordsWithSpace(was, is, bounded) ?? whole(was, is);
  const hunks: { from: number; to: number; start: number; end: number }[] = [];
  let [from, start] = [0, 0];
  for (const { value, added, removed } of parts) {
    const last = hunks.at(-1);
    const hunk = last && from - last.to <= near && start - last.end <= near ? last : undefined;
    const [to, end] = [added ? from : from + value.length, removed ? start : start + value.length];
    if (added || removed) {
      if (hunk) Object.assign(hunk, { to, end });
      else hunks.push({ from, to, start, end });
    }
    [from, start] = [to, end];
  }
  return hunks.map((hunk) => ({
    before: surrounded(was, hunk.from, hunk.to, most),
    after: surrounded(is, hunk.start, hunk.end, most),
  }));
}

function whole(was: string, is: string): { value: string; added?: boolean; removed?: boolean }[] {
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start += 1;
  let end = 0;
  while (start + end < most && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  return [
    { value: was.slice(0, start) },
    { value: was.slice(start, was.length - end), removed: true },
    { value: is.slice(start, is.length - end), added: true },
    { value: was.slice(was.length - end) },
  ];
}

function surrounded(text: string, from: number, to: number, most: number): string {
  let start = Math.max(0, from - around);
  if (start > 0) start = atWord(text, start, from);
  let end = Math.min(text.length, to + around);
  if (end < text.length) end = Math.max(to, text.lastIndexOf(' ', end));
  const part = (piece: string): string => piece.replace(/\s+/g, ' ');
  const middle = shorten(part(text.slice(from, to)), most);
  return `${start > 0 ? '…' : ''}${part(text.slice(start, from))}${middle}${part(text.slice(to, end))}${end < text.length ? '…' : ''}`.trim();
}

/** The first word that begins in between. */
function atWord(text: string, start: number, from: number): number {
  const space = text.indexOf(' ', start);
  return space >= 0 && space < from ? space + 1 : start;
}

/** Start and end of a long text, because both tell what it is. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${text.slice(0, most - end - 3)} … ${text.slice(text.length - end)}`;
}

/** One line that went, came, or stands before one that did; null is a gap. */
export type Line = { sign: '−' | '+' | ' '; text: string } | null;

/** The lines in which two texts differ, each hunk behind the line before it. */
export function lineChanges(was: string, is: string, most: number): Line[] {
  const parts = diffArrays(was.split('\n'), is.split('\n'), bounded);
  if (!parts) {
    const [one] = excerpts(was, is, most);
    return one ? [sign('−', one.before), sign('+', one.after)] : [];
  }
  const lines: Line[] = [];
  for (const [at, part] of parts.entries()) {
    const [before, behind] = [parts[at - 1], parts[at + 1]];
    if (!part.added && !part.removed) {
      if (!behind) continue;
      if (at > 0) lines.push(null);
      const last = part.value.findLast((line) => line.trim() !== '');
      if (last !== undefined) lines.push(sign(' ', shorten(last.trim(), 60)));
      continue;
    }
    if (part.removed && behind?.added && behind.value.length === part.value.length) {
      for (const [place, line] of part.value.entries()) lines.push(...pair(line, behind.value[place] ?? '', most));
      continue;
    }
    if (part.added && before?.removed && before.value.length === part.value.length) continue;
    for (const line of part.value) lines.push(sign(part.added ? '+' : '−', shorten(line.trimEnd(), most)));
  }
  return lines;
}

function pair(was: string, is: string, most: number): Line[] {
  if (was.length <= most && is.length <= most) return [sign('−', was), sign('+', is)];
  return excerpts(was, is, most).flatMap(({ before, after }) => [sign('−', before), sign('+', after)]);
}

const sign = (mark: '−' | '+' | ' ', text: string): Line => ({ sign: mark, text });
