import { textWidth } from '#src/workflow/diagram/font.ts';

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_all, name) => entities[name] ?? '');

/** Reads a diagram back; throws when it is not well-formed XML. Boxes that touch each other are `overlaps`. */
export function readSvg(svg: string) {
  checkWellFormed(svg);
  const number = (pattern: RegExp): number => Number(pattern.exec(svg)?.[1]);
  const [width, height] = [number(/^<svg[^>]* width="(\d+)"/), number(/^<svg[^>]* height="(\d+)"/)];
  const [, viewWidth = 0, viewHeight = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  const shift = number(/<g transform="translate\(([\d.]+) 0\)">/);
  const boxes = [...svg.matchAll(/<(?:path|rect) class="box" ([^>]*)>/g)].map(([, attributes = '']) =>
    toRectangle(attributes),
  );
  const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const value = (name: string): number => Number(new RegExp(` ?${name}="([-\\d.]+)"`).exec(attributes)?.[1]);
    return {
      text: plain(text),
      x: value('x'),
      y: value('y'),
      size: value('font-size'),
      bold: attributes.includes('font-weight'),
      middle: attributes.includes('text-anchor'),
    };
  });
  return {
    width,
    height,
    scale: width / viewWidth,
    boxes,
    wires: [...svg.matchAll(/class="wire"/g)].length,
    texts: texts.map(({ text }) => text),
    labels: [...svg.matchAll(/<g class="label">.*?<text[^>]*>([^<]*)</g)].map(([, text = '']) => plain(text)),
    /** Height of the middle of the box a text stands in. */
    heightOf(name: string): number {
      const text = texts.find((one) => one.text === name);
      const box = boxes.find((one) => text && inside(one, text.x, text.y));
      if (!box) throw new Error(`no box says ${name}`);
      return (box.top + box.bottom) / 2;
    },
    overlaps: boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => overlap(a, b))
        .map((b) => [a, b]),
    ),
    outside: boxes.filter(
      (box) => box.left + shift < 0 || box.top < 0 || box.right + shift > viewWidth || box.bottom > viewHeight,
    ),
    /** Left-aligned texts that run out of the box they start in. */
    overflow: texts.filter((text) => {
      const box = boxes.find((one) => inside(one, text.x, text.y));
      return !text.middle && box && text.x + textWidth(text.text, text.size, text.bold) > box.right;
    }),
  };
}

const inside = (box: Rectangle, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Of a rect, or of a path made of absolute M, H, V, Q, A and Z, which all end in a corner. */
function toRectangle(attributes: string): Rectangle {
  const value = (name: string): number => Number(new RegExp(`(?:^| )${name}="([-\\d.]+)"`).exec(attributes)?.[1]);
  if (attributes.startsWith('x=')) {
    return {
      left: value('x'),
      top: value('y'),
      right: value('x') + value('width'),
      bottom: value('y') + value('height'),
    };
  }
  const d = / ?d="([^"]*)"/.exec(attributes)?.[1] ?? '';
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const [, command, rest = ''] of d.matchAll(/([MHVQAZ])([^MHVQAZ]*)/g)) {
    const numbers = rest.trim().split(/[ ,]+/).filter(Boolean).map(Number);
    if (command === 'H') xs.push(...numbers);
    else if (command === 'V') ys.push(...numbers);
    else if (command === 'A') xs.push((numbers[5] ?? 0) - (numbers[0] ?? 0));
    else for (const [index, one] of numbers.entries()) (index % 2 ? ys : xs).push(one);
  }
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Tags are balanced, attributes quoted, and no stray mark or forbidden character stands in text. */
function checkWellFormed(svg: string): void {
  const open: string[] = [];
  let rest = svg;
  const tag = /^<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>/;
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0] ?? '';
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`stray & in ${text}`);
    if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error('forbidden character');
    rest = rest.slice(text.length);
    if (rest === '') break;
    const [whole = '', closing, name = '', , alone] = tag.exec(rest) ?? [];
    if (whole === '') throw new Error(`not a tag: ${rest.slice(0, 80)}`);
    if (closing && open.pop() !== name) throw new Error(`unbalanced ${name}`);
    if (!closing && !alone) open.push(name);
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
}
