import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The open font every picture is set in (DejaVu, free licence); no font of the machine is used. */
export const fontFamily = 'DejaVu Sans';
const require = createRequire(import.meta.url);
export const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) =>
  require.resolve(`dejavu-fonts-ttf/ttf/${name}`),
);

interface Font {
  unitsPerEm: number;
  /** Index of the glyph for a code point; 0 when the font has none. */
  glyphOf(codePoint: number): number;
  /** Advance of a glyph in font units. */
  advanceOf(glyph: number): number;
}

const fonts = new Map<string, Font>();

/** Width of a text in pixels at this size, by the font's own advances; kerning is not counted. */
export function textWidth(text: string, size: number, bold = false): number {
  const font = load(bold);
  let units = 0;
  for (const char of text) units += font.advanceOf(font.glyphOf(char.codePointAt(0) ?? 0));
  return (units * size) / font.unitsPerEm;
}

/** True when the font can draw this character. */
export function canDraw(char: string): boolean {
  return load(true).glyphOf(char.codePointAt(0) ?? 0) !== 0 && load(false).glyphOf(char.codePointAt(0) ?? 0) !== 0;
}

function load(bold: boolean): Font {
  const path = fontFiles[bold ? 1 : 0] ?? '';
  const known = fonts.get(path);
  if (known) return known;
  const font = readFont(readFileSync(path));
  fonts.set(path, font);
  return font;
}

/** Reads what measuring needs of a TrueType file: `head`, `hhea`, `hmtx`, and of `cmap` the table of format 12. */
function readFont(file: Buffer): Font {
  const tables = new Map<string, number>();
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16;
    tables.set(file.toString('latin1', at, at + 4), file.readUInt32BE(at + 8));
  }
  const table = (name: string): number => {
    const at = tables.get(name);
    if (at === undefined) throw new Error(`the font has no table ${name}`);
    return at;
  };
  const metrics = file.readUInt16BE(table('hhea') + 34);
  const hmtx = table('hmtx');
  return {
    unitsPerEm: file.readUInt16BE(table('head') + 18),
    glyphOf: readGlyphs(file, table('cmap')),
    advanceOf: (glyph) => file.readUInt16BE(hmtx + Math.min(glyph, metrics - 1) * 4),
  };
}

function readGlyphs(file: Buffer, cmap: number): (codePoint: number) => number {
  const formats = new Map<number, number>();
  for (let index = 0; index < file.readUInt16BE(cmap + 2); index += 1) {
    const at = cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4);
    formats.set(file.readUInt16BE(at), at);
  }
  const groups = formats.get(12);
  if (groups === undefined) throw new Error('the font has no character table of format 12');
  const glyphs = new Map<number, number>();
  for (let index = 0; index < file.readUInt32BE(groups + 12); index += 1) {
    const at = groups + 16 + index * 12;
    const [first, last, glyph] = [file.readUInt32BE(at), file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return (codePoint) => glyphs.get(codePoint) ?? 0;
}
