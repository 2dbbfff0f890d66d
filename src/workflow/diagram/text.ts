import { canDraw, textWidth } from './font.ts';

/** Names are 128 characters at most; what is longer is not read to its end. */
const longest = 300;
/** Marks that turn the direction of text around: a name must not reorder what stands beside it. */
const direction = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text as the font can draw it: one line, without emoji and other characters it lacks. `fallback` when less than half
 * of the letters would be left, as for Chinese or Japanese names.
 */
export function drawable(text: string, fallback: string): string {
  const all = [...text.slice(0, longest).normalize('NFC').replace(direction, '').replace(/\s+/g, ' ')];
  const letters = all.filter((char) => /[\p{L}\p{N}]/u.test(char));
  const kept = all.filter(canDraw);
  const keptLetters = letters.filter(canDraw).length;
  const line = kept.join('').replace(/ +/g, ' ').trim();
  if (line === '' || keptLetters * 2 < letters.length) return fallback;
  return line;
}

/** The text, or as much of its start as fits into `width` pixels with an ellipsis. */
export function shorten(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const room = width - textWidth('…', size, bold);
  let used = 0;
  let cut = '';
  for (const char of text) {
    used += textWidth(char, size, bold);
    if (used > room) break;
    cut += char;
  }
  return `${cut.trimEnd()}…`;
}

/** What a label says in at most this many pixels, its edges included; set in 11 px, bold. */
export const labelText = (label: string, most: number): string => shorten(drawable(label, '…'), most - 14, 11, true);

/** At most `lines` lines of `width` pixels, broken between words where it can be; the last one may end in an ellipsis. */
export function wrap(text: string, width: number, size: number, lines: number, bold = false): string[] {
  const done: string[] = [];
  for (let rest = text; rest !== ''; ) {
    if (done.length === lines - 1) return [...done, shorten(rest, width, size, bold)];
    const head = headOf(rest, width, size, bold);
    done.push(head.trimEnd());
    rest = rest.slice(head.length).trimStart();
  }
  return done;
}

/** As much of the text as fits, up to the end of a word; a word too long for a line is cut where the line ends. */
function headOf(text: string, width: number, size: number, bold: boolean): string {
  let used = 0;
  let head = '';
  for (const char of text) {
    used += textWidth(char, size, bold);
    if (used > width && head !== '') {
      const end = char === ' ' ? head.length : head.lastIndexOf(' ');
      return end > 0 ? head.slice(0, end) : head;
    }
    head += char;
  }
  return head;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For XML text and attributes; characters XML does not allow are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (char) => entities[char] ?? '');
}
